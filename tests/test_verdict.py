import pytest

from citecheck.models import Answer, Citation, Hop, NoAnswer, NotChecked, Reason, Span, Verdict
from citecheck.verdict import judge

URL = "http://www.a.org/reports/2010/trafficking.html"
TITLE = "Trafficking in Persons Report"


def cite(title=TITLE, text=f"State Department. {TITLE}. 2010."):
    return Citation(1, None, text, Span(0, len(text)), title=title)


def verdict(facts, url=URL, citation=None):
    return judge(facts, citation or cite(), url).verdict


def page(title=None, *signals, status=200, barrier=None):
    return Answer(status, URL, title=title, signals=signals, barrier=barrier)


def after(*hops, status=200, title=None):
    """An answer behind redirects: (status, target) each."""
    made, here = [], URL
    for code, target in hops:
        made.append(Hop(here, code, target))
        here = target
    return Answer(status, here, tuple(made), title=title)


STATUSES = [
    ("live", (200, 201, 202, 203, 204, 206, 299)),
    ("dead", (404, 410)),
    ("blocked", (400, 401, 402, 403, 405, 406, 407, 429, 451, 999)),
    ("unreachable", (100, 300, 304, 408, 425, 500, 501, 502, 503, 504, 520, 530, 600, 799)),
]


@pytest.mark.parametrize("word, status", [(word, status) for word, row in STATUSES for status in row])
def test_what_each_status_says(word, status):
    assert verdict(page(status=status)) == word


REASONS = [
    (Reason.NO_SUCH_HOST, "dead", "no such host"),
    (Reason.MALFORMED, "malformed", "cannot be requested (x)"),
    (Reason.RESOLVER, "unreachable", "the name could not be looked up"),
    (Reason.REFUSED, "unreachable", "the connection was refused"),
    (Reason.RESET, "unreachable", "the connection was broken off"),
    (Reason.UNREACHABLE, "unreachable", "the host cannot be reached (x)"),
    (Reason.CONNECT_TIMEOUT, "unreachable", "no connection in time"),
    (Reason.READ_TIMEOUT, "unreachable", "no answer in time"),
    (Reason.TLS, "unreachable", "no secure connection (x)"),
    (Reason.PROTOCOL, "unreachable", "what answers is not readable HTTP"),
    (Reason.TOO_MANY_HOPS, "unreachable", "the redirects do not end (x)"),
    (Reason.BAD_REDIRECT, "unreachable", "redirects to nowhere (x)"),
    (Reason.PROXY, "unreachable", "the proxy did not answer (x)"),
]


@pytest.mark.parametrize("reason, word, sentence", REASONS)
def test_what_silence_says(reason, word, sentence):
    judgement = judge(NoAnswer(reason, "x"), cite(), URL)
    assert (judgement.verdict, judgement.reason) == (word, sentence)


def test_every_reason_has_a_verdict_and_only_a_missing_name_is_dead():
    assert {reason for reason in Reason if verdict(NoAnswer(reason)) == "dead"} == {Reason.NO_SUCH_HOST}


def test_what_was_not_asked_is_skipped_and_says_why():
    judgement = judge(NotChecked("scheme mailto is not asked"), cite(), URL)
    assert (judgement.verdict, judgement.reason) == (Verdict.SKIPPED, "scheme mailto is not asked")


SOFT = [
    "Page not found",
    "404",
    "404 Not Found",
    "Error 404",
    "HTTP 404 - File not found",
    "404 | UNICEF",
    "UNICEF: Page Not Found",
    "Sorry, the page you requested cannot be found... Page cannot be found",
    "Oops! That page can't be found.",
    "The page you are looking for does not exist - page does not exist",
    "This page is no longer available",
    "Article not found",
    "Seite nicht gefunden – Ministerium",
    "Page non trouvée | Ministère",
    "Página no encontrada",
    "Página não encontrada",
    "Pagina non trovata",
    "Страница не найдена",
    "Nie znaleziono strony",
    "ページが見つかりません",
    "a.org is for sale | HugeDomains",
    "This domain is for sale",
    "a.org - domain expired",
    "Account Suspended",
]


