"""Findings with their places, in the order of the file: what the formats for machines are written from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from citecheck.fingerprints import fingerprints
from citecheck.models import Citation, Confidence, Finding
from citecheck.report.position import Position, Positions
from citecheck.safe import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.models import Report

# Their lines are those of the text that was taken out of them: no editor shows them.
_NOT_TEXT = frozenset({"pdf", "docx", "odt", "epub"})


@dataclass(frozen=True, slots=True)
class Row:
    """A finding, where it begins and ends in the user's file, its fingerprint, and the note it concerns."""

    finding: Finding
    start: Position
    end: Position
    fingerprint: str
    citation: Citation | None

    @property
    def title(self) -> str:
        """The code and name of the rule: `L101 dead-link`."""
        return f"{self.finding.rule.code} {self.finding.rule.name}"


def rows(report: Report) -> Iterator[Row]:
    """Give the findings of *report*: those of the document, then those of each endnote."""
    positions = Positions(report.document)
    for fingerprint, finding, citation in fingerprints(report):
        span = finding.span
        yield Row(finding, positions.at(span.start), positions.at(span.end), fingerprint, citation)


def has_lines(report: Report) -> bool:
    """Tell whether the lines of *report* are lines that an editor shows."""
    return report.document.format not in _NOT_TEXT


def said(row: Row) -> str:
    """Return what a finding says, with the note, the page and what to write instead, safe and on one line."""
    finding = row.finding
    parts = [] if finding.number is None else [f"Note {finding.number}:"]
    parts.append(finding.message)
    if row.start.page is not None:
        parts.append(f"(Page {row.start.page}.)")
    for each in filter(None, (finding.suggestion, *finding.candidates)):
        verb = "Perhaps" if each.confidence is Confidence.CANDIDATE else "Write"
        parts.append(f"{verb}: {each.replacement} (because {each.because}).")
    return shown(" ".join(parts))
