"""Rarer forms of redirects and cookies, at which readers of replies differ from each other."""

from __future__ import annotations

from web.hostile.behaviour import (
    BLOCKED,
    CHANGED,
    DEAD,
    LIVE,
    MOVED,
    PATH,
    UNREACHABLE,
    Behaviour as Row,
)
from web.hostile.behaviours.framing import TEXT
from web.hostile.certificates import Tls
from web.hostile.replies import (
    framed,
    having,
    html,
    numbered,
    page,
    redirect,
    say,
    where,
)

PAGE = page(TEXT)

NEW = "/new"

WITH_COOKIE = having("cookie", ["k="])


def located(name, says, line, at=NEW, accepted=LIVE):
    """Return a row for a redirect with an odd Location line."""
    return Row(
        f"corner-{name}",
        says,
        {PATH: framed(f"HTTP/1.1 302 Found\r\n{line}\r\nContent-Length: 0", ""), at: PAGE},
        accepted,
    )


def walled(name, says, *lines, wants="k=1", **more):
    """Return a row for a server that sends everybody to the same address until its cookie comes back."""
    return Row(
        f"corner-{name}",
        says,
        where(having("cookie", [wants]), PAGE, redirect(PATH, "302 Found", *lines)),
        LIVE,
        **more,
    )


LOCATIONS = (
    located(
        "location-long",
        "a new address of nine thousand letters",
        "Location: /" + "a" * 9000,
        "/" + "a" * 9000,
    ),
    located(
        "location-latin-1",
        "a new address in Latin-1, not escaped, which browsers send back byte by byte",
        "Location: /caf\xe9",
        "/caf%E9",
    ),
    located(
        "location-idn",
        "a new address at a name beyond ASCII",
        "Location: http://bücher.corner-location-idn.test:{port}/new".encode().decode("latin-1"),
    ),
    located(
        "location-userinfo",
        "a new address with a name and a password",
        "Location: http://u:p@corner-location-userinfo.test:{port}/new",
    ),
    located(
        "location-final-dot",
        "a new address at a name with a dot at its end",
        "Location: http://corner-location-final-dot.test.:{port}/new",
    ),
    located(
        "location-empty-query", "a new address with a question mark and no query", "Location: /new?", "/new?"
    ),
    located("location-percent", "a percent sign that escapes nothing", "Location: /100%", "/100%"),
    located(
        "location-without-host",
        "a host without a scheme, which is a file's name then",
        "Location: www.northern.test/new",
        "/reports/www.northern.test/new",
    ),
    located(
        "location-cyrillic",
        "letters and a space in UTF-8, not escaped",
        "Location: /річка звіт".encode().decode("latin-1"),
        "/%D1%80%D1%96%D1%87%D0%BA%D0%B0%20%D0%B7%D0%B2%D1%96%D1%82",
    ),
    located("location-folded", "a new address on the line after its name", "Location:\r\n /new"),
    located("location-capital-path", "a new address in which capitals matter", "Location: /NEW", "/NEW"),
    located(
        "location-fragment",
        "a place on the same page, in circles",
        "Location: #top",
        "/x",
        LIVE | UNREACHABLE | DEAD,
    ),
    located("location-nul", "a NUL in the new address", "Location: /n\0ew", NEW, LIVE | UNREACHABLE | DEAD),
    *(
        Row(
            f"corner-location-{status[:3]}",
            f"a new address beside the status {status}",
            {PATH: redirect(NEW, status), NEW: PAGE},
            LIVE | MOVED | UNREACHABLE | BLOCKED | CHANGED,
        )
        for status in ("300 Multiple Choices", "304 Not Modified", "305 Use Proxy", "306 Switch Proxy")
    ),
    Row(
        "corner-location-200",
        "the cited page, and a new address that browsers do not look at",
        page(TEXT, "Location: /other"),
        LIVE,
    ),
    Row(
        "corner-redirect-bare-lf",
        "a redirect of an old server",
        {PATH: say(b"HTTP/1.0 302 Found\nLocation: /new\n\n"), NEW: PAGE},
        LIVE,
    ),
    Row(
        "corner-redirect-gzip",
        "a redirect whose page is broken gzip",
        {
            PATH: say(
                b"HTTP/1.1 302 Found\r\nContent-Encoding: gzip\r\nLocation: /new\r\nContent-Length: 5\r\n\r\nabcde"
            ),
            NEW: PAGE,
        },
        LIVE,
    ),
    Row(
        "corner-redirect-chunks",
        "a redirect whose page is broken chunks",
        {
            PATH: say(b"HTTP/1.1 302 Found\r\nTransfer-Encoding: chunked\r\nLocation: /new\r\n\r\nzz"),
            NEW: PAGE,
        },
        LIVE,
    ),
    Row(
        "corner-redirect-hang",
        "a redirect whose page never comes",
        {
            PATH: say(b"HTTP/1.1 302 Found\r\nContent-Length: 50\r\nLocation: /new\r\n\r\n", then="hang"),
            NEW: PAGE,
        },
        LIVE,
    ),
    Row(
        "corner-hops-nineteen",
        "nineteen addresses on the way",
        {PATH: redirect("/1")} | {f"/{n}": redirect(f"/{n + 1}") for n in range(1, 19)} | {"/19": PAGE},
        LIVE,
    ),
)

