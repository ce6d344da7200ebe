"""Which live pages need a new copy: the page now beside the newest copy of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from citecheck.models import Answer, Capture, Hop, Listing, NoAnswer, NotChecked, Reason
from citecheck.sketches import sketch
from citecheck.verify.needs import address_to_save
from citecheck.verify.wishes import compared, moved_to, newest_of

URL = "http://example.org/report.htm"
DAY = date(2025, 1, 2)
WORDS = " ".join(f"word{number}" for number in range(60))
OTHER = " ".join(f"other{number}" for number in range(60))


def answer(text="", status=200, title=None, kind="text/html", fingerprint=None):
    return Answer(status, URL, (), kind, title, fingerprint=fingerprint, sketch=sketch(text))


def capture(year, status=200, digest="A", mimetype="text/html"):
    return Capture(datetime(year, 1, 2, tzinfo=UTC), URL, status, mimetype, digest)


ROWS = [
    ("the same text", answer(WORDS), answer(WORDS), False, "shows what the page says now"),
    ("another text", answer(WORDS), answer(OTHER), True, "shares 0% of its text with the page now"),
    ("a longer text", answer(WORDS), answer(f"{WORDS} {OTHER[:150]}"), False, "shows what the page says now"),
    ("an error", answer(WORDS), answer(WORDS, status=404), True, "shows an error 404"),
    ("the same file", answer(kind="application/pdf", fingerprint="f"), answer(kind="application/pdf", fingerprint="f"), False, "is the same file"),
    ("another file", answer(kind="application/pdf", fingerprint="f"), answer(kind="application/pdf", fingerprint="g"), False, "has no text to compare"),
    ("a file of another title", answer(kind="application/pdf", fingerprint="f", title="A"), answer(kind="application/pdf", fingerprint="g", title="B"), True, "is titled otherwise"),
    ("a file of this title", answer(kind="application/pdf", fingerprint="f", title="A"), answer(kind="application/pdf", fingerprint="g", title="A"), False, "is titled as the page now"),
    ("a page that scripts write", answer(title="A"), answer(title="B"), False, "has no text to compare"),
    ("nobody answered", answer(WORDS), NoAnswer(Reason.SERVER_ERROR, "the archive answers 503"), None, "could not be looked at: the archive answers 503"),
    ("the archive does not show it", answer(WORDS), NoAnswer(Reason.NOT_A_CAPTURE, "it answers 404"), True, "is in the archive's index alone, which does not show it"),
    ("nobody was asked", answer(WORDS), NotChecked("not asked: --offline"), None, "could not be looked at: not asked: --offline"),
]  # fmt: skip


@pytest.mark.parametrize("live, copy, far, says", [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_a_copy_beside_the_page(live, copy, far, says):
    """What cannot be compared is left as it is; what could not be looked at is not known."""
    assert compared(live, copy, DAY) == (far, f"its newest copy, of 2 January 2025, {says}")


@pytest.mark.parametrize(
    "captures, newest",
    [
        ((), None),
        ((capture(2010), capture(2020)), capture(2020)),
        ((capture(2020), capture(2010)), capture(2020)),
        ((capture(2010), capture(2020, 404), capture(2021, 301)), capture(2010)),
        ((capture(2010), capture(2020, None, "A", "warc/revisit")), capture(2020, None, "A", "warc/revisit")),
        ((capture(2010), capture(2020, None, "B", "warc/revisit")), capture(2010)),
    ],
    ids=["none", "in order", "in no order", "errors later", "seen again", "an error seen again"],
)
def test_the_newest_copy(captures, newest):
    assert newest_of(Listing(captures)) == newest


def over(*targets):
    """Return the answer that came over redirects to *targets*."""
    steps = [URL, *targets]
    hops = tuple(Hop(one, 301, other) for one, other in pairwise(steps))
    return Answer(200, steps[-1], hops)


@pytest.mark.parametrize(
    "facts, where, submitted",
    [
        (over(), None, URL),
        (over("https://www.example.org/report.htm"), None, URL),
        (over("http://example.org/new"), "http://example.org/new", URL),
        (over("http://a.org/", "http://b.org/", "http://c.org/x"), "http://c.org/x", URL),
        (over("http://a.org/", "http://b.org/", "http://c.org/", "http://d.org/x#y"), "http://d.org/x#y", "http://d.org/x"),
        (over("http://a.org/", "http://b.org/", "http://c.org/", "http://d.org/x?sid=1"), "http://d.org/x?sid=1", URL),
    ],
    ids=["no redirect", "another spelling", "one", "three", "four", "four, to a secret"],
)  # fmt: skip
def test_what_is_submitted_for_a_page_that_moved(facts, where, submitted):
    """The cited address, whose redirects the archive follows, up to three."""
    assert moved_to(URL, facts) == where
    assert address_to_save(URL, facts) == submitted
