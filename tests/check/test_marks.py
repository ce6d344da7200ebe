"""Which kind of page a page is; and that a page which merely holds such a thing is not one."""

import pytest
from page_facts import facts, marks, prose

from citecheck.check.marks import LONGEST_EVIDENCE
from citecheck.models import Mark, Sign

LOGIN_BOX = (
    "<form action=/login><input name=user><input type='password' name=pwd><button>Log in</button></form>"
)
CAPTCHA = "<div class='g-recaptcha' data-sitekey=abc></div>"
COMMENTS = f"<form><textarea name=comment></textarea>{CAPTCHA}</form>"
CLOUDFLARE = (
    "<title>a.org</title><body><noscript>Enable JavaScript and cookies to continue</noscript>"
    "<script>window._cf_chl_opt={cvId:'3'};a.src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1'</script>"
)
WATCHED = (
    "<script>window.__CF$cv$params={r:'1'};a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'</script>"
)

SHOWN = [
    ("a title", "<title>404 Not Found</title><body>" + prose(900), ("error", "title")),
    ("a heading", "<title>Agency</title><body><h1>Page not found</h1>" + prose(60), ("error", "heading")),
    ("a sentence", f"<title>Agency</title><body><p>Sorry, the page you requested could not be found.</p>{prose(60)}", ("error", "text")),
    ("behind a menu", f"<body><nav>{prose(900)}</nav><p>The page you requested could not be found.</p>", ("error", "text")),
    ("a login page", f"<title>Agency</title><body><h1>Welcome</h1>{LOGIN_BOX}", ("login", "form")),
    ("a password in capitals", "<body><INPUT NAME=P TYPE=PASSWORD>", ("login", "form")),
    ("a way to an institution's login", "<body onload=submit()><form action=//idp.org><input type=hidden name='SAMLRequest' value=x></form>", ("login", "form")),
    ("a captcha", f"<title>a.org</title><body>{CAPTCHA}<p>One more step</p>", ("captcha", "script")),
    ("hCaptcha", "<body><div class=h-captcha></div>", ("captcha", "script")),
    ("Turnstile", "<body><div class=cf-turnstile></div>", ("captcha", "script")),
    ("Cloudflare", CLOUDFLARE, ("challenge", "script")),
    ("Akamai", "<body><div id='sec-if-cpt-container'></div>", ("challenge", "script")),
    ("Akamai's refusal", "<h1>Access Denied</h1>https://errors.edgesuite.net/18.4f", ("challenge", "script")),
    ("Imperva", "<body><iframe src='/_Incapsula_Resource?SWUDNSAI=31'>Request unsuccessful.</iframe>", ("challenge", "script")),
    ("DataDome", "<body><script>var dd={}</script><script src='https://ct.captcha-delivery.com/c.js'></script>", ("challenge", "script")),
    ("PerimeterX", "<body><div id=px-captcha></div>", ("challenge", "script")),
    ("Sucuri", "<body><script>var s={},sucuri_cloudproxy_js='',S='Yj'</script>", ("challenge", "script")),
    ("AWS WAF", "<script>window.gokuProps={};AwsWafIntegration.forceRefreshToken()</script>", ("challenge", "script")),
    ("DDoS-Guard", "<script src='/.well-known/ddos-guard/check?context=free'></script>", ("challenge", "script")),
    ("Vercel", "<script src='/.well-known/vercel/security/static/challenge.v2.min.js'></script>", ("challenge", "script")),
    ("Anubis", "<script id='anubis_challenge' type='application/json'>{}</script><p>Making sure</p>", ("challenge", "script")),
    ("Google's consent", f"<form action='https://consent.google.com/save'>{prose(200)}</form>", ("consent", "form")),
    ("Yahoo's consent", f"<form action='/v2/collectConsent?x'><input name=a>{prose(300)}</form>", ("consent", "form")),
    ("Sedo", f"<title>a.org</title><script src='//img.sedoparking.com/x.js'></script>{prose(200)}", ("parked", "script")),
    ("a seller of domains", "<a href='https://www.hugedomains.com/domain_profile.cfm?d=a.org'>a.org</a>", ("parked", "script")),
    ("GoDaddy", '<script>window.onload=function(){window.location.href="/lander"}</script>', ("parked", "script")),
    ("for sale", "<body><h2>a.org</h2><p>This domain is for sale!</p>", ("parked", "text")),
    ("nothing but scripts", "<title>a.org</title><body><div id=root></div><script src=app.js></script>", ("empty", "script")),
    ("nothing but a counter's frame", "<body><noscript><iframe src=//tags.org></iframe></noscript><script src=app.js></script>", ("empty", "script")),
    ("a demand for scripts", "<body><div id=root>Loading</div><noscript><b>You need to enable JavaScript to run this app.</b></noscript><script src=app.js></script>", ("empty", "text")),
]  # fmt: skip


@pytest.mark.parametrize("page, mark", [row[1:] for row in SHOWN], ids=[row[0] for row in SHOWN])
def test_a_page_that_is_what_it_shows(page, mark):
    assert mark in marks(page)