COOKIES = (
    Row(
        "corner-cookie-counted",
        "sends everybody round six times, counting in a cookie",
        numbered(lambda n: PAGE if n > 6 else redirect(PATH, "302 Found", f"Set-Cookie: n={n}")),
        LIVE,
        most=12,
    ),
    Row(
        "corner-cookie-of-www",
        "the www name sets the cookie that the name without www wants",
        {
            PATH: where(WITH_COOKIE, PAGE, redirect("{www}/set")),
            "www.corner-cookie-of-www.test//set": redirect(
                "{here}" + PATH, "302 Found", "Set-Cookie: k=1; Domain=corner-cookie-of-www.test; Path=/"
            ),
        },
        LIVE,
    ),
    walled(
        "cookie-secure",
        "a cookie for secure connections alone",
        "Set-Cookie: k=1; Secure; SameSite=None",
        url="{secure}" + PATH,
        tls=Tls(),
    ),
    walled(
        "cookie-object",
        "a cookie with quotation marks and braces",
        'Set-Cookie: k={"a":1}; Path=/',
        wants='k={"a":1}',
    ),
    walled("cookie-space", "a cookie with a space", 'Set-Cookie: k="a b"; Path=/', wants='k="a b"'),
    walled("cookie-bare", "a cookie without a value", "Set-Cookie: seen; Path=/", wants="seen"),
    walled(
        "cookie-deleted",
        "a cookie that is deleted beside one that is set",
        "Set-Cookie: b=1; expires=Thu, 01 Jan 1970 00:00:00 GMT",
        "Set-Cookie: k=1; Path=/",
    ),
    walled(
        "cookie-foreign",
        "a cookie for another name beside one for this",
        "Set-Cookie: k=1; Domain=www.corner-cookie-foreign.test",
        "Set-Cookie: k=1",
    ),
    Row(
        "corner-cookie-refresh",
        "a page that loads itself anew at once, with the cookie that it has set",
        where(
            WITH_COOKIE,
            PAGE,
            page(html("", "", '<meta http-equiv="refresh" content="0">'), "Set-Cookie: k=1; Path=/"),
        ),
        LIVE,
    ),
    Row(
        "corner-cookie-refresh-named",
        "a page that sends to itself at once, with the cookie that it has set",
        where(
            WITH_COOKIE,
            PAGE,
            page(
                html("Redirecting", "", f'<meta http-equiv="refresh" content="0; url={PATH}">'),
                "Set-Cookie: k=1; Path=/",
            ),
        ),
        LIVE,
    ),
)
CORNERS = LOCATIONS + COOKIES
