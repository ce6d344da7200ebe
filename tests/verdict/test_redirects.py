"""What the address tells to which a redirect leads."""

import pytest
from verdict.samples import TITLE, URL, after, cite, mark, page, reason, verdict

from citecheck.models import Answer, Hop

REDIRECTS = [
    ("moved", after((301, "http://www.b.org/trafficking.html"))),
    ("moved", after((301, "https://www.a.org/reports/2010/trafficking.html"), (308, "https://www.a.org/archive/trafficking.html"))),
    ("moved", after((301, "http://www.b.org/"), title=TITLE)),
    ("moved", after((200, "http://www.b.org/trafficking.html"), title=TITLE)),
    ("live", after((200, "http://www.a.org/x"), (302, "http://www.a.org/y"), title=TITLE)),
    ("live", after((302, "http://www.b.org/trafficking.html"))),
    ("live", after((301, "http://www.a.org/x"), (302, "http://www.a.org/y"))),
    ("live", after((301, "https://www.a.org/reports/2010/trafficking.html"))),
    ("live", after((301, "https://a.org/reports/2010/trafficking.html/"))),
    ("live", after((308, "http://www.a.org/reports/2010/trafficking.html#part"))),
    ("live", after((301, "http://www.a.org/reports/2010/trafficking.html?cookieSet=1"))),
    ("live", after((302, "http://www.a.org/"), title=TITLE)),
    ("soft-404", after((302, "http://www.a.org/"))),
    ("soft-404", after((200, "http://www.a.org/"))),
    ("soft-404", after((301, "https://a.org"))),
    ("soft-404", after((302, "http://www.a.org/?utm_source=x"))),
    ("soft-404", after((302, "http://www.a.org/index.html"), title="The Agency")),
    ("soft-404", after((302, "http://www.a.org/en/"))),
    ("soft-404", after((302, "http://www.a.org/en/index.php"))),
    ("soft-404", after((301, "http://www.b.org/"))),
    ("soft-404", after((302, "http://www.a.org/404.html"))),
    ("soft-404", after((302, "http://www.a.org/error/not-found"))),
    ("soft-404", after((302, "http://www.a.org/errors/PageNotFound.aspx"))),
    ("soft-404", after((302, "http://www.a.org/start.aspx?aspxerrorpath=/x"))),
    ("soft-404", after((302, "http://www.a.org/site?error=404"))),
    ("soft-404", after((302, "http://www.a.org/search?q=trafficking"))),
    ("soft-404", after((302, "http://www.a.org/reports/"))),
    ("soft-404", after((302, "https://www.hugedomains.com/domain_profile.cfm?d=a.org"))),
    ("soft-404", after((302, "http://ww16.a.org/reports?sub1=2"))),
    ("soft-404", after((302, "http://www.a.org/lander"))),
    ("soft-404", after((302, "http://www.a.org/cgi-sys/suspendedpage.cgi"))),
    ("blocked", after((302, "http://www.a.org/login?next=/reports"))),
    ("blocked", after((302, "https://sso.a.org/auth/realms/x"))),
    ("blocked", after((302, "https://accounts.google.com/v3/signin?continue=x"))),
    ("blocked", after((302, "https://login.microsoftonline.com/common/oauth2"))),
    ("blocked", after((302, "https://consent.youtube.com/m?continue=x"))),
    ("blocked", after((302, "https://guce.yahoo.com/consent?x"))),
    ("blocked", after((302, "https://idp.uni.edu/idp/profile/SAML2/Redirect/SSO?SAMLRequest=x"))),
    ("blocked", after((302, "http://www.a.org/sorry/index?continue=x"))),
    ("blocked", after((302, "http://www.a.org/action/cookieAbsent"))),
    ("blocked", after((302, "http://www.a.org/"), title="Just a moment...")),
    ("dead", after((302, "http://www.a.org/x"), status=404)),
]  # fmt: skip


@pytest.mark.parametrize("word, facts", REDIRECTS)
def test_what_a_redirect_says(word, facts):
    assert verdict(facts) == word


