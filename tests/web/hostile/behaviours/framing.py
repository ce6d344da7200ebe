"""Heads and bodies that are not what the standard asks for: browsers show every one of these pages."""

from __future__ import annotations

from web.hostile.behaviour import (
    LIVE,
    TITLE,
    UNREACHABLE,
    Behaviour as Row,
)
from web.hostile.replies import article, framed, say

TEXT = article(TITLE)

BODY = TEXT.encode()

LENGTH = f"Content-Length: {len(BODY)}"

KIND = "Content-Type: text/html; charset=utf-8"

BEGIN = f"HTTP/1.1 200 OK\r\n{KIND}"

CHUNKED = f"{BEGIN}\r\nTransfer-Encoding: chunked"


def odd(name, says, line, accepted=LIVE, **more):
    """Return a row for a good reply with one odd header line."""
    return Row(name, says, framed(f"{BEGIN}\r\n{line}\r\n{LENGTH}", BODY), accepted, **more)


FRAMING = (
    odd("line-without-colon", "a header line without a colon", "X-Powered-By Something"),
    odd("quoted-line", "a header line in quotation marks", '"X-Cache: HIT"'),
    odd("space-before-colon", "a space before the colon", "X-Cache : HIT"),
    odd("slash-in-name", "a slash in a header's name", "X/Cache: HIT"),
    odd("brackets-in-name", "brackets in a header's name", "X(Cache): HIT"),
    odd("space-in-name", "a space in a header's name", "X Cache: HIT"),
    odd("foreign-name", "a header's name that is not ASCII", "X-Größe: 3"),
    odd("empty-name", "a header without a name", ": nothing"),
    odd("nul-in-value", "a NUL in a value", "X-Cache: HI\0T"),
    odd("return-in-value", "a bare carriage return in a value", "X-Cache: HI\rT"),
    odd("latin-1-value", "a value that is not ASCII", "X-Server: Môle"),
    odd("folded", "a header folded over two lines (obsolete, RFC 9112, 5.2)", "X-Long: one\r\n\ttwo"),
    odd("doubled-length", "the same length twice", LENGTH),
    odd("two-lengths", "two lengths that differ, the right one last", "Content-Length: 7", read=False),
    odd(
        "length-and-chunked-lie",
        "a length, and an encoding that does not change anything",
        "Transfer-Encoding: identity",
    ),
    odd("big-header", "a header of 60 KB", "Content-Security-Policy: " + "https://a.example " * 3500),
    odd("big-headers", "120 KB of headers", "\r\n".join(f"X-Header-{n}: {'v' * 400}" for n in range(300))),
    odd("many-headers", "four hundred headers", "\r\n".join(f"X-{n}: 1" for n in range(400))),
    odd("doubled-type", "two content types, of which the last is the page's", "Content-Type: text/plain"),
    odd("empty-values", "headers without values", "X-A:\r\nX-B: \r\nX-C:\t"),
    Row(
        "leading-space",
        "a space before the first header",
        framed(f"HTTP/1.1 200 OK\r\n {KIND}\r\n{LENGTH}", BODY),
        LIVE,
    ),
    Row(
        "status-line-twice",
        "the status line twice",
        framed(f"HTTP/1.1 200 OK\r\n{BEGIN}\r\n{LENGTH}", BODY),
        LIVE,
    ),
    Row(
        "bare-line-feeds",
        "lines that end in a line feed alone",
        say(f"HTTP/1.1 200 OK\n{KIND}\n{LENGTH}\n\n{TEXT}"),
        LIVE,
    ),
    Row(
        "mixed-line-ends",
        "line ends of both kinds",
        say(f"HTTP/1.1 200 OK\r\n{KIND}\n{LENGTH}\r\n\n{TEXT}"),
        LIVE,
    ),
    Row(
        "no-reason",
        "a status line without a reason",
        framed(f"HTTP/1.1 200\r\n{KIND}\r\n{LENGTH}", BODY),
        LIVE,
    ),
    Row(
        "reason-of-spaces",
        "a status line with spaces for a reason",
        framed(f"HTTP/1.1 200   \r\n{KIND}\r\n{LENGTH}", BODY),
        LIVE,
    ),
    Row(
        "foreign-reason",
        "a reason that is not ASCII",
        framed(f"HTTP/1.1 200 Très bien\r\n{KIND}\r\n{LENGTH}", BODY),
        LIVE,
    ),
    Row(
        "lower-case-version",
        "the version in lower case",
        framed(f"http/1.1 200 ok\r\n{KIND}\r\n{LENGTH}", BODY),
        LIVE,
    ),
    Row(
        "version-2-in-text",
        "a version that is never written so",
        framed(f"HTTP/2 200\r\n{KIND}\r\n{LENGTH}", BODY),
        LIVE,
    ),
    Row(
        "version-1.2",
        "a version that there is not",
        framed(f"HTTP/1.2 200 OK\r\n{KIND}\r\n{LENGTH}", BODY),
        LIVE,
    ),
    Row(
        "empty-lines-first",
        "two empty lines before the reply",
        say(f"\r\n\r\n{BEGIN}\r\n{LENGTH}\r\n\r\n{TEXT}"),
        LIVE,
    ),
    Row("no-headers", "a status line and the page", say(f"HTTP/1.1 200 OK\r\n\r\n{TEXT}"), LIVE),
    Row(
        "1.0-to-the-end",
        "HTTP/1.0, whose body ends with the connection",
        framed(f"HTTP/1.0 200 OK\r\n{KIND}", BODY),
        LIVE,
    ),
    Row("1.1-to-the-end", "no length: the body ends with the connection", framed(BEGIN, BODY), LIVE),
    Row(
        "103-first",
        "early hints before the reply",
        say(f"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n{BEGIN}\r\n{LENGTH}\r\n\r\n{TEXT}"),
        LIVE,
    ),
    Row(
        "100-first",
        "leave to go on, which nobody asked for, before the reply",
        say("HTTP/1.1 100 Continue\r\n\r\n", f"{BEGIN}\r\n{LENGTH}\r\n\r\n{TEXT}", pause=0.05),
        LIVE,
    ),
    Row(
        "many-103",
        "twelve early hints before the reply",
        say("HTTP/1.1 103 Early Hints\r\n\r\n" * 12 + f"{BEGIN}\r\n{LENGTH}\r\n\r\n{TEXT}"),
        LIVE,
    ),
    Row(
        "head-in-pieces",
        "the head a few bytes at a time",
        say(*(f"{BEGIN}\r\n{LENGTH}\r\n\r\n"[at : at + 3] for at in range(0, 110, 3)), TEXT, pause=0.005),
        LIVE,
    ),
    Row(
        "status-600",
        "a status of no class, with the page",
        framed(f"HTTP/1.1 600 Odd\r\n{KIND}\r\n{LENGTH}", BODY),
        LIVE | UNREACHABLE,
    ),
    Row(
        "status-99",
        "a status of two digits",
        framed(f"HTTP/1.1 99 OK\r\n{KIND}\r\n{LENGTH}", BODY),
        LIVE | UNREACHABLE,
    ),
    Row(
        "status-2000",
        "a status of four digits",
        framed(f"HTTP/1.1 2000 OK\r\n{KIND}\r\n{LENGTH}", BODY),
        LIVE | UNREACHABLE,
    ),
    Row(
        "status-no-number",
        "a status that is a word",
        framed(f"HTTP/1.1 OK\r\n{KIND}\r\n{LENGTH}", BODY),
        LIVE | UNREACHABLE,
    ),
    Row(
        "head-cut",
        "the connection ends in the middle of the head",
        say("HTTP/1.1 200 OK\r\nContent-"),
        UNREACHABLE | LIVE,
    ),
    Row("0.9", "a page without any head, as in 1991", say(TEXT), LIVE | UNREACHABLE),
    Row(
        "101-switching",
        "another protocol that nobody asked for",
        say("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"),
        UNREACHABLE,
    ),
)
