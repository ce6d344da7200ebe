"""The report for a person."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, strategies as st
from report_samples import COPY, FIRST, document, finding, first, link, report, rule, second
from rich.cells import cell_len

from citecheck.models import Entry, NoAnswer, NoSnapshot, NotChecked, Place, Reason, Severity, Verdict, Waiver
from citecheck.report import Detail, Look, catalogue, render

WHOLE = """\
report.txt
2 endnotes, 2 links: 1 live, 1 gone with a copy
2 errors, 1 warning

the document
  warning  line 1: N102 The body names a note 7 that is not there.

correct the date: 1 endnote

note 1, report.txt:4: US Department of State, Trafficking in Persons Report
  error    D101 No calendar has May 32 2011.
  write    May 23 2011
  because  notes 46 and 47 have that day
  error    L101 The page is gone.
  copy     of 14 June 2011, nine days after the author read it; it bears the
           cited title
           https://archive.example/web/20110614000000/http://a.example/tip.html

1 other endnote needs nobody; -v shows them too
what a code means: citecheck explain D101
"""
GONE = finding("L101", message="The page is gone.", part="http://a.example/tip.html")
MENDED = report().entries[0].findings[0]
N102 = finding("N102", Severity.WARNING, "The body names a note 7 that is not there.", part="²")


def shown(*reports, **look):
    """Return the report for a terminal."""
    return render(reports, "terminal", Look(**look))


def test_whole():
    """A headline to quote, then what needs a person, worst first, with what to do."""
    assert shown(report(first(MENDED, GONE), second(), findings=(N102,))) == WHOLE


def test_headline_alone():
    """With -q the counts alone are shown."""
    assert (
        shown(report(), detail=Detail.HEADLINE)
        == "2 endnotes, 2 links: 1 live, 1 gone with a copy\n1 error\n"
    )


def test_all():
    """With -v every endnote is shown, with what was seen at its links."""
    seen = replace(link(), failing_since=datetime(2026, 5, 1, tzinfo=UTC))
    text = shown(report(first(links=(seen,)), second()), detail=Detail.ALL, width=200)
    assert "note 1, report.txt:4: " in text
    assert "dead: answers 404, seen 24 November 2026, failing since 1 May 2026" in text
    assert "note 2, report.txt:5: Peter Roudik, Fine Page" in text
    assert "live: answers 200, seen 24 November 2026" in text


@pytest.mark.parametrize("facts, is_seen", [(NotChecked("not asked"), False), (NoAnswer(Reason.RESET), True)])
def test_what_was_not_asked_was_not_seen(facts, is_seen):
    """Of an address that nobody asked there is no day on which it was seen."""
    text = shown(report(first(links=(link(Verdict.SKIPPED, "so", facts),))), detail=Detail.ALL, width=200)
    assert "skipped: so" in text
    assert ("seen 24 November 2026" in text) is is_seen


def test_nothing_wrong():
    """A report without findings says so."""
    text = shown(report(first(), second()))
    assert "nothing to mend" in text
    assert "2 other endnotes need nobody" in text
    assert "explain" not in text


def test_lint_counts_no_verdicts():
    """Where nobody was asked the headline counts endnotes and links alone."""
    assert "2 endnotes, 2 links\n" in shown(report(checked=False))


def test_remarks_need_nobody():
    """An endnote with remarks alone is not among those that need a person."""
    assert "note 1" not in shown(report(first(finding("U113", Severity.INFO)), second()))


def test_worst_first():
    """Errors come before warnings, many before few, and else the order is that of the document."""
    warned = Entry(replace(FIRST, number=3), (), (), (finding("D102", Severity.WARNING),))
    once = Entry(replace(FIRST, number=4), (), (), (finding(),))
    twice = Entry(replace(FIRST, number=5), (), (), (finding(), finding("L101")))
    text = shown(report(warned, once, twice))
    assert re.findall(r"^note (\d)", text, re.MULTILINE) == ["5", "4", "3"]


@pytest.mark.parametrize(
    "snapshot, words",
    [
        (replace(COPY, days=0), "of 14 June 2011, on the day the author read it; it bears the cited title"),
        (
            replace(COPY, days=-40, bracketed=True, title_matches=None),
            "of 14 June 2011, 40 days before the author read it; the same bytes before and after",
        ),
        (replace(COPY, days=None, title_matches=None), "of 14 June 2011\n"),
        (replace(COPY, days=None, archive="arquivo.pt"), "of 14 June 2011; at arquivo.pt; it bears"),
        (replace(COPY, days=None, title_matches=False), "of 14 June 2011; its title is not the cited one\n"),
        (
            replace(COPY, days=None, title_matches=False, shows="the page is titled 'Page not found'"),
            "of 14 June 2011; it is not the cited page: the page is titled 'Page not found'\n",
        ),
        (
            replace(
                COPY, days=None, title_matches=None, shows="the archive does not show it (it answers 404)"
            ),
            "of 14 June 2011; the archive does not show it (it answers 404)\n",
        ),
        (NoSnapshot(), "none: the archive was asked and holds no usable copy"),
        (
            NoAnswer(Reason.RATE_LIMITED),
            "not known: the archive could not be asked (rate-limited); run again later",
        ),
    ],
)
def test_copy_in_words(snapshot, words):
    """The archived copy of a page that is gone is told in words."""
    assert f"  copy     {words}" in shown(report(first(GONE, links=(link(snapshot=snapshot),))), width=100)


@pytest.mark.parametrize(
    "verdict, has",
    [(verdict, verdict in {"dead", "soft-404", "changed", "unreachable", "blocked"}) for verdict in Verdict],
)
def test_copy_where_the_source_is_out_of_reach(verdict, has):
    """The copy is offered where a reader may not get to see the source, and nowhere else."""
    assert ("  copy  " in shown(report(first(GONE, links=(link(verdict),))))) is has


def test_copy_not_asked():
    """Where the archive was not asked nothing is said of it."""
    assert "copy" not in shown(report(first(GONE, links=(link(snapshot=NotChecked("offline")),))))


def test_offline_and_warnings():
    """What must be known about the run stands under the headline."""
    text = shown(report(offline=True, warnings=("the archive refused to answer",)))
    assert text.splitlines()[3].startswith("the network was down, so nothing is said about the links")
    assert "warning: the archive refused to answer" in text


def test_several_documents():
    """Each document has its part, and the counts of all stand at the end."""
    text = shown(report(), report(document=document(source="other.txt")))
    assert text.index("report.txt") < text.index("other.txt") < text.index("2 documents")
    assert text.endswith("2 documents\n4 endnotes, 4 links: 2 live, 2 gone with a copy\n2 errors\n")


def test_page():
    """A format that has pages has the page named."""
    text = shown(report(first(GONE), document=document(places=(Place(0, 1, 12),))))
    assert "note 1, report.txt, page 12, line 4: " in text


@pytest.mark.parametrize("width", [40, 80, 200])
def test_fits_the_width(width):
    """No line is wider than the terminal, whatever has no space in it; only a URL is never broken."""
    address = f"http://{'x' * 300}"
    long = finding(message=f"See {address} and 中文{'文' * 90}")
    text = shown(report(first(long, GONE), document=document(source="y" * 130)), width=width)
    lines = [line for line in text.splitlines() if "://" not in line]
    assert max(map(cell_len, lines)) <= width
    assert address in text


def test_plain_without_colour():
    """Without colour there is no escape sequence; with it there is."""
    assert "\x1b" not in shown(report())
    assert "\x1b[1;31m" in shown(report(), colour=True)
    assert re.sub(r"\x1b\[[\d;]*m", "", shown(report(), colour=True)) == shown(report())


HOSTILE = "\x1b]0;owned\x07 \x1b[2J [bold red]loud[/] \u202etxt \x9b1m http://anna:s3cret@h/ :bomb:"


def test_hostile_words():
    """Escape sequences, bidi overrides, markup and passwords from outside do nothing in a report."""
    citation = replace(FIRST, title=HOSTILE, text=HOSTILE)
    found = (finding(message=HOSTILE),)
    links = (link(reason=HOSTILE, snapshot=replace(COPY, url=HOSTILE)),)
    hostile = report(
        Entry(citation, links, (), found), document=document(source=HOSTILE), warnings=(HOSTILE,)
    )
    text = shown(hostile, detail=Detail.ALL, width=300)
    assert not set(text) & set("\x1b\x07\x9b\u202e")
    assert "s3cret" not in text
    assert text.count("[bold red]loud[/]") == 7
    assert ":bomb:" in text


@given(st.text())
def test_any_title(title):
    """No title breaks a report."""
    text = shown(report(Entry(replace(FIRST, title=title), (), (), (GONE,))))
    assert "note 1, report.txt:4:" in text
    assert max(map(cell_len, text.splitlines())) <= 80


def test_catalogue():
    """The table of rules has one entry for each, within the width."""
    rules = [rule(), rule("U113", Severity.INFO, "tracking-parameters")]
    assert catalogue.render(rules, Look()).splitlines() == [
        "D101 error   impossible-date: What D101 is about.",
        "U113 info    tracking-parameters: What U113 is about.",
    ]


def test_what_is_waived_is_counted_and_shown_when_everything_is():
    """Nobody has to mend it, and it is not lost."""
    waiver = Waiver(("L101",), "report.txt", "seen\x1b[2J by hand", date(2027, 6, 30))
    gone = finding("L101", message="The page is gone.", waived=waiver)
    bare = finding("N102", message="Odd.", waived=Waiver(("N",), "report.txt"))
    one = report(replace(first(), waived=(gone,)), second(), waived=(bare,))
    assert "nothing to mend; 2 waived" in render([one], "terminal")
    assert "The page is gone" not in render([one], "terminal")
    lines = render([one], "terminal", Look(width=120, detail=Detail.ALL)).splitlines()
    assert "  waived   L101 The page is gone. (seen\\x1b[2J by hand; until 30 June 2027)" in lines
    assert "  waived   N102 Odd." in lines
    assert "waived" not in render([report()], "terminal")
