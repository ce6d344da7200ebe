"""How numbers, days and distances are put into sentences."""

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
_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_MONTH = 365.2425 / 12  # days in the mean month of the Gregorian calendar
_YEAR = 365.2425


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


def counted(number: int, noun: str) -> str:
    """Return *number* with *noun*, which takes an s: `1 link`, `46 links`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def distance(days: int) -> str:
    """Return how far a copy is from the day of access, *days* later (negative: earlier).

    Days are exact up to two months; beyond, months and years are rounded.
    """
    if days == 0:
        return "on the day the author read it"
    side = "after" if days > 0 else "before"
    return f"{_span(abs(days))} {side} the author read it"


def _span(days: int) -> str:
    """Return a number of days in the unit that a person would take."""
    if days <= 2 * _MONTH:
        return _number(days, "day")
    if days < 2 * _YEAR:
        return "about " + _number(round(days / _MONTH), "month")
    return "about " + _number(round(days / _YEAR), "year")


def _number(number: int, noun: str) -> str:
    """Return a small number as a word, with its noun."""
    return (
        counted(number, noun) if number >= len(_NUMBERS) else f"{_NUMBERS[number]} {noun}{'s' * (number > 1)}"
    )
