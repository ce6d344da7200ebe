"""What the number alone says: each status, always or for a while, with the bare page that servers make for it."""

from __future__ import annotations

from web.hostile.behaviour import BLOCKED, CHANGED, DEAD, LIVE, SOFT_404, TITLE, UNREACHABLE, Behaviour as Row
from web.hostile.replies import article, error, first, having, notice, page, where

PAGE = page(article(TITLE))
COOKIE = "Set-Cookie: seen=1; Path=/"


def always(status, accepted, says, *headers, **more):
    """Return a row for a server that answers *status* whatever is asked and how often."""
    number, _, phrase = status.partition(" ")
    name = "-".join(filter(None, (number, phrase.lower().replace(" ", "-").replace("'", ""))))
    return Row(name, says, error(status, None, *headers), accepted, reason=(number,), **more)


PLAIN = (
    Row("ok", "the page is there, in good form", PAGE, LIVE),
    Row(
        "201-created",
        "the page is there, under an odd status of success",
        page(article(TITLE), status="201 Created"),
        LIVE,
    ),
    Row(
        "203-transformed",
        "a proxy on the way changed the page",
        page(article(TITLE), status="203 Non-Authoritative Information"),
        LIVE,
    ),
    Row(
        "206-unasked",
        "the whole page, called a part that nobody asked for",
        page(article(TITLE), status="206 Partial Content"),
        LIVE,
    ),
    Row(
        "299-unknown",
        "an unknown status of success with the page",
        page(article(TITLE), status="299 Fine"),
        LIVE,
    ),
    Row(
        "204-no-content",
        "success, and nothing to show: a reader stays where he was and learns nothing",
        page("", status="204 No Content", kind=None),
        LIVE | UNREACHABLE | SOFT_404 | CHANGED,
    ),
    Row(
        "300-choices",
        "a choice of languages that names the cited title; nothing is followed by itself",
        page(article(TITLE), status="300 Multiple Choices"),
        LIVE,
    ),
    always(
        "400 Bad Request",
        BLOCKED | UNREACHABLE | DEAD,
        "the server does not understand what everybody else does",
    ),
    always(
        "401 Unauthorized",
        BLOCKED,
        "a name and a password are wanted",
        'WWW-Authenticate: Basic realm="Members"',
    ),
    always("402 Payment Required", BLOCKED, "money is wanted"),
    always("403 Forbidden", BLOCKED, "the server will not say"),
    always("404 Not Found", DEAD, "no such page"),
    always("405 Method Not Allowed", BLOCKED | UNREACHABLE, "even GET is refused"),
    always("406 Not Acceptable", BLOCKED | UNREACHABLE, "nothing suits, whatever is asked for"),
    always("407 Proxy Authentication Required", BLOCKED, "an origin that takes itself for a proxy"),
    always("408 Request Timeout", UNREACHABLE, "the server says that we were slow"),
    always("410 Gone", DEAD, "the page was taken away for good"),
    always("418 I'm a teapot", BLOCKED | UNREACHABLE, "how some sites refuse programs"),
    always("421 Misdirected Request", BLOCKED | UNREACHABLE, "another server should have been asked"),
    always("423 Locked", BLOCKED | UNREACHABLE, "the page is locked"),
    always("429 Too Many Requests", BLOCKED, "too many requests, at the first one"),
    Row(
        "429-wait-an-hour",
        "too many requests, and the next one in an hour",
        error("429 Too Many Requests", None, "Retry-After: 3600"),
        BLOCKED,
        reason=("429",),
    ),
    Row(
        "429-wait-for-ever",
        "too many requests, with a second of waiting each time",
        error("429 Too Many Requests", None, "Retry-After: 1"),
        BLOCKED,
        reason=("429",),
    ),
    Row(
        "429-wait-nonsense",
        "too many requests, with a time that is none",
        error("429 Too Many Requests", None, "Retry-After: soon"),
        BLOCKED,
    ),
    always("451 Unavailable For Legal Reasons", BLOCKED, "a court or a country forbids it"),
    always("500 Internal Server Error", UNREACHABLE, "the server is broken"),
    always("501 Not Implemented", UNREACHABLE, "the server cannot do this"),
    always("502 Bad Gateway", UNREACHABLE, "the server behind the server is away"),
    always("503 Service Unavailable", UNREACHABLE, "the server is overloaded"),
    Row(
        "503-wait-a-day",
        "closed for maintenance until tomorrow",
        error("503 Service Unavailable", None, "Retry-After: 86400"),
        UNREACHABLE,
    ),
    Row(
        "503-wait-a-date",
        "closed until a date far away",
        error("503 Service Unavailable", None, "Retry-After: Fri, 31 Dec 2049 23:59:59 GMT"),
        UNREACHABLE,
    ),
    always("504 Gateway Timeout", UNREACHABLE, "the server behind the server is slow"),
    always("508 Loop Detected", UNREACHABLE, "the server runs in circles"),
    always("509 Bandwidth Limit Exceeded", UNREACHABLE | BLOCKED, "the month's traffic is used up"),
    always(
        "520 Web Server Returned an Unknown Error",
        UNREACHABLE,
        "a shield before a server that it does not understand",
    ),
    always("521 Web Server Is Down", UNREACHABLE, "a shield before a server that is down"),
    always("522 Connection Timed Out", UNREACHABLE, "a shield before a server that is silent"),
    always("526 Invalid SSL Certificate", UNREACHABLE, "a shield before a server with a bad certificate"),
    always("530", UNREACHABLE, "a shield before a name that does not resolve"),
    always("999 Request denied", BLOCKED, "how one large network refuses programs"),
)
PASSING = (
    Row(
        "404-once", "no such page, and a moment later it is there", first(error("404 Not Found"), PAGE), LIVE
    ),
    Row("410-once", "gone, and a moment later it is there", first(error("410 Gone"), PAGE), LIVE),
    Row("403-once", "forbidden, and a moment later it is there", first(error("403 Forbidden"), PAGE), LIVE),
    Row(
        "429-once",
        "too many requests, and a second later it is there",
        first(error("429 Too Many Requests", None, "Retry-After: 1"), PAGE),
        LIVE,
    ),
    Row(
        "429-once-silent",
        "too many requests, without saying how long to wait",
        first(error("429 Too Many Requests"), PAGE),
        LIVE,
    ),
    Row("500-once", "broken once", first(error("500 Internal Server Error"), PAGE), LIVE),
    Row("502-once", "the server behind the server restarts", first(error("502 Bad Gateway"), PAGE), LIVE),
    Row(
        "503-once",
        "overloaded once",
        first(error("503 Service Unavailable", None, "Retry-After: 1"), PAGE),
        LIVE,
    ),
    Row("408-once", "a connection that timed out once", first(error("408 Request Timeout"), PAGE), LIVE),
    Row("520-once", "a shield that stumbles once", first(error("520 Unknown"), PAGE), LIVE),
    Row(
        "404-until-the-cookie",
        "no such page for visitors without the cookie that comes with the refusal",
        where(having("cookie", ["seen=1"]), PAGE, error("404 Not Found", None, COOKIE)),
        LIVE,
    ),
    Row(
        "403-until-the-cookie",
        "forbidden for visitors without the cookie that comes with the refusal",
        where(having("cookie", ["seen=1"]), PAGE, error("403 Forbidden", None, COOKIE)),
        LIVE | BLOCKED,
    ),
    Row(
        "503-then-404",
        "overloaded once, and then there is no such page",
        first(error("503 Service Unavailable"), error("404 Not Found")),
        DEAD,
    ),
    Row(
        "404-then-503",
        "no such page, and then the server is overloaded: not known to be gone",
        first(error("404 Not Found"), error("503 Service Unavailable")),
        UNREACHABLE | DEAD,
    ),
)
CONTRADICTING = (
    Row(
        "404-with-the-page",
        "the cited article, whole, under the status 404: a reader does not see the number",
        page(article(TITLE), status="404 Not Found"),
        LIVE,
    ),
    Row(
        "500-with-the-page",
        "the cited article, whole, under the status 500",
        page(article(TITLE), status="500 Internal Server Error"),
        LIVE | UNREACHABLE,
    ),
    Row(
        "403-with-the-page",
        "the cited article, whole, under the status 403",
        page(article(TITLE), status="403 Forbidden"),
        LIVE | BLOCKED,
    ),
    Row(
        "404-naming-the-page",
        "an error page that repeats the name of what it does not have",
        page(
            notice(f"Not found: {TITLE}", "404", f"The page “{TITLE}” could not be found."),
            status="404 Not Found",
        ),
        DEAD,
    ),
    Row(
        "404-in-style",
        "an error page as long as an article",
        page(
            article("Page not found", more="<p>The page you requested could not be found.</p>"),
            status="404 Not Found",
        ),
        DEAD,
    ),
    Row("404-empty", "the status, and not a byte", page("", status="404 Not Found"), DEAD),
    Row(
        "410-of-another-title",
        "gone, on a page with the site's name",
        page(notice("Northern Institute", "Gone"), status="410 Gone"),
        DEAD,
    ),
    Row(
        "404-forbidden-inside",
        "no such page for programs: a challenge under the status 404",
        page(
            notice(
                "Just a moment...",
                "Checking your browser before accessing the site",
                "Enable JavaScript and cookies to continue.",
            ),
            "cf-mitigated: challenge",
            "Server: cloudflare",
            status="404 Not Found",
        ),
        BLOCKED,
    ),
    Row(
        "404-soft-title-none", "no such page, cited without a title", error("404 Not Found"), DEAD, title=None
    ),
    Row("ok-title-none", "a page cited without a title", PAGE, LIVE, title=None),
)
STATUSES = PLAIN + PASSING + CONTRADICTING