FROM = [
    ("live", "http://bit.ly/2abc", "http://www.a.org/"),
    ("live", "http://www.a.org/", "http://www.a.org/en/"),
    ("live", "http://www.international.org/children/", "http://children.international.org/"),
    ("live", "http://www.university.org/~smith/", "http://smith.me/"),
    ("soft-404", "http://www.international.org/children/", "http://www.casino.com/"),
    ("live", "http://www.a.org/index.php", "http://www.a.org/"),
    ("soft-404", "http://www.a.org/index.php?page=6", "http://www.a.org/"),
    ("soft-404", "http://www.a.org/about", "http://www.a.org/"),
    ("live", "http://www.a.org/login", "http://www.a.org/login/"),
    ("live", "http://www.a.org/docs/error", "http://www.a.org/docs/http/error"),
    ("live", "http://accounts.google.com/about", "http://accounts.google.com/signin"),
    ("live", "http://www.a.org/questions/1234/a-name", "http://www.a.org/questions/1234"),
    ("live", "http://www.a.org/article/print", "http://www.a.org/article"),
    ("live", "http://www.a.org/article/index.html", "http://www.a.org/article/"),
    ("soft-404", "http://www.a.org/reports/2010/x.html", "http://www.a.org/reports"),
]


@pytest.mark.parametrize("word, url, target", FROM)
def test_where_a_redirect_comes_from_matters(word, url, target):
    assert verdict(Answer(200, target, (Hop(url, 302, target),)), url) == word


LASTING = [
    "https://doi.org/10.1000/182",
    "http://dx.doi.org/10.1000/182",
    "http://hdl.handle.net/2027/x",
    "http://handle.uni.edu/1234/567890123456",
    "https://bit.ly/2abcDEF",
    "http://purl.org/dc/terms/",
    "http://web.archive.org/web/2010/http://a.org/",
]


@pytest.mark.parametrize("url", LASTING)
def test_addresses_that_are_meant_to_lead_on_have_not_moved(url):
    assert verdict(Answer(200, "https://b.org/x/y", (Hop(url, 301, "https://b.org/x/y"),)), url) == "live"


def test_a_headline_on_the_home_page_is_not_the_page():
    headline = after((302, "http://www.a.org/"), title="The Agency")
    facts = Answer(200, headline.final_url, headline.hops, title="The Agency", signals=(TITLE,))
    assert verdict(facts) == "soft-404"


def test_a_page_that_leads_on_without_arriving_cannot_be_reached():
    facts = after((200, "http://www.a.org/b"), title="Redirecting...")
    assert verdict(facts) == "unreachable"


def test_what_a_page_says_is_stronger_than_its_address():
    login = after((302, "http://www.a.org/404.html"), marks=(mark("login", place="form"),))
    assert verdict(login) == "blocked"
    assert verdict(after((302, "http://www.a.org/login"), title="Page not found")) == "soft-404"


SENTENCES = [
    (after((302, "http://www.a.org/")), "redirects to the home page, http://www.a.org/"),
    (after((301, "http://b.org/x")), "redirects for good to http://b.org/x"),
    (after((301, "http://b.org/x"), title=TITLE), "redirects for good to http://b.org/x, and the title is the cited one"),
    (after((200, "http://b.org/x")), "the page itself sends its readers to http://b.org/x"),
    (after((302, "http://b.org/404.html")), "redirects to an error page, http://b.org/404.html"),
    (after((302, "http://b.org/x"), title="Page not found"), "answers 200 after a redirect to http://b.org/x, but the page is titled 'Page not found'"),
    (page("Page not found"), "answers 200, but the page is titled 'Page not found'"),
]  # fmt: skip


@pytest.mark.parametrize("facts, sentence", SENTENCES)
def test_the_reason_is_one_plain_sentence(facts, sentence):
    assert reason(facts) == sentence


def test_addresses_that_cannot_be_read_say_nothing():
    facts = Answer(200, "http://[broken", (Hop(URL, 301, "http://[broken"),), title="x" * 5000)
    assert verdict(facts, "http://[also:broken", cite(None)) in {"live", "moved"}
    assert len(reason(page("page not found " * 100_000), "http://[broken")) < 300
