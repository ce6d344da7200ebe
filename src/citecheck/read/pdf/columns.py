"""Find the order in which a page is read: columns from left to right, parted into bands by what spans them.

A gutter is a place where many rows have a gap and the text right of it begins flush. Rows that cross it
(headings, figures, the abstract of a first page) part the page into bands, and each side of a band is read
from top to bottom before the next; a side may have columns of its own. The method is the recursive XY cut of
Nagy, Seth and Viswanathan (Computer 25(7), 1992), with the gutter found before the bands, because reports
have headings that touch no white line across the page.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from citecheck.read.pdf.lines import rows_of

if TYPE_CHECKING:
    from citecheck.read.pdf.lines import Piece

Row = list["Piece"]

_DEEPEST = 4  # cuts within cuts: five columns and more are tables
_CANDIDATES = 8
_FEWEST_ROWS = 3  # with text on both sides of a gutter
_FLUSH = 2.0  # points by which lines that begin together may differ
_NARROWEST = 6.0  # times the size: a column of less is one of numbers or labels
_WORDS_OF_PROSE = 3.5  # a line, in the narrowest of columns
_FULL = 0.7  # of the column's width: a line of prose fills it


class _Gutter(NamedTuple):
    """Where the right column begins, and how strongly the rows speak for it."""

    at: float
    score: float


def reading_order(rows: list[Row], depth: int = 0) -> list[list[Piece]]:
    """Return the pieces of *rows* (from the top) as regions, in the order in which they are read."""
    gutter = _gutter(rows) if rows and depth < _DEEPEST else None
    if gutter is None:
        return [[piece for row in rows for piece in row]] if rows else []
    regions: list[list[Piece]] = []
    for spanning, band in _bands(rows, gutter.at):
        pieces = [piece for row in band for piece in row]
        if spanning:
            regions.append(pieces)
            continue
        for side in (True, False):
            column = [piece for piece in pieces if _is_left(piece, gutter.at) is side]
            regions += reading_order(rows_of(column), depth + 1)
    return regions


def _is_left(piece: Piece, gutter: float) -> bool:
    """Tell whether *piece* begins left of *gutter*."""
    return piece.left < gutter - _FLUSH


def _spans(row: Row, gutter: float) -> bool:
    """Tell whether a piece of *row* stands on both sides of *gutter*."""
    return any(piece.left < gutter - _FLUSH and piece.right > gutter + _FLUSH for piece in row)


def _gutter(rows: list[Row]) -> _Gutter | None:
    """Return the best gutter of *rows*, None where they are one column."""
    begins = Counter(round(piece.left / _FLUSH) for row in rows for piece in row)
    best = None
    leftmost = min((row[0] for row in rows), key=lambda piece: piece.left)
    for place, count in begins.most_common(_CANDIDATES):
        if count < _FEWEST_ROWS or place * _FLUSH < leftmost.left + _NARROWEST * leftmost.size:
            continue
        found = _judged(rows, place * _FLUSH)
        if found and (best is None or found.score > best.score):
            best = found
    return best


def _judged(rows: list[Row], at: float) -> _Gutter | None:
    """Weigh a gutter *at*: rows with text on both sides speak for it, interruptions against."""
    bands = [band for spanning, band in _bands(rows, at) if not spanning]
    paired = [row for band in bands for row in _paired(band, at)]
    score = len(paired) - 3 * (len(bands) - 1)
    if (
        not bands
        or score < _FEWEST_ROWS
        or not _are_columns([row for band in bands for row in band], paired, at)
    ):
        return None
    return _Gutter(at, score)


def _paired(band: list[Row], at: float) -> list[Row]:
    """Return the rows of *band* with text on both sides of *at*, themselves or with the row below.

    Columns with unlike headings are not on one grid: their lines stand half a line apart.
    """
    found = []
    for row, below in zip(band, [*band[1:], []], strict=True):
        both = {_is_left(piece, at) for piece in row}
        if below and row[0].base - below[0].base < row[0].size:
            both |= {_is_left(piece, at) for piece in below}
        if len(both) > 1:
            found.append(row)
    return found


def _are_columns(beside: list[Row], paired: list[Row], at: float) -> bool:
    """Tell whether both sides of a gutter are running text, and not a table or a list's numbers."""
    pieces = [piece for row in beside for piece in row]
    sides = [[piece for piece in pieces if _is_left(piece, at) is side] for side in (True, False)]
    if any(_width(side) < _NARROWEST * _size(side) or _words(side) < 2 for side in sides):  # noqa: PLR2004 - a label
        return False
    if not _drawn_across(paired, at):
        return True
    return all(_is_prose(side) and _words(side) >= _WORDS_OF_PROSE for side in sides)


def _drawn_across(paired: list[Row], at: float) -> bool:
    """Tell whether the page's content goes from side to side row by row, as tables do."""
    order = sorted((piece.words[0].key, _is_left(piece, at)) for row in paired for piece in row)
    switches = sum(one[1] is not other[1] for one, other in pairwise(order))
    return switches > len(paired)


def _is_prose(side: list[Piece]) -> bool:
    """Tell whether most lines of *side* fill its width."""
    width = _width(side)
    rows = rows_of(side)
    full = sum(row[-1].right - row[0].left >= _FULL * width for row in rows)
    return 5 * full >= 3 * len(rows)


def _width(side: list[Piece]) -> float:
    """Return the width of *side*, without the tenth that sticks out on either hand."""
    if not side:
        return 0.0
    lefts, rights = sorted(piece.left for piece in side), sorted(piece.right for piece in side)
    return rights[len(rights) * 9 // 10] - lefts[len(lefts) // 10]


def _size(side: list[Piece]) -> float:
    """Return the size of the middle piece of *side*."""
    return sorted(piece.size for piece in side)[len(side) // 2]


def _words(side: list[Piece]) -> float:
    """Return how many words a row of *side* has on average."""
    return sum(len(piece.words) for piece in side) / max(1, len(rows_of(side)))


def _bands(rows: list[Row], at: float) -> list[tuple[bool, list[Row]]]:
    """Part *rows* into bands that span a gutter (True) and bands that stand beside it.

    Rows that do not reach over the gutter, but have nothing on its other side, are the short lines of a text
    that spans it; so is a single row between two that span, whose words stand wide apart.
    """
    bands: list[tuple[bool, list[Row]]] = []
    for spanning, group in groupby(rows, lambda row: _spans(row, at)):
        band = list(group)
        lone = len(band) == 1 and band[0] is not rows[0] and band[0] is not rows[-1]
        wide = spanning or lone or not _paired(band, at)
        if bands and bands[-1][0] is wide:
            bands[-1][1].extend(band)
        else:
            bands.append((wide, band))
    return bands
