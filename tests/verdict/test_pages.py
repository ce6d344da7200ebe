"""Pages that answer 200: the cited one, an error page, a barrier before it."""

import pytest
from verdict.samples import TITLE, URL, beside, cite, mark, page, reason, verdict

from citecheck.models import Author
from citecheck.verdict import judge

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
    "Страница не найдена",
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
    "Before you continue to YouTube",
    "Subscribe to read | Financial Times",
    "Not available in your region",
]


@pytest.mark.parametrize("title", BARRIERS)
def test_what_stands_before_a_page_blocks_it(title):
    assert verdict(page(title)) == "blocked"


OUTAGES = ["Site under maintenance", "503 Service Unavailable", "Error establishing a database connection"]


@pytest.mark.parametrize("title", OUTAGES)
def test_what_says_that_it_will_pass_may_pass(title):
    assert verdict(page(title)) == "unreachable"


MARKS = [
    ("error", "heading", "soft-404", "answers 200, but its heading says 'words'"),
    ("error", "text", "soft-404", "answers 200, but the page says 'words'"),
    ("parked", "script", "soft-404", "answers 200, but the page is that of a parked domain (words)"),
    ("login", "form", "blocked", "answers 200, but the page asks for a password (words)"),
    ("consent", "form", "blocked", "answers 200, but the page asks for consent first (words)"),
    ("captcha", "script", "blocked", "answers 200, but the page asks for a proof that the reader is human (words)"),
    ("challenge", "script", "blocked", "answers 200, but the page is a shield's challenge (words)"),
    ("refused", "text", "blocked", "answers 200, but the page says 'words'"),
    ("outage", "text", "unreachable", "answers 200, but the page says 'words'"),
    ("paywall", "title", "blocked", "answers 200, but the page is titled 'words'"),
    ("paywall", "script", "live", "answers 200"),
    ("empty", "script", "blocked", "answers 200, but the page shows nothing unless scripts are run (words): only a browser can tell what it shows"),
]  # fmt: skip


@pytest.mark.parametrize("sign, place, word, sentence", MARKS)
def test_a_page_is_what_it_shows(sign, place, word, sentence):
    facts = page("The Agency", words=60, marks=(mark(sign, place=place),))
    assert (verdict(facts), reason(facts)) == (word, sentence)


ORDER = [
    ("the title before a form", "soft-404", [mark("login", place="form"), mark("error", place="title")]),
    ("the heading before the text", "soft-404", [mark("refused"), mark("error", place="heading")]),
    ("a barrier before an error in one place", "blocked", [mark("error"), mark("login")]),
    ("anything before emptiness", "soft-404", [mark("empty", place="title"), mark("parked", place="script")]),
    ("an unknown place is the weakest", "soft-404", [mark("login", place="elsewhere"), mark("error")]),
]


@pytest.mark.parametrize("word, marks", [row[1:] for row in ORDER], ids=[row[0] for row in ORDER])
def test_the_strongest_sign_is_believed(word, marks):
    assert verdict(page("The Agency", marks=tuple(marks))) == word


LONG_AGO = "Not found: error pages of the web"
NAMED = [
    ("the title and the site's name", "live", TITLE, page(f"{TITLE} 2010 | State")),
    ("a title that the page has elsewhere", "live", TITLE, page("The Agency", TITLE)),
    ("a work about errors", "live", LONG_AGO, page(LONG_AGO, words=600, marks=(mark("error", place="title"), mark("error")))),
    ("a work of that name", "live", "Page not found", page("Page not found")),
    ("a work about a sale", "live", "This Domain Is for Sale: A Market", page("This Domain Is for Sale: A Market", marks=(mark("parked"),))),
    ("a box to log in beside a text", "live", TITLE, page(TITLE, words=140, marks=(mark("login", place="form"),))),
    ("a captcha of a form for comments", "live", TITLE, page(TITLE, words=90, marks=(mark("captcha", place="script"),))),
    ("a banner about cookies", "live", TITLE, page(TITLE, words=90, marks=(mark("consent", place="heading"),))),
    ("a banner over a title named elsewhere", "live", TITLE, page("The Agency", TITLE, words=90, marks=(mark("consent", place="heading"),))),
    ("a price for the rest", "live", TITLE, page(TITLE, words=20, marks=(mark("paywall"),))),
    ("a page for scripts to fill", "live", TITLE, page(TITLE, words=0, marks=(mark("empty", place="script"),))),
    ("an error that names what it lacks", "soft-404", TITLE, page(f"Page not found: {TITLE}")),
    ("an error in short that names what it lacks", "soft-404", TITLE, page(f"Not found: {TITLE}")),
    ("a log-in that names where it leads", "blocked", TITLE, page(f"Log in | {TITLE}")),
    ("a log-in under the cited title", "blocked", TITLE, page(TITLE, words=25, marks=(mark("login", place="form"),))),
    ("an error in the heading, the title named elsewhere", "soft-404", TITLE, page("The Agency", TITLE, words=300, marks=(mark("error", place="heading"),))),
    ("an error in the heading under the cited title", "live", TITLE, page(TITLE, words=300, marks=(mark("error", place="heading"),))),
    ("a parked domain whose name was cited", "soft-404", "example.org", page("example.org", words=120, marks=(mark("parked", place="script"),))),
    ("a log-in of the network that was cited", "blocked", "Facebook", page("Facebook", words=80, marks=(mark("login", place="form"),))),
]  # fmt: skip


