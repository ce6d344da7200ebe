"""Servers that look at who asks and how, and addresses that must arrive as they were cited."""

from __future__ import annotations

from web.hostile.behaviour import LIVE, PATH, TITLE, Behaviour as Row
from web.hostile.replies import article, close, error, hang, having, page, reset, where

PAGE = page(article(TITLE))
ROBOTS = ("python", "httpx", "curl", "wget", "java/", "go-http", "libwww", "scrapy")


def asks(name, says, test, refusal="403 Forbidden", otherwise=None):
    """Return a row for a server that shows the page where *test* holds for the request."""
    return Row(name, says, where(test, PAGE, otherwise or error(refusal)), LIVE)


def without(header):
    """Return a test: the request does not have *header*."""
    return lambda request: header not in request.headers


def alone(header):
    """Return a test: the request has *header* once."""
    return lambda request: request.raw.lower().count(f"\r\n{header}:".encode()) == 1


GATES = (
    asks(
        "wants-mozilla",
        "refuses whoever does not call himself Mozilla",
        having("user-agent", ["mozilla/5.0"]),
    ),
    asks(
        "wants-mozilla-first",
        "refuses whoever does not begin with Mozilla",
        lambda request: request.headers.get("user-agent", "").startswith("Mozilla/"),
    ),
    asks(
        "wants-mozilla-or-hangs",
        "says nothing to whoever does not call himself Mozilla",
        having("user-agent", ["mozilla"]),
        otherwise=hang,
    ),
    asks(
        "refuses-libraries",
        "refuses the names of libraries",
        lambda request: not any(name in request.headers.get("user-agent", "").lower() for name in ROBOTS),
    ),
    asks(
        "wants-a-name",
        "refuses whoever does not say who he is",
        lambda request: len(request.headers.get("user-agent", "")) > 5,
    ),
    asks(
        "wants-a-contact",
        "refuses programs without an address to complain to",
        having("user-agent", ["http://", "https://", "@"]),
    ),
    asks(
        "wants-accept",
        "has nothing for whoever does not say what he takes",
        having("accept", ["text/html"]),
        "406 Not Acceptable",
    ),
    asks(
        "wants-accept-all",
        "has nothing for whoever does not take everything",
        having("accept", ["*/*"]),
        "406 Not Acceptable",
    ),
    asks(
        "wants-language",
        "has nothing for whoever does not name a language",
        having("accept-language"),
        "406 Not Acceptable",
    ),
    asks(
        "wants-english",
        "has nothing for whoever does not read English",
        having("accept-language", ["en"]),
        "404 Not Found",
    ),
    asks(
        "wants-encoding",
        "refuses whoever does not say which encodings he takes",
        having("accept-encoding"),
        "400 Bad Request",
    ),
    asks("wants-host-once", "refuses requests without a host, or with two", alone("host"), "400 Bad Request"),
    asks(
        "wants-headers-once",
        "refuses requests with two names or two languages",
        lambda request: (
            alone("user-agent")(request) and alone("accept")(request) and alone("accept-encoding")(request)
        ),
        "400 Bad Request",
    ),
    asks(
        "wants-host-with-port",
        "refuses a host without the port that it has",
        lambda request: ":" in request.headers.get("host", ""),
        "400 Bad Request",
    ),
    asks(
        "wants-host-named-so",
        "knows the header Host in this spelling alone, as old servers do",
        lambda request: b"\r\nHost: " in request.raw,
        "400 Bad Request",
    ),
    asks(
        "wants-http-1.1",
        "refuses HTTP/1.0",
        lambda request: b" HTTP/1.1\r\n" in request.raw,
        "505 HTTP Version Not Supported",
    ),
    asks("hates-head", "refuses HEAD", lambda request: request.method != "HEAD", "405 Method Not Allowed"),
    asks("hates-head-404", "has no page for HEAD", lambda request: request.method != "HEAD", "404 Not Found"),
    asks("hates-head-reset", "resets at HEAD", lambda request: request.method != "HEAD", otherwise=reset),
    asks("hates-head-hang", "says nothing to HEAD", lambda request: request.method != "HEAD", otherwise=hang),
    asks("hates-range", "refuses whoever wants a part", without("range"), "416 Range Not Satisfiable"),
    asks("hates-referer", "refuses whoever comes from elsewhere", without("referer")),
    asks(
        "hates-conditions",
        "breaks at conditions",
        lambda request: not any(header.startswith("if-") for header in request.headers),
        "500 Internal Server Error",
    ),
    asks("hates-upgrade", "breaks where another protocol is offered", without("upgrade"), otherwise=close),
    asks("hates-te", "breaks where trailers are offered", without("te"), "400 Bad Request"),
    asks(
        "hates-length",
        "refuses a request with a body's length",
        without("content-length"),
        "413 Content Too Large",
    ),
    asks("hates-cookies", "breaks at a cookie that it has not set", without("cookie"), "400 Bad Request"),
)