@pytest.mark.parametrize("title", SOFT)
def test_an_error_page_that_says_200_is_a_soft_404(title):
    judgement = judge(page(title), cite(), URL)
    assert judgement.verdict == "soft-404"
    assert title[:20] in judgement.reason


def test_an_error_page_may_say_so_in_its_heading():
    assert verdict(page("The Ministry", "Page not found")) == "soft-404"


BARRIERS = [
    "Just a moment...",
    "Attention Required! | Cloudflare",
    "Access Denied",
    "Are you a robot?",
    "Security check",
    "Log in",
    "Sign In | The Journal",
    "403 Forbidden",
    "Pardon Our Interruption",
    "Вход",
]


@pytest.mark.parametrize("title", BARRIERS)
@pytest.mark.parametrize("status", [200, 404])
def test_what_stands_before_a_page_is_no_word_about_it(title, status):
    assert verdict(page(title, status=status)) == "blocked"


@pytest.mark.parametrize("status", [200, 202, 404, 503])
def test_a_challenge_in_the_headers_blocks_whatever_the_status(status):
    assert verdict(page(status=status, barrier="cf-mitigated: challenge")) == "blocked"


LIVE = [
    (TITLE, page("Trafficking in Persons Report 2010 | State")),
    (TITLE, page("The Agency", "Trafficking in Persons Report")),
    (TITLE, page("State Department")),
    (TITLE, page("State Department Publications and Reports Archive")),
    (TITLE, page()),
    (None, page("Best online casino bonus codes")),
    ("Not found: error pages of the web", page("Not found: error pages of the web")),
    ("Page not found", page("Page not found")),
    (
        "Access Denied: The Practice and Policy of Internet Filtering",
        page("Access Denied: The Practice and Policy of Internet Filtering"),
    ),
    (
        "How to design a 404 page",
        page("How to design a good 404 page for your site and why it matters to readers"),
    ),
    (
        "Lost children of the provinces",
        page("Missing children not found by police in Moscow for many years, report says"),
    ),
]


@pytest.mark.parametrize("cited, facts", LIVE)
def test_a_page_against_which_nothing_speaks_is_live(cited, facts):
    text = f"State Department. {cited}. 2010. Missing children; error pages; design."
    assert verdict(facts, citation=cite(cited, text)) == "live"


CHANGED = ["Best online casino bonus codes", "Cheap flights and hotel deals today | FlyNow"]


@pytest.mark.parametrize("title", CHANGED)
def test_a_title_that_has_nothing_in_common_is_another_page(title):
    judgement = judge(page(title), cite(), URL)
    assert judgement.verdict == "changed"
    assert title in judgement.reason


def test_a_word_anywhere_in_the_note_keeps_a_page_from_being_another():
    assert (
        verdict(
            page("Best online embassy bonus codes"),
            citation=cite(text=f"{TITLE}. http://moscow.usembassy.gov/x Embassy."),
        )
        == "live"
    )


