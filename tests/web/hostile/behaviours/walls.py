"""What stands between the reader and the page: sign-ins, consent, captchas, shields, and money."""

from __future__ import annotations

from web.hostile.behaviour import BLOCKED, LIVE, PATH, TITLE, UNREACHABLE, Behaviour as Row
from web.hostile.replies import article, error, home, html, page, prose

PASSWORD = '<form method="post" action="/login"><input name="user"><input type="password" name="pass"><button>Log in</button></form>'


def wall(name, says, title, body, accepted=BLOCKED, *headers, status="200 OK", head="", cited=TITLE, **more):
    """Return a row for a host that shows this to everybody at the cited address."""
    return Row(
        name, says, page(html(title, body, head), *headers, status=status), accepted, title=cited, **more
    )


SIGN_INS = (
    wall(
        "login-200",
        "a form for name and password under its own title",
        "Log in | Northern Institute",
        f"<h1>Log in</h1>{PASSWORD}",
        reason=("log|sign",),
    ),
    wall(
        "login-title-none",
        "a form for name and password, cited without a title",
        "Sign in",
        f"<h1>Sign in to continue</h1>{PASSWORD}",
        cited=None,
    ),
    wall(
        "login-site-title",
        "a form for name and password under the site's title",
        "Northern Library Portal",
        f"<h2>Members</h2><p>Please sign in with your library account to view this item.</p>{PASSWORD}",
    ),
    wall(
        "login-german",
        "a form for name and password in German",
        "Anmelden",
        '<h1>Anmeldung</h1><p>Bitte melden Sie sich an.</p><form><input name="benutzer"><input type="password" name="kennwort"><button>Anmelden</button></form>',
    ),
    wall(
        "login-french",
        "a form for name and password in French",
        "Connexion",
        '<h1>Connexion</h1><p>Veuillez vous identifier.</p><form><input name="id"><input type="password" name="mdp"></form>',
    ),
    wall(
        "login-everywhere",
        "a network that shows nothing to strangers, whatever is asked for",
        "Log in or sign up to view",
        f"<h1>You must log in to continue.</h1>{PASSWORD}",
    ),
    wall(
        "login-401",
        "a form for name and password with its status",
        "Sign in",
        f"<h1>Sign in</h1>{PASSWORD}",
        status="401 Unauthorized",
    ),
    Row(
        "login-box",
        "a live article with a box for members beside it",
        page(article(TITLE, more=f"<aside><h3>Members</h3>{PASSWORD}</aside>")),
        LIVE,
    ),
    Row(
        "login-link",
        "a live article with a link to sign in above it",
        page(
            article(TITLE).replace(
                "<nav>", '<nav><a href="/login">Log in</a> <a href="/register">Register</a>'
            )
        ),
        LIVE,
    ),
)

CONSENTS = (
    wall(
        "consent-wall",
        "a question about cookies in the place of the page",
        "Before you continue",
        "<h1>Before you continue</h1><p>We use cookies and data to deliver and maintain our services. If you choose to “Accept all”, we will also use cookies to show personalised ads.</p><form><button>Reject all</button><button>Accept all</button></form>",
    ),
    wall(
        "consent-german",
        "a question about cookies or money, in German",
        "Zustimmung erforderlich | Nordzeitung",
        "<h1>Weiter mit Werbung lesen</h1><p>Besuchen Sie uns wie gewohnt mit Werbung und Tracking. Um fortzufahren, stimmen Sie bitte der Nutzung von Cookies zu.</p><button>Akzeptieren</button>",
    ),
    wall(
        "age-wall",
        "a question about the reader's age in the place of the page",
        "Age verification",
        "<h1>Are you over 18?</h1><p>You must be 18 or older to enter this site. Please verify your age.</p><button>Yes, enter</button><button>No</button>",
    ),
    wall(
        "cookies-needed",
        "a page that wants cookies before it shows anything",
        "Cookies required",
        "<h1>Please enable cookies</h1><p>Your browser must accept cookies to view this site.</p>",
    ),
    Row(
        "consent-banner",
        "a live article under a banner about cookies",
        page(
            article(
                TITLE,
                more='<div class="banner"><h2>We value your privacy</h2><p>We use cookies. Accept all? Manage preferences.</p><button>Accept all</button></div>',
            )
        ),
        LIVE,
    ),
    Row(
        "consent-banner-first",
        "a live article whose banner about cookies comes first",
        page(
            article(TITLE).replace(
                "<body>",
                '<body><div id="cookies"><h2>Before you continue</h2><p>We use cookies to improve your visit. By continuing you accept them.</p><button>Accept all</button></div>',
            )
        ),
        LIVE,
    ),
)

