"""What holds whatever the bytes are, and however they are cut into pieces."""

from __future__ import annotations

import itertools
import tracemalloc

import pytest
from hypothesis import given, strategies as st

from citecheck.web.wire import ReplyReader, WireError

HEAD_LIMIT = 256 * 1024


def result(pieces, *, head_only=False, end=True):
    """Return all that can be seen of a reply, or why it was refused."""
    reader, body = ReplyReader(head_only=head_only), b""
    try:
        for piece in pieces:
            reader.feed(piece)
            body += reader.take()
        seen = (reader.finished, reader.reusable)
        if end:
            reader.end()
    except WireError as error:
        return error.detail
    return (*seen, reader.head, body + reader.take(), reader.finished, reader.broken, set(reader.tolerated))


LINES = st.sampled_from(
    [
        b"HTTP/1.1 200 OK", b"HTTP/1.1 100 Continue", b"HTTP/1.0 204 ", b"http/1.1 301", b"ICY 200 OK", b"icy HTTP/1.1 200 OK", b"<html>",
        b"A: b", b" folded", b"Content-Length: 5", b"Content-Length: 5, 7", b"Content-Length: -1", b"rubbish",
        b"Transfer-Encoding: chunked", b"Transfer-Encoding: gzip, chunked", b"Connection: close", b"x" * 40,
        b"5", b"hello", b"0", b"5;x=y", b"0x5", b" 5", b"-1", b"", b"", b"", b"\x00", b"\xef\xbb\xbf",
    ]
)  # fmt: skip
ENDS = st.sampled_from([b"\r\n", b"\r\n", b"\r\n", b"\n", b"\r\r\n", b"\r", b""])
REPLIES = st.lists(st.tuples(LINES, ENDS), max_size=20).map(
    lambda pairs: b"".join(line + end for line, end in pairs)
)
STARTED = REPLIES.map(lambda rest: b"HTTP/1.1 200 OK\r\n" + rest)
BYTES = st.binary(max_size=300) | REPLIES | STARTED


@given(BYTES, st.booleans(), st.booleans())
def test_the_pieces_do_not_matter(data, head_only, end):
    """One piece, single bytes: the same reply, the same faults, the same things forgiven."""
    whole = result([data], head_only=head_only, end=end)
    assert result([data[at : at + 1] for at in range(len(data))], head_only=head_only, end=end) == whole


@given(STARTED, st.lists(st.integers(0, 400), max_size=6))
def test_cuts_anywhere_do_not_matter(data, cuts):
    places = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    pieces = [data[start:stop] for start, stop in itertools.pairwise(places)]
    assert result(pieces) == result([data])


def feed_all(reader, pieces):
    """Feed *pieces*; return how many bytes came out."""
    size = 0
    for piece in pieces:
        reader.feed(piece)
        size += len(reader.take())
    return size


@given(st.lists(BYTES, max_size=5))
def test_nothing_but_a_wire_error_is_raised(pieces):
    """And once a head was read, nothing at all; no byte comes out that did not go in."""
    reader, fault, size = ReplyReader(), None, 0
    try:
        size = feed_all(reader, pieces)
        reader.end()
    except WireError as error:
        fault = error.detail
    assert (reader.head is None) == (fault is not None)
    assert reader.finished == (fault is None)
    assert not reader.reusable
    assert size + len(reader.take()) <= sum(map(len, pieces))


@given(BYTES.filter(lambda data: isinstance(result([data]), str)))
def test_what_is_refused_stays_refused(data):
    reader = ReplyReader()
    with pytest.raises(WireError) as first:  # noqa: PT012 - which of the two calls raises depends on the bytes
        reader.feed(data)
        reader.end()
    with pytest.raises(WireError) as again:
        reader.feed(b"HTTP/1.1 200 OK\r\n\r\n")
    assert again.value.detail == first.value.detail
    with pytest.raises(WireError):
        reader.end()


@given(st.binary(max_size=50))
def test_a_reusable_connection_has_nothing_left_over(more):
    reader = ReplyReader()
    reader.feed(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello" + more)
    assert reader.reusable == (not more)


def padded(size):
    """Return a reply whose head has *size* bytes."""
    start = b"HTTP/1.1 200 OK\r\nA: "
    return start + b"x" * (size - len(start) - 4) + b"\r\n\r\n"


@pytest.mark.parametrize("step", [1000, 1 << 20])
def test_a_head_may_have_256_kib_and_no_more(step):
    for data in (padded(HEAD_LIMIT), padded(HEAD_LIMIT).replace(b"HTTP", b"http")):
        assert result([data[at : at + step] for at in range(0, len(data), step)])[2].status == 200
    data = padded(HEAD_LIMIT + 1)
    refused = result([data[at : at + step] for at in range(0, len(data), step)])
    assert refused == "the head is longer than 256 KiB"


ENDLESS = [
    ("empty lines", b"\r\n" * 8192, b""),
    ("white space", b" " * 16384, b""),
    ("a status line", b"x" * 16384, b"HTTP/1.1 200 "),
    ("a header", b"x" * 16384, b"HTTP/1.1 200 OK\r\nA: "),
    ("headers", b"A: b\r\n" * 2048, b"HTTP/1.1 200 OK\r\n"),
    ("carriage returns", b"\r" * 16384, b"HTTP/1.1 200 OK\n"),
    ("interim replies", b"HTTP/1.1 100 \r\n\r\n" * 1024, b""),
    ("interim replies, oddly written", b"HTTP/1.1 100\n\n" * 2048, b""),
]


@pytest.mark.parametrize("piece, start", [pytest.param(*case[1:], id=case[0]) for case in ENDLESS])
def test_a_head_without_an_end_is_refused_in_bounded_memory(piece, start):
    reader = ReplyReader()
    reader.feed(start)
    tracemalloc.start()
    with pytest.raises(WireError, match="256 KiB"):
        feed_all(reader, [piece] * 30)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2 * 1024 * 1024


LONG_BODIES = [
    ("to the end", b"\r\n", b"x" * 65536),
    ("one long chunk", b"Transfer-Encoding: chunked\r\n\r\nfffffffff\r\n", b"x" * 65536),
    ("small chunks", b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 500),
    ("extensions", b"Transfer-Encoding: chunked\r\n\r\n", b"1;" + b"y" * 1000 + b"\r\nx\r\n"),
    ("trailers", b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"A: b\r\n" * 500),
    ("a trailer", b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"x" * 65536),
    ("after the end", b"Content-Length: 0\r\n\r\n", b"x" * 65536),
    ("after a bad chunk", b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nx", b"x" * 65536),
]


@pytest.mark.parametrize("start, piece", [pytest.param(*case[1:], id=case[0]) for case in LONG_BODIES])
def test_a_body_without_an_end_is_not_held_back(start, piece):
    reader = ReplyReader()
    reader.feed(b"HTTP/1.1 200 OK\r\n" + start)
    tracemalloc.start()
    for _ in range(32):
        reader.feed(piece)
        reader.take()
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 32 * 1024
    assert peak < 4 * 1024 * 1024
