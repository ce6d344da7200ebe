"""On replies that are as the standard wants them, the reader says what h11 says."""

from __future__ import annotations

import h11
from hypothesis import example, given, strategies as st

from citecheck.web.wire import ReplyReader

TOKEN = st.text("!#$%&'*+-.^_`|~0123456789abcXYZ", min_size=1, max_size=12).map(str.encode)
WORD = st.binary(max_size=20).map(lambda raw: bytes(byte for byte in raw if 0x20 < byte != 0x7F))
VALUE = st.lists(WORD.filter(bool), max_size=3).map(b" ".join)
SPECIAL = {b"content-length", b"transfer-encoding", b"connection"}
HEADER = st.tuples(TOKEN.filter(lambda name: name.lower() not in SPECIAL), VALUE)
CONNECTION = st.sampled_from(
    [b"", b"Connection: close\r\n", b"connection: Keep-Alive\r\n", b"Connection: a, close\r\n"]
)
# 205 may have no content, so it makes no difference how it is framed, but h11 looks for a body.
STATUS = st.integers(200, 999).filter(lambda status: status != 205)
BODIES = st.lists(st.binary(min_size=1, max_size=40), max_size=5)


def chunked(parts, *, extension, trailers):
    """Return *parts* as chunks."""
    chunks = b"".join(b"%x%s\r\n%s\r\n" % (len(part), extension, part) for part in parts)
    return chunks + b"0\r\n" + trailers + b"\r\n"


@st.composite
def replies(draw):
    """Draw a valid reply: whether it was asked with HEAD, and its bytes."""
    status, reason = draw(STATUS), draw(VALUE)
    interim = draw(st.sampled_from([b"", b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"]))
    lines = [
        name + b":" + draw(st.sampled_from([b" ", b"", b"\t "])) + value
        for name, value in draw(st.lists(HEADER, max_size=6))
    ]
    head = b"HTTP/1.%d %d %s\r\n" % (draw(st.sampled_from([1, 1, 1, 0])), status, reason)
    head += b"".join(line + b"\r\n" for line in lines) + draw(CONNECTION)
    head_only = draw(st.booleans())
    parts = draw(BODIES)
    body = b"".join(parts)
    framing = draw(st.sampled_from(["length", "chunks", "end"]))
    if status in {204, 304}:
        return head_only, interim + head + b"\r\n"
    if framing == "length":
        head += b"Content-Length: %d\r\n" % len(body)
    elif framing == "chunks":
        head += b"Transfer-Encoding: chunked\r\n"
        body = chunked(
            parts,
            extension=draw(st.sampled_from([b"", b"", b";a=b"])),
            trailers=draw(st.sampled_from([b"", b"", b"Expires: 0\r\n"])),
        )
    return head_only, interim + head + b"\r\n" + (b"" if head_only else body)


def by_h11(data, *, head_only):
    """Return what h11 reads: the head, the body, and whether it would go on with the connection."""
    client = h11.Connection(h11.CLIENT)
    client.send(h11.Request(method="HEAD" if head_only else "GET", target="/", headers=[("Host", "a.test")]))
    client.send(h11.EndOfMessage())
    head, body, ended = None, b"", False
    client.receive_data(data)
    while True:
        event = client.next_event()
        if event is h11.NEED_DATA and not ended:
            client.receive_data(b"")
            ended = True
        elif isinstance(event, h11.Response):
            head = (event.status_code, event.reason, tuple(event.headers), event.http_version)
        elif isinstance(event, h11.Data):
            body += bytes(event.data)
        elif isinstance(event, h11.EndOfMessage):
            kept = client.their_state is h11.DONE and client.our_state is h11.DONE
            return head, body, kept and not ended


def by_us(data, *, head_only, step):
    """Return the same from the reader, with the connection ended if it was still waiting."""
    reader, body = ReplyReader(head_only=head_only), b""
    for at in range(0, len(data), step):
        reader.feed(data[at : at + step])
        body += reader.take()
    reusable = reader.reusable
    if not reader.finished:
        reader.end()
    head = reader.head
    version = b"%d.%d" % head.version
    return (head.status, head.reason, head.headers, version), body + reader.take(), reusable, reader


@given(replies(), st.integers(1, 60))
@example((False, b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), 100)
@example((False, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 100)
def test_valid_replies_are_read_as_h11_reads_them(reply, step):
    head_only, data = reply
    head, body, reusable = by_h11(data, head_only=head_only)
    ours, our_body, our_reusable, reader = by_us(data, head_only=head_only, step=step)
    assert ours == head
    assert our_body == body
    assert (reader.finished, reader.broken, reader.tolerated) == (True, None, ())
    # Never in the other direction: h11 closes connections of HTTP/1.0, and so does the reader.
    assert reusable or not our_reusable


@given(replies())
def test_connections_that_h11_keeps_are_kept(reply):
    """Strictness costs a connection each, so what is in order is not distrusted."""
    head_only, data = reply
    _, _, reusable = by_h11(data, head_only=head_only)
    _, _, our_reusable, _ = by_us(data, head_only=head_only, step=len(data))
    assert our_reusable == reusable
