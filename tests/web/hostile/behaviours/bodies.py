"""Where a page ends: lengths that lie, chunks that are none, and connections that break. Browsers show them all."""

from __future__ import annotations

from web.hostile.behaviour import (
    BLOCKED,
    CHANGED,
    DEAD,
    LIVE,
    MOVED,
    PATH,
    SOFT_404,
    TITLE,
    UNREACHABLE,
    Behaviour as Row,
)
from web.hostile.behaviours.framing import BEGIN, BODY, KIND, LENGTH, TEXT
from web.hostile.replies import article, first, framed, page, reset, say

SECOND = "Ledgers of the Harbour Masters"

CHUNKED = f"{BEGIN}\r\nTransfer-Encoding: chunked"


def chunk(data: bytes, extension: bytes = b"", end: bytes = b"\r\n") -> bytes:
    """Return *data* as one chunk."""
    return b"%x%s%s%s%s" % (len(data), extension, end, data, end)


def chunks(name, says, body, accepted=LIVE, **more):
    """Return a row for a body in chunks, or in what should be chunks."""
    return Row(name, says, framed(CHUNKED, body), accepted, **more)


LENGTHS = (
    Row(
        "length-too-big",
        "a length beyond the end of the page",
        framed(f"{BEGIN}\r\nContent-Length: {len(BODY) + 900}", BODY),
        LIVE,
    ),
    Row(
        "length-too-small",
        "a length before the end of the page",
        framed(f"{BEGIN}\r\nContent-Length: {len(BODY) - 400}", BODY),
        LIVE,
    ),
    Row("length-empty", "a length without a number", framed(f"{BEGIN}\r\nContent-Length:", BODY), LIVE),
    Row("length-negative", "a length below nothing", framed(f"{BEGIN}\r\nContent-Length: -1", BODY), LIVE),
    Row(
        "length-a-word", "a length that is a word", framed(f"{BEGIN}\r\nContent-Length: unknown", BODY), LIVE
    ),
    Row(
        "length-huge",
        "a length beyond all disks",
        framed(f"{BEGIN}\r\nContent-Length: 99999999999999999999999999", BODY),
        LIVE,
    ),
    Row(
        "length-list",
        "a length given as a list of equal ones",
        framed(f"{BEGIN}\r\nContent-Length: {len(BODY)}, {len(BODY)}", BODY),
        LIVE,
    ),
    Row(
        "length-signed",
        "a length with a plus sign",
        framed(f"{BEGIN}\r\nContent-Length: +{len(BODY)}", BODY),
        LIVE,
    ),
    Row(
        "length-and-chunks",
        "a length beside chunks: the chunks count (RFC 9112, 6.3)",
        framed(f"{CHUNKED}\r\nContent-Length: 9", chunk(BODY) + b"0\r\n\r\n"),
        LIVE,
    ),
    Row(
        "garbage-after",
        "bytes after the end of the page",
        framed(f"{BEGIN}\r\nConnection: keep-alive\r\n{LENGTH}", BODY + b"\0garbage\r\n\r\n"),
        LIVE,
    ),
    Row(
        "reply-after",
        "a second reply that nobody asked for, after the page",
        {
            PATH: framed(
                f"{BEGIN}\r\nConnection: keep-alive\r\n{LENGTH}",
                BODY + b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
            ),
            "/second": page(article(SECOND)),
        },
        LIVE,
    ),
    Row(
        "reply-after-neighbour",
        "the next page of that host, to which the stray reply must not be credited",
        None,
        LIVE,
        SECOND,
        "{here}/second",
        guest_of="reply-after",
    ),
    Row(
        "rest-left-over",
        "a page that ends before its length, on a connection that stays open",
        {
            PATH: say(
                f"{BEGIN}\r\nConnection: keep-alive\r\nContent-Length: {len(BODY) - 100}\r\n\r\n{TEXT}",
                then="keep",
            ),
            "/second": page(article(SECOND)),
        },
        LIVE,
    ),
    Row(
        "rest-left-over-neighbour",
        "the next page of that host, whose reply must not begin with the rest of the other",
        None,
        LIVE,
        SECOND,
        "{here}/second",
        guest_of="rest-left-over",
    ),
    Row(
        "truncated",
        "the connection ends in the middle of the page",
        framed(f"{BEGIN}\r\n{LENGTH}", BODY[: len(BODY) // 2]),
        LIVE,
    ),
    Row(
        "truncated-by-reset",
        "the connection is reset in the middle of the page",
        say(f"{BEGIN}\r\n{LENGTH}\r\n\r\n", BODY[: len(BODY) // 2], pause=0.05, then="reset"),
        LIVE,
    ),
    Row(
        "nothing-after-the-head",
        "a good head, and the end",
        say(f"{BEGIN}\r\n{LENGTH}\r\n\r\n"),
        LIVE | UNREACHABLE,
    ),
    Row(
        "reset-after-the-head",
        "a good head, and a reset",
        say(f"{BEGIN}\r\n{LENGTH}\r\n\r\n", pause=0.05, then="reset"),
        LIVE | UNREACHABLE,
    ),
    Row(
        "truncated-once",
        "the head alone, and at the next request the page",
        first(say(f"{BEGIN}\r\n{LENGTH}\r\n\r\n"), page(TEXT)),
        LIVE | UNREACHABLE,
    ),
    Row(
        "404-truncated",
        "no such page, and the page that says so is cut short",
        framed("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 5000", b"<title>Not fo"),
        DEAD,
    ),
    Row(
        "403-reset",
        "forbidden, and a reset",
        say("HTTP/1.1 403 Forbidden\r\nContent-Length: 500\r\n\r\n", pause=0.05, then="reset"),
        BLOCKED | UNREACHABLE,
    ),
    Row(
        "keep-alive-lie",
        "says that the connection stays open, and closes it",
        say(f"{BEGIN}\r\nConnection: keep-alive\r\n{LENGTH}\r\n\r\n{TEXT}"),
        LIVE,
    ),
    Row(
        "kept-then-reset",
        "sends on to a page whose first request meets a reset, as on a connection that was kept too long",
        {
            PATH: page(
                TEXT.replace("<head>", '<head><meta http-equiv="refresh" content="0; url=/second">').replace(
                    TITLE, "Redirecting"
                )
            ),
            "/second": first(reset, page(TEXT)),
        },
        LIVE | MOVED,
    ),
    Row(
        "body-with-204",
        "success without content, and content all the same",
        framed(f"HTTP/1.1 204 No Content\r\n{KIND}\r\n{LENGTH}", BODY),
        LIVE | UNREACHABLE | CHANGED | SOFT_404,
    ),
)

CHUNKS = (
    chunks(
        "chunked",
        "chunks as they should be",
        b"".join(chunk(BODY[at : at + 99]) for at in range(0, len(BODY), 99)) + b"0\r\n\r\n",
    ),
    chunks("chunk-extensions", "chunks with extensions", chunk(BODY, b";name=value") + b"0;last\r\n\r\n"),
    chunks("chunk-spaces", "spaces around a chunk's size", b"  %x  \r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY)),
    chunks(
        "chunk-zeros",
        "a chunk's size with many zeros before it",
        b"0000000000000000%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY),
    ),
    chunks(
        "chunk-prefix",
        "a chunk's size written 0x",
        b"0x%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY),
        read=False,
    ),
    chunks(
        "chunk-line-feeds", "chunks whose lines end in a line feed alone", chunk(BODY, end=b"\n") + b"0\n\n"
    ),
    chunks("chunk-trailers", "headers after the last chunk", chunk(BODY) + b"0\r\nX-Checksum: 1\r\n\r\n"),
    chunks("chunk-without-last", "no last chunk", chunk(BODY)),
    chunks("chunk-end-missing", "the last chunk without its empty line", chunk(BODY) + b"0"),
    chunks(
        "chunk-size-bad",
        "a chunk whose size is no number, after the page's beginning",
        chunk(BODY[:700]) + b"zz\r\n" + BODY[700:],
    ),
    chunks(
        "chunk-size-too-big", "a chunk that is shorter than it says", b"%x\r\n%s" % (len(BODY) + 500, BODY)
    ),
    chunks("chunk-size-endless", "a chunk's size of a hundred thousand digits", chunk(BODY) + b"f" * 100_000),
    chunks("chunk-size-huge", "a chunk's size beyond 64 bits", b"ffffffffffffffffffff\r\n" + BODY),
    chunks("chunk-size-negative", "a chunk of a negative size", b"-5\r\n" + BODY, read=False),
    chunks("chunk-not-at-all", "a plain body that is called chunked", BODY, read=False),
    chunks("chunk-gap", "a chunk without the line end behind it", b"%x\r\n%s0\r\n\r\n" % (len(BODY), BODY)),
    chunks(
        "chunks-of-one", "chunks of one byte", b"".join(chunk(bytes([byte])) for byte in BODY) + b"0\r\n\r\n"
    ),
    Row(
        "chunked-twice",
        "chunked said in two headers",
        framed(f"{CHUNKED}\r\nTransfer-Encoding: chunked", chunk(BODY) + b"0\r\n\r\n"),
        LIVE,
    ),
    Row(
        "chunked-chunked",
        "chunked said twice in one header",
        framed(f"{BEGIN}\r\nTransfer-Encoding: chunked, chunked", chunk(BODY) + b"0\r\n\r\n"),
        LIVE,
    ),
    Row(
        "chunked-capital",
        "chunked in capitals",
        framed(f"{BEGIN}\r\nTransfer-Encoding: CHUNKED", chunk(BODY) + b"0\r\n\r\n"),
        LIVE,
    ),
    Row(
        "transfer-unknown",
        "an encoding of the transfer that nobody knows, and the plain page",
        framed(f"{BEGIN}\r\nTransfer-Encoding: none\r\n{LENGTH}", BODY),
        LIVE,
    ),
    Row(
        "1.0-chunked",
        "chunks in HTTP/1.0, which has none",
        framed(f"HTTP/1.0 200 OK\r\n{KIND}\r\nTransfer-Encoding: chunked", chunk(BODY) + b"0\r\n\r\n"),
        LIVE,
    ),
    Row(
        "404-bad-chunks",
        "no such page, in chunks that are none",
        framed("HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked", b"zzz"),
        DEAD,
    ),
)


BODIES = LENGTHS + CHUNKS
