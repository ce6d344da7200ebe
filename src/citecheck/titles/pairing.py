"""Which part of a citation's title is compared with which part of a page's title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.titles.comparing import SAME, common
from citecheck.titles.numbers import differ

if TYPE_CHECKING:
    from citecheck.titles.parts import Title

_NEARLY = SAME - 1

# A part of a citation's title speaks for itself from so many words on; where both titles go on, and go on
# with something else, from one more.
_LEAST_OF_PART, _LEAST_OF_PART_BEFORE_OTHERS = 3, 4


def best(cited: Title, title: Title) -> float:
    """Return the evidence of the best pair of parts, from 0 to 100."""
    found = _bounded(cited, title.words, common(cited.words, title.words, cut=cited.cut or title.cut))
    for _, part in title.parts if len(title.parts) > 1 else ():
        score = _bounded(cited, part, common(cited.words, part))
        # A part that lacks a part of the citation is one of a series, or the site: see below.
        whole = len(cited.parts) < 2 or len(set(part)) >= len(set(cited.words))  # noqa: PLR2004 - as below
        found = max(found, score if whole else min(score, _NEARLY))
    if len(cited.parts) < 2 or found >= SAME:  # noqa: PLR2004 - a title of one part is compared already
        return found
    return max(found, _best_of_parts(cited, title))


def _best_of_parts(cited: Title, title: Title) -> float:
    """Return the evidence of the best pair of a part of the one and a part of the other."""
    found = 0.0
    for number, (mark, part) in enumerate(cited.parts):
        for place, (_, other) in enumerate(title.parts):
            score = _bounded(cited, other, common(part, other))
            if score >= SAME and (
                _is_name_of_site(number, mark, place) or not _speaks(cited, number, title, place)
            ):
                score = _NEARLY
            found = max(found, score)
    return found


def _bounded(cited: Title, part: tuple[str, ...], score: float) -> float:
    """Return *score*, short of certainty where the numbers of the *part* and of the whole citation differ."""
    return min(score, _NEARLY) if score >= SAME and differ(cited.words, part) else score


def _is_name_of_site(number: int, mark: str, place: int) -> bool:
    """Tell whether the cited part stands where the name of a site does, and the page's part does so too."""
    return number > 0 and (place > 0 or mark != ":")


def _speaks(cited: Title, number: int, title: Title, place: int) -> bool:
    """Tell whether a part that both have tells which work it is, given what both say beside it.

    In "Children's Rights: Germany" and "Children's Rights: Japan" it is the name of a series.
    """
    part = min(cited.parts[number][1], title.parts[place][1], key=len)
    rest = {word for each, (_, words) in enumerate(cited.parts) if each != number for word in words}
    others = {word for each, (_, words) in enumerate(title.parts) if each != place for word in words}
    if not rest or not others or rest & others:
        return len(part) >= _LEAST_OF_PART
    following = cited.parts[number + 1 : number + 2], title.parts[place + 1 : place + 2]
    if all(following) and following[0][0][0] == following[1][0][0]:
        return False
    return len(part) >= _LEAST_OF_PART_BEFORE_OTHERS
