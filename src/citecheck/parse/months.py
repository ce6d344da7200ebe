"""The names of the months as printed: those of CLDR in the languages of the notes, and usual short forms."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "ru")
# Short forms that style guides print and CLDR does not have.
_BESIDE_CLDR = {
    "sept": 9,
    "mrz": 3,
    "märz": 3,
    "jänner": 1,
    "févr": 2,
    "juil": 7,
    "avr": 4,
    "giu": 6,
    "lug": 7,
    "setiembre": 9,
}
# Signs of our own, from Unicode's private use area.
SAFE, UNSAFE = "\ue010", "\ue011"
_WORD = re.compile(r"[^\W\d_]{3,12}")
_LEAST_FOR_A_SLIP = 5  # letters: a slip in a shorter word makes another word


class Months(NamedTuple):
    """The names and their numbers; *safe* are those that no other word of the languages is."""

    numbers: dict[str, int]
    safe: frozenset[str]


@cache
def months() -> Months:
    """Return the names of the months in lower case, without the full stop of a short form."""
    from babel.dates import get_month_names

    numbers: dict[str, int] = {}
    safe: set[str] = set()
    for language in LANGUAGES:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in get_month_names(width, context, locale=language).items():
                    bare = name.lower().rstrip(".")
                    if len(bare) > 2:  # noqa: PLR2004 - a month is never shorter
                        numbers.setdefault(bare, number)
                        # "set 2010" is a data set, "10 years ago 2010" is not in August.
                        safe |= {bare} if width == "wide" or language == "en" else set()
    numbers |= _BESIDE_CLDR
    return Months(numbers, frozenset(safe | _BESIDE_CLDR.keys()))


def shadowed(text: str) -> str:
    """Return *text* with each name of a month as a run of `SAFE` or `UNSAFE`, so that offsets stay true.

    The forms of a date look for a sign instead of a hundred names, which makes them several times faster.
    """
    return _WORD.sub(_sign, text)


def _sign(match: re.Match[str]) -> str:
    """Return the run that stands for a word, which is the word itself where it is no month."""
    word = match.group().lower()
    if word not in months().numbers:
        return match.group()
    return (SAFE if word in months().safe else UNSAFE) * len(word)


def number_of(printed: str) -> int | None:
    """Return the number (1 to 12) of a printed month, also with a slip in it (`Septmber`); else None."""
    bare = printed.rstrip(".").lower()
    number = months().numbers.get(bare)
    return number if number is not None else _number_of_slip(bare)


@cache
def _number_of_slip(bare: str) -> int | None:
    """Return the number of the one month whose full name is a slip away: Damerau-Levenshtein distance 1."""
    if len(bare) < _LEAST_FOR_A_SLIP or not bare.isalpha():
        return None
    from rapidfuzz.distance import OSA

    near = {
        number
        for name, number in months().numbers.items()
        if len(name) >= _LEAST_FOR_A_SLIP and OSA.distance(bare, name, score_cutoff=1) <= 1
    }
    return near.pop() if len(near) == 1 else None
