"""Write a day in the form in which a date is printed, so that a correction looks like its neighbours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.evidence.wording import MONTHS

if TYPE_CHECKING:
    from datetime import date

    from citecheck.models import WrittenDate

_YEAR_DIGITS = 4
_TWO_DIGITS = 2
_ABBREVIATION = 3


def rewritten(printed: WrittenDate, day: date) -> str | None:
    """Return *day* as *printed* is printed: same order, same punctuation, same kind of month.

    A missing year is added behind. None where the form is not understood: a month that must change but is not
    an English name, a missing day, numbers that could be either.
    """
    text = printed.text
    if printed.day is None or printed.month is None:
        return None
    changes = [
        _change_of_year(text, printed, day),
        _change_of_month(text, printed, day),
        _change_of_day(text, printed, day),
    ]
    if any(change is None for change in changes):
        return None
    for start, end, new in sorted((change for change in changes if change is not None), reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _change_of_year(text: str, printed: WrittenDate, day: date) -> tuple[int, int, str] | None:
    """Return where the year stands and what to write there."""
    if printed.year is None:
        return len(text), len(text), f" {day.year}"
    return _number(text, printed.year, str(day.year), width=_YEAR_DIGITS)


def _change_of_month(text: str, printed: WrittenDate, day: date) -> tuple[int, int, str] | None:
    """Return where the month stands and what to write there; an unchanged month is left as it is."""
    if printed.month == day.month:
        return 0, 0, ""
    name = next((match for match in re.finditer(r"[^\W\d_]{3,}", text)), None)
    if name is None:
        return (
            None if printed.month is None else _number(text, printed.month, str(day.month), width=_TWO_DIGITS)
        )
    english = MONTHS[(printed.month or 1) - 1]
    if name.group().casefold() == english.casefold():
        return *name.span(), MONTHS[day.month - 1]
    if name.group().casefold() == english[:_ABBREVIATION].casefold():
        return *name.span(), MONTHS[day.month - 1][:_ABBREVIATION]
    return None


def _change_of_day(text: str, printed: WrittenDate, day: date) -> tuple[int, int, str] | None:
    """Return where the day stands and what to write there, with its English ordinal if it has one."""
    if printed.day is None:
        return None
    ordinal = re.search(rf"(?<!\d)0?{printed.day}(st|nd|rd|th)\b", text, re.IGNORECASE)
    if ordinal:
        return *ordinal.span(), f"{day.day}{_ordinal(day.day)}"
    return _number(text, printed.day, str(day.day), width=_TWO_DIGITS)


def _number(text: str, old: int, new: str, *, width: int) -> tuple[int, int, str] | None:
    """Return the only place of the number *old* among those of at most *width* digits, padded as it was."""
    found = [
        match
        for match in re.finditer(r"\d+", text)
        if int(match.group()) == old and (len(match.group()) == _YEAR_DIGITS) == (width == _YEAR_DIGITS)
    ]
    if len(found) != 1:
        return None
    padded = new.zfill(_TWO_DIGITS) if found[0].group().startswith("0") else new
    return *found[0].span(), padded


def _ordinal(number: int) -> str:
    """Return the ending of an English ordinal number of at most 31."""
    teens = range(11, 14)
    return "th" if number in teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
