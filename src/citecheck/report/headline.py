"""The lines that a person quotes: how many endnotes there are, how their links stand, and what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.evidence.wording import counted
from citecheck.models import Severity
from citecheck.report.fates import Fate

if TYPE_CHECKING:
    from citecheck.report.tally import Tally

_NAMES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "remark"}


def headline(counts: Tally) -> str:
    """Say how many endnotes and links there are and, where pages were asked, what became of them.

    `51 endnotes, 46 links: 12 live, 5 moved, 21 gone with a copy, 3 lost, 5 cannot be checked`
    """
    said = f"{counted(counts.citations, 'endnote')}, {counted(counts.urls, 'link')}"
    each = ", ".join(f"{counts.fates[fate]} {fate}" for fate in Fate if counts.fates[fate])
    return f"{said}: {each}" if each and counts.first else said


def found(counts: Tally) -> str:
    """Say how many errors, warnings and remarks there are, and how many are waived."""
    words = ", ".join(
        counted(counts.severities[severity], _NAMES[severity])
        for severity in sorted(_NAMES, reverse=True)
        if counts.severities[severity]
    )
    waived = counts.waived.total()
    return (words or "nothing to mend") + (f"; {waived} waived" if waived else "")
