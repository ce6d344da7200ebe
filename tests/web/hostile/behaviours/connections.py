"""Before HTTP begins: names that do not resolve, ports that refuse, addresses that are dead, other protocols."""

from __future__ import annotations

import socket

from web.hostile.behaviour import DEAD, LIVE, TITLE, UNREACHABLE, Behaviour as Row
from web.hostile.replies import article, close, error, first, late, page, reset, say

PAGE = page(article(TITLE))
NO_NAME = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
NO_DATA = socket.gaierror(socket.EAI_NODATA, "No address associated with hostname")
AGAIN = socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
FAIL = socket.gaierror(socket.EAI_FAIL, "Non-recoverable failure in name resolution")
# Nobody listens at this one.
CLOSED = "127.0.9.1"
SILENT = "127.0.9.2"
HALF = article(TITLE).encode()

NAMES = (
    Row("no-such-host", "a name that nobody has", PAGE, DEAD, resolves=NO_NAME, reason=("host|name|domain",)),
    Row("no-address", "a name without an address", PAGE, DEAD | UNREACHABLE, resolves=NO_DATA),
    Row("resolver-away", "a name server that does not answer for now", PAGE, UNREACHABLE, resolves=AGAIN),
    Row("resolver-fails", "a name server that fails", PAGE, UNREACHABLE, resolves=FAIL),
    Row("resolver-once", "a name server that does not answer once", PAGE, LIVE, fails_first=AGAIN),
    Row(
        "no-such-host-ip",
        "no name, but an address where the page is",
        PAGE,
        LIVE,
        url="{ip}/reports/rivers.html",
    ),
    Row("two-addresses", "two addresses, of which the first is closed", PAGE, LIVE, resolves=(CLOSED, "own")),
    Row(
        "two-addresses-silent",
        "two addresses, of which the first says nothing",
        PAGE,
        LIVE,
        resolves=(SILENT, "own"),
        crowded=(SILENT,),
    ),
    Row(
        "many-addresses",
        "six addresses, of which the last works",
        PAGE,
        LIVE,
        resolves=(*[f"127.0.9.{n}" for n in range(11, 16)], "own"),
    ),
    Row(
        "ipv6-dead", "an address of IPv6 that is closed, and one of IPv4", PAGE, LIVE, resolves=("::1", "own")
    ),
    Row(
        "ipv6-silent",
        "an address of IPv6 that says nothing, and one of IPv4",
        PAGE,
        LIVE,
        resolves=("::1", "own"),
        crowded=("::1",),
    ),
    Row(
        "name-in-capitals",
        "a name in capitals",
        PAGE,
        LIVE,
        url="http://NAME-IN-CAPITALS.Test:{port}/reports/rivers.html",
    ),
)
PORTS = (
    Row("refused", "a port where nobody listens", None, UNREACHABLE, reason=("refused|connection",)),
    Row("silent-port", "a port that takes no connection", PAGE, UNREACHABLE, crowded=("own",)),
    Row("reset-at-once", "resets every connection before the request", {"connect": reset}, UNREACHABLE),
    Row("closes-at-once", "ends every connection before the request", {"connect": close}, UNREACHABLE),
    Row("reset", "resets after every request", reset, UNREACHABLE, reason=("reset|connection|broke",)),
    Row("reset-late", "resets half a second after every request", late(0.5, reset), UNREACHABLE),
    Row("reset-once", "resets after the first request, and then answers", first(reset, PAGE), LIVE),
    Row("empty-reply", "ends the connection without a word", close, UNREACHABLE),
    Row("empty-reply-once", "ends the connection without a word, and then answers", first(close, PAGE), LIVE),
    Row(
        "empty-then-404",
        "ends the connection without a word, and then there is no such page",
        first(close, error("404 Not Found")),
        DEAD,
    ),
)
OTHERS = (
    Row(
        "ssh",
        "another protocol, which speaks first",
        {"connect": say("SSH-2.0-OpenSSH_9.2\r\n", then="hang")},
        UNREACHABLE,
    ),
    Row(
        "mail",
        "the protocol of mail",
        {"connect": say("220 mail.test ESMTP ready\r\n500 unrecognised command\r\n")},
        UNREACHABLE,
    ),
    Row("gopher", "a menu of an older web", say("iWelcome\tfake\t(NULL)\t0\r\n.\r\n"), UNREACHABLE),
    Row("noise", "bytes without a meaning", say(bytes(range(256)) * 4), UNREACHABLE),
    Row("one-byte", "one byte, and the end", say(b"H"), UNREACHABLE),
    Row("line-ends", "line ends, and the end", say(b"\r\n\r\n\r\n"), UNREACHABLE),
    Row("json-alone", "data without a head", say(b'{"title": "no head"}\n'), UNREACHABLE),
    Row(
        "answers-early",
        "answers before it was asked",
        {
            "connect": say(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s"
                % (len(HALF), HALF),
                then="hang",
            )
        },
        LIVE | UNREACHABLE,
    ),
)
CONNECTIONS = NAMES + PORTS + OTHERS
