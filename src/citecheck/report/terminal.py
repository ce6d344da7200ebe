"""The report for a person: a headline to quote, then the endnotes that need one, grouped by what to do.

    report.txt
    51 endnotes, 46 links: 12 live, 5 moved, 21 gone with a copy, 3 lost, 5 cannot be checked
    12 errors, 30 warnings

    correct the date: 1 endnote

    note 23, report.txt:133: US Department of State, Trafficking in Persons Report
      error    D101 May 32 2011 is not a day of the calendar.
      write    May 23 2011
      because  notes 46, 47, 48 and 50 cite the same URL as accessed on that day

Every word that came from outside passes through `citecheck.safe.shown`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.evidence.copies import copy_in_words
from citecheck.evidence.wording import counted, day
from citecheck.models import Confidence, Entry, Finding, Link, NotChecked, Report, Severity, Snapshot, Verdict
from citecheck.report.actions import by_action, name, needs_a_person, rank
from citecheck.report.drawing import Line, draw
from citecheck.report.headline import found, headline
from citecheck.report.look import Detail, Look
from citecheck.report.position import Positions, place_in_words
from citecheck.report.tally import tally
from citecheck.safe import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citecheck.report.tally import Tally

_NAMES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "remark"}
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_LABEL = 9  # columns of "because" with a space on either side
_ROOM_FOR_NAME = 20  # columns; a name that would have less stands on a line of its own

# Where a reader may not get to see the source, the archived copy is the way to it.
_OUT_OF_REACH = frozenset(
    {Verdict.DEAD, Verdict.SOFT_404, Verdict.CHANGED, Verdict.UNREACHABLE, Verdict.BLOCKED}
)


def render(reports: Sequence[Report], look: Look) -> str:
    """Write *reports* for a terminal as *look* says, several with their counts together at the end."""
    return draw(_lines(reports, look), look)


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
            yield from _body(report, look)
    if len(reports) > 1:
        yield Line("")
        yield Line(f"{len(reports)} documents", style="bold")
        yield from _head(tally(reports))


def _head(counts: Tally) -> Iterator[Line]:
    """Yield the headline and the counts of what is wrong."""
    yield Line(headline(counts), style="bold")
    yield Line(found(counts))


def _of_the_run(report: Report) -> Iterator[Line]:
    """Yield what must be known about the run before the report is believed."""
    if report.offline:
        yield Line("the network was down, so nothing is said about the links; run again", style="bold red")
    for warning in report.warnings:
        yield Line(shown(warning), label="warning: ", label_style="yellow")


def _body(report: Report, look: Look) -> Iterator[Line]:
    """Yield the findings of the document, then its endnotes by what is to be done."""
    positions = Positions(report.document)
    every = look.detail is Detail.ALL
    yield from _document(report, positions, every=every)
    for action, entries in by_action(report.entries):
        yield from _group(str(action), entries, report, positions, look)
    rest = [entry for entry in report.entries if not needs_a_person(entry)]
    if rest and every:
        yield from _group("nothing to do", rest, report, positions, look)
    yield from _foot(report, rest, look.detail)


def _document(report: Report, positions: Positions, *, every: bool) -> Iterator[Line]:
    """Yield what is wrong with the document as a whole, and if *every* thing is wanted what is waived."""
    if report.findings:
        yield Line("")
        yield Line("the document", style="bold")
        for finding in sorted(report.findings, key=rank):
            yield from _finding(finding, f"line {positions.at(finding.span.start).line}: ")
    if report.waived and every:
        yield Line("")
        yield from map(_waived, report.waived)


def _group(
    heading: str, entries: Sequence[Entry], report: Report, positions: Positions, look: Look
) -> Iterator[Line]:
    """Yield the endnotes *entries* under what is to be done about them."""
    yield Line("")
    yield Line(f"{heading}: {counted(len(entries), 'endnote')}", style="bold underline")
    for entry in entries:
        yield Line("")
        place = place_in_words(report.document, positions.at(entry.citation.span.start))
        yield from _named(entry, f"note {entry.citation.number}, {shown(place)}: ", look.width)
        yield from _entry(entry, look.detail)


def _named(entry: Entry, label: str, width: int) -> Iterator[Line]:
    """Yield the line that names an endnote behind *label*, or two where the label leaves too little room."""
    if len(label) > width - _ROOM_FOR_NAME:
        yield Line(label.rstrip(": "), style="bold")
        label = "  "
    yield Line(name(entry), label, label_style="bold", clipped=True)


def _foot(report: Report, rest: Sequence[Entry], detail: Detail) -> Iterator[Line]:
    """Yield what to do to see more."""
    yield Line("")
    if rest and detail is not Detail.ALL:
        need = "needs" if len(rest) == 1 else "need"
        yield Line(f"{counted(len(rest), 'other endnote')} {need} nobody; -v shows them too", style="dim")
    worst = max(report.all_findings(), key=lambda finding: finding.rule.severity, default=None)
    if worst is not None:
        yield Line(f"what a code means: citecheck explain {worst.rule.code}", style="dim")


def _entry(entry: Entry, detail: Detail) -> Iterator[Line]:
    """Yield what is wrong with one endnote, what to write, and where a copy is."""
    for finding in sorted(entry.findings, key=rank):
        yield from _finding(finding)
    if detail is Detail.ALL:
        yield from map(_waived, entry.waived)
    offered = {finding.suggestion.replacement for finding in entry.findings if finding.suggestion}
    for link in entry.links:
        if detail is Detail.ALL:
            yield from _evidence(link)
        elif link.judgement.verdict in _OUT_OF_REACH:
            copy = link.snapshot
            if not (isinstance(copy, Snapshot) and copy.url in offered):
                yield from _copy(link)


def _finding(finding: Finding, where: str = "") -> Iterator[Line]:
    """Yield what is wrong and what to write instead."""
    severity = finding.rule.severity
    yield _labelled(_NAMES[severity], f"{where}{finding.rule.code} {finding.message}", _STYLES[severity])
    for each in filter(None, (finding.suggestion, *finding.candidates)):
        label = "perhaps" if each.confidence is Confidence.CANDIDATE else "write"
        yield _labelled(label, each.replacement, "green")
        yield _labelled("because", each.because)


def _copy(link: Link) -> Iterator[Line]:
    """Yield the archived copy of a page that is out of reach, if there is anything to say of it."""
    words = copy_in_words(link.snapshot)
    if words:
        yield _labelled("copy", words)
    if isinstance(link.snapshot, Snapshot):
        yield _labelled("", link.snapshot.url)


def _evidence(link: Link) -> Iterator[Line]:
    """Yield everything that is known about a link."""
    asked_at = None if isinstance(link.facts, NotChecked) else link.checked_at
    seen = f", seen {day(asked_at)}" if asked_at else ""
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


def _labelled(label: str, text: str, style: str = "dim") -> Line:
    """Return a line of an endnote's block."""
    return Line(shown(text), label=f"  {label:<{_LABEL}}", label_style=style)
