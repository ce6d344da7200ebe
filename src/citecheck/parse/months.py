"""The names of the months as printed: those of CLDR in the languages of the notes, and usual short forms."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "ru")
# The names of CLDR in these languages, a line a month; behind the bar are short forms that may be other
# words: "set 2010" is a data set, "10 years ago 2010" is not in August. They are copied, and a test compares
# them with Babel, because to load Babel and eight of its languages takes longer than to read a report.
_CLDR = """\
january jan januar janvier enero janeiro gennaio januari января январь | janv ene gen янв
february feb februar février febrero fevereiro febbraio februari февраля февраль | fev févr февр
march mar mars märz marzo março maart марта март | mär mrt мар
april apr avril abril aprile апреля апрель | avr abr апр
may mai mayo maio maggio mei мая май | mag
june jun juni juin junio junho giugno июня июнь | giu июн
july jul juli juillet julio julho luglio июля июль | juil lug июл
august aug août agosto augustus августа август | ago авг
september sep septembre septiembre setembro settembre сентября сентябрь | sept set сент
october oct oktober octobre octubre outubro ottobre октября октябрь | okt out ott окт
november nov novembre noviembre novembro ноября ноябрь | нояб
december dec dezember décembre diciembre dezembro dicembre декабря декабрь | dez déc dic дек
"""
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
    numbers: dict[str, int] = {}
    safe: set[str] = set()
    for number, line in enumerate(_CLDR.splitlines(), 1):
        sure, _, others = line.partition(" | ")
        numbers |= dict.fromkeys((*sure.split(), *others.split()), number)
        safe.update(sure.split())
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
