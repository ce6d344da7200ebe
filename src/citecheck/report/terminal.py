"""The report for a person: a headline to quote, then the endnotes that need one, worst first.

    report.txt
    51 endnotes, 46 links: 10 live, 10 dead, 26 unreachable
    12 errors and 30 warnings in 33 endnotes

    note 23, line 133: US Department of State, Trafficking in Persons Report
      error    D101 May 32 2011 is not a day of the calendar.
      write    May 23 2011
      because  notes 46, 47, 48 and 50 cite the same URL as accessed on that day

Every word that came from outside passes through `citecheck.safe.shown`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.models import (
    Entry,
    Finding,
    Link,
    NoAnswer,
    NoSnapshot,
    NotChecked,
    Report,
    Severity,
    Snapshot,
    SnapshotFacts,
    Verdict,
)
from citecheck.report.drawing import Line, draw
from citecheck.report.look import Detail, Look
from citecheck.report.position import Positions
from citecheck.report.tally import Tally, tally
from citecheck.report.words import counted, day, distance
from citecheck.safe import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NEEDS_A_PERSON = Severity.WARNING
_NAMES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "remark"}
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_LABEL = 9  # columns of "because" with a space on either side

# Where a reader may not get to see the source, the archived copy is the way to it.
_OUT_OF_REACH = frozenset(
    {Verdict.DEAD, Verdict.SOFT_404, Verdict.CHANGED, Verdict.UNREACHABLE, Verdict.BLOCKED}
)


def render(reports: Sequence[Report], look: Look) -> str:
    """Write *reports* for a terminal as *look* says, several with their counts together at the end."""
    return draw(_lines(reports, look), look)


def headline(reports: Sequence[Report]) -> str:
    """Say in one line how many endnotes and links there are, and how the links stand."""
    return _headline(tally(reports))


def _headline(counts: Tally) -> str:
    """Say it of what was counted."""
    said = f"{counted(counts.citations, 'endnote')}, {counted(counts.urls, 'link')}"
    verdicts = counts.verdicts
    each = ", ".join(f"{verdicts[verdict]} {verdict}" for verdict in Verdict if verdicts[verdict])
    return f"{said}: {each}" if each and counts.first else said


def _lines(reports: Sequence[Report], look: Look) -> Iterator[Line]:
    """Yield the lines of all *reports*."""
    for number, report in enumerate(reports):
        if number:
            yield Line("")
        if len(reports) > 1 or look.detail > Detail.HEADLINE:
            yield Line(shown(report.document.source), style="bold")
        yield from _head(tally([report]))
        yield from _of_the_run(report)
        if look.detail > Detail.HEADLINE:
            yield from _body(report, look.detail)
    if len(reports) > 1:
        yield Line("")
        yield Line(f"{len(reports)} documents", style="bold")
        yield from _head(tally(reports))


def _head(counts: Tally) -> Iterator[Line]:
    """Yield the headline and the counts of what is wrong."""
    yield Line(_headline(counts), style="bold")
    found = [
        counted(counts.severities[severity], _NAMES[severity])
        for severity in sorted(_NAMES, reverse=True)
        if counts.severities[severity]
    ]
    waived = counts.waived.total()
    said = [", ".join(found) or "nothing to mend", f"{waived} waived" if waived else ""]
    yield Line("; ".join(filter(None, said)))


def _of_the_run(report: Report) -> Iterator[Line]:
    """Yield what must be known about the run before the report is believed."""
    if report.offline:
        yield Line("the network was down, so nothing is said about the links; run again", style="bold red")
    for warning in report.warnings:
        yield Line(shown(warning), label="warning: ", label_style="yellow")


def _body(report: Report, detail: Detail) -> Iterator[Line]:
    """Yield the findings of the document, then its endnotes, worst first."""
    positions = Positions(report.document)
    if report.findings:
        yield Line("")
        yield Line("the document", style="bold")
        for finding in sorted(report.findings, key=_rank):
            yield from _finding(finding, f"line {positions.at(finding.span.start).line}: ")
    if report.waived and detail is Detail.ALL:
        yield Line("")
        yield from map(_waived, report.waived)
    needy = sorted(filter(needs_a_person, report.entries), key=worst_first)
    rest = [entry for entry in report.entries if not needs_a_person(entry)]
    for entry in needy:
        yield from _entry(entry, positions, detail)
    if detail is Detail.ALL:
        for entry in rest:
            yield from _entry(entry, positions, detail)
    yield from _foot(report, rest, detail)


def _foot(report: Report, rest: Sequence[Entry], detail: Detail) -> Iterator[Line]:
    """Yield what to do to see more."""
    yield Line("")
    if rest and detail is not Detail.ALL:
        need = "needs" if len(rest) == 1 else "need"
        yield Line(f"{counted(len(rest), 'other endnote')} {need} nobody; -v shows them too", style="dim")
    worst = max(report.all_findings(), key=lambda finding: finding.rule.severity, default=None)
    if worst is not None:
        yield Line(f"what a code means: citecheck explain {worst.rule.code}", style="dim")


def _entry(entry: Entry, positions: Positions, detail: Detail) -> Iterator[Line]:
    """Yield one endnote: what it cites, what is wrong, what to write, and where a copy is."""
    place = positions.at(entry.citation.span.start)
    page = f", page {place.page}" if place.page is not None else ""
    yield Line("")
    yield Line(
        name(entry), f"note {entry.citation.number}, line {place.line}{page}: ", "", "bold", clipped=True
    )
    for finding in sorted(entry.findings, key=_rank):
        yield from _finding(finding)
    if detail is Detail.ALL:
        yield from map(_waived, entry.waived)
    for link in entry.links:
        if detail is Detail.ALL:
            yield from _evidence(link)
        elif link.judgement.verdict in _OUT_OF_REACH:
            yield from _copy(link)


def _finding(finding: Finding, where: str = "") -> Iterator[Line]:
    """Yield what is wrong and what to write instead."""
    severity = finding.rule.severity
    yield _labelled(_NAMES[severity], f"{where}{finding.rule.code} {finding.message}", _STYLES[severity])
    if finding.suggestion:
        yield _labelled("write", finding.suggestion.replacement, "green")
        yield _labelled("because", finding.suggestion.because)


def _copy(link: Link) -> Iterator[Line]:
    """Yield the archived copy of a page that is out of reach, if there is anything to say of it."""
    words = copy_in_words(link.snapshot)
    if words:
        yield _labelled("copy", words)
    if isinstance(link.snapshot, Snapshot):
        yield _labelled("", link.snapshot.url)


def _evidence(link: Link) -> Iterator[Line]:
    """Yield everything that is known about a link."""
    seen = f", seen {day(link.checked_at)}" if link.checked_at else ""
    since = f", failing since {day(link.failing_since)}" if link.failing_since else ""
    yield _labelled("link", link.cited.url)
    yield _labelled("", f"{link.judgement.verdict}: {link.judgement.reason}{seen}{since}")
    yield from _copy(link)


def _waived(finding: Finding) -> Line:
    """Return the line of a finding that somebody lets pass, and why and until when it may."""
    waiver = finding.waived
    until = f"until {day(waiver.until)}" if waiver is not None and waiver.until is not None else ""
    why = "; ".join(filter(None, (waiver.reason if waiver is not None else "", until)))
    return _labelled("waived", f"{finding.rule.code} {finding.message}" + (f" ({why})" if why else ""))


def copy_in_words(facts: SnapshotFacts) -> str:
    """Say what the archive holds; nothing where it was not asked."""
    match facts:
        case Snapshot():
            return _snapshot_in_words(facts)
        case NoSnapshot():
            return "none: the archive was asked and holds no usable copy"
        case NoAnswer(reason=reason):
            return f"not known: the archive could not be asked ({reason}); run again later"
        case NotChecked():
            return ""


def _snapshot_in_words(found: Snapshot) -> str:
    """Say of which day a copy is and where, and what speaks for it and against it."""
    parts = [
        f"of {day(found.captured)}" + ("" if found.days is None else f", {distance(found.days)}"),
        f"at {found.archive}" if found.archive else "",
        _shown_in_words(found),
        "the same bytes before and after" if found.bracketed else "",
        found.doubt or "",
        f"captured as {found.form}" if found.form else "",
    ]
    return "; ".join(filter(None, parts))


def _shown_in_words(found: Snapshot) -> str:
    """Say what a look at the copy showed; nothing where nobody looked, or where that told nothing."""
    match found.title_matches, found.shows:
        case True, _:
            return "it bears the cited title"
        case False, None:
            return "its title is not the cited one"
        case False, str(shows):
            return f"it is not the cited page: {shows}"
        case _, shows:
            return shows or ""


def _labelled(label: str, text: str, style: str = "dim") -> Line:
    """Return a line of an endnote's block."""
    return Line(shown(text), label=f"  {label:<{_LABEL}}", label_style=style)


def name(entry: Entry) -> str:
    """Return what a person calls the source: its authors and title, else the text of the note."""
    citation = entry.citation
    parts = [", ".join(author.name for author in citation.authors), citation.title or ""]
    return shown(", ".join(filter(None, parts)) if citation.title else citation.text)


def needs_a_person(entry: Entry) -> bool:
    """Tell whether something is wrong that somebody should mend."""
    return any(finding.rule.severity >= _NEEDS_A_PERSON for finding in entry.findings)


def worst_first(entry: Entry) -> tuple[int, int, int]:
    """Order endnotes by their worst finding, then by how many such there are, then as in the document."""
    severities = [finding.rule.severity for finding in entry.findings]
    worst = max(severities)
    return -worst, -severities.count(worst), entry.citation.span.start


def _rank(finding: Finding) -> tuple[int, int, str]:
    """Order the findings of one endnote: worst first, then as in the text."""
    return -finding.rule.severity, finding.span.start, finding.rule.code
