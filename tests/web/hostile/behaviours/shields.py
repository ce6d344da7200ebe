"""Shields, captchas and refusals that stand before a page for programs."""

from __future__ import annotations

from web.hostile.behaviour import BLOCKED, EVERYWHERE, LIVE, TITLE, Behaviour as Row
from web.hostile.behaviours.walls import wall
from web.hostile.replies import article, first, html, page

SHIELD = ("Server: cloudflare", "CF-RAY: 8a1b2c3d4e5f-AMS")

SHIELDS = (
    wall(
        "captcha-200",
        "a proof of being human in the place of the page",
        "Are you a robot?",
        "<h1>Please verify you are a human</h1><p>To continue, complete the check below.</p><div class='g-recaptcha' data-sitekey='x'></div>",
    ),
    wall(
        "captcha-429",
        "a proof of being human, with the status of too many requests",
        "Sorry...",
        "<p>Our systems have detected unusual traffic from your computer network. This page checks to see if it's really you sending the requests, and not a robot.</p>",
        status="429 Too Many Requests",
    ),
    wall(
        "captcha-russian",
        "a proof of being human in Russian",
        "Вы не робот?",
        "<p>Подтвердите, что запросы отправляли вы, а не робот</p>",
    ),
    wall(
        "moment-403",
        "a shield that runs scripts first",
        "Just a moment...",
        "<h1>just.test</h1><p>Checking if the site connection is secure. Enable JavaScript and cookies to continue</p><script src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1'></script>",
        BLOCKED,
        "cf-mitigated: challenge",
        *SHIELD,
        status="403 Forbidden",
    ),
    wall(
        "moment-503",
        "the same shield, years ago",
        "Just a moment...",
        "<h1>Checking your browser before accessing northern.test.</h1><p>This process is automatic. DDoS protection by Cloudflare</p>",
        BLOCKED,
        *SHIELD,
        status="503 Service Temporarily Unavailable",
    ),
    wall(
        "moment-200",
        "the same shield, with the status of success",
        "Just a moment...",
        "<h2>Checking your browser before accessing northern.test</h2><script src='/cdn-cgi/challenge-platform/x.js'></script>",
        BLOCKED,
        *SHIELD,
    ),
    wall(
        "attention-403",
        "a shield that has decided",
        "Attention Required! | Cloudflare",
        "<h1>Sorry, you have been blocked</h1><h2>You are unable to access northern.test</h2>",
        BLOCKED,
        *SHIELD,
        status="403 Forbidden",
    ),
    wall(
        "denied-200",
        "a shield that refuses with the status of success",
        "Access Denied",
        '<h1>Access Denied</h1><p>You don\'t have permission to access "http://northern.test/reports" on this server. Reference #18.2f3c1202.1700000000.1a2b3c</p>',
    ),
    wall(
        "denied-403",
        "the same shield with its status",
        "Access Denied",
        "<h1>Access Denied</h1><p>Reference #18.2f3c1202.1700000000.1a2b3c</p>",
        BLOCKED,
        "Server: AkamaiGHost",
        status="403 Forbidden",
    ),
    wall(
        "incapsula",
        "a shield's frame in the place of the page",
        None,
        '<iframe id="main-iframe" src="/_Incapsula_Resource?SWUDNSAI=31&xinfo=1" frameborder=0>Request unsuccessful. Incapsula incident ID: 443000270031-3</iframe>',
        head='<meta name="robots" content="noindex,nofollow">',
    ),
    wall(
        "interruption",
        "a shield that asks for pardon",
        "Pardon Our Interruption",
        "<h1>Pardon Our Interruption...</h1><p>As you were browsing, something about your browser made us think you were a bot.</p>",
    ),
    wall(
        "press-and-hold",
        "a shield that wants a button held",
        "Access to this page has been denied",
        "<p>Press &amp; Hold to confirm you are a human (and not a bot).</p>",
        BLOCKED,
        status="403 Forbidden",
    ),
    wall(
        "datadome",
        "a shield that answers with a script alone",
        None,
        "<p id='cmsg'>Please enable JS and disable any ad blocker</p><script>var dd={'rt':'c'}</script><script src='https://ct.captcha-delivery.test/c.js'></script>",
        BLOCKED,
        "X-DataDome: protected",
        status="403 Forbidden",
    ),
    Row(
        "waf-202",
        "a shield that answers 202 and nothing but a header",
        page("", "x-amzn-waf-action: challenge", status="202 Accepted"),
        BLOCKED,
    ),
    Row(
        "waf-405",
        "a shield that answers 405 and a captcha",
        page(
            html("Human Verification", "<p>Let's confirm you are human</p>"),
            "x-amzn-waf-action: captcha",
            status="405 Method Not Allowed",
        ),
        BLOCKED,
    ),
    wall(
        "sucuri",
        "a shield whose script sets the cookie",
        "You are being redirected...",
        "<noscript>Javascript is required. Please enable javascript before you are allowed to see this page.</noscript><script>var s={},u,c,U,r,i,l=0;document.cookie='sucuri_cloudproxy_uuid=1';location.reload();</script>",
        BLOCKED,
        "X-Sucuri-ID: 1",
    ),
    wall(
        "proof-of-work",
        "a shield that wants a sum done",
        "Making sure you're not a bot!",
        "<h1>Making sure you're not a bot!</h1><p>Loading... Please wait a moment while we ensure the security of your connection.</p><noscript>Sadly, you must enable JavaScript to get past this challenge.</noscript>",
    ),
    wall(
        "ddos-guard",
        "another shield that runs scripts first",
        "DDoS-Guard",
        "<h1>Checking your browser before accessing northern.test</h1><p>Please allow up to 5 seconds…</p>",
        BLOCKED,
        "Server: ddos-guard",
        status="403 Forbidden",
    ),
    wall(
        "unusual-200",
        "a publisher that has seen something unusual",
        "Validate User",
        "<h1>Validate User</h1><p>We have detected unusual activity. Please complete the CAPTCHA to prove you are human.</p>",
    ),
    wall(
        "region",
        "a page that is not for readers of this country, with the status of success",
        "Not available in your region",
        "<h1>This content is not available in your country</h1><p>We recognise you are attempting to access this website from a country to which we cannot grant access.</p>",
    ),
    wall(
        "region-titled-as-gone",
        "a page withheld from Europe, under a title as of a page that is gone",
        "Not available",
        "<h1>Not available</h1><p>This content is not available in your region due to European data protection laws (GDPR).</p>",
    ),
    wall(
        "region-in-german",
        "a page withheld from a country, in German",
        "Nicht verfügbar",
        "<h1>Nicht verfügbar</h1><p>Dieser Inhalt ist in Ihrem Land nicht verfügbar.</p>",
    ),
    wall(
        "region-404",
        "a page withheld from a country, with the status of absence",
        "Not available",
        "<p>This content is not available in your country.</p>",
        status="404 Not Found",
    ),
    wall(
        "europe-404",
        "a page that its publisher withholds from readers in Europe, with the status of absence",
        "Not available",
        "<p>For legal reasons we withhold this page from readers in Europe.</p>",
        status="404 Not Found",
    ),
    wall(
        "policy-403",
        "a site that wants a name of the program",
        "403",
        "<p>Please set a user-agent and respect our robot policy.</p>",
        status="403 Forbidden",
    ),
    Row(
        "challenge-once",
        "a shield's page, and then the article",
        first(
            page(
                html("Just a moment...", "<p>Checking your browser</p>"),
                "cf-mitigated: challenge",
                status="403 Forbidden",
            ),
            page(article(TITLE)),
        ),
        LIVE | BLOCKED,
    ),
    Row(
        "challenge-everywhere",
        "a shield's page at every address, home page included",
        {
            EVERYWHERE: page(
                html("Just a moment...", "<p>Enable JavaScript and cookies to continue</p>"),
                *SHIELD,
                "cf-mitigated: challenge",
                status="403 Forbidden",
            )
        },
        BLOCKED,
        title=None,
    ),
    Row(
        "captcha-in-a-form",
        "a live article with a captcha in the form for comments",
        page(
            article(
                TITLE,
                more="<form><textarea></textarea><div class='g-recaptcha' data-sitekey='x'></div></form><script src='https://captcha.test/api.js'></script>",
            )
        ),
        LIVE,
    ),
    Row(
        "shielded-live",
        "a live article behind a shield that lets everybody through",
        page(
            article(TITLE, more="<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>"),
            *SHIELD,
        ),
        LIVE,
    ),
    Row(
        "incapsula-live",
        "a live article with another shield's script",
        page(
            article(TITLE, more='<script src="/_Incapsula_Resource?SWJIYLWA=1"></script>'), "X-Iinfo: 1-2-3"
        ),
        LIVE,
    ),
)
