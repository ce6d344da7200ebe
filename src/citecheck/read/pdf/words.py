"""The words of a page, with the place, size and direction of each.

A call into the library costs about two microseconds, so a word is measured by its first and last glyph, and
glyph by glyph only where these two disagree or a digit in it may be raised.
"""

from __future__ import annotations

import ctypes
import math
import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Iterator

# The library puts U+FFFE (in its text) or U+0002 (in its list of glyphs) for a hyphen that ends a line.
_WORD = re.compile(r"[^\s\x00\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]")
_DIGIT = re.compile(r"\d")
_DIGITS_WITHIN = re.compile(r"(?<=\D)\d|(?<=\d)[^\d.,:;/–-]")
_LAST_DIGITS = re.compile(r"(?<![\d/–-])\d{1,3}(?=[.,;:]?$)")
_CLEAN = {
    **dict.fromkeys((0xFFFE, 0x02, 0xAD), "-"),  # a hyphen that is printed; U+00AD is a glyph here as well
    **dict(enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"), start=0xFB00)),  # ligatures
    **dict.fromkeys((0xF0B7, 0xF0A7, 0xF0D8), "•"),  # Word's bullets, in the private area of its symbol fonts
    **dict.fromkeys([*range(0x02), *range(0x03, 0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)], ""),
}
_ROOM = 2.0  # points
_LEAST = 0.1  # points: no smaller size is reckoned with
_FURTHEST = 1e5  # points; a page is at most 14,400 wide (ISO 32000-2, Annex C)


class Word(NamedTuple):
    """A word, or a part of one that stands higher or lower than the rest.

    *left*, *right* and *base* (of the baseline, upwards) are in points, turned so that the page's text runs
    to the right; *spaced* says that white space stands before it; *raised* that its glyphs, not their
    baseline, stand high; *key* is its place among the page's words, *first* the index of its first glyph.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    spaced: bool
    raised: bool
    key: int
    first: int


class Glyph(NamedTuple):
    """Where a glyph begins and ends, how large it is, and to which side its line runs (quarters of a turn).

    *left*, *right* and *base* are on the page turned by *turn*.
    """

    left: float
    right: float
    base: float
    size: float
    turn: int


class _Part(NamedTuple):
    """A stretch of glyphs on one baseline, of one size: its first glyph and where its last ends."""

    start: int
    end: int
    first: Glyph
    right: float
    raised: bool = False


class TextPage:
    """The glyphs of a page: their characters and, on demand, their measures.

    *raw* is the library's handle; it must stay open as long as this is used.
    """

    def __init__(self, raw: object) -> None:
        self._raw = raw
        self._rect, self._second, self._matrix = pdfium.FS_RECTF(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._height, self._depth, self._size = 0.0, 0.0, 0.0
        self.text = _characters(raw)

    def glyph(self, index: int) -> Glyph:
        """Measure the glyph at *index*.

        A box is as high as the font's ascent and descent, so one as high as the last upright one has its
        size, and the same depth below the baseline: this spares three of four calls.
        """
        rect = self._rect
        pdfium.FPDFText_GetLooseCharBox(self._raw, index, rect)
        bottom, height = rect.bottom, rect.top - rect.bottom
        if height > 0 and -0.002 * height < height - self._height < 0.002 * height:
            return Glyph(rect.left, rect.right, bottom + self._depth, self._size, 0)
        glyph = self._measured(index)
        if glyph.turn == 0:
            self._height, self._depth, self._size = height, glyph.base - bottom, glyph.size
        return glyph

    def plain(self, start: int, end: int, key: int) -> Word | None:
        """Make the word from *start* to *end* if it is like the last: upright, in its size, no digits."""
        text = self.text
        if _DIGIT.search(text, start, end) is not None:
            return None
        first, last = self._rect, self._second
        pdfium.FPDFText_GetLooseCharBox(self._raw, start, first)
        pdfium.FPDFText_GetLooseCharBox(self._raw, end - 1, last)
        bottom, top, left, right, size = first.bottom, first.top, first.left, last.right, self._size
        if top - bottom != self._height or bottom != last.bottom or top != last.top:
            return None
        if not 0 < right - left < 1.5 * size * (end - start):
            return None
        spaced = start == 0 or text[start - 1].isspace()
        return Word(
            clean(text[start:end]),
            left,
            right,
            bottom + self._depth,
            size,
            spaced,
            raised=False,
            key=key,
            first=start,
        )

    def _measured(self, index: int) -> Glyph:
        """Measure the glyph at *index*, whose box was just asked for, without knowing any other."""
        pdfium.FPDFText_GetMatrix(self._raw, index, self._matrix)
        pdfium.FPDFText_GetCharOrigin(self._raw, index, self._x, self._y)
        matrix, rect = self._matrix, self._rect
        turn = _quarter(matrix.a, matrix.b)
        left, base = turned(self._x.value, self._y.value, turn)
        right = (rect.right, rect.top, -rect.left, -rect.bottom)[turn]
        size = abs(pdfium.FPDFText_GetFontSize(self._raw, index)) * math.hypot(matrix.c, matrix.d)
        return Glyph(left, max(left, right), base, max(size, _LEAST), turn)

    def stands_high(self, index: int, glyph: Glyph) -> bool:
        """Tell whether the ink of the digit at *index*, on the line of *glyph*, is small and high on it."""
        edges = [ctypes.c_double() for _ in range(4)]
        if not pdfium.FPDFText_GetCharBox(self._raw, index, *edges):
            return False
        bottom, top = edges[2].value, edges[3].value
        return bottom - glyph.base > 0.2 * glyph.size and top - bottom < 0.6 * glyph.size


def clean(text: str) -> str:
    """Return *text* with the hyphens, ligatures and bullets of a typesetter as the letters that they mean."""
    return text if text.isascii() and text.isprintable() else text.translate(_CLEAN)


def turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """Return the point on a page that is turned until lines running to the side *turn* run to the right."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def words_of(page: TextPage, bounds: tuple[float, float, float, float]) -> tuple[list[Word], int]:
    """Return the words of *page* in the order of its content, and the turn that was given to them.

    What lies outside *bounds* (left, bottom, right, top) is not printed and left out; so are the words that
    run to another side than most: stamps along the margin.
    """
    sides: tuple[list[Word], ...] = ([], [], [], [])
    upright = sides[0]
    key = 0
    for match in _WORD.finditer(page.text):
        start, end = match.span()
        key += 1
        plain = page.plain(start, end, key)
        if plain is not None:
            upright.append(plain)
            continue
        for part in _parts(page, start, end):
            key += 1
            sides[part.first.turn].append(_word(page.text, part, key))
    turn = max(range(4), key=lambda turn: len(sides[turn]))
    left, bottom, right, top = _turned_edges(bounds, turn)
    return [
        word
        for word in sides[turn]
        if left <= word.left <= right and bottom <= word.base <= top and word.text and _is_finite(word)
    ], turn


def _word(text: str, part: _Part, key: int) -> Word:
    """Make the word of *part*."""
    start, end, (left, _, base, size, _), right, raised = part
    spaced = start == 0 or text[start - 1].isspace()
    return Word(clean(text[start:end]), left, right, base, size, spaced, raised, key, start)


def _characters(raw: object) -> str:
    """Return the characters of a page, one for each of its glyphs."""
    count = max(0, pdfium.FPDFText_CountChars(raw))
    # Twice the room: a character beyond U+FFFF fills two.
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    written = pdfium.FPDFText_GetText(raw, 0, count, buffer) if count else 0
    text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", errors="replace")
    if len(text) == count:
        return text
    codes = (pdfium.FPDFText_GetUnicode(raw, index) for index in range(count))
    return "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)  # noqa: PLR2004 - Unicode ends


def _quarter(a: float, b: float) -> int:
    """Return to which side a line runs whose direction is (a, b): 0 right, 1 up, 2 left, 3 down."""
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 2
    return 1 if b > 0 else 3


def _parts(page: TextPage, start: int, end: int) -> Iterator[_Part]:
    """Part the glyphs from *start* to *end* where baseline or size change."""
    first = page.glyph(start)
    last = page.glyph(end - 1) if end > start + 1 else first
    if _is_straight(page, start, end, first, last):
        yield from _superior_parted(page, _Part(start, end, first, last.right))
        return
    begin, glyphs = start, [page.glyph(index) for index in range(start, end)]
    for index, (before, glyph) in enumerate(pairwise(glyphs), start=start + 1):
        if not _goes_on(before, glyph):
            yield _Part(begin, index, glyphs[begin - start], before.right)
            begin = index
    yield _Part(begin, end, glyphs[begin - start], glyphs[-1].right)


def _superior_parted(page: TextPage, part: _Part) -> Iterator[_Part]:
    """Part off the digits at the end of *part* that a font draws small and high on their line."""
    digits = _LAST_DIGITS.search(page.text, part.start, part.end)
    if digits is None or part.first.turn or not page.stands_high(digits.start(), part.first):
        yield part
        return
    begin, end = digits.span()
    for start, stop, raised in ((part.start, begin, False), (begin, end, True), (end, part.end, False)):
        if start < stop:
            yield _Part(start, stop, page.glyph(start), page.glyph(stop - 1).right, raised)


def _is_straight(page: TextPage, start: int, end: int, first: Glyph, last: Glyph) -> bool:
    """Tell whether a word stands on one baseline and in one piece, looking at few of its glyphs."""
    if not _lines_up(first, last, end - start - 1):
        return False
    return all(
        _lines_up(first, page.glyph(match.start()), match.start() - start)
        for match in _DIGITS_WITHIN.finditer(page.text, start, end)
        if match.start() > start
    )


def _lines_up(first: Glyph, glyph: Glyph, distance: int) -> bool:
    """Tell whether *glyph*, *distance* glyphs behind *first*, goes on its line in its size."""
    size = first.size
    return (
        abs(glyph.base - first.base) <= 0.08 * size
        and abs(glyph.size - size) <= 0.12 * size
        and glyph.turn == first.turn
        and (0 < glyph.left - first.left < 1.5 * size * distance or not distance)
    )


def _goes_on(before: Glyph, glyph: Glyph) -> bool:
    """Tell whether *glyph* stands right of *before*, on its baseline and in its size."""
    size = before.size
    return (
        glyph.turn == before.turn
        and abs(glyph.base - before.base) <= 0.08 * size
        and 0 <= glyph.left - before.left <= 2 * size
        and abs(glyph.size - size) <= 0.12 * size
    )


def _turned_edges(bounds: tuple[float, float, float, float], turn: int) -> tuple[float, float, float, float]:
    """Return the edges of the visible page, turned as its words are, with some room."""
    (a, b), (c, d) = turned(bounds[0], bounds[1], turn), turned(bounds[2], bounds[3], turn)
    return min(a, c) - _ROOM, min(b, d) - _ROOM, max(a, c) + _ROOM, max(b, d) + _ROOM


def _is_finite(word: Word) -> bool:
    """Tell whether the measures of *word* can be reckoned with."""
    return word.right < _FURTHEST and word.size < _FURTHEST
