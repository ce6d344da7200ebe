"""What is known of the source of a bare address, and how far it is trusted."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from citecheck.evidence.sources import is_bare, source_of
from citecheck.models import (
    Answer,
    Confidence,
    Entry,
    Judgement,
    Link,
    Metadata,
    NoAnswer,
    NoSnapshot,
    Reason,
    Snapshot,
    Verdict,
)
from citecheck.parse import parse
from citecheck.read import read_text

URL = "http://a.example/report.html"
SAID = Metadata("Children in Russia", ("Ann Able",), "2011-04-30", "The Site")
COPY = Snapshot("http://archive.example/1", datetime(2011, 5, 6, tzinfo=UTC), 200, 3)
CHECKED = datetime(2026, 11, 26, tzinfo=UTC)


def note_of(text):
    return parse(read_text(f"Endnotes\n\n1. {text}\n"))[0]


BARE = [
    (f"{URL}.", True),
    (f"{URL}. Accessed on 3 May 2011.", True),
    (f"Accessed on 3 May 2011 from: {URL}.", True),
    (f"See {URL}", True),
    (f"Available at <{URL}>", True),
    (f"{URL} (abgerufen am 3. Mai 2011)", True),
    (f"UNICEF. {URL}", False),
    (f"World Bank. Data. 2010. {URL}", False),
    (f"“Children in Russia,” {URL}", False),
    ("Ibid.", False),
    ("World Bank. Data. 2010.", False),
]


@pytest.mark.parametrize("text, bare", BARE)
def test_a_note_that_is_nothing_but_an_address(text, bare):
    assert is_bare(note_of(text)) is bare


def known(text=f"{URL}. Accessed on 3 May 2011.", live=SAID, verdict=Verdict.LIVE, copy=None, facts=None):
    """Return the source of one note whose page says *live* of itself, and its copy *copy*."""
    citation = note_of(text)
    links = tuple(
        Link(
            cited,
            facts or Answer(200, cited.url, metadata=live),
            Judgement(verdict, "told"),
            COPY if copy else NoSnapshot(),
            CHECKED,
            shown_by_copy=copy,
        )
        for cited in citation.urls
    )
    return source_of(Entry(citation, links))


OTHER = Metadata("Welcome to our shop", ("Shop",), "2024")
OLD = Metadata("Children in Russia – The Site", (), "2011-04-30")
PAGE, IN_COPY = "the page says so of itself", "its copy of 6 May 2011 says so of itself"
BOTH = "the page and its copy of 6 May 2011 say so of themselves"
TRUST = [
    ("the page alone", {}, ("Children in Russia", PAGE, Confidence.SUPPORTED)),
    ("page and copy agree", {"copy": OLD}, ("Children in Russia", BOTH, Confidence.CERTAIN)),
    ("they do not: the copy is what was read", {"live": OTHER, "copy": SAID}, ("Children in Russia", IN_COPY, Confidence.SUPPORTED)),
    ("the page is gone", {"verdict": Verdict.DEAD, "live": OTHER, "copy": SAID}, ("Children in Russia", IN_COPY, Confidence.SUPPORTED)),
    ("the page is another now", {"verdict": Verdict.CHANGED, "live": OTHER, "copy": SAID},
     ("Children in Russia", IN_COPY, Confidence.SUPPORTED)),
    ("another now, and no copy", {"verdict": Verdict.CHANGED, "live": OTHER}, None),
    ("an error page that answers 200", {"verdict": Verdict.SOFT_404}, None),
    ("a log-in", {"verdict": Verdict.BLOCKED}, None),
    ("nobody answers", {"verdict": Verdict.UNREACHABLE, "facts": NoAnswer(Reason.RESET)}, None),
    ("published after it was read", {"live": Metadata("Children in Russia", (), "2012-01-01")}, None),
    ("in the month in which it was read", {"live": Metadata("Children in Russia", (), "2011-05")},
     ("Children in Russia", PAGE, Confidence.SUPPORTED)),
    ("no day of access, and a day to come", {"text": URL, "live": Metadata("Children in Russia", (), "2031")}, None),
    ("a page without a title", {"live": Metadata(None, ("Ann Able",))}, None),
    ("a page that nobody has named", {"live": Metadata("Untitled Document")}, None),
    ("a home page", {"live": Metadata("Home")}, None),
    ("a title with an address in it", {"live": Metadata("Welcome to www.shop.example")}, None),
    ("a title that was not decoded", {"live": Metadata("Children in Ru\ufffdsia")}, None),
    ("two addresses", {"text": f"{URL}; http://b.example/other"}, None),
    ("a note with a title", {"text": f"World Bank. Data. 2010. {URL}"}, None),
]  # fmt: skip


@pytest.mark.parametrize("told, expected", [row[1:] for row in TRUST], ids=[row[0] for row in TRUST])
def test_what_is_trusted(told, expected):
    source = known(**told)
    assert (source and (source.title, source.because, source.confidence)) == expected


def test_what_is_said_of_a_source():
    source = known()
    assert (source.authors, source.published, source.container) == (("Ann Able",), "2011-04-30", "The Site")


def test_a_note_does_not_become_a_list_or_a_heading():
    source = known(live=Metadata("Children in Russia", ("- Ann Able", "#", "* # Bob Bee")))
    assert source.authors == ("Ann Able", "Bob Bee")


def test_nothing_that_cannot_be_seen_is_taken_over():
    """Signs that turn the direction of text, or hide, do not get from a page into somebody's document."""
    source = known(
        live=Metadata("Children\u202e in\u200b \x07Russia", ("Ann\u2066 Able",), None, "The\u00ad Site")
    )
    assert (source.title, source.authors, source.container) == (
        "Children in Russia",
        ("Ann Able",),
        "The Site",
    )
