"""Where redirects lead: to another source, to the home page, to a form, to nowhere."""

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
from web.hostile.behaviours.redirects import NEW, to
from web.hostile.replies import (
    article,
    error,
    hang,
    home,
    html,
    notice,
    page,
    permanent,
    reset,
    say,
)

TO_LOGIN = "/login?next=/reports/rivers.html"

LOGIN = page(
    html(
        "Sign in | Northern Institute",
        '<h1>Sign in</h1><form method="post"><input name="user"><input type="password" name="pass"><button>Sign in</button></form>',
    )
)

CONSENT = page(
    html(
        "Before you continue",
        "<h1>Before you continue</h1><p>We use cookies and data to deliver our services. If you choose to accept all, we will also use them to show ads.</p><form><button>Reject all</button><button>Accept all</button></form>",
    )
)

PARKED = page(
    html(
        "other.test - This website is for sale!",
        "<h1>other.test</h1><p>The domain other.test is for sale. Buy this domain. The owner is offering it for an asking price of 2,900 USD.</p><p>Related searches</p>",
    )
)

ELSEWHERE = page(article("Ten Recipes for a Quick Supper"))

DESTINATIONS = (
    to(
        "to-home",
        "every lost page is the home page",
        "/",
        SOFT_404,
        at="/",
        then=page(home()),
        reason=("home page",),
    ),
    to(
        "to-home-301",
        "every lost page is the home page, for good",
        "{here}/",
        SOFT_404,
        "301 Moved Permanently",
        "/",
        page(home()),
    ),
    to(
        "to-home-title-none",
        "every lost page is the home page, cited without a title",
        "/",
        SOFT_404,
        at="/",
        then=page(home()),
        title=None,
    ),
    to(
        "to-home-index",
        "every lost page is the home page by another name",
        "/index.php",
        SOFT_404,
        at="/index.php",
        then=page(home()),
    ),
    to(
        "to-home-www",
        "the home page under www",
        "{www}/",
        SOFT_404,
        "301 Moved Permanently",
        "/",
        page(home()),
    ),
    Row(
        "home-to-home",
        "the home page itself is cited, and lives under another name",
        {"/default.asp": permanent("/"), "/": page(home())},
        LIVE | MOVED,
        title="Northern Institute",
        url="{here}/default.asp",
    ),
    to(
        "to-404-page",
        "an error page, found with success",
        "/404.html",
        SOFT_404,
        at="/404.html",
        then=page(notice("Northern Institute", "Oops", "That did not work.")),
    ),
    to(
        "to-error-page",
        "an error page by its address and text, found with success",
        "/error?code=404",
        SOFT_404,
        at="/error",
        then=page(notice("Page not found", "Page not found", "The page does not exist.")),
    ),
    to(
        "to-404",
        "an error page, with its status",
        "/404.html",
        DEAD | SOFT_404,
        at="/404.html",
        then=error("404 Not Found"),
    ),
    to("to-nowhere", "a new address that is not there", "/gone.html", DEAD, at="/x"),
    to("to-403", "a new address that is closed", NEW, BLOCKED, then=error("403 Forbidden")),
    to("to-500", "a new address that is broken", NEW, UNREACHABLE, then=error("500 Internal Server Error")),
    to(
        "to-search",
        "a search for the words of the address, without a find",
        "/search?q=rivers",
        SOFT_404 | CHANGED,
        at="/search",
        then=page(notice("Search results", "Search results", "Your search for “rivers” returned 0 results.")),
    ),
    to("to-login", "a form for name and password", TO_LOGIN, BLOCKED, at="/login", then=LOGIN),
    to(
        "to-login-title-none",
        "a form for name and password, cited without a title",
        TO_LOGIN,
        BLOCKED,
        at="/login",
        then=LOGIN,
        title=None,
    ),
    to(
        "to-login-elsewhere",
        "a sign-in of another site",
        "{other}/idp/SSO.saml2?SAMLRequest=x",
        BLOCKED,
        at="/idp/SSO.saml2",
        then=LOGIN,
    ),
    to(
        "to-consent",
        "a page that asks for consent first",
        "/consent?back=/reports/rivers.html",
        BLOCKED,
        at="/consent",
        then=CONSENT,
    ),
    to(
        "to-captcha",
        "a page that asks whether the reader is human",
        "/sorry/index?continue=x",
        BLOCKED,
        at="/sorry/index",
        then=page(
            html(
                "Sorry...",
                "<p>Our systems have detected unusual traffic from your computer network. Please complete the captcha to continue.</p><div class='g-recaptcha' data-sitekey='x'></div>",
            )
        ),
    ),
    to(
        "to-other-site",
        "the same article at another site, for good",
        "{other}" + NEW,
        MOVED,
        "301 Moved Permanently",
        reason=("other-to-other-site",),
    ),
    to(
        "to-other-site-302",
        "the same article at another site, as resolvers of identifiers do it",
        "{other}" + NEW,
        LIVE | MOVED,
    ),
    to(
        "to-other-article",
        "another article of the same site",
        NEW,
        CHANGED,
        then=ELSEWHERE,
        reason=("Ten Recipes",),
    ),
    to(
        "to-other-site-changed",
        "another article of another site",
        "{other}" + NEW,
        CHANGED,
        "301 Moved Permanently",
        then=ELSEWHERE,
    ),
    to("to-parked", "a domain that is for sale", "{other}/", SOFT_404, "301 Moved Permanently", "/", PARKED),
    to(
        "to-other-home",
        "the home page of the company that bought the site",
        "{other}/",
        SOFT_404 | CHANGED,
        "301 Moved Permanently",
        "/",
        page(home("Big Publishing Group")),
    ),
    to("to-mail", "a mail address", "mailto:info@northern.test", UNREACHABLE | DEAD, at="/x"),
    to("to-script", "a piece of script", "javascript:history.back()", UNREACHABLE | DEAD, at="/x"),
    to("to-file", "a file of the reader's own machine", "file:///etc/passwd", UNREACHABLE | DEAD, at="/x"),
    to("to-nonsense", "something that is no address", "http://[::bad/", UNREACHABLE | DEAD, at="/x"),
    to(
        "to-bad-port",
        "a port that there is not",
        "http://to-bad-port.test:99999/",
        UNREACHABLE | DEAD,
        at="/x",
    ),
    to("to-closed-port", "a port where nobody listens", "{closed}/", UNREACHABLE, at="/x"),
    to(
        "to-no-host",
        "a host that there is not",
        "http://nowhere.invalid/",
        DEAD | UNREACHABLE,
        "301 Moved Permanently",
        "/x",
    ),
    to("to-hang", "an address that never answers", NEW, UNREACHABLE, then=hang),
    to("to-reset", "an address that resets", NEW, UNREACHABLE, then=reset),
    to(
        "to-not-http",
        "an address where something else answers",
        NEW,
        UNREACHABLE,
        then=say("220 mail ESMTP\r\n221 bye\r\n"),
    ),
    Row(
        "302-with-the-page",
        "sends on to the home page, under which the cited page itself lies unseen",
        {PATH: page(article(TITLE), "Location: /", status="302 Found"), "/": page(home())},
        SOFT_404,
    ),
)