MONEY = (
    wall(
        "paywall",
        "the beginning of the article, and then a price",
        TITLE,
        f"<h1>{TITLE}</h1>{prose(2)}<div class='paywall'><h2>Subscribe to continue reading</h2><p>Already a subscriber? Sign in.</p></div>",
        LIVE | BLOCKED,
    ),
    wall(
        "paywall-whole",
        "a price in the place of the article, its title lost",
        "Subscribe to read | Northern Times",
        "<h1>Subscribe to unlock this article</h1><p>Try unlimited access. Only 1 USD for 4 weeks.</p>",
    ),
    wall(
        "paywall-abstract",
        "an abstract, and a price for the rest",
        f"{TITLE} | Journal of Rivers",
        f"<h1>{TITLE}</h1><h2>Abstract</h2>{prose(4)}<p>Purchase PDF. Get access. Log in via your institution.</p>",
        LIVE,
    ),
    wall(
        "paywall-402",
        "a price with its status",
        "Payment required",
        "<h1>Subscribe</h1>",
        status="402 Payment Required",
    ),
    wall(
        "registration",
        "a form to register in the place of the article",
        "Register to continue | Northern Herald",
        "<h1>Create a free account to continue reading</h1><form><input type='email' name='email'><input type='password' name='p'></form>",
    ),
)

SCRIPTS = (
    wall(
        "app-with-title",
        "an empty page for a script to fill, under the cited title",
        TITLE,
        '<div id="app"></div><script src="/app.js"></script>',
        LIVE,
    ),
    wall(
        "app-without-title",
        "an empty page for a script to fill, under the name of the program",
        "Digital Library",
        '<div id="app"></div><script src="/app.js"></script><noscript>Please enable JavaScript to use this site.</noscript>',
        LIVE | BLOCKED | UNREACHABLE,
    ),
    wall(
        "noscript-article",
        "an article with a plea for scripts above it",
        TITLE,
        f"<noscript>JavaScript is disabled in your browser. Please enable JavaScript to proceed.</noscript><h1>{TITLE}</h1>{prose()}",
        LIVE,
    ),
    wall(
        "browser-too-old",
        "a live article under a plea for a newer browser",
        TITLE,
        f"<!--[if lt IE 9]><p>You are using an outdated browser.</p><![endif]--><h1>{TITLE}</h1>{prose()}",
        LIVE,
    ),
)

ODD = (
    Row(
        "login-then-home",
        "sends strangers to a form, whose home page is open",
        {PATH: page(html("Sign in", f"<h1>Sign in</h1>{PASSWORD}")), "/": page(home())},
        BLOCKED,
    ),
    Row(
        "403-home-open",
        "closes the article and leaves the home page open",
        {PATH: error("403 Forbidden"), "/": page(home())},
        BLOCKED,
    ),
    wall(
        "denied-as-404",
        "a shield that refuses with 404",
        "Access Denied",
        "<h1>Access Denied</h1><p>Reference #18.2f3c1202.1700000000.1a2b3c. Our systems think you are a bot.</p>",
        BLOCKED,
        status="404 Not Found",
    ),
)
WALLS = SIGN_INS + CONSENTS + MONEY + SCRIPTS + ODD
