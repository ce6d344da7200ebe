"""What servers send and browsers forgive, one reply a line."""

from __future__ import annotations

import pytest

from citecheck.web.wire import Head, ReplyReader, WireError

OK = b"HTTP/1.1 200 OK\r\n"
FIVE = b"Content-Length: 5\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"
HELLO = b"\r\nhello"
CHUNKS = b"\r\n5\r\nhello\r\n0\r\n\r\n"


def table(cases):
    """Return *cases* as parameters of a test; the sentence that each begins with is its name."""
    return [pytest.param(*case[1:], id=case[0]) for case in cases]


def read(*pieces, head_only=False, end=True):
    """Feed *pieces* and the end of the connection; return the reader and the body."""
    reader, body = ReplyReader(head_only=head_only), b""
    for piece in pieces:
        reader.feed(piece)
        body += reader.take()
    if end:
        reader.end()
    return reader, body + reader.take()


# fmt: off
STATUS_LINES = [
    ("an ordinary status line", b"HTTP/1.1 200 OK\r\n", 200, b"OK", (1, 1), ()),
    ("version 1.0", b"HTTP/1.0 200 OK\r\n", 200, b"OK", (1, 0), ()),
    ("an empty reason after its space is allowed", b"HTTP/1.1 200 \r\n", 200, b"", (1, 1), ()),
    ("a reason of many words", b"HTTP/1.1 404 No such page, sorry\r\n", 404, b"No such page, sorry", (1, 1), ()),
    ("a reason in Latin-1", b"HTTP/1.1 404 Non trouv\xe9\r\n", 404, b"Non trouv\xe9", (1, 1), ()),
    ("a status of the 600s is passed on", b"HTTP/1.1 600 Odd\r\n", 600, b"Odd", (1, 1), ()),
    ("LinkedIn's 999 is passed on", b"HTTP/1.1 999 Request denied\r\n", 999, b"Request denied", (1, 1), ()),
    ("no reason and no space", b"HTTP/1.1 200\r\n", 200, b"", (1, 1), ("no reason",)),
    ("a bare line feed", b"HTTP/1.1 200 OK\n", 200, b"OK", (1, 1), ("odd line ends",)),
    ("a line end of CR CR LF, from a text-mode file", b"HTTP/1.1 200 OK\r\r\n", 200, b"OK", (1, 1), ("odd line ends",)),
    ("lower case", b"http/1.1 200 OK\r\n", 200, b"OK", (1, 1), ("odd protocol name",)),
    ("mixed case", b"Http/1.1 200 OK\r\n", 200, b"OK", (1, 1), ("odd protocol name",)),
    ("a Shoutcast server", b"ICY 200 OK\r\n", 200, b"OK", (1, 0), ("odd protocol name", "odd version")),
    ("no version", b"HTTP 200 OK\r\n", 200, b"OK", (1, 0), ("odd version",)),
    ("a slash without a version", b"HTTP/ 200 OK\r\n", 200, b"OK", (1, 0), ("odd version",)),
    ("HTTP/2 written in text", b"HTTP/2 200 OK\r\n", 200, b"OK", (2, 0), ("odd version",)),
    ("HTTP/2.0 written in text", b"HTTP/2.0 200\r\n", 200, b"", (2, 0), ("no reason", "odd version")),
    ("a version from the future", b"HTTP/1.9 200 OK\r\n", 200, b"OK", (1, 9), ("odd version",)),
    ("a version with a leading zero", b"HTTP/01.1 200 OK\r\n", 200, b"OK", (1, 0), ("odd version",)),
    ("a version of letters", b"HTTP/x.y 200 OK\r\n", 200, b"OK", (1, 0), ("odd version",)),
    ("two spaces before the status", b"HTTP/1.1  200 OK\r\n", 200, b"OK", (1, 1), ("odd status line",)),
    ("a tab before the status", b"HTTP/1.1\t200 OK\r\n", 200, b"OK", (1, 1), ("odd status line",)),
    ("a tab before the reason", b"HTTP/1.1 200\tOK\r\n", 200, b"OK", (1, 1), ("odd status line",)),
    ("status and reason run together", b"HTTP/1.1 200OK\r\n", 200, b"OK", (1, 1), ("odd status line",)),
    ("a status with a fraction, as IIS logs them", b"HTTP/1.1 404.3 Not Found\r\n", 404, b".3 Not Found", (1, 1), ("odd status line",)),
    ("a status of two digits", b"HTTP/1.1 99 Odd\r\n", 99, b"Odd", (1, 1), ("odd status",)),
    ("a status of zeros", b"HTTP/1.1 000 \r\n", 0, b"", (1, 1), ("odd status",)),
    ("no status at all: browsers read 200", b"HTTP/1.1\r\n", 200, b"", (1, 1), ("no status",)),
    ("OK and no status: browsers read 200", b"HTTP/1.1 OK\r\n", 200, b"", (1, 1), ("no status",)),
    ("a control character in the reason", b"HTTP/1.1 200 O\x00K\r\n", 200, b"O K", (1, 1), ("control character",)),
    ("empty lines before it", b"\r\n\r\n\nHTTP/1.1 200 OK\r\n", 200, b"OK", (1, 1), ("white space before the status line",)),
    ("spaces before it", b"   HTTP/1.1 200 OK\r\n", 200, b"OK", (1, 1), ("white space before the status line",)),
    ("a byte order mark before it", b"\xef\xbb\xbfHTTP/1.1 200 OK\r\n", 200, b"OK", (1, 1), ("junk before the status line",)),
    ("up to four bytes of junk before it", b"\x00??>HTTP/1.1 200 OK\r\n", 200, b"OK", (1, 1), ("junk before the status line",)),
    ("early hints before it", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\n", 200, b"OK", (1, 1), ()),
    ("100 that nobody waited for", b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n", 200, b"OK", (1, 1), ()),
    ("several interim replies", b"HTTP/1.1 102 \r\n\r\nHTTP/1.1 103 \r\nA: b\r\n\r\nHTTP/1.1 404 No\r\n", 404, b"No", (1, 1), ()),
    ("an interim reply with bare line feeds", b"HTTP/1.0 100 Continue\n\nHTTP/1.1 200 OK\r\n", 200, b"OK", (1, 1), ("odd line ends",)),
]
# fmt: on


@pytest.mark.parametrize("line, status, reason, version, tolerated", table(STATUS_LINES))
def test_status_lines(line, status, reason, version, tolerated):
    reader, body = read(line + FIVE + HELLO)
    assert reader.head == Head(status, reason, ((b"content-length", b"5"),), version)
    assert set(reader.tolerated) == set(tolerated)
    assert (body, reader.broken) == (b"hello", None)


# fmt: off
NO_HEADS = [
    ("nothing", b"", "nothing was sent"),
    ("only empty lines", b"\r\n\r\n", "nothing was sent"),
    ("another protocol", b"SSH-2.0-OpenSSH_9.6\r\n", "it begins with"),
    ("a mail server's greeting", b"220 mail.example.org ESMTP ready\r\n", "it begins with"),
    ("a TLS alert, short as it is", b"\x15\x03\x01\x00\x02\x02\x46", "it begins with"),
    ("HTTP/2 in its own form", b"\x00\x00\x12\x04\x00\x00\x00\x00\x00\x00\x03\x00\x00\x00\x80\x00\x04", "it begins with"),
    ("text without a head", b"Hello, I am a text without a head.\r\n\r\n", "it begins with"),
    ("headers without a status line", b"Content-Type: text/html\r\n\r\n<html>", "it begins with"),
    ("XML without a head", b"<?xml version='1.0'?><error/>", "it begins with"),
    ("junk of more than four bytes", b"12345HTTP/1.1 200 OK\r\n\r\n", "it begins with"),
    ("a status of four digits", b"HTTP/1.1 2000 OK\r\n\r\n", "the status line cannot be read"),
    ("a negative status", b"HTTP/1.1 -200 OK\r\n\r\n", "the status line cannot be read"),
    ("a reason that says something else than 200", b"HTTP/1.1 Not Found\r\n\r\n", "the status line cannot be read"),
    ("a status in the place of the version", b"HTTP/404 Not Found\r\n\r\n", "the status line cannot be read"),
    ("a sentence about http", b"http is a protocol\r\n\r\n", "the status line cannot be read"),
    ("a Shoutcast name before a status line", b"icy HTTP/1.1 200 OK\r\n\r\n", "the status line cannot be read"),
    ("half a status line", b"HTTP/1.1 20", "the connection ended in the status line"),
    ("half a version", b"HTTP/1", "the connection ended in the status line"),
    ("an interim reply and no other", b"HTTP/1.1 100 Continue\r\n\r\n", "nothing was sent"),
    ("half an interim reply", b"HTTP/1.1 103 Early Hints\r\nLink: </a", "the connection ended after an interim reply"),
]
# fmt: on


@pytest.mark.parametrize("data, detail", table(NO_HEADS))
def test_what_is_no_http_is_refused(data, detail):
    with pytest.raises(WireError) as caught:
        read(data)
    assert caught.value.detail.startswith(detail)


# fmt: off
HEADERS = [
    ("an ordinary header", b"A: b\r\n", [(b"a", b"b")], ()),
    ("no space after the colon", b"A:b\r\n", [(b"a", b"b")], ()),
    ("white space around the value", b"A: \t b \t\r\n", [(b"a", b"b")], ()),
    ("an empty value", b"A:\r\n", [(b"a", b"")], ()),
    ("colons in the value", b"Location: http://a.test:80/\r\n", [(b"location", b"http://a.test:80/")], ()),
    ("bytes that are not ASCII in a value", b"A: \xc3\xa9\r\n", [(b"a", b"\xc3\xa9")], ()),
    ("one name twice", b"Set-Cookie: a\r\nset-cookie: b\r\n", [(b"set-cookie", b"a"), (b"set-cookie", b"b")], ()),
    ("every sign that a name may have", b"X-!#$%&'*+.^_`|~9: a\r\n", [(b"x-!#$%&'*+.^_`|~9", b"a")], ()),
    ("odd line ends", b"A: b\nC: d\n", [(b"a", b"b"), (b"c", b"d")], ("odd line ends",)),
    ("a folded value", b"A: b\r\n  c\r\n\td\r\nE: f\r\n", [(b"a", b"b c d"), (b"e", b"f")], ("folded header",)),
    ("a value that begins on the next line", b"A:\r\n b\r\n", [(b"a", b" b")], ("folded header",)),
    ("a line without a colon", b"A: b\r\nrubbish\r\nC: d\r\n", [(b"a", b"b"), (b"c", b"d")], ("line without a colon",)),
    ("what is folded onto rubbish goes with it", b"A: b\r\nrubbish\r\n more\r\n", [(b"a", b"b")], ("line without a colon", "folded header")),
    ("a space before the colon", b"Location : /x\r\n", [(b"location", b"/x")], ("space before a colon",)),
    ("a space in a name", b"My Header: b\r\n", [], ("odd header name",)),
    ("no name", b": b\r\n", [], ("odd header name",)),
    ("a slash in a name", b"a/b: c\r\n", [], ("odd header name",)),
    ("brackets in a name", b"a(b): c\r\n", [], ("odd header name",)),
    ("a name that is not ASCII", b"\xe9t\xe9: c\r\n", [], ("odd header name",)),
    ("a header in quotation marks", b'"A: b"\r\n', [], ("odd header name",)),
    ("a NUL in a name", b"a\x00b: c\r\n", [], ("odd header name",)),
    ("a NUL in a value", b"A: b\x00c\r\n", [(b"a", b"b c")], ("control character",)),
    ("a bare CR in a value", b"A: b\rc\r\n", [(b"a", b"b c")], ("control character",)),
    ("an escape sequence in a value", b"A: \x1b[31mc\r\n", [(b"a", b"[31mc")], ("control character",)),
    ("a space before the first header", b" A: b\r\nC: d\r\n", [(b"c", b"d")], ("space before the first header",)),
    ("a second status line", b"HTTP/1.0 404 Not: found\r\nA: b\r\n", [(b"a", b"b")], ("second status line",)),
    ("a status line pasted into the headers", b"A: b\r\nHTTP/1.1 200 OK\r\nC: d\r\n", [(b"a", b"b"), (b"c", b"d")], ("second status line",)),
    ("a header of 200 KiB", b"A: " + b"x" * 200_000 + b"\r\n", [(b"a", b"x" * 200_000)], ()),
    ("more headers than anybody sends", b"A: b\r\n" * 5000, [(b"a", b"b")] * 4096, ("too many headers",)),
]
# fmt: on


@pytest.mark.parametrize("lines, headers, tolerated", table(HEADERS))
def test_headers(lines, headers, tolerated):
    reader, _ = read(OK + lines + b"\r\nhello")
    assert [pair for pair in reader.head.headers if pair[0] != b"content-length"] == headers
    assert set(reader.tolerated) == set(tolerated)


# fmt: off
BODIES = [
    ("a length", OK + FIVE + HELLO, b"hello", None, ()),
    ("no length: until the end", OK + HELLO, b"hello", None, ()),
    ("a length of nothing", OK + b"Content-Length: 0\r\n\r\n", b"", None, ()),
    ("a length with zeros before it", OK + b"Content-Length: 0005\r\n\r\nhello", b"hello", None, ()),
    ("a length that is too great", OK + b"Content-Length: 9\r\n\r\nhello", b"hello", "the body ended early", ()),
    ("a length that is too small", OK + b"Content-Length: 3\r\n\r\nhello", b"hel", None, ("bytes after the end",)),
    ("the same length twice", OK + FIVE + FIVE + HELLO, b"hello", None, ("doubled length",)),
    ("the same length twice in one line", OK + b"Content-Length: 5, 5\r\n\r\nhello", b"hello", None, ("doubled length",)),
    ("two lengths, the first right", OK + FIVE + b"Content-Length: 9\r\n\r\nhello", b"hello", None, ("lengths that disagree",)),
    ("two lengths, the second right", OK + b"Content-Length: 2\r\n" + FIVE + HELLO, b"hello", None, ("lengths that disagree",)),
    ("two lengths, both too great", OK + b"Content-Length: 7, 9\r\n\r\nhello", b"hello", "the body ended early", ("lengths that disagree",)),
    ("a negative length", OK + b"Content-Length: -1\r\n\r\nhello", b"hello", None, ("odd length",)),
    ("a length with a sign", OK + b"Content-Length: +5\r\n\r\nhello", b"hello", None, ("odd length",)),
    ("a length of letters", OK + b"Content-Length: five\r\n\r\nhello", b"hello", None, ("odd length",)),
    ("a hexadecimal length", OK + b"Content-Length: 0x5\r\n\r\nhello", b"hello", None, ("odd length",)),
    ("an empty length", OK + b"Content-Length:\r\n\r\nhello", b"hello", None, ("odd length",)),
    ("a length with a fraction", OK + b"Content-Length: 5.0\r\n\r\nhello", b"hello", None, ("odd length",)),
    ("a length of five thousand digits", OK + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\nhello", b"hello", None, ("odd length",)),
    ("a length in digits of another script", OK + b"Content-Length: \xd9\xa5\r\n\r\nhello", b"hello", None, ("odd length",)),
    ("a readable length beside one that is not", OK + b"Content-Length: x\r\n" + FIVE + HELLO, b"hello", None, ("odd length",)),
    ("a length with a space before its colon", OK + b"Content-Length : 5\r\n\r\nhello", b"hello", None, ("space before a colon",)),
    ("a length behind a space is left out", OK + b" Content-Length: 3\r\n\r\nhello", b"hello", None, ("space before the first header",)),
    ("chunks", OK + CHUNKED + CHUNKS, b"hello", None, ()),
    ("chunks in capitals", OK + b"TRANSFER-ENCODING: CHUNKED\r\n" + CHUNKS, b"hello", None, ()),
    ("chunks from a 1.0 server", b"HTTP/1.0 200 OK\r\n" + CHUNKED + CHUNKS, b"hello", None, ()),
    ("a length beside chunks", OK + b"Content-Length: 3\r\n" + CHUNKED + CHUNKS, b"hello", None, ("length beside chunks",)),
    ("chunked twice in one line", OK + b"Transfer-Encoding: chunked, chunked\r\n" + CHUNKS, b"hello", None, ("odd transfer coding",)),
    ("chunked in two lines", OK + CHUNKED + CHUNKED + CHUNKS, b"hello", None, ("odd transfer coding",)),
    ("identity, which there is no more", OK + b"Transfer-Encoding: identity\r\n" + FIVE + HELLO, b"hello", None, ("odd transfer coding",)),
    ("an unknown coding", OK + b"Transfer-Encoding: cunked\r\n\r\nhello", b"hello", None, ("odd transfer coding",)),
    ("chunked not in the last place", OK + b"Transfer-Encoding: chunked, identity\r\n" + CHUNKS, b"hello", None, ("odd transfer coding",)),
    ("an empty transfer coding", OK + b"Transfer-Encoding:\r\n" + FIVE + HELLO, b"hello", None, ()),
    ("several chunks", OK + CHUNKED + b"\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n", b"hello", None, ()),
    ("sizes in both cases and with zeros", OK + CHUNKED + b"\r\n000A\r\n0123456789\r\n00b\r\n0123456789a\r\n000\r\n\r\n", b"01234567890123456789a", None, ()),
    ("chunk extensions", OK + CHUNKED + b'\r\n5;name="a;b"\r\nhello\r\n0;x\r\n\r\n', b"hello", None, ()),
    ("sizes padded with spaces, as Yahoo did", OK + CHUNKED + b"\r\n5    \r\nhello\r\n0  \r\n\r\n", b"hello", None, ()),
    ("spaces before a size", OK + CHUNKED + b"\r\n  5\r\nhello\r\n0\r\n\r\n", b"hello", None, ("odd chunk size",)),
    ("sizes written 0x5", OK + CHUNKED + b"\r\n0x5\r\nhello\r\n0x0\r\n\r\n", b"hello", None, ("odd chunk size",)),
    ("chunks with bare line feeds", OK + CHUNKED + b"\r\n5\nhello\n0\n\n", b"hello", None, ("odd line ends",)),
    ("trailers", OK + CHUNKED + b"\r\n5\r\nhello\r\n0\r\nETag: x\r\nMore: y\r\n\r\n", b"hello", None, ()),
    ("no last chunk", OK + CHUNKED + b"\r\n5\r\nhello\r\n", b"hello", "the body ended early", ()),
    ("the end within a chunk", OK + CHUNKED + b"\r\n5\r\nhel", b"hel", "the body ended early", ()),
    ("the end within a size", OK + CHUNKED + b"\r\n5\r\nhello\r\n1", b"hello", "the body ended early", ()),
    ("the end before the first chunk", OK + CHUNKED + b"\r\n", b"", "the body ended early", ()),
    ("no empty line after the last chunk", OK + CHUNKED + b"\r\n5\r\nhello\r\n0\r\n", b"hello", None, ("no end after the last chunk",)),
    ("a later size that is none", OK + CHUNKED + b"\r\n5\r\nhello\r\nxyz\r\n", b"hello", "bad chunk", ("bad chunk",)),
    ("a negative size", OK + CHUNKED + b"\r\n5\r\nhello\r\n-5\r\nhello\r\n", b"hello", "bad chunk", ("bad chunk",)),
    ("a size without digits", OK + CHUNKED + b"\r\n5\r\nhello\r\n;x\r\nhello\r\n", b"hello", "bad chunk", ("bad chunk",)),
    ("a size of twenty digits", OK + CHUNKED + b"\r\n5\r\nhello\r\n" + b"f" * 20 + b"\r\nhello", b"hello", "bad chunk", ("bad chunk",)),
    ("a size that is too small", OK + CHUNKED + b"\r\n3\r\nhello\r\n0\r\n\r\n", b"hel", "bad chunk", ("bad chunk",)),
    ("a size that is too great by one", OK + CHUNKED + b"\r\n6\r\nhello\r\n0\r\n\r\n", b"hello\r", None, ("odd line ends",)),
    ("a size that is too great by two", OK + CHUNKED + b"\r\n7\r\nhello\r\n0\r\n\r\n", b"hello\r\n", "bad chunk", ("bad chunk",)),
    ("a size with an endless extension", OK + CHUNKED + b"\r\n5\r\nhello\r\n1;" + b"x" * 20_000, b"hello", "bad chunk", ("bad chunk",)),
    ("called chunked, but is not", OK + CHUNKED + b"\r\n<p>hello</p>\r\n", b"<p>hello</p>\r\n", None, ("not chunked, although it says so",)),
    ("called chunked, but is not, and has one line", OK + CHUNKED + b"\r\n<p>hello</p>", b"<p>hello</p>", None, ("not chunked, although it says so",)),
    ("called chunked, but is not, and has a length", OK + CHUNKED + FIVE + b"\r\n<p>hello</p>\r\n", b"<p>he", None, ("length beside chunks", "not chunked, although it says so", "bytes after the end")),
    ("called chunked, but is one endless line", OK + CHUNKED + b"\r\n" + b"x" * 20_000, b"x" * 20_000, None, ("not chunked, although it says so",)),
    ("bytes after the last chunk", OK + CHUNKED + CHUNKS + b"more", b"hello", None, ("bytes after the end",)),
    ("a second reply after the first", OK + FIVE + HELLO + OK + FIVE + HELLO, b"hello", None, ("bytes after the end",)),
    ("204 has no body", b"HTTP/1.1 204 No Content\r\n\r\n", b"", None, ()),
    ("204 that sends one", b"HTTP/1.1 204 No Content\r\n" + FIVE + HELLO, b"", None, ("a body where none may be", "bytes after the end")),
    ("205 has no body", b"HTTP/1.1 205 Reset\r\nContent-Length: 0\r\n\r\n", b"", None, ()),
    ("304 has no body", b"HTTP/1.1 304 Not Modified\r\n\r\n", b"", None, ()),
    ("404 has one", b"HTTP/1.1 404 Not Found\r\n" + FIVE + HELLO, b"hello", None, ()),
    ("the head only, and then the end", b"HTTP/1.1 200 OK\r\nA: b\r\n", b"", "the head ended early", ("head that ends early",)),
    ("the status line only, and then the end", b"HTTP/1.1 200 OK", b"", "the head ended early", ("head that ends early",)),
    ("a page without a head", b"<!DOCTYPE html><title>Hello</title>", b"<!DOCTYPE html><title>Hello</title>", None, ("no head",)),
    ("a page without a head after white space", b"\r\n  <HTML>\n\nhello", b"<HTML>\n\nhello", None, ("white space before the status line", "no head")),
    ("a short page without a head", b"<html>", b"<html>", None, ("no head",)),
]
# fmt: on


@pytest.mark.parametrize("data, body, broken, tolerated", table(BODIES))
def test_bodies(data, body, broken, tolerated):
    reader, got = read(data)
    assert reader.finished
    assert (got, reader.broken) == (body, broken)
    assert set(reader.tolerated) == set(tolerated)


@pytest.mark.parametrize("data, body, broken, tolerated", table(BODIES))
def test_what_was_forgiven_is_never_followed_by_another_request(data, body, broken, tolerated):
    """A reply that comes apart in the wrong place could be credited to the next URL."""
    reader, got = read(data, end=False)
    assert not (reader.reusable and (tolerated or broken or got != body))


def test_a_header_cut_off_by_the_end_is_left_out():
    """Half an address would be another address."""
    reader, _ = read(b"HTTP/1.1 302 Found\r\nA: b\r\nLocation: http://exam")
    assert reader.head.headers == ((b"a", b"b"),)
    assert (reader.head.status, reader.broken) == (302, "the head ended early")


@pytest.mark.parametrize(
    "codings, headers",
    [
        (b"gzip, chunked", ((b"content-encoding", b"gzip"),)),
        (b"deflate, chunked", ((b"content-encoding", b"deflate"),)),
        (b"chunked", ()),
    ],
)
def test_a_compression_below_the_chunks_counts_as_one_of_the_content(codings, headers):
    reader, body = read(OK + b"Transfer-Encoding: " + codings + b"\r\n" + CHUNKS)
    assert reader.head.headers[1:] == headers
    assert body == b"hello"


def test_a_page_without_a_head_says_what_it_is():
    reader, _ = read(b"<html><title>Hello</title>")
    assert (reader.head.status, reader.head.version) == (200, (0, 9))
    assert dict(reader.head.headers) == {b"content-type": b"text/html"}


@pytest.mark.parametrize("sent", [b"", b"hello"], ids=["as it should", "with a body"])
def test_a_head_that_was_asked_for_alone_has_no_body(sent):
    reader, body = read(OK + FIVE + b"\r\n" + sent, head_only=True, end=False)
    assert (reader.finished, body) == (True, b"")
    assert reader.reusable == (not sent)


@pytest.mark.parametrize(
    "data", [OK + HELLO, OK + b"A: b", OK + FIVE + b"\r\nhe", OK + CHUNKED + CHUNKS, b"<html>"]
)
def test_the_end_may_be_told_twice(data):
    reader, body = read(data)
    before = (reader.head, reader.finished, reader.broken, reader.tolerated)
    reader.end()
    assert (reader.head, reader.finished, reader.broken, reader.tolerated) == before
    assert (reader.take(), reader.reusable) == (b"", False)
    assert len(body) <= len(data)


def test_a_kept_connection_that_ends_before_the_next_answer_can_be_told_from_one_that_breaks():
    """The first may be asked again at once: the request crossed the server's goodbye."""
    unheard, half = ReplyReader(), ReplyReader()
    half.feed(b"HT")
    assert (unheard.started, half.started) == (False, True)
