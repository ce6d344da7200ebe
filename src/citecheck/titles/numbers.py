"""Whether numbers tell two titles apart: the report of 2010 from that of 2011, part 1 from part 2."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_MONTHS = frozenset(
    (  # noqa: SIM905 - a list of words reads better than a list of strings
        "january february march april may june july august september october november december "
        "jan feb mar apr jun jul aug sep sept oct nov dec"
    ).split()
)
# Words before a number of a series, and under which name their numbers are compared.
SERIES = {
    "part": "part", "teil": "part", "partie": "part", "parte": "part", "chast": "part", "pt": "part",
    "chapter": "chapter", "kapitel": "chapter", "chapitre": "chapter", "capitulo": "chapter",
    "glava": "chapter", "ch": "chapter",
    "volume": "volume", "vol": "volume", "band": "volume", "tome": "volume", "tom": "volume",
    "section": "section", "article": "article", "annex": "annex", "appendix": "appendix", "lesson": "lesson",
    "number": "number", "no": "number", "nr": "number", "issue": "number",
    "edition": "edition", "version": "version", "session": "session", "season": "season",
    "episode": "episode", "page": "page", "book": "book", "unit": "unit", "module": "module",
    "phase": "phase", "round": "round",
}  # fmt: skip
# Roman numerals as far as editions go; those of one letter are numbers behind such words only.
ROMAN = {
    word: str(number)
    for number, word in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), 1)  # noqa: SIM905 - as above
}


def differ(left: Sequence[str], right: Sequence[str]) -> bool:
    """Tell whether *left* and *right*, folded words, hold numbers and none of a kind in common.

    Kinds are years, the numbers of parts, chapters and the like, and all others; without any number in common
    also those that follow the same word ("Resolution 1325", "Resolution 1820"). A number that only one
    of them has tells nothing: citations leave years out, and titles of pages too.
    """
    if left == right or not any(map(str.isdecimal, left)) or not any(map(str.isdecimal, right)):
        return False
    ours, theirs = _numbers(left), _numbers(right)
    in_common = {number for _, _, number in ours} & {number for _, _, number in theirs}
    return _disjoint(ours, theirs, key=1) or (not in_common and _disjoint(ours, theirs, key=0))


def is_number_of_series(found: Sequence[str]) -> bool:
    """Tell whether *found*, folded words, only count: "2011", "part 2", "June 2011"."""
    return any(map(str.isdecimal, found)) and all(
        word.isdecimal() or word in SERIES or word in _MONTHS for word in found
    )


def _disjoint(ours: list[tuple[str, str, str]], theirs: list[tuple[str, str, str]], *, key: int) -> bool:
    """Tell whether under one key both have numbers, and none in common."""
    return any(
        {row[2] for row in ours if row[key] == name}.isdisjoint(row[2] for row in theirs if row[key] == name)
        for name in {row[key] for row in ours} & {row[key] for row in theirs} - {""}
    )


def _numbers(found: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return the numbers among the words *found*: the word before, the kind, the number; no days."""
    rows = []
    for before, word, after in zip(["", *found], found, [*found[1:], ""], strict=False):
        if word.isdecimal():
            kind = SERIES.get(before) or ("year" if _YEAR.fullmatch(word) else "any")
            if kind == "year" or _MONTHS.isdisjoint((before, after)):
                rows.append(("" if before.isdecimal() else before, kind, word.lstrip("0") or "0"))
    return rows
