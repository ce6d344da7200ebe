"""A baseline: the findings that are known, so that only new ones are loud.

The file is JSON, sorted and one finding a line, so that a review shows what came and what went:

    {"version": 1, "findings": [
      {"document": "reports/one.txt", "fingerprint": "9c1f…", "code": "L101", "note": 7, "message": "…"},
      …
    ]}

What makes a finding the same one is its document and its fingerprint; code, note and message are for people.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from citecheck.errors import SettingsError
from citecheck.fingerprints import fingerprints
from citecheck.safe import encodable, masked, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from citecheck.models import Finding, Report

VERSION = 1


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """One finding of a baseline."""

    document: str
    fingerprint: str
    code: str = ""
    note: int | None = None
    message: str = ""


class Baseline(msgspec.Struct, frozen=True, kw_only=True):
    """All findings that are known."""

    version: int = VERSION
    findings: tuple[Known, ...] = ()


def read_baseline(path: Path) -> Baseline:
    """Read the baseline at *path*; raises `SettingsError` for one that is not there or cannot be read."""
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Baseline)
    except OSError as error:
        raise SettingsError(
            f"--baseline {path}: cannot be read ({error.strerror}); write one with --update-baseline"
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"--baseline {path}: is not a baseline of citecheck: {error}") from error
    if found.version != VERSION:
        raise SettingsError(f"--baseline {path}: has version {found.version}; this citecheck reads {VERSION}")
    return found


def baseline_of(reports: Sequence[Report]) -> Baseline:
    """Return the baseline that knows all findings of *reports*."""
    known = (
        Known(
            document=_document(report),
            fingerprint=fingerprint,
            code=finding.rule.code,
            note=finding.number,
            message=encodable(shown(finding.message)),
        )
        for report in reports
        for fingerprint, finding, _ in fingerprints(report)
    )
    return Baseline(
        findings=tuple(sorted(known, key=lambda each: (each.document, each.code, each.fingerprint)))
    )


def written(baseline: Baseline) -> str:
    """Write *baseline* with one finding a line."""
    lines = [msgspec.json.encode(known).decode() for known in baseline.findings]
    inside = "\n  " + ",\n  ".join(lines) + "\n" if lines else ""
    return f'{{"version": {baseline.version}, "findings": [{inside}]}}\n'


def marked(report: Report, baseline: Baseline) -> Report:
    """Return *report* with the findings marked that *baseline* knows."""
    document = _document(report)
    known = {each.fingerprint for each in baseline.findings if each.document == document}
    news = iter([fingerprint in known for fingerprint, _, _ in fingerprints(report)])
    # Fingerprints come in this order too: those of the document, then those of each endnote.
    findings = _with_marks(report.findings, news)
    entries = tuple(replace(entry, findings=_with_marks(entry.findings, news)) for entry in report.entries)
    return replace(report, findings=findings, entries=entries)


def without_known(report: Report) -> Report:
    """Return a *marked* report without the findings that are known."""
    if not any(finding.known for finding in report.all_findings()):
        return report
    entries = tuple(replace(entry, findings=_new(entry.findings)) for entry in report.entries)
    return replace(report, findings=_new(report.findings), entries=entries)


def gone(reports: Sequence[Report], baseline: Baseline) -> int:
    """Return how many findings of the documents of *reports* the *baseline* knows that are no more."""
    there = {
        _document(report): {fingerprint for fingerprint, _, _ in fingerprints(report)} for report in reports
    }
    return sum(
        each.fingerprint not in there[each.document] for each in baseline.findings if each.document in there
    )


def _with_marks(findings: Iterable[Finding], known: Iterator[bool]) -> tuple[Finding, ...]:
    """Return *findings*, each marked with what comes next of *known*."""
    return tuple(replace(finding, known=next(known)) for finding in findings)


def _new(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that are not known."""
    return tuple(finding for finding in findings if not finding.known)


def _document(report: Report) -> str:
    """Return what a baseline calls the document."""
    return encodable(masked(report.document.source))