ARTICLE = "<title>Annual report 2010 | Agency</title><body><h1>Annual report 2010</h1>"
HOLDING = [
    ("nothing at all", prose(300)),
    ("a login box", LOGIN_BOX + prose(300)),
    ("a form for comments with a captcha", prose(300) + COMMENTS),
    ("a form for messages with a captcha, in a short page", "<p>Write to us.</p>" + COMMENTS),
    ("the words", prose(900) + "<p>The page you requested could not be found, it said.</p>" + prose(900)),
    ("a chapter about it", prose(900) + "<h2>Page not found</h2>" + prose(900)),
    ("a shield's watching script", prose(300) + WATCHED),
    ("a shield's watching script, in a short page", "<p>A short page, but a page.</p>" + WATCHED),
    ("a silent captcha", "<p>A short page.</p><script src='https://www.google.com/recaptcha/api.js?render=abc'></script>"),
    ("Imperva's script", prose(60) + "<script src='/_Incapsula_Resource?SWJIYLWA=71'></script>"),
    ("a link to a seller of domains", prose(200) + "<a href='https://www.hugedomains.com/'>domains</a>"),
    ("a link to those who ask for consent", prose(200) + "<a href='https://consent.yahoo.com/'>privacy</a>"),
    ("a frame for those without scripts", "<noscript><iframe src=//tags.org></iframe></noscript><script></script>" + prose(60)),
    ("a demand for scripts", "<noscript>Please enable JavaScript.</noscript><script src=a.js></script>" + prose(300)),
    ("a picture alone", "<img src=scan.png><script src=a.js></script>"),
    ("a login box in the menu", f"<nav>{LOGIN_BOX}</nav>{prose(60)}"),
    ("a page in Chinese", f"<p>{'委员会第二天开会讨论年度数字。' * 40}</p>{LOGIN_BOX}"),
]  # fmt: skip


@pytest.mark.parametrize("page", [row[1] for row in HOLDING], ids=[row[0] for row in HOLDING])
def test_a_page_that_merely_holds_such_a_thing(page):
    assert marks(ARTICLE + page) == set()


def test_a_page_that_shows_nothing_but_a_picture_shows_something():
    assert marks("<body><img src=scan.png><script src=a.js></script>") == set()


def test_of_a_page_that_was_cut_only_its_beginning_counts():
    assert marks(CLOUDFLARE + LOGIN_BOX, cut=True) == set()
    assert (
        marks("<body><p>You need to enable JavaScript to run this app.</p><script></script>", cut=True)
        == set()
    )
    assert marks("<title>Page not found</title>", cut=True) == {("error", "title")}
    assert marks("<body><p>Sorry, the page you requested could not be found.</p>", cut=True) == {
        ("error", "text")
    }


def test_a_plain_text_is_judged_by_its_words():
    assert marks("404 page not found\n", "text/plain") == {("error", "text")}
    assert marks("Annual report\n" + "word " * 400 + "page not found", "text/plain") == set()
    assert marks("Please enable JavaScript to continue.\n", "text/plain", cut=True) == set()


def test_a_mark_quotes_its_evidence_within_bounds():
    page = f"<body><input class='{'x' * 300}' type=password><p>x</p>"
    assert [len(mark.text) <= LONGEST_EVIDENCE for mark in facts(page).marks] == [True]
    seen = facts("<body><div class=h-captcha data-key=abc></div>").marks
    assert seen == (Mark(Sign.CAPTCHA, "script", "<body><div class=h-captcha data-key=abc></div>"),)


COUNTS = [
    ("<title>Not counted</title><body>two words", 2),
    ("<head><title>Not counted</title></head>two words", 2),
    ("<title>Not counted</title>two words", 2),
    ("<body><nav>of the menu</nav>two words<footer>at last</footer>", 7),
    ("<body>two<br>words<script>not these</script><style>nor these</style><!-- nor these -->", 2),
    ("<body><p title='a > b'>two words", 2),
    ("<body>", 0),
    ("<body>" + "页面不存在" * 20, 50),
    ("<body><nav>Never closed: all of it is the page", 8),
]


@pytest.mark.parametrize("page, count", COUNTS)
def test_the_words_that_are_seen(page, count):
    assert facts(page).words == count


def test_words_are_counted_where_there_is_text():
    assert facts("three plain words", "text/plain").words == 3
    assert facts("<rss><title>three plain words</title></rss>", "text/xml").words == 3


XML = [
    (
        "<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>",
        [Sign.ERROR],
    ),
    ("<rss><title>News</title><item><title>Page Not Found: A History</title></item></rss>", []),
    (
        "<rss><title>News</title><item><title>Access denied to the harbour, report says</title></item></rss>",
        [],
    ),
]


@pytest.mark.parametrize("text, signs", XML)
def test_what_stores_of_files_say_in_xml(text, signs):
    assert [mark.sign for mark in facts(text, "application/xml").marks] == signs
    assert facts(b"\x89PNG", "image/png").words is None


def test_two_error_pages_of_a_server_are_alike_and_two_articles_of_a_site_are_not():
    from citecheck.sketches import alike

    menu = f"<nav>{prose(200)}</nav>"
    one, other = (
        facts(f"<body>{menu}<p>Sorry! We looked for {name} and did not find anything at this address.")
        for name in "ab"
    )
    assert alike(one.sketch, other.sketch) > 0.5
    articles = (f"<body>{menu}{' '.join(f'{word}{number}' for number in range(300))}" for word in ("a", "b"))
    assert alike(*(facts(article).sketch for article in articles)) == 0.0