@pytest.mark.parametrize("word, cited, facts", [row[1:] for row in NAMED], ids=[row[0] for row in NAMED])
def test_a_page_that_names_the_work_is_believed_more_than_its_signs_unless_little_else_is_there(
    word, cited, facts
):
    assert verdict(facts, citation=cite(cited)) == word


LIVE = [
    (TITLE, page("State Department")),
    (TITLE, page("State Department Publications and Reports Archive")),
    (TITLE, page()),
    (None, page("Best online casino bonus codes")),
    ("How to design a 404 page", page("How to design a good 404 page for your site and why it matters to readers")),
    ("Lost children of the provinces", page("Missing children not found by police in Moscow for many years, report says")),
    ("Lost and found in the city", page("Lost and Not Found: a history of HTTP 404")),
    ("The palace in Beijing", page("The Forbidden City")),
]  # fmt: skip


@pytest.mark.parametrize("cited, facts", LIVE)
def test_a_page_against_which_nothing_speaks_is_live(cited, facts):
    text = f"State Department. {cited}. 2010. Missing children; error pages; design; history, city."
    assert verdict(facts, citation=cite(cited, text)) == "live"


BOXES = [
    ("subscribe", "heading", "paywall", 300, "live"),
    ("log in", "heading", "login", 300, "live"),
    ("log in", "heading", "login", 60, "blocked"),
    ("loading", "title", "empty", 300, "live"),
    ("loading", "title", "empty", 3, "blocked"),
    ("not found", "heading", "error", 300, "soft-404"),
]


@pytest.mark.parametrize("text, place, sign, words, word", BOXES)
def test_the_heading_of_a_box_is_no_wall(text, place, sign, words, word):
    facts = page("State Department", words=words, marks=(mark(sign, text, place),))
    assert verdict(facts) == word


def test_the_cited_title_over_an_error_that_everybody_gets_is_none():
    marks = (mark("error", "Page not found", "heading"),)
    everywhere = page(
        TITLE, words=300, marks=marks, fingerprint="f", sibling=beside(title=TITLE, fingerprint="f")
    )
    assert verdict(everywhere) == "soft-404"
    assert verdict(page(TITLE, words=300, marks=marks, sibling=beside(404))) == "live"


def test_a_page_about_error_pages_may_quote_them():
    facts = page("Page Not Found: A Design Guide", words=300, marks=(mark("error"),))
    assert verdict(facts, citation=cite(None)) == "live"


def test_the_publishers_name_alone_names_no_work():
    """A citation "UNICEF. Child protection." is not confirmed by a page titled "UNICEF"."""
    unicef = cite("World Bank: poverty", authors=(Author(literal="World Bank"),))
    assert reason(page("World Bank"), citation=unicef) == "answers 200"
    assert (
        reason(page(TITLE), citation=cite(container=TITLE)) == "answers 200, and the title is the cited one"
    )


NOTHING = [
    ("no byte, no word", "unreachable", page(words=0), "answers 200, but with an empty page, which may pass"),
    ("no word, but something", "live", page(words=0, fingerprint="f"), "answers 200, with a page without words"),
    ("nothing that could be read", "live", page(words=0, unread="the encoding is unknown"), "answers 200, with a page without words; not all of it could be read (the encoding is unknown)"),
    ("accepted, and a page", "live", page(TITLE, status=202), "answers 202, and the title is the cited one"),
    ("accepted, and some page", "live", page("The Agency", status=202, words=90), "answers 202"),
    ("accepted, and nothing", "blocked", page(status=202), "answers 202, which promises a page and shows none"),
]  # fmt: skip


@pytest.mark.parametrize(
    "word, facts, sentence", [row[1:] for row in NOTHING], ids=[row[0] for row in NOTHING]
)
def test_pages_that_show_nothing(word, facts, sentence):
    assert (verdict(facts), reason(facts)) == (word, sentence)


BESIDE = [
    (page(TITLE, tls="the certificate has expired"), "answers 200, and the title is the cited one; the certificate has expired"),
    (page(status=404, tls="the certificate is self-signed"), "answers 404 (not found); the certificate is self-signed"),
    (page(TITLE, unread="the body ended early"), "answers 200, and the title is the cited one; not all of it could be read (the body ended early)"),
]  # fmt: skip


@pytest.mark.parametrize("facts, sentence", BESIDE)
def test_a_fault_of_the_connection_stands_beside_the_verdict(facts, sentence):
    assert reason(facts) == sentence
