"""The counts of reports, taken in one look at each: of many, one at a time is in memory."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from citecheck.models import Severity, Verdict
from citecheck.report.fates import Fate, fate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citecheck.models import Report


@dataclass(slots=True)
class Tally:
    """How many there are of everything; *first* is when the earliest of them was checked, None if none was.

    *urls*, *verdicts* and *fates* count cited URLs, so one URL in two endnotes counts twice; *rules* and
    *severities* count findings, *waived* those that somebody lets pass.
    """

    reports: int = 0
    citations: int = 0
    urls: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    fates: Counter[Fate] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    severities: Counter[Severity] = field(default_factory=Counter)
    waived: Counter[str] = field(default_factory=Counter)
    first: datetime | None = None

    def add(self, report: Report) -> None:
        """Count *report* too."""
        self.reports += 1
        self.citations += len(report.entries)
        for entry in report.entries:
            self.urls += len(entry.citation.urls)
            self.verdicts.update(link.judgement.verdict for link in entry.links)
            self.fates.update(map(fate, entry.links))
        for finding in report.all_findings():
            self.rules[finding.rule.code] += 1
            self.severities[finding.rule.severity] += 1
        self.waived.update(finding.rule.code for finding in report.all_waived())
        if report.checked_at is not None:
            self.first = min(self.first or report.checked_at, report.checked_at)


def tally(reports: Iterable[Report]) -> Tally:
    """Count *reports*."""
    counts = Tally()
    for report in reports:
        counts.add(report)
    return counts
