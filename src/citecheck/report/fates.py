"""How the links of a report stand, in the few words in which a person would say it.

A verdict says what answered; together with what the archive holds it says what that means for a reader: a
page that is gone and has a copy is mended with one line, one without a copy is lost.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from citecheck.evidence.copies import is_citable
from citecheck.models import NoSnapshot, Snapshot, Verdict

if TYPE_CHECKING:
    from citecheck.models import Link


class Fate(StrEnum):
    """What became of a cited page, as the headline says it; the order is that of the headline."""

    LIVE = "live"
    MOVED = "moved"
    CHANGED = "changed"
    COPIED = "gone with a copy"
    GONE = "gone"  # and of a copy nothing is known, or it is not certain that it shows the source
    LOST = "lost"
    SILENT = "without an answer"
    CLOSED = "cannot be checked"  # its server will not show it, or nobody may or can ask
    OFFLINE = "not judged"


_BY_VERDICT = {
    Verdict.LIVE: Fate.LIVE,
    Verdict.MOVED: Fate.MOVED,
    Verdict.CHANGED: Fate.CHANGED,
    Verdict.UNREACHABLE: Fate.SILENT,
    Verdict.BLOCKED: Fate.CLOSED,
    Verdict.MALFORMED: Fate.CLOSED,
    Verdict.SKIPPED: Fate.CLOSED,
    Verdict.OFFLINE: Fate.OFFLINE,
}


def fate(link: Link) -> Fate:
    """Return what became of the page of *link*.

    It is lost only where the archive was asked, holds no usable copy, and no other form of the address either
    (rule A101 says it likewise).
    """
    if not link.judgement.verdict.is_gone:
        return _BY_VERDICT[link.judgement.verdict]
    match link.snapshot:
        case Snapshot() if is_citable(link.snapshot):
            return Fate.COPIED
        case NoSnapshot() if not link.forms:
            return Fate.LOST
        case _:
            return Fate.GONE
