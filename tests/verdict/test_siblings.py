"""What a made-up address beside the cited one tells, and when it is asked."""

import pytest
from verdict.samples import MADE_UP, TITLE, URL, after, beside, cite, mark, page, reason, verdict

from citecheck.models import Answer, Hop, Sibling
from citecheck.sketches import sketch
from citecheck.verdict import in_doubt

WORDS = "our librarian has looked everywhere in the house and found a cup of tea for the reader " * 4
SAME, NEARLY, OTHER = (
    sketch(WORDS),
    sketch(f"{WORDS} request 7919"),
    sketch("barges carried most of the grain " * 3),
)
START = "http://www.a.org/gateway"

ANSWERS = [
    ("the same bytes", "soft-404", page("The Agency", fingerprint="f"), beside(fingerprint="f")),
    ("the same text", "soft-404", page("The Agency", sketch=SAME), beside(title="The Agency", sketch=SAME)),
    ("nearly the same text", "soft-404", page("The Agency", sketch=SAME), beside(title="Agency", sketch=NEARLY)),
    ("one title, and no text", "soft-404", page("The Agency"), beside(title="The Agency")),
    ("one title, and another text", "live", page("The Agency", sketch=SAME), beside(title="The Agency", sketch=OTHER)),
    ("no title, and no text", "live", page(), beside()),
    ("absence", "live", page("The Agency"), beside(404, "The Agency")),
    ("a broken server", "live", page("The Agency"), beside(500, "The Agency")),
    ("nobody", "live", page("The Agency"), beside(None)),
    ("another page of another source", "changed", page("Best online casino bonus codes"), beside(404)),
    ("the other source everywhere", "soft-404", page("Best online casino bonus codes"), beside(title="Best online casino bonus codes")),
    ("the cited title everywhere", "live", page(TITLE), beside(title=TITLE)),
    ("a page for scripts to fill, everywhere", "blocked", page("App", fingerprint="f", marks=(mark("empty", place="script"),)), beside(title="App", fingerprint="f")),
    ("a file everywhere", "live", page(content_type="image/png", fingerprint="f"), beside(fingerprint="f")),
]  # fmt: skip


def given(facts, sibling):
    """Return *facts* with *sibling*."""
    return Answer(
        facts.status, facts.final_url, facts.hops, facts.content_type, facts.title, facts.signals,
        facts.fingerprint, marks=facts.marks, words=facts.words, sketch=facts.sketch, sibling=sibling,
    )  # fmt: skip


@pytest.mark.parametrize(
    "word, facts, sibling", [row[1:] for row in ANSWERS], ids=[row[0] for row in ANSWERS]
)
def test_a_page_that_everybody_gets_is_none(word, facts, sibling):
    assert verdict(given(facts, sibling)) == word


def test_the_neighbour_is_named_as_the_evidence():
    facts = given(page("The Agency"), beside(title="The Agency"))
    assert reason(facts) == "answers 200, but any made-up address beside it shows the same page"
    led = given(after((302, START), title="The Agency"), beside(title="x", final_url=START))
    assert reason(led) == f"redirects to {START}, but so does any made-up address beside it"


def test_a_title_of_one_word_is_the_name_of_a_site():
    facts = given(page("UNICEF"), beside(title="UNICEF"))
    assert verdict(facts, citation=cite("UNICEF")) == "soft-404"
    assert verdict(given(page("UNICEF"), beside(404)), citation=cite("UNICEF")) == "live"


SLUG = "http://www.a.org/news/12345/a-name"
LEADS = [
    ("both to one page", "soft-404", URL, START, START),
    ("both to the directory", "soft-404", URL, "http://www.a.org/reports/2010/", "http://www.a.org/reports/2010/"),
    ("each elsewhere", "live", URL, START, "http://www.a.org/other"),
    ("both to another name of the page", "live", URL, "http://www.a.org/reports/2010/new.html", "http://www.a.org/reports/2010/new.html"),
    ("a number before the name", "live", SLUG, "http://www.a.org/news/12345/new", "http://www.a.org/news/12345/new"),
]  # fmt: skip


@pytest.mark.parametrize(
    "word, url, target, theirs", [row[1:] for row in LEADS], ids=[row[0] for row in LEADS]
)
def test_where_both_are_led(word, url, target, theirs):
    facts = Answer(200, target, (Hop(url, 302, target),), sibling=Sibling(MADE_UP, 200, theirs))
    assert verdict(facts, url) == word


def test_a_neighbour_that_is_led_to_the_cited_address_shows_where_the_page_lives():
    facts = given(page("The Agency", fingerprint="f"), beside(final_url=URL, fingerprint="f"))
    assert verdict(facts) == "live"


DOUBTS = [
    ("nothing is known of the title", True, page("The Agency"), TITLE, URL),
    ("nothing was cited", True, page("The Agency"), None, URL),
    ("it seems to be another source", True, page("Best online casino bonus codes"), TITLE, URL),
    ("it was moved, to what is not known", True, after((301, START)), TITLE, URL),
    ("a title of one word", True, page("UNICEF"), "UNICEF", URL),
    ("an absent page with the cited title", True, page(TITLE, status=404), TITLE, URL),
    ("the cited title over an error", True, page(TITLE, words=300, marks=(mark("error", place="heading"),)), TITLE, URL),
    ("the cited title", False, page(TITLE), TITLE, URL),
    ("an error page", False, page("Page not found"), TITLE, URL),
    ("a redirect to the home page", False, after((302, "http://www.a.org/")), TITLE, URL),
    ("a barrier", False, page("Just a moment..."), TITLE, URL),
    ("a page for scripts", False, page("App", marks=(mark("empty"),)), TITLE, URL),
    ("a page for scripts under a title of one word", False, page("UNICEF", marks=(mark("empty"),)), "UNICEF", URL),
    ("a picture", False, page(content_type="image/png"), TITLE, URL),
    ("a PDF", False, page("Other", content_type="application/pdf"), TITLE, URL),
    ("no content", False, page(status=204), TITLE, URL),
    ("absence", False, page(status=404), TITLE, URL),
    ("a refusal", False, page(status=403), TITLE, URL),
    ("a broken server", False, page(status=500), TITLE, URL),
    ("a home page", False, page("The Agency"), TITLE, "http://www.a.org/"),
    ("a name after a number", False, page("The Agency"), TITLE, SLUG),
    ("it was asked already", False, given(page("The Agency"), beside(404)), TITLE, URL),
]  # fmt: skip


@pytest.mark.parametrize(
    "doubt, facts, cited, url", [row[1:] for row in DOUBTS], ids=[row[0] for row in DOUBTS]
)
def test_a_neighbour_is_asked_only_where_it_could_change_the_verdict(doubt, facts, cited, url):
    assert in_doubt(facts, cite(cited), url) is doubt
