"""Write a day in the form in which a date is printed, so that a correction looks like its neighbours."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from citecheck.models import WrittenDate

# Those in which notes are read (`citecheck.parse.months`); of two that share a name the first counts.
LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "ru")
_NAME = re.compile(r"[^\W\d_]{3,}")
_YEAR_DIGITS = 4
_TWO_DIGITS = 2


def rewritten(printed: WrittenDate, day: date, language: str = "en") -> str | None:
    """Return *day* as *printed* is printed: same order, same punctuation, same kind of month.

    Of a month that several languages write alike, *language* is the one that is meant. A missing year is
    added behind. None where the form is not understood: a month that must change but is not
    a name in one of the languages, a missing day, numbers that could be either.
    """
    text = printed.text
    if printed.day is None or printed.month is None:
        return None
    changes = [
        _change_of_year(text, printed, day),
        _change_of_month(text, printed, day, language),
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


def _change_of_month(
    text: str, printed: WrittenDate, day: date, language: str
) -> tuple[int, int, str] | None:
    """Return where the month stands and what to write there; an unchanged month is left as it is."""
    if printed.month == day.month:
        return 0, 0, ""
    name = _NAME.search(text)
    if name is None:
        return (
            None if printed.month is None else _number(text, printed.month, str(day.month), width=_TWO_DIGITS)
        )
    new = _month_like(name.group(), printed.month or 1, day.month, language)
    return None if new is None else (*name.span(), new)


def _month_like(name: str, old: int, new: int, language: str) -> str | None:
    """Return the month *new* as the month *old* is printed: in its language, as long, and in its capitals.

    None where *name* is no form of it that CLDR has in the languages in which notes are read.
    """
    for names in _forms(language):
        known = names[old].rstrip(".")
        if known.casefold() == name.casefold():
            written = names[new].rstrip(".")
            if name.isupper():
                return written.upper()
            return written[0].upper() + written[1:] if name[0].isupper() else written.lower()
    return None


@cache
def _forms(first: str) -> tuple[Mapping[int, str], ...]:
    """Return the names of the months of CLDR: each language, full and short, in a date and by themselves.

    Those of the language *first* come first.
    """
    from babel import Locale

    kinds = [(width, context) for width in ("wide", "abbreviated") for context in ("format", "stand-alone")]
    own = [Locale(first).months[context][width] for width, context in kinds]
    rest = [Locale(each).months[context][width] for width, context in kinds for each in LANGUAGES]
    return (*own, *rest)


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
    # In a date of numbers alone (2011-05-13) two digits stay two; beside a word they are just a number.
    pads = found[0].group().startswith("0") or (
        len(found[0].group()) == _TWO_DIGITS and not _NAME.search(text)
    )
    padded = new.zfill(_TWO_DIGITS) if pads else new
    return *found[0].span(), padded


def _ordinal(number: int) -> str:
    """Return the ending of an English ordinal number of at most 31."""
    teens = range(11, 14)
    return "th" if number in teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
