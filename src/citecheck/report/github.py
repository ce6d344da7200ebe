"""Annotations of a GitHub workflow: a command a line, which the runner shows beside the line of the file.

GitHub shows ten of each level for a step (docs.github.com, "Workflow commands"), so the worst come first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.models import Severity
from citecheck.report.headline import headline
from citecheck.report.rows import Row, has_lines, rows, said
from citecheck.report.tally import tally
from citecheck.safe import encodable, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.models import Report

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(reports: Sequence[Report]) -> str:
    """Write a command for each finding of *reports*, and the headline."""
    found = [(report, row) for report in reports for row in rows(report)]
    found.sort(key=lambda pair: -pair[1].finding.rule.severity)
    lines = [_command(report, row) for report, row in found]
    warnings = dict.fromkeys(warning for report in reports for warning in report.warnings)
    lines += [f"::warning title=citecheck::{_data(shown(warning))}" for warning in warnings]
    lines.append(f"::notice title=citecheck::{_data(headline(tally(reports)))}")
    return "\n".join(lines) + "\n"


def _command(report: Report, row: Row) -> str:
    """Write one finding."""
    properties = {"file": report.document.source, "line": "1", "title": f"citecheck {row.title}"}
    if has_lines(report):
        properties["line"] = str(row.start.line)
        properties["endLine"] = str(row.end.line)
        if row.end.line == row.start.line:  # the runner refuses columns over several lines
            properties |= {
                "col": str(row.start.column),
                "endColumn": str(max(row.end.column, row.start.column)),
            }
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[row.finding.rule.severity]} {written}::{_data(said(row))}"


def _data(text: str) -> str:
    """Escape a message as the runner's own toolkit does (actions/toolkit, command.ts)."""
    return encodable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a property, in which a comma or a colon would end it."""
    return _data(shown(text)).replace(":", "%3A").replace(",", "%2C")
