"""SARIF 2.1.0 (OASIS standard, 27 March 2020), as GitHub's code scanning and editors read it.

Beyond the standard GitHub asks for: a help text and a level of each rule, `partialFingerprints`, and a region
with a first line at each place (docs.github.com, "SARIF support for code scanning").
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec

from citecheck.models import Severity
from citecheck.report.rows import Row, has_lines, rows, said
from citecheck.safe import encodable, masked, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from citecheck.models import Report, RuleInfo
    from citecheck.report.look import Look

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "citecheckFinding/v1"

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_WITHIN = "\n" + " " * 8  # where a result begins in the log
_MOST_RESULTS = 25_000  # GitHub's limit for one run; the worst come first


def render(reports: Sequence[Report], look: Look) -> str:
    """Write *reports* as one run; files are named relative to `look.folder` where they lie in it."""
    return "".join(pieces(reports, look))


def pieces(reports: Sequence[Report], look: Look) -> Iterator[str]:
    """Give what `render` writes, each finding by itself."""
    rules = {finding.rule.code: finding.rule for report in reports for finding in report.all_findings()}
    index = {code: number for number, code in enumerate(sorted(rules))}
    found = [
        (-row.finding.rule.severity, msgspec.json.encode(_result(report, row, index, look)))
        for report in reports
        for row in rows(report)
    ]
    found.sort(key=lambda pair: pair[0])
    # Within a text of JSON a quotation mark is escaped: this stands in one place only.
    head, here, tail = _log(reports, [rules[code] for code in index]).partition('"results": []')
    yield head + (here if not found else here.removesuffix("]"))
    for number, (_, result) in enumerate(found[:_MOST_RESULTS]):
        written = msgspec.json.format(result, indent=2).decode().replace("\n", _WITHIN)
        yield ("," if number else "") + _WITHIN + written
    yield (_WITHIN.removesuffix("  ") + "]" if found else "") + tail


def _log(reports: Sequence[Report], rules: Sequence[RuleInfo]) -> str:
    """Write the log of a run without its results."""
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(rules)},
                "columnKind": "unicodeCodePoints",
                "results": [],
                "invocations": [_invocation(reports)],
            }
        ],
    }
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode() + "\n"


def _driver(rules: Iterable[RuleInfo]) -> dict[str, Any]:
    """Describe the program and its *rules*."""
    from citecheck import __version__

    return {
        "name": "citecheck",
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in rules],
    }


def _rule(rule: RuleInfo) -> dict[str, Any]:
    """Describe a rule; its page is the help."""
    page = rule.page or rule.summary
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": page.partition("\n\nExample:")[0]},
        "help": {"text": page, "markdown": f"```text\n{page}\n```"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": ["citations"], "problem.severity": _problem(rule.severity)},
    }


def _problem(severity: Severity) -> str:
    """Return GitHub's word for a severity."""
    return {Severity.ERROR: "error", Severity.WARNING: "warning"}.get(severity, "recommendation")


def _result(report: Report, row: Row, index: dict[str, int], look: Look) -> dict[str, Any]:
    """Describe one finding."""
    code = row.finding.rule.code
    return {
        "ruleId": code,
        "ruleIndex": index[code],
        "level": _LEVELS[row.finding.rule.severity],
        "message": {"text": encodable(said(row))},
        "locations": [{"physicalLocation": _place(report, row, look)}],
        "partialFingerprints": {FINGERPRINT: row.fingerprint},
    }


def _place(report: Report, row: Row, look: Look) -> dict[str, Any]:
    """Return file and region; a format without lines is named from its first line on."""
    region = {"startLine": 1}
    if has_lines(report):
        region = {"startLine": row.start.line, "startColumn": row.start.column}
        if row.end[:2] > row.start[:2]:
            region |= {"endLine": row.end.line, "endColumn": row.end.column}
    return {"artifactLocation": _artifact(report.document.source, look.folder), "region": region}


def _artifact(source: str, folder: str) -> dict[str, str]:
    """Return the address of a file, relative to the root of the sources where it lies in *folder*."""
    path = PurePath(masked(source))
    if folder and path.is_absolute() and path.is_relative_to(folder):
        path = path.relative_to(folder)
    address = quote(encodable(path.as_posix()))
    if path.is_absolute():
        return {"uri": f"file://{address}"}
    return {"uri": address, "uriBaseId": "%SRCROOT%"}


def _invocation(reports: Sequence[Report]) -> dict[str, Any]:
    """Say whether the run could do its work, and what went wrong with it."""
    warnings = dict.fromkeys(warning for report in reports for warning in report.warnings)
    notes = [{"level": "warning", "message": {"text": encodable(shown(warning))}} for warning in warnings]
    offline = any(report.offline for report in reports)
    return {"executionSuccessful": not offline, "toolExecutionNotifications": notes}
