"""What `citecheck check --format json` and `lint --format json` write: the citations with what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from citecheck.models import (
    Answer,
    CitedUrl,
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
    Suggestion,
    Verdict,
    Waiver,
)
from citecheck.report.endnotes import citation_fields, document_fields, url_fields
from citecheck.report.position import Positions
from citecheck.report.tally import Tally, tally
from citecheck.shapes import (
    Batch,
    Checked,
    CheckedCitation,
    CheckedDocument,
    CheckedUrl,
    LinkCheck,
    Summary,
    WrittenFinding,
    WrittenHop,
    WrittenSnapshot,
    WrittenSuggestion,
    WrittenWaiver,
    encode,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SEVERITIES: dict[Severity, Literal["info", "warning", "error"]] = {
    Severity.INFO: "info",
    Severity.WARNING: "warning",
    Severity.ERROR: "error",
}

_NONE, _END = "[]", "\n}\n"  # how a batch of no reports ends


def render(reports: Sequence[Report]) -> str:
    """Write the one report as its object, several as a batch of theirs."""
    return "".join(pieces(reports))


def pieces(reports: Sequence[Report]) -> Iterator[str]:
    """Give what `render` writes, each of several reports by itself."""
    if len(reports) == 1:
        yield encode(checked(reports[0]))
        return
    counts = tally(reports)
    frame = encode(Batch(checked_at=counts.first, summary=summary(counts), reports=()))
    yield frame.removesuffix(_NONE + _END)
    for number, report in enumerate(reports):
        # Line ends within a JSON text are escaped, so that every one that stands there begins a line.
        yield (",\n    " if number else "[\n    ") + encode(checked(report)).rstrip().replace("\n", "\n    ")
    yield ("\n  ]" if len(reports) else _NONE) + _END


def checked(report: Report) -> Checked:
    """Return *report* in the shape in which it is written."""
    positions = Positions(report.document)
    findings = _findings(report.findings, report.waived, positions)
    return Checked(
        checked_at=report.checked_at,
        summary=summary(tally([report])),
        document=CheckedDocument(findings=findings, **document_fields(report)),
        citations=tuple(
            _citation(entry, entry.links if report.checked_at else (), positions) for entry in report.entries
        ),
    )


def summary(counts: Tally) -> Summary:
    """Return *counts* in the shape in which they are written."""
    return Summary(
        citations=counts.citations,
        urls=counts.urls,
        verdicts={verdict: counts.verdicts[verdict] for verdict in Verdict} if counts.first else {},
        rules=dict(sorted(counts.rules.items())),
        waived=dict(sorted(counts.waived.items())),
    )


def _citation(entry: Entry, links: Sequence[Link], positions: Positions) -> CheckedCitation:
    """Return one endnote with its checked *links* and its findings."""
    known = {link.cited: link for link in links}
    return CheckedCitation(
        urls=tuple(_url(cited, known.get(cited)) for cited in entry.citation.urls),
        findings=_findings(entry.findings, entry.waived, positions),
        **citation_fields(entry.citation, positions),
    )


def _url(cited: CitedUrl, link: Link | None) -> CheckedUrl:
    """Return a cited URL with what is known about it; without a link only its writing was judged."""
    return CheckedUrl(
        check=_check(link) if link else None,
        snapshot=_snapshot(link.snapshot) if link else WrittenSnapshot(state="not-asked"),
        **url_fields(cited),
    )


def _check(link: Link) -> LinkCheck:
    """Return what was seen at a link."""
    facts = link.facts
    answer = facts if isinstance(facts, Answer) else None
    hops = () if isinstance(facts, NotChecked) else facts.hops
    return LinkCheck(
        verdict=link.judgement.verdict,
        status=answer.status if answer else None,
        final_url=answer.final_url if answer else None,
        hops=tuple(WrittenHop(url=hop.url, status=hop.status, target=hop.target) for hop in hops),
        title=answer.title if answer else None,
        reason=link.judgement.reason,
        checked_at=link.checked_at,
        failing_since=link.failing_since,
    )


def _snapshot(facts: SnapshotFacts) -> WrittenSnapshot:
    """Return what the archive holds."""
    match facts:
        case Snapshot():
            return WrittenSnapshot(
                state="found",
                url=facts.url,
                captured=facts.captured,
                days_from_access=facts.days,
                title_matches=facts.title_matches,
            )
        case NoSnapshot():
            return WrittenSnapshot(state="none")
        case NoAnswer():
            return WrittenSnapshot(state="unknown")
        case NotChecked():
            return WrittenSnapshot(state="not-asked")


def _findings(
    findings: Sequence[Finding], waived: Sequence[Finding], positions: Positions
) -> tuple[WrittenFinding, ...]:
    """Return *findings* with the places where they stand, those that are *waived* in their places too."""
    both = sorted((*findings, *waived), key=lambda finding: finding.span) if waived else findings
    return tuple(_finding(finding, positions) for finding in both)


def _finding(finding: Finding, positions: Positions) -> WrittenFinding:
    """Return one finding with the place where it stands."""
    place = positions.at(finding.span.start)
    return WrittenFinding(
        code=finding.rule.code,
        name=finding.rule.name,
        severity=_SEVERITIES[finding.rule.severity],
        message=finding.message,
        line=place.line,
        column=place.column,
        suggestion=_suggestion(finding.suggestion) if finding.suggestion else None,
        candidates=tuple(map(_suggestion, finding.candidates)),
        known=finding.known,
        waived=_waived(finding.waived) if finding.waived else None,
    )


def _waived(waiver: Waiver) -> WrittenWaiver:
    """Return why a finding may pass."""
    return WrittenWaiver(reason=waiver.reason, until=waiver.until)


def _suggestion(suggestion: Suggestion) -> WrittenSuggestion:
    """Return what to write instead."""
    return WrittenSuggestion(
        replace=suggestion.replace,
        replacement=suggestion.replacement,
        because=suggestion.because,
        confidence=suggestion.confidence,
    )
