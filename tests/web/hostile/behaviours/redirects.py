"""Where the reader is sent: to the same source elsewhere, to another one, to nowhere, and round in circles."""

from __future__ import annotations

from web.hostile.behaviour import (
    DEAD,
    EVERYWHERE,
    LIVE,
    MOVED,
    PATH,
    TITLE,
    UNREACHABLE,
    Behaviour as Row,
)
from web.hostile.certificates import Tls
from web.hostile.replies import (
    article,
    framed,
    having,
    html,
    over_tls,
    page,
    permanent,
    redirect,
    where,
)

PAGE = page(article(TITLE))

NEW = "/archive/2010/rivers"


def to(name, says, location, accepted, status="302 Found", at=NEW, then=PAGE, **more):  # noqa: PLR0917 - a table has as many columns as it needs
    """Return a row for a redirect of *status* to *location*, where *at* answers with *then*."""
    return Row(name, says, {PATH: redirect(location, status), at: then}, accepted, **more)


def raw(name, says, line, accepted, at=NEW, then=PAGE, **more):  # noqa: PLR0917 - a table has as many columns as it needs
    """Return a row for a redirect with an odd Location line."""
    return Row(
        name,
        says,
        {PATH: framed(f"HTTP/1.1 302 Found\r\n{line}\r\nContent-Length: 0", ""), at: then},
        accepted,
        **more,
    )


KINDS = (
    to(
        "301-same",
        "moved for good: the same article at a new address",
        NEW,
        MOVED,
        "301 Moved Permanently",
        reason=(NEW,),
    ),
    to(
        "308-same",
        "moved for good, as newer servers say it",
        NEW,
        MOVED,
        "308 Permanent Redirect",
        reason=(NEW,),
    ),
    to("302-same", "the same article, for now at another address", NEW, LIVE),
    to("303-same", "the article is to be seen at another address", NEW, LIVE, "303 See Other"),
    to(
        "307-same",
        "the same article, for now at another address, as newer servers say it",
        NEW,
        LIVE,
        "307 Temporary Redirect",
    ),
    to(
        "301-slash",
        "the same address with a slash at its end",
        PATH + "/",
        LIVE | MOVED,
        "301 Moved Permanently",
        PATH + "/",
    ),
    to(
        "301-title-none",
        "moved for good, cited without a title",
        NEW,
        MOVED | LIVE,
        "301 Moved Permanently",
        title=None,
    ),
    to(
        "301-www",
        "the same address with www before it",
        "{www}" + PATH,
        LIVE | MOVED,
        "301 Moved Permanently",
        "www.301-www.test//*",
    ),
    Row(
        "301-https",
        "the same address over HTTPS",
        {PATH: where(over_tls, PAGE, permanent("{secure}" + PATH))},
        LIVE | MOVED,
        tls=Tls(),
    ),
    Row(
        "301-then-302",
        "moved for good, and from there for now",
        {PATH: permanent("/a"), "/a": redirect(NEW), NEW: PAGE},
        MOVED | LIVE,
    ),
    Row(
        "302-then-301",
        "for now, and from there for good",
        {PATH: redirect("/a"), "/a": permanent(NEW), NEW: PAGE},
        MOVED | LIVE,
    ),
    Row(
        "seven-hops",
        "seven addresses on the way",
        {PATH: permanent("/1")} | {f"/{n}": permanent(f"/{n + 1}") for n in range(1, 7)} | {"/7": PAGE},
        MOVED | LIVE,
    ),
)

PLACES = (
    to("relative", "a new address without a host", "../archive/2010/rivers", LIVE),
    to("relative-name", "the name of a file beside it", "rivers-2.html", LIVE, at="/reports/rivers-2.html"),
    to("relative-query", "a query alone", "?id=7", LIVE, at=PATH + "?id=7"),
    to("relative-host", "a new address without a scheme", "//www.relative-host.test:{port}" + NEW, LIVE),
    to("with-fragment", "a place on the new page", NEW + "#chapter-2", LIVE),
    to(
        "with-space",
        "a new address with a space",
        "/archive/river transport",
        LIVE,
        at="/archive/river%20transport",
    ),
    raw(
        "utf-8-address",
        "a new address in UTF-8, not escaped",
        "Location: /archive/é".encode().decode("latin-1"),
        LIVE,
        at="/archive/%C3%A9",
    ),
    raw("padded", "spaces around the new address", f"Location:   {NEW}  ", LIVE),
    raw(
        "capital-scheme", "a scheme in capitals", f"Location: HTTP://CAPITAL-SCHEME.TEST:{{port}}{NEW}", LIVE
    ),
    raw("lower-case-name", "the header's name in lower case", f"location: {NEW}", LIVE),
    raw(
        "backslashes",
        "backslashes for slashes, which browsers turn round",
        f"Location: http:\\\\backslashes.test:{{port}}{NEW.replace('/', chr(92))}",
        LIVE,
    ),
    raw(
        "one-slash",
        "a scheme with one slash, which browsers take for a path of the same host",
        f"Location: http:{NEW}",
        LIVE,
    ),
    raw("doubled-location", "the same Location twice", f"Location: {NEW}\r\nLocation: {NEW}", LIVE),
    raw(
        "tab-inside",
        "a tab in the new address, which browsers drop",
        "Location: /archive/\t2010/rivers",
        LIVE,
    ),
    raw("dots-inside", "steps up and down in the new address", "Location: /x/../archive/./2010/rivers", LIVE),
    raw(
        "brackets-unescaped",
        "brackets and bars, not escaped",
        "Location: /archive?tags[]=a|b",
        LIVE,
        at="/archive",
    ),
    raw(
        "refresh-header",
        "the header Refresh, as old servers send it",
        f"Location-Was: 1\r\nRefresh: 0; url={NEW}",
        LIVE | MOVED | UNREACHABLE,
    ),
    Row(
        "refresh-with-200",
        "the header Refresh beside an empty page",
        {PATH: page(html("", ""), f"Refresh: 0; url={NEW}"), NEW: PAGE},
        LIVE | MOVED,
        visits=NEW,
    ),
    Row(
        "no-location",
        "a redirect that leads nowhere, with the cited page under it: browsers show it",
        page(article(TITLE), status="302 Found"),
        LIVE,
    ),
    Row(
        "empty-location",
        "a redirect to nothing, with the cited page under it",
        page(article(TITLE), "Location: ", status="302 Found"),
        LIVE | UNREACHABLE,
    ),
    Row(
        "no-location-no-page",
        "a redirect that leads nowhere, and nothing under it",
        page("", status="302 Found"),
        UNREACHABLE,
    ),
)

