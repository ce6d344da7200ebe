"""Put words together into pieces (words side by side), rows (pieces at one height) and lines of text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from citecheck.read.counting import raised
from citecheck.read.pdf.words import Word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_NEXT_WORD = 0.75  # times the size: a wider gap may be a gutter between columns; a typewriter's space is 0.6
_SPACE = 0.12  # times the size: the least that a typesetter leaves between words
_HIGH = 0.25  # of the size: above the baseline, a superscript of any size; half of it where it is small
_SMALL = 0.9  # of the size of its line
_CAPITALS = 0.7  # height of capitals and figures, in sizes


@dataclass(slots=True)
class Piece:
    """Words side by side; *base* and *size* are those of its largest word."""

    words: list[Word]
    left: float
    right: float
    base: float
    size: float

    def add(self, word: Word) -> None:
        """Append *word*."""
        self.words.append(word)
        self.left, self.right = min(self.left, word.left), max(self.right, word.right)
        if word.size > 1.1 * self.size:
            self.base, self.size = word.base, word.size


class Placed(NamedTuple):
    """A word in a line: its key, where it begins in the line's text, how long it is, whether it is raised."""

    key: int
    at: int
    length: int
    raised: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; *width* is that of its first word, *number* counts the printed lines of its page.

    *words* are those that are raised or under a link.
    """

    text: str
    words: tuple[Placed, ...]
    left: float
    right: float
    base: float
    size: float
    width: float
    page: int
    number: int = 0


def pieces_of(words: Iterable[Word]) -> list[Piece]:
    """Put *words*, in the order of the page's content, together where each stands right of the one before."""
    pieces: list[Piece] = []
    for word in words:
        if pieces and _stands_next(pieces[-1], word):
            pieces[-1].add(word)
        else:
            pieces.append(Piece([word], word.left, word.right, word.base, word.size))
    return pieces


def rows_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Group *pieces* by height, from the top; each row runs from left to right."""
    rows: list[list[Piece]] = []
    tallest: Piece | None = None
    for piece in sorted(pieces, key=lambda piece: (-piece.base, piece.left)):
        if tallest is not None and _at_one_height(tallest, piece):
            rows[-1].append(piece)
            tallest = max(tallest, piece, key=lambda each: each.size)
        else:
            rows.append([piece])
            tallest = piece
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def lines_of(pieces: Iterable[Piece], page: int, linked: Collection[int]) -> list[Line]:
    """Return the lines that *pieces*, all of one column of *page*, form from the top.

    Where words stand is kept for those whose key is in *linked*, and for those that are raised.
    """
    return [_line(row, page, linked) for row in rows_of(pieces)]


def numbered(regions: list[list[Line]]) -> list[list[Line]]:
    """Return the lines of a page with their numbers in reading order, from 1."""
    count = 0
    result = []
    for region in regions:
        result.append([replace(line, number=count + index) for index, line in enumerate(region, start=1)])
        count += len(region)
    return result


def _stands_next(piece: Piece, word: Word) -> bool:
    """Tell whether *word* goes on the line of *piece*, on its baseline or as an index above or below it."""
    size = max(piece.size, word.size)
    gap, rise = word.left - piece.words[-1].right, word.base - piece.base
    if not -0.3 * size <= gap <= _NEXT_WORD * size:
        return False
    if abs(rise) <= 0.15 * size:
        return True
    if word.size > piece.size:
        rise = -rise
    return min(piece.size, word.size) < 0.85 * size and -0.35 * size <= rise <= 0.75 * size


def _at_one_height(one: Piece, other: Piece) -> bool:
    """Tell whether two pieces share two fifths of the height of the smaller."""
    bottom, top = max(one.base, other.base), min(_top(one), _top(other))
    return top - bottom >= 0.4 * _CAPITALS * min(one.size, other.size)


def _top(piece: Piece) -> float:
    """Return the height of the capitals of *piece*."""
    return piece.base + _CAPITALS * piece.size


def _line(row: list[Piece], page: int, linked: Collection[int]) -> Line:
    """Write the pieces of *row* as one line."""
    base, size = _ground(row)
    text = ""
    placed: list[Placed] = []
    before: Word | None = None
    was_high = False
    for word in (word for piece in row for word in piece.words):
        high = word.raised or _is_raised(word, base, size)
        index = high or was_high
        if before is not None and _is_apart(before, word, size, index=index):
            text += " "
        written = raised(word.text) if high else word.text
        if high or word.key in linked:
            placed.append(Placed(word.key, len(text), len(written), high))
        text += written
        before, was_high = word, high
    return Line(
        text=text,
        words=tuple(placed),
        left=min(piece.left for piece in row),
        right=max(piece.right for piece in row),
        base=base,
        size=size,
        width=_first_width(row),
        page=page,
    )


def _ground(row: list[Piece]) -> tuple[float, float]:
    """Return the baseline and size that most characters of *row* have."""
    words = [word for piece in row for word in piece.words]
    if all(word.base == words[0].base and word.size == words[0].size for word in words):
        return words[0].base, words[0].size
    weights: dict[tuple[float, float], int] = defaultdict(int)
    for word in words:
        weights[round(word.base, 1), round(word.size, 1)] += len(word.text)
    return max(weights, key=lambda ground: (weights[ground], ground[1]))


def _is_raised(word: Word, base: float, size: float) -> bool:
    """Tell whether *word* is smaller than its line and above its baseline, or clearly above it."""
    rise = (word.base - base) / size
    return rise > _HIGH or (rise > _HIGH / 2 and word.size < _SMALL * size)


def _is_apart(before: Word, word: Word, size: float, *, index: bool) -> bool:
    """Tell whether a space is printed between two words; *index* says that one of them is raised.

    The library takes a change of the baseline for a new line, and so for white space.
    """
    gap = (word.left - before.right) / size
    in_order = word.key == before.key + 1
    if index or not in_order:
        return gap > _SPACE
    return word.spaced or gap > 2 * _SPACE


def _first_width(row: list[Piece]) -> float:
    """Return the width of the first word of *row*, its parts together."""
    words = row[0].words
    end = words[0]
    for word in words[1:]:
        if word.spaced:
            break
        end = word
    return end.right - row[0].left
