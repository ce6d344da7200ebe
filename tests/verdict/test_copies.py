"""What an archived copy settles about the page that answers now."""

import pytest
from verdict.samples import TITLE, URL, after, beside, cite, mark, page

from citecheck.models import Answer, Hop, NoAnswer, NotChecked, Reason
from citecheck.sketches import sketch
from citecheck.verdict import judge

NEW = "http://www.b.org/new/place.html"
AGENCY = "The State Department and its embassies"
FRENCH = "Rapport sur la traite des personnes dans le monde"
ARTICLE = " ".join(f"word{number} of the report" for number in range(60))
MENU = " ".join(f"item{number} of the menu" for number in range(20))
OTHER = " ".join(f"other{number} of another page" for number in range(60))


def text(words, **more):
    """Return what a page with this text has."""
    return {"sketch": sketch(words), "words": len(words.split()), **more}


def copy(title=TITLE, words=ARTICLE, **more):
    return page(title, **text(words, **more))


def verdicts(facts, shown, citation=None, url=URL):
    """Return the verdict on *facts* without and with the copy."""
    note = citation or cite()
    return judge(facts, note, url).verdict, judge(facts, note, url, shown).verdict


TO_NEW = (301, NEW)
SETTLED = [
    ("moved to another site under another title: its text is the copy's",
     after(TO_NEW, title=FRENCH, **text(ARTICLE)), copy(FRENCH), "changed", "moved"),
    ("the same by a redirect for the time being",
     after((302, NEW), title=FRENCH, **text(ARTICLE)), copy(FRENCH), "changed", "live"),
    ("another title, the same text", page(FRENCH, **text(ARTICLE)), copy(FRENCH), "changed", "live"),
    ("another title, the same bytes", page(FRENCH, fingerprint="f"), page("Other", fingerprint="f"), "changed", "live"),
    ("another title, a text with another date in it",
     page(FRENCH, **text(ARTICLE + " of today")), copy(FRENCH, ARTICLE + " of then"), "changed", "live"),
    ("the title of the copy, most of its text", page(FRENCH, **text(ARTICLE)), copy(FRENCH, ARTICLE + " " + MENU),
     "changed", "live"),
    ("the title of the copy, another text", page(FRENCH, **text(OTHER)), copy(FRENCH), "changed", "changed"),
    ("another title than the copy, its menus and footers", page("Un autre rapport sur les enfants", **text(ARTICLE)),
     copy(TITLE), "changed", "changed"),
    ("neither is like the copy", page(FRENCH, **text(OTHER)), copy(TITLE), "changed", "changed"),
    ("a document whose title is the copy's", page(FRENCH, content_type="application/pdf"),
     page(FRENCH, content_type="application/pdf"), "changed", "live"),
    ("a document whose title is that of a page", page(FRENCH, content_type="application/pdf"),
     page(FRENCH, content_type="text/html"), "changed", "changed"),
    ("led to the home page, where the text of the copy stands",
     after((302, "http://www.a.org/"), title="Agency", **text(ARTICLE)), copy("Agency"), "soft-404", "live"),
    ("led to the home page, which is another", after((302, "http://www.a.org/"), title="Agency", **text(OTHER)),
     copy("Agency"), "soft-404", "soft-404"),
    ("an error page", page("Page not found", **text(ARTICLE)), copy("Page not found"), "soft-404", "soft-404"),
    ("an error page by its text", page("Agency", marks=(mark("error", "not found"),), **text(ARTICLE)), copy("Agency"),
     "soft-404", "soft-404"),
    ("any made-up address shows it, and the copy does not bear the cited title",
     page("Agency", sibling=beside(title="Agency", sketch=sketch(ARTICLE)), **text(ARTICLE)), copy("Agency"),
     "soft-404", "soft-404"),
    ("any made-up address shows it, and the copy bore the cited title",
     page(None, sibling=beside(sketch=sketch(ARTICLE)), **text(ARTICLE)), copy(), "soft-404", "live"),
    ("a name of the note, nothing of the copy", page(AGENCY, **text(OTHER)), copy(), "live", "changed"),
    ("the same for good at another address", after((301, NEW), title=AGENCY, **text(OTHER)), copy(),
     "moved", "changed"),
    ("a name of the note, a little of the copy", page(AGENCY, **text(OTHER + " " + MENU)),
     copy(words=ARTICLE + " " + MENU), "live", "live"),
    ("names that are too short to be told apart, nothing of the copy", page("Department", **text(OTHER)), copy(), "live", "live"),
    ("a word of the cited title, nothing of the copy", page("Trafficking news", **text(OTHER)), copy(), "live", "live"),
    ("the cited title, nothing of the copy's text", page(TITLE, **text(OTHER)), copy(), "live", "live"),
    ("no title, nothing of the copy's text", page(None, **text(OTHER)), copy(), "live", "live"),
    ("next to no text", page(AGENCY, **text("Just a note")), copy(), "live", "live"),
    ("a copy with next to no text", page(AGENCY, **text(OTHER)), copy(words="Loading the text"), "live", "live"),
    ("a copy that is an error page", page(AGENCY, **text(OTHER)),
     copy("Not found: " + TITLE), "live", "live"),
    ("a copy without the cited title", page(AGENCY, **text(OTHER)), copy("Agency"), "live", "live"),
]  # fmt: skip


