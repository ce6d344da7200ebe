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
# Behind a day in numbers: the first in French, every one in Dutch (1e), and what Romance languages have.
_ORDINAL = r"(?P<ending>st|nd|rd|th|er|[eºª])"
_OF = re.compile(r"(?<![^\W\d_])de(?![^\W\d_])", re.IGNORECASE)
# What style guides print and CLDR does not have: "Sept." is English too.
_BESIDE_CLDR = {"en": {9: "Sept"}}
_YEAR_DIGITS = 4
_TWO_DIGITS = 2


def rewritten(printed: WrittenDate, day: date, language: str = "en") -> str | None:
    """Return *day* as *printed* is printed: same order, same punctuation, same kind of month.

    Of a month that several languages write alike, *language* is the one that is meant. A missing year is
    added behind, as `de 2011` where the month has its `de`. None where the form is not understood: a month
    that must change but is not a name in one of the languages, a missing day, numbers that could be either.
    """
    text = printed.text
    if printed.day is None or printed.month is None:
        return None
    changes = [
        _change_of_year(text, printed, day),
        _change_of_month(text, printed, day, language),
        _change_of_day(text, printed, day, language),
    ]
    if any(change is None for change in changes):
        return None
    for start, end, new in sorted((change for change in changes if change is not None), reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _change_of_year(text: str, printed: WrittenDate, day: date) -> tuple[int, int, str] | None:
    """Return where the year stands and what to write there."""
    if printed.year is None:
        return len(text), len(text), f"{' de' if _OF.search(text) else ''} {day.year}"
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
    found = _month_like(name.group(), printed.month or 1, day.month, language)
    if found is None:
        return None
    new, is_whole = found
    stop = is_whole and text.startswith(".", name.end())  # Apr. is short and takes a stop, May is not
    return name.start(), name.end() + stop, new


def _month_like(name: str, old: int, new: int, language: str) -> tuple[str, bool] | None:
    """Return the month *new* as the month *old* is printed: in its language, as long, and in its capitals.

    Say too whether it is whole where *name* is short for its month. None where *name* is no form of it that
    CLDR has in the languages in which notes are read.
    """
    for names, whole in _forms(language):
        known = names[old].rstrip(".")
        if known.casefold() == name.casefold():
            written = names[new].rstrip(".")
            is_whole = known != whole[old] and written == whole[new]
            if name.isupper():
                return written.upper(), is_whole
            return written[0].upper() + written[1:] if name[0].isupper() else written.lower(), is_whole
    return None


@cache
def _forms(first: str) -> tuple[tuple[Mapping[int, str], Mapping[int, str]], ...]:
    """Return the names of the months of CLDR: each language, full and short, in a date and by themselves.

    Those of the language *first* come first. With each go the full names of its language.
    """
    from babel import Locale

    def of(language: str, context: str, width: str) -> tuple[Mapping[int, str], Mapping[int, str]]:
        """Return the names of *language* in *context*, so long, and its full ones."""
        months = Locale(language).months[context]
        return months[width], months["wide"]

    kinds = [(context, width) for width in ("wide", "abbreviated") for context in ("format", "stand-alone")]
    own = [of(first, *kind) for kind in kinds]
    beside = [({**own[-1][0], **_BESIDE_CLDR[first]}, own[-1][1])] if first in _BESIDE_CLDR else []
    rest = [of(each, *kind) for kind in kinds for each in LANGUAGES]
    return (*own, *beside, *rest)


def _change_of_day(text: str, printed: WrittenDate, day: date, language: str) -> tuple[int, int, str] | None:
    """Return where the day stands and what to write there, as an ordinal where it is one."""
    if printed.day is None:
        return None
    if printed.day == day.day:
        return 0, 0, ""
    ordinal = re.search(rf"(?<!\d)0?{printed.day}{_ORDINAL}(?!\w)", text, re.IGNORECASE)
    if ordinal:
        return *ordinal.span(), f"{day.day}{_ending(ordinal['ending'].lower(), day.day)}"
    found = _number(text, printed.day, str(day.day), width=_TWO_DIGITS)
    # A French month begins on the "1er", and no other of its days has an ending.
    first = found is not None and found[2] == "1" and language == "fr" and _NAME.search(text)
    return (*found[:2], "1er") if found and first else found


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


def _ending(printed: str, number: int) -> str:
    """Return the ending of *number*, a day, where another one was *printed* with this ending."""
    if printed in ("er", "º", "ª"):
        return printed if number == 1 else ""
    return printed if printed == "e" else _ordinal(number)


def _ordinal(number: int) -> str:
    """Return the ending of an English ordinal number of at most 31."""
    teens = range(11, 14)
    return "th" if number in teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
