"""How numbers and days are put into sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NAMED = 6


def day(moment: date) -> str:
    """Return *moment* as `23 May 2011`, whatever the locale is."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def notes(numbers: Iterable[int]) -> str:
    """Return `note 34`, `notes 46, 47, 48 and 50` or `notes 1, 2, 3, 4, 5, 6 and 7 more`."""
    ordered = [str(number) for number in sorted(set(numbers))]
    if len(ordered) == 1:
        return f"note {ordered[0]}"
    named = ordered if len(ordered) <= _NAMED + 1 else [*ordered[:_NAMED], f"{len(ordered) - _NAMED} more"]
    return f"notes {', '.join(named[:-1])} and {named[-1]}"


def verb(numbers: Iterable[int], singular: str, plural: str) -> str:
    """Return the form of a verb for so many notes."""
    return singular if len(set(numbers)) == 1 else plural
