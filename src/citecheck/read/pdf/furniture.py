"""Take running heads, running feet and page numbers out: they are not part of a note that runs over a page.

A row is furniture if it is among the outermost of its page and recurs on other pages at the same height,
apart from a number that counts with the pages. This is the criterion of Lin, "Header and Footer Extraction by
Page-Association" (SPIE 5010, 2003): text and place compared between neighbouring pages.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.read.pdf.lines import Piece

Row = list["Piece"]

_OUTERMOST = 3  # rows at the top and at the bottom of a page that may be furniture
_PAGES = 3  # on which a row must recur, where there are so many
_ALIKE = 6  # points by which its height may differ
_ALWAYS = 0.6  # of the pages: a row at this height on so many, set off by a gap, may say anything
_FEWEST_FOR_ALWAYS = 5
_SET_OFF = 1.7  # times the leading
_NUMBER = re.compile(
    r"^(?P<first>\d{1,4}|[ivxlc]{1,7})\b(?P<rest>.*)$|^(?P<before>.*?)\b(?P<last>\d{1,4}|[ivxlc]{1,7})$"
)
_OF_ALL = re.compile(r"\b(\d{1,4})\s*(?:/|of|von|de|sur|di|van|из)\s*\d{1,4}$")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


class _Edge(NamedTuple):
    """An outer row of a page: the indices of both, its words and height, and whether a gap sets it off."""

    page: int
    row: int
    text: str
    height: float
    outermost: bool
    set_off: bool


def without(pages: list[list[Row]]) -> list[list[Row]]:
    """Return the rows of each page (from the top) without furniture."""
    edges = [edge for index, rows in enumerate(pages) for edge in _edges(index, rows)]
    dropped = _recurring(edges, len(pages)) | _always_there(edges, len(pages))
    return [
        [row for at, row in enumerate(rows) if (index, at) not in dropped] for index, rows in enumerate(pages)
    ]


def _edges(page: int, rows: list[Row]) -> Iterator[_Edge]:
    """Yield the outer rows of a page."""
    heights = [_height(row) for row in rows]
    gaps = [above - below for above, below in pairwise(heights)]
    leading = median(gaps) if gaps else 0.0
    count = len(rows)
    for at in sorted({*range(min(_OUTERMOST, count)), *range(max(0, count - _OUTERMOST), count)}):
        inner = gaps[0] if at == 0 and gaps else gaps[-1] if at == count - 1 and gaps else 0.0
        yield _Edge(
            page, at, _text(rows[at]), heights[at], at in (0, count - 1), inner > _SET_OFF * leading > 0
        )


def _height(row: Row) -> float:
    """Return the baseline of a row: that of its largest piece."""
    return max(row, key=lambda piece: piece.size).base


def _text(row: Row) -> str:
    """Return the words of a row in small letters."""
    return " ".join(word.text for piece in row for word in piece.words).lower()


def _recurring(edges: list[_Edge], count: int) -> set[tuple[int, int]]:
    """Return the rows that stand at the same height on several pages, but for a number that counts."""
    found: dict[tuple[str, int, int], list[_Edge]] = defaultdict(list)
    for edge in edges:
        for said in _sayings(edge):
            # Two grids, half a step apart: heights that differ by little share a cell of one of them.
            for grid in (0, 1):
                found[*said, int((edge.height / _ALIKE + grid / 2) // 1) * 2 + grid].append(edge)
    dropped = set()
    for (said_text, _, _), alike in found.items():
        pages = {edge.page for edge in alike}
        enough = len(pages) >= min(_PAGES, max(2, count))
        if enough and (said_text or len(pages) > 1):
            dropped |= {(edge.page, edge.row) for edge in alike}
    return dropped


def _sayings(edge: _Edge) -> Iterator[tuple[str, int]]:
    """Yield what a row says, and by how much a number at its beginning or end is ahead of the page's index.

    A row that is one bare number says something only by counting with the pages.
    """
    text = edge.text.strip(" |–—-·•[]()")
    of_all = _OF_ALL.search(text)
    if of_all:
        text = text[: of_all.end(1)]
    match = _NUMBER.match(text)
    if not match or not (match["first"] or match["last"]):
        if text:
            yield edge.text, 0
        return
    number = _value(match["first"] or match["last"])
    rest = (match["rest"] if match["first"] else match["before"]) or ""
    rest = rest.strip(" |–—-·•")
    if number is not None:
        yield f"{rest} #", number - edge.page
    if rest:
        yield edge.text, 0
        last = re.fullmatch(r"(?P<before>.*\D)(?P<number>\d{1,4})", rest)
        if match["first"] and last:
            yield f"# {last['before']}", int(last["number"]) - edge.page


def _value(number: str) -> int | None:
    """Return the value of digits or of a small Roman numeral."""
    if number.isascii() and number.isdigit():
        return int(number)
    values = [_ROMAN[letter] for letter in number if letter in _ROMAN]
    if not values or len(values) != len(number):
        return None
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def _always_there(edges: list[_Edge], count: int) -> set[tuple[int, int]]:
    """Return outermost rows, set off from the text, at a height where most pages have one."""
    if count < _FEWEST_FOR_ALWAYS:
        return set()
    alone = [edge for edge in edges if edge.outermost and edge.set_off]
    heights = Counter(round(edge.height / 2) for edge in alone)
    return {
        (edge.page, edge.row)
        for edge in alone
        if sum(heights[round(edge.height / 2) + by] for by in (-1, 0, 1)) >= _ALWAYS * count
    }
