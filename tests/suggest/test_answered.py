"""What the answers at a link offer to write."""

from __future__ import annotations

from dataclasses import replace

import pytest
from report_samples import COPY, DEAD_URL, FIRST, TEXT, link, span_of

from citecheck.models import Answer, CitedUrl, Correction, Entry, Hop, NoSnapshot, Suggestion, Verdict
from citecheck.suggest.answered import with_answers

URL = "http://a.example/tip.html"
NEW = "https://a.example/reports/tip"
MOVED = link(Verdict.MOVED, "redirects for good to a.example/reports/tip",
             facts=Answer(200, NEW, (Hop(URL, 301, NEW),)), snapshot=NoSnapshot())  # fmt: skip


def offered(one, *before):
    """Return the code and replacement of each correction of an endnote with the link *one*."""
    entry = with_answers(Entry(FIRST, (one,), before), TEXT)
    return [(each.code, each.span.of(TEXT), each.suggestion.replacement) for each in entry.corrections]


@pytest.mark.parametrize(
    "one, expected",
    [
        (link(Verdict.DEAD), [("L101", URL, COPY.url)]),
        (link(Verdict.SOFT_404), [("L102", URL, COPY.url)]),
        (link(Verdict.CHANGED), [("L103", URL, COPY.url)]),
        (link(Verdict.DEAD, snapshot=replace(COPY, title_matches=None)), [("L101", URL, COPY.url)]),
        (link(Verdict.DEAD, snapshot=replace(COPY, doubt="gone before")), [("L101", URL, COPY.url)]),
        (link(Verdict.DEAD, snapshot=replace(COPY, title_matches=None, doubt="gone before")), []),
        (link(Verdict.DEAD, snapshot=replace(COPY, title_matches=False)), []),
        (link(Verdict.DEAD, snapshot=NoSnapshot()), []),
        (link(Verdict.UNREACHABLE), []),
        (link(Verdict.BLOCKED), []),
        (link(Verdict.LIVE), []),
        (MOVED, [("L104", URL, NEW)]),
        (replace(MOVED, facts=Answer(200, "https://me:pw@a.example/", ())), []),
        (link(Verdict.DEAD, cited=replace(DEAD_URL, url="http://me:pw@a.example/tip.html")), []),
    ],
    ids=["gone", "soft 404", "changed", "nobody looked at the copy", "doubted, and seen to be right", "doubted",
         "another page", "no copy", "silent", "blocked", "live", "moved", "moved to a secret", "a secret"],
)  # fmt: skip
def test_what_is_offered(one, expected):
    """A copy where the page is gone and nothing speaks against the copy; the address to which it moved."""
    assert offered(one) == expected


def test_a_new_address_stands_for_what_the_document_offers():
    """To mend an old address and then to leave it is to correct twice; what is elsewhere stays."""
    spaced = Correction("U102", span_of(URL), Suggestion(URL, URL, "white space is not allowed in a URL"))
    slip = Correction("U105", span_of("tip.html"), Suggestion("tip.html", "tips.html", "the title has it"))
    date = Correction("D101", span_of("May 32 2011"), Suggestion("May 32 2011", "May 23 2011", "so"))
    assert offered(MOVED, spaced, slip, date) == [
        ("U102", URL, NEW), ("L104", URL, NEW), ("D101", "May 32 2011", "May 23 2011"),
    ]  # fmt: skip


def test_the_reason_tells_what_is_known_of_the_copy():
    """Its day, its distance from the access date, and what a look at it showed."""
    (found,) = with_answers(Entry(FIRST, (link(),)), TEXT).corrections
    assert found.suggestion.because == (
        "the archive holds a copy of 14 June 2011, nine days after the author read it; it bears the cited title"
    )


def test_nothing_where_the_url_cannot_be_found_in_print():
    """A URL that the parser has changed beyond recognition is not replaced."""
    odd = CitedUrl("x", "http://elsewhere.example/", span_of("Fine Page"))
    assert offered(link(cited=odd)) == []


def test_what_looks_like_a_slip_is_none_where_the_page_is_there():
    """The address of a live page is spelt as it is spelt; a date beside it is another matter."""
    slip = Correction("U105", span_of("tip.html"), Suggestion("tip.html", "tips.html", "the title has it"))
    date = Correction("D101", span_of("May 32 2011"), Suggestion("May 32 2011", "May 23 2011", "so"))
    assert offered(link(Verdict.LIVE), slip, date) == [("D101", "May 32 2011", "May 23 2011")]
    assert len(offered(link(Verdict.DEAD, snapshot=NoSnapshot()), slip, date)) == 2
