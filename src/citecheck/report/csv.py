"""CSV (RFC 4180) for a spreadsheet: a row a finding, and one for each endnote without any.

A cell that a spreadsheet would run as a formula begins with an apostrophe (OWASP, "CSV Injection").
"""

from __future__ import annotations

import csv
import unicodedata
from io import StringIO
from typing import TYPE_CHECKING

from citecheck.models import Answer, Snapshot
from citecheck.report.position import Positions
from citecheck.safe import encodable, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citecheck.models import Entry, Finding, Link, Report

COLUMNS = (
    "document", "note", "line", "column", "page", "code", "name", "severity", "message", "replace", "with",
    "because", "title", "accessed", "url", "verdict", "status", "reason", "snapshot", "captured",
    "days_from_access",
)  # fmt: skip
# With which a spreadsheet takes a cell for a formula, in whatever width a sign is written.
_FORMULA = frozenset("=+-@")


def render(reports: Sequence[Report]) -> str:
    """Write *reports* as one table with a header."""
    text = StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for report in reports:
        table.writerows([_cell(row.get(column)) for column in COLUMNS] for row in _rows(report))
    return text.getvalue()


def _rows(report: Report) -> Iterator[dict[str, object]]:
    """Give the rows of one document."""
    positions = Positions(report.document)
    for finding in report.findings:
        yield _of_finding(report, finding, positions)
    for entry in report.entries:
        for finding in entry.findings:
            row = _of_finding(report, finding, positions)
            yield row | _of_entry(entry) | _of_link(_concerned(entry, finding))
        if not entry.findings:
            place = _place(report, entry.citation.span.start, positions)
            yield place | _of_entry(entry) | _of_link(next(iter(entry.links), None))


def _place(report: Report, offset: int, positions: Positions) -> dict[str, object]:
    """Return the cells that say where something stands."""
    line, column, page = positions.at(offset)
    return {"document": report.document.source, "line": line, "column": column, "page": page}


def _of_finding(report: Report, finding: Finding, positions: Positions) -> dict[str, object]:
    """Return the cells of a finding."""
    suggestion = finding.suggestion
    written = (
        {"replace": suggestion.replace, "with": suggestion.replacement, "because": suggestion.because}
        if suggestion
        else {}
    )
    return {
        **_place(report, finding.span.start, positions),
        "code": finding.rule.code,
        "name": finding.rule.name,
        "severity": str(finding.rule.severity),
        "message": finding.message,
        **written,
    }


def _of_entry(entry: Entry) -> dict[str, object]:
    """Return the cells of an endnote."""
    citation = entry.citation
    accessed = citation.accessed.text if citation.accessed else None
    return {"note": citation.number, "title": citation.title or citation.text, "accessed": accessed}


def _of_link(link: Link | None) -> dict[str, object]:
    """Return the cells of a link."""
    if link is None:
        return {}
    cells: dict[str, object] = {
        "url": link.cited.url,
        "verdict": str(link.judgement.verdict),
        "status": link.facts.status if isinstance(link.facts, Answer) else None,
        "reason": link.judgement.reason,
    }
    if isinstance(link.snapshot, Snapshot):
        found = link.snapshot
        cells |= {
            "snapshot": found.url,
            "captured": f"{found.captured:%Y-%m-%d}",
            "days_from_access": found.days,
        }
    return cells


def _concerned(entry: Entry, finding: Finding) -> Link | None:
    """Return the link in which a finding stands, else the endnote's first."""
    at = finding.span.start
    inside = (link for link in entry.links if link.cited.span.start <= at <= link.cited.span.end)
    return next(inside, next(iter(entry.links), None))


def _cell(value: object) -> object:
    """Return what is written for *value*: numbers as they are, text safe for a spreadsheet."""
    if value is None or isinstance(value, int):
        return value
    text = encodable(shown(str(value)))
    return f"'{text}" if unicodedata.normalize("NFKC", text[:1]) in _FORMULA else text
