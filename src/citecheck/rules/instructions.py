"""What the words for citecheck in a comment say: which codes are waived, for what, until when, and why.

ignore L105                                 in the note in which it stands
ignore-next L105, D101                      in the note that comes after it
ignore-file N until 2027-06-30 -- reason    in the whole document
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from citecheck.models import Waiver
from citecheck.rules.selection import near_codes

if TYPE_CHECKING:
    from collections.abc import Collection

Reach = Literal["ignore", "ignore-next", "ignore-file"]

# XML forbids two hyphens within a comment; a colon or a dash does as well.
_PARTS = re.compile(
    r"(?P<reach>[a-z-]+)\s*(?P<codes>[A-Za-z0-9, \t\r\n]*?)\s*"
    r"(?:\buntil\s+(?P<until>[0-9-]+)\s*)?(?:(?:--+|[—–:])\s*(?P<reason>.*))?",
    re.DOTALL,
)
_REACHES: tuple[Reach, ...] = ("ignore", "ignore-next", "ignore-file")
OWN_FAMILY = "W"
"""The rules about waivers, which none waives."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a comment says: a *waiver* and its *reach*, or, where there is none, why not (*fault*)."""

    waiver: Waiver | None = None
    reach: Reach = "ignore"
    fault: str = ""


def understood(words: str, where: str, known: Collection[str]) -> Said:
    """Return what *words* say; *where* they stand is for people, *known* are the codes of all rules."""
    parts = _PARTS.fullmatch(words.strip())
    reach = next((each for each in _REACHES if parts and each == parts["reach"]), None)
    if parts is None or reach is None:
        return Said(
            fault=f"it says “{words[:40]}”, not ignore, ignore-next or ignore-file with codes of rules"
        )
    codes = tuple(dict.fromkeys(parts["codes"].upper().replace(",", " ").split()))
    fault = fault_of(codes, known)
    until, wrong_day = _day(parts["until"])
    if fault or wrong_day:
        return Said(fault=fault or wrong_day)
    reason = " ".join((parts["reason"] or "").split())
    return Said(Waiver(codes, where, reason or None, until), reach)


def fault_of(codes: Collection[str], known: Collection[str]) -> str:
    """Say what is wrong with the *codes* of a waiver; empty if nothing is."""
    if not codes:
        return "it names no rule; write the codes that may pass"
    for code in codes:
        if code.startswith(OWN_FAMILY):
            return f"no waiver waives {code}, which is about waivers"
        if not any(each.startswith(code) for each in known):
            return f"no rule has the code {code[:20]}; {near_codes(code[:20], known)}"
    return ""


def _day(written: str | None) -> tuple[date | None, str]:
    """Return the day that is *written*, or what is wrong with it."""
    if written is None:
        return None, ""
    try:
        return date.fromisoformat(written), ""
    except ValueError:
        return None, f"{written[:20]} is no day; write it as 2027-06-30"