@pytest.mark.parametrize(
    "facts, shown, without, settled", [row[1:] for row in SETTLED], ids=[row[0] for row in SETTLED]
)
def test_what_a_copy_settles(facts, shown, without, settled):
    """The same text is the same page, neither title nor text another one; all else stays as it was."""
    assert verdicts(facts, shown) == (without, settled)


NOT_SETTLED = [
    ("absent", page("Agency", status=404, **text(ARTICLE)), "dead"),
    ("no such host", NoAnswer(Reason.NO_SUCH_HOST), "dead"),
    ("silent", NoAnswer(Reason.READ_TIMEOUT), "unreachable"),
    ("refused", page("Agency", status=403, **text(ARTICLE)), "blocked"),
    ("broken", page("Agency", status=500, **text(ARTICLE)), "unreachable"),
    ("a log-in", page("Log in", marks=(mark("login", place="form"),), **text(MENU)), "blocked"),
    ("not asked", NotChecked("offline"), "skipped"),
]


@pytest.mark.parametrize(
    "shown", [copy("Agency"), copy(), copy(words=OTHER)], ids=["like it", "the cited one", "another"]
)
@pytest.mark.parametrize("facts, word", [row[1:] for row in NOT_SETTLED], ids=[row[0] for row in NOT_SETTLED])
def test_of_what_is_absent_barred_or_silent_a_copy_says_nothing(facts, word, shown):
    """And whatever a copy shows, no page becomes dead by it."""
    assert verdicts(facts, shown) == (word, word)


def test_another_year_under_the_cited_address_is_settled_by_the_copy():
    """The report of 2011 was there when the author read it, and still is: the note is at fault, not the page."""
    note = cite("Trafficking in Persons Report 2010")
    title = "Trafficking in Persons Report 2011"
    assert verdicts(page(title, **text(ARTICLE)), copy(title), note) == ("changed", "live")
    assert verdicts(page(title, **text(ARTICLE)), copy("Trafficking in Persons Report 2010"), note) == (
        "changed",
        "changed",
    )


SENTENCES = [
    (after(TO_NEW, title=FRENCH, **text(ARTICLE)), copy(FRENCH),
     f"redirects for good to {NEW}, and its text is that of the archived copy"),
    (page(FRENCH, fingerprint="f"), page(fingerprint="f"),
     "answers 200, and what it sends is byte for byte that of the archived copy"),
    (page(FRENCH, **text(ARTICLE)), copy(FRENCH, ARTICLE + " " + MENU),
     "answers 200, and its title and most of its text are that of the archived copy"),
    (page(FRENCH, content_type="application/pdf"), page(FRENCH, content_type="application/pdf"),
     "answers 200, and its title is that of the archived copy"),
    (page(AGENCY, tls="the certificate has expired", **text(OTHER)), copy(),
     (f"answers 200, but neither its title '{AGENCY}' nor its text has anything in common with the archived copy, "
      "which bears the cited title; the certificate has expired")),
]  # fmt: skip


@pytest.mark.parametrize("facts, shown, sentence", SENTENCES)
def test_the_evidence_is_said(facts, shown, sentence):
    """A verdict that a copy settled says so."""
    assert judge(facts, cite(), URL, shown).reason == sentence


def test_addresses_of_hosts_that_cannot_be_read_say_nothing():
    """Whatever stands in the facts, nothing is raised."""
    facts = Answer(200, "http://[broken", (Hop(URL, 301, "http://[broken"),), title=FRENCH, **text(ARTICLE))
    assert judge(facts, cite(None), "http://[also:broken", copy()).verdict in {"live", "moved"}
