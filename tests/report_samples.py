"""A small document with all that a report can hold, for the tests of reports and of the command line."""

from __future__ import annotations

from datetime import UTC, datetime

from citecheck.models import (
    Answer,
    Author,
    Citation,
    CitedUrl,
    Document,
    Entry,
    Finding,
    Hop,
    Identifier,
    Judgement,
    Link,
    LinkFacts,
    Marker,
    Report,
    RuleInfo,
    Severity,
    Snapshot,
    SnapshotFacts,
    Span,
    Suggestion,
    Verdict,
    WrittenDate,
)

TEXT = """Poverty is high.² Markers go wrong.²

Endnotes
1 US Department of State. Trafficking in Persons Report. 2010. http://a.example/tip.html. Read May 32 2011.
2 Another Body. Fine Page. http://b.example/fine
"""
CHECKED_AT = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)


def span_of(part: str) -> Span:
    """Return where *part* stands in the text."""
    start = TEXT.index(part)
    return Span(start, start + len(part))


def rule(code="D101", severity=Severity.ERROR, name="impossible-date"):
    """Make a rule's promise."""
    return RuleInfo(code, name, severity, f"What {code} is about.")


def finding(
    code="D101", severity=Severity.ERROR, message="No calendar has May 32 2011.", part="May 32 2011", **more
):
    """Make a finding in note 1."""
    return Finding(rule(code, severity), 1, message, span_of(part), **more)


MENDED = finding(suggestion=Suggestion("May 32 2011", "May 23 2011", "notes 46 and 47 have that day"))
DEAD_URL = CitedUrl("http://a.example/tip.html.", "http://a.example/tip.html", span_of("http://a.example/tip.html."),
                    ("stripped-punctuation",))  # fmt: skip
LIVE_URL = CitedUrl("http://b.example/fine", "http://b.example/fine", span_of("http://b.example/fine"))
COPY = Snapshot(
    "https://archive.example/web/20110614000000/http://a.example/tip.html",
    datetime(2011, 6, 14, tzinfo=UTC), 200, 9, title_matches=True,
)  # fmt: skip
FIRST = Citation(
    1, None, TEXT.splitlines()[3][2:], span_of(TEXT.splitlines()[3][2:]),
    authors=(Author(literal="US Department of State"),),
    title="Trafficking in Persons Report",
    published=WrittenDate("2010", span_of("2010"), 2010),
    accessed=WrittenDate("May 32 2011", span_of("May 32 2011"), 2011, 5, 32),
    urls=(DEAD_URL,),
    identifiers=(Identifier("doi", "10.1000/182", "doi:10.1000/182", span_of("2010")),),
)  # fmt: skip
SECOND = Citation(
    2, "2", TEXT.splitlines()[4][2:], span_of(TEXT.splitlines()[4][2:]),
    authors=(Author(family="Roudik", given="Peter"),), title="Fine Page", urls=(LIVE_URL,), language="en",
)  # fmt: skip
MARKERS = tuple(Marker(Span(at, at + 1), 2) for at, sign in enumerate(TEXT) if sign == "²")


def document(text=TEXT, source="report.txt", **more):
    """Make a document."""
    return Document(source, "text", text, "ab" * 32, **more)


def link(
    verdict: Verdict = Verdict.DEAD,
    reason: str = "answers 404",
    facts: LinkFacts | None = None,
    snapshot: SnapshotFacts = COPY,
    cited: CitedUrl = DEAD_URL,
) -> Link:
    """Make a link that was checked."""
    seen = facts or Answer(404, cited.url, (Hop("http://a.example/tip", 301, cited.url),), title="Gone")
    return Link(cited, seen, Judgement(verdict, reason), snapshot, CHECKED_AT)


def first(*findings, links=None):
    """Make the entry of note 1, whose page is dead."""
    return Entry(FIRST, (link(),) if links is None else links, (), findings)


def second(*findings):
    """Make the entry of note 2, whose page is live."""
    live = link(Verdict.LIVE, "answers 200", Answer(200, LIVE_URL.url, title="Fine Page"), cited=LIVE_URL)
    return Entry(SECOND, (live,), (), findings)


OF_NOTE_2 = Finding(
    rule("D106", Severity.WARNING, "no-access-date"), 2, "No access date.", span_of("http://b.example/fine")
)


def report(*entries, checked=True, **more):
    """Make a report of *entries*, by default of both notes, the first with a suggestion."""
    given = {"document": document(), "markers": MARKERS} | more
    return Report(
        entries=entries or (first(MENDED), second()), checked_at=CHECKED_AT if checked else None, **given
    )