COOKIES = (
    Row(
        "cookie-wall",
        "sends everybody to the same address until the cookie comes back",
        where(having("cookie", ["ok=1"]), PAGE, redirect(PATH, "302 Found", "Set-Cookie: ok=1; Path=/")),
        LIVE,
    ),
    Row(
        "cookie-wall-round",
        "sends everybody round over another page that sets the cookie",
        {
            PATH: where(having("cookie", ["ok=1"]), PAGE, redirect("/check?back=1")),
            "/check": redirect(PATH, "302 Found", "Set-Cookie: ok=1; Path=/; HttpOnly"),
        },
        LIVE,
    ),
    Row(
        "cookie-wall-of-two",
        "sends everybody over another site, which remembers the visit itself",
        {
            PATH: where(having("cookie", ["ok=1"]), PAGE, redirect("{other}/sso")),
            PATH + "?ticket=7": redirect(PATH, "302 Found", "Set-Cookie: ok=1; Path=/"),
            "other-cookie-wall-of-two.test//sso": where(
                having("cookie", ["sso=1"]),
                redirect("{here}" + PATH + "?ticket=7"),
                redirect("{other}/sso", "302 Found", "Set-Cookie: sso=1; Path=/"),
            ),
        },
        LIVE,
    ),
    Row(
        "cookie-two",
        "wants two cookies, one after the other",
        where(
            having("cookie", ["b=2"]),
            PAGE,
            where(
                having("cookie", ["a=1"]),
                redirect(PATH, "302 Found", "Set-Cookie: b=2"),
                redirect(PATH, "302 Found", "Set-Cookie: a=1"),
            ),
        ),
        LIVE,
    ),
    Row(
        "cookie-path-old",
        "sends the cookie with an old date format and a domain",
        where(
            having("cookie", ["ok=1"]),
            PAGE,
            redirect(
                PATH,
                "302 Found",
                "Set-Cookie: ok=1; domain=.cookie-path-old.test; path=/; expires=Sunday, 06-Nov-44 08:49:37 GMT",
            ),
        ),
        LIVE,
    ),
)

CIRCLES = (
    Row(
        "ping-pong",
        "thirty hops between HTTP, HTTPS and www, and then the page",
        {
            f"{host}//{n}" if n else f"ping-pong.test/{PATH}": (redirect if n % 3 else permanent)(
                ("{secure}", "{here}", "{www}")[n % 3] + f"/{n + 1}"
            )
            for n in range(30)
            for host in ("ping-pong.test", "www.ping-pong.test")
        }
        | {"/30": PAGE},
        LIVE | MOVED,
        tls=Tls(),
    ),
    Row("loop", "an address that sends to itself", redirect(PATH), UNREACHABLE | DEAD, most=40),
    Row(
        "loop-of-two",
        "two addresses that send to each other",
        {PATH: redirect("/b"), "/b": redirect(PATH)},
        UNREACHABLE | DEAD,
        most=40,
    ),
    Row(
        "loop-that-grows",
        "an address that grows at each hop",
        {EVERYWHERE: redirect("x/"), PATH: redirect("x/")},
        UNREACHABLE | DEAD,
    ),
    Row(
        "loop-https",
        "HTTPS sends to HTTP, and HTTP to HTTPS",
        where(over_tls, redirect("{here}" + PATH), redirect("{secure}" + PATH)),
        UNREACHABLE | DEAD,
        tls=Tls(),
        most=40,
    ),
)
REDIRECTS = KINDS + PLACES + COOKIES + CIRCLES