REDIRECTS = [
    ("moved", after((301, "http://www.b.org/trafficking.html"))),
    (
        "moved",
        after(
            (301, "https://www.a.org/reports/2010/trafficking.html"),
            (308, "https://www.a.org/archive/trafficking.html"),
        ),
    ),
    ("moved", after((301, "http://www.b.org/"), title=TITLE)),
    ("live", after((302, "http://www.b.org/trafficking.html"))),
    ("live", after((301, "http://www.a.org/x"), (302, "http://www.a.org/y"))),
    ("live", after((301, "https://www.a.org/reports/2010/trafficking.html"))),
    ("live", after((301, "https://a.org/reports/2010/trafficking.html/"))),
    ("live", after((308, "http://www.a.org/reports/2010/trafficking.html#part"))),
    ("live", after((302, "http://www.a.org/"), title=TITLE)),
    ("soft-404", after((302, "http://www.a.org/"))),
    ("soft-404", after((301, "https://a.org"))),
    ("soft-404", after((302, "http://www.a.org/index.html"), title="The Agency")),
    ("soft-404", after((302, "http://www.a.org/en/"))),
    ("soft-404", after((301, "http://www.b.org/"))),
    ("soft-404", after((302, "http://www.a.org/404.html"))),
    ("soft-404", after((302, "http://www.a.org/error/not-found"))),
    ("soft-404", after((302, "http://www.a.org/errors/PageNotFound.aspx"))),
    ("blocked", after((302, "http://www.a.org/login?next=/reports"))),
    ("blocked", after((302, "https://sso.a.org/auth/realms/x"))),
    ("blocked", after((302, "http://www.a.org/"), title="Just a moment...")),
    ("dead", after((302, "http://www.a.org/x"), status=404)),
]


@pytest.mark.parametrize("word, facts", REDIRECTS)
def test_what_a_redirect_says(word, facts):
    assert verdict(facts) == word


FROM = [
    ("live", "http://bit.ly/2abc", "http://www.a.org/"),
    ("live", "http://www.a.org/", "http://www.a.org/en/"),
    ("live", "http://www.a.org/index.php", "http://www.a.org/"),
    ("soft-404", "http://www.a.org/index.php?page=6", "http://www.a.org/"),
    ("soft-404", "http://www.a.org/about", "http://www.a.org/"),
    ("live", "http://www.a.org/login", "http://www.a.org/login/"),
    ("live", "http://www.a.org/docs/error", "http://www.a.org/docs/http/error"),
]


@pytest.mark.parametrize("word, url, target", FROM)
def test_where_a_redirect_comes_from_matters(word, url, target):
    assert verdict(Answer(200, target, (Hop(url, 302, target),)), url) == word


def test_the_redirects_of_a_resolver_are_no_move():
    url = "https://doi.org/10.1000/182"
    assert verdict(Answer(200, "https://b.org/x", (Hop(url, 301, "https://b.org/x"),)), url) == "live"


ABSENT = [
    ("dead", page(status=404)),
    ("dead", page("Page not found", status=404)),
    ("dead", page("The Agency", status=410)),
    ("dead", page(f"Page not found: {TITLE}", status=404)),
    ("dead", page("The Agency", TITLE, "404 Not Found", status=404)),
    ("live", page(TITLE, status=404)),
    ("live", page("The Agency", TITLE, status=410)),
]


@pytest.mark.parametrize("word, facts", ABSENT)
def test_a_page_that_is_there_is_not_dead_whatever_its_status(word, facts):
    assert verdict(facts) == word


SENTENCES = [
    (page(status=404), "answers 404 (not found)"),
    (page("Page not found"), "answers 200, but the page is titled 'Page not found'"),
    (after((302, "http://www.a.org/")), "redirects to the home page, http://www.a.org/"),
    (after((301, "http://b.org/x")), "redirects for good to http://b.org/x"),
    (
        after((302, "http://b.org/x"), status=404),
        "answers 404 after a redirect to http://b.org/x (not found)",
    ),
    (page(status=403), "answers 403: the server will not say"),
    (page(status=503), "answers 503, which may pass"),
    (page(TITLE), "answers 200, and the title is the cited one"),
    (
        NoAnswer(Reason.NO_SUCH_HOST, "no such name", (Hop(URL, 301, "http://b.org/"),)),
        "redirects to http://b.org/, where the outcome is: no such host",
    ),
]


@pytest.mark.parametrize("facts, sentence", SENTENCES)
def test_the_reason_is_one_plain_sentence(facts, sentence):
    assert judge(facts, cite(), URL).reason == sentence


def test_a_hostile_title_costs_little_and_is_quoted_short():
    judgement = judge(page("page not found " * 100_000), cite(), "http://[broken")
    assert len(judgement.reason) < 300
