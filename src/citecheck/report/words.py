"""Counts, days and distances as a person says them."""

from __future__ import annotations

from citecheck.evidence.wording import day

__all__ = ["counted", "day", "distance"]

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