def addressed(name, says, path, wanted=None, title=TITLE):
    """Return a row for a page that is at *wanted* alone (by default as cited, without the fragment)."""
    target = wanted or path.partition("#")[0]
    return Row(name, says, {target: PAGE}, LIVE, url="{here}" + path, title=title)


ADDRESSES = (
    addressed("path-capitals", "a path in which capitals matter", "/Reports/RIVERS.html"),
    addressed("path-tilde", "a tilde", "/~jones/rivers.html"),
    addressed("path-tilde-escaped", "a tilde that is escaped", "/%7Ejones/rivers.html"),
    addressed("path-escaped-slash", "a slash that is escaped and stays so", "/doc/a%2Fb"),
    addressed("path-escaped-lower", "an escape in small letters stays so", "/caf%c3%a9"),
    addressed("path-escaped-latin-1", "an escape that is not UTF-8 stays so", "/caf%E9.html"),
    addressed(
        "path-letters",
        "letters beyond ASCII are sent as UTF-8",
        "/café/обзор",
        "/caf%C3%A9/%D0%BE%D0%B1%D0%B7%D0%BE%D1%80",
    ),
    addressed("path-space-escaped", "a space that is escaped", "/annual%20report.html"),
    addressed("path-plus", "a plus sign in the path", "/c++/rivers"),
    addressed("path-two-slashes", "two slashes, as some servers have them", "/x//rivers.html"),
    addressed("path-colon", "a colon and a semicolon", "/wiki/Talk:Rivers;v=2"),
    addressed("path-brackets", "brackets", "/wiki/Rivers_(North)"),
    addressed("path-comma-at", "a comma, an at, a star", "/a,b/@jones/x*y"),
    addressed(
        "path-address-inside", "a whole address within the path", "/web/20110505/http://northern.test/a"
    ),
    addressed("path-escaped-percent", "a percent sign that is escaped", "/100%25.html"),
    addressed("path-long", "a path of three thousand letters", "/" + "long-" * 600),
    addressed("query", "a query", "/show.asp?id=7&lang=en"),
    addressed("query-order", "a query whose order matters", "/show?b=2&a=1"),
    addressed("query-doubled", "one name twice in the query", "/show?a=1&a=2"),
    addressed("query-semicolons", "semicolons between the parts of a query", "/show?a=1;b=2"),
    addressed("query-plus", "plus signs and their escapes differ", "/show?q=a+b%2Bc"),
    addressed("query-brackets", "brackets that are escaped", "/show?f%5B0%5D=a"),
    addressed("query-empty", "a question mark without a query", "/show?"),
    addressed("query-empty-value", "a name without a value", "/show?print"),
    addressed("query-question", "a second question mark", "/show?to=/a?b=1"),
    addressed("query-alone", "a query at the root", "/?p=1234"),
    addressed(
        "query-tracking",
        "a query that says where readers come from, without which the page is not found",
        "/show?utm_source=x&id=7",
    ),
    addressed("fragment", "a fragment, which is not sent", PATH + "#chapter-2"),
    addressed("fragment-bang", "a fragment of an app, which is not sent", "/#!/rivers", "/"),
    addressed("root-without-slash", "a host alone", "", "/"),
    addressed("dots", "steps in the path", "/a/../reports/./rivers.html", PATH),
    Row(
        "host-final-dot",
        "a name with a dot at its end",
        PAGE,
        LIVE,
        url="http://host-final-dot.test.:{port}" + PATH,
    ),
    Row(
        "host-underscore",
        "a name with an underscore",
        PAGE,
        LIVE,
        url="http://my_site.host-underscore.test:{port}" + PATH,
    ),
    Row("host-deep", "a name below it", PAGE, LIVE, url="http://www2.shelf.host-deep.test:{port}" + PATH),
    Row("host-idn", "a name beyond ASCII", PAGE, LIVE, url="http://bücher.host-idn.test:{port}" + PATH),
    Row(
        "credentials",
        "a name and a password in the address, which the server wants",
        where(having("authorization", ["Basic "]), PAGE, error("401 Unauthorized")),
        LIVE,
        url="http://reader:open-sesame@credentials.test:{port}" + PATH,
    ),
)
DEMANDS = GATES + ADDRESSES
