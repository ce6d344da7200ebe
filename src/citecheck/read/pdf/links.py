"""The link annotations of a page: where each leads and which characters it is laid over."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2.raw as pdfium

from citecheck.read.pdf.words import clean, turned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citecheck.read.pdf.words import TextPage, Word

_MOST_LINKS = 20_000  # on one page
_MOST_LOOKS = 500_000  # comparisons of a link with a word, on one page: a fraction of a second
_MOST_WORDS = 100  # under a link: one over a whole page is a link of the page, not of its words
_SHELF = 20.0  # points: less than two lines
_LONGEST = 8192  # bytes of an address
_VISIBLE = 1.0  # points: a link on less is a remainder of editing that nobody can click
_NEAR = 3  # times a word's size: further away a link without text belongs to no word


class Stretch(NamedTuple):
    """A part of a word: its key, and the half-open range of its characters."""

    key: int
    start: int
    end: int


class Link(NamedTuple):
    """Where a link leads, and the characters under it; if there are none, the key of a word near it."""

    target: str
    stretches: tuple[Stretch, ...]
    beside: int | None = None


def linked_words(links: Iterable[Link]) -> frozenset[int]:
    """Return the keys of the words that *links* lie over or stand beside."""
    under = {stretch.key for link in links for stretch in link.stretches}
    return frozenset(under | {link.beside for link in links if link.beside is not None})


class _Rect(NamedTuple):
    """A rectangle on the turned page."""

    left: float
    bottom: float
    right: float
    top: float


def links_of(document: object, page: object, text: TextPage, words: list[Word], turn: int) -> list[Link]:
    """Return the links of *page* to places outside its document, in the order of the file."""
    links, looks, shelves = [], 0, _shelved(words)
    for link, target in _targets(document, page):
        rects = [_upright(corners, turn) for corners in _corners(link)]
        near = [_near(rect, shelves) for rect in rects] if looks <= _MOST_LOOKS else []
        looks += sum(map(len, near))
        seen = zip(rects, near, strict=False)
        under = sorted({part for rect, words in seen for part in _under(rect, text, words)})
        if len(under) > _MOST_WORDS:
            under, near = [], []
        shown = not under and near and min(_extent(rects[0])) >= _VISIBLE
        links.append(Link(target, tuple(under), _beside(rects[0], near[0]) if shown else None))
    return links


def _shelved(words: list[Word]) -> dict[int, list[Word]]:
    """Sort *words* by the height of their baselines, so that a link need not look at all."""
    shelves: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        shelves[int(word.base // _SHELF)].append(word)
    return shelves


def _near(rect: _Rect, shelves: dict[int, list[Word]]) -> list[Word]:
    """Return the words about as high as *rect*."""
    lowest, highest = int(rect.bottom // _SHELF) - 2, int(rect.top // _SHELF) + 2
    if highest - lowest > len(shelves):
        return [word for shelf, words in shelves.items() if lowest <= shelf <= highest for word in words]
    return [word for shelf in range(lowest, highest + 1) for word in shelves.get(shelf, ())]


def _targets(document: object, page: object) -> Iterator[tuple[object, str]]:
    """Yield each link annotation that leads to an address."""
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    for _ in range(_MOST_LINKS):
        if not pdfium.FPDFLink_Enumerate(page, position, link):
            return
        action = pdfium.FPDFLink_GetAction(link)
        if action and pdfium.FPDFAction_GetType(action) == pdfium.PDFACTION_URI:
            target = _address(document, action)
            if target:
                yield link, target


def _address(document: object, action: object) -> str:
    """Return the address of *action*: ASCII (ISO 32000-1, 12.6.4.7), and UTF-8 where it is not."""
    length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    if not 0 < length <= _LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
    try:
        address = buffer.value.decode()
    except UnicodeDecodeError:
        address = buffer.value.decode("latin-1")
    return "".join(address.split("\x00")[0].split())


def _corners(link: object) -> Iterator[tuple[float, float, float, float]]:
    """Yield the rectangles of *link*: one for each line where it says so, else the one around all."""
    quad = pdfium.FS_QUADPOINTSF()
    found = False
    for index in range(min(pdfium.FPDFLink_CountQuadPoints(link), 100)):
        if pdfium.FPDFLink_GetQuadPoints(link, index, quad):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            found = True
            yield min(xs), min(ys), max(xs), max(ys)
    rect = pdfium.FS_RECTF()
    if not found and pdfium.FPDFLink_GetAnnotRect(link, rect):
        yield rect.left, rect.bottom, rect.right, rect.top


def _upright(corners: tuple[float, float, float, float], turn: int) -> _Rect:
    """Turn a rectangle as the words of its page were turned."""
    left, bottom, right, top = corners
    (a, b), (c, d) = turned(left, bottom, turn), turned(right, top, turn)
    return _Rect(min(a, c), min(b, d), max(a, c), max(b, d))


def _extent(rect: _Rect) -> tuple[float, float]:
    """Return the width and height of *rect*."""
    return rect.right - rect.left, rect.top - rect.bottom


def _under(rect: _Rect, text: TextPage, words: list[Word]) -> Iterator[Stretch]:
    """Yield the parts of *words* whose middle lies in *rect*."""
    for word in words:
        if not (rect.bottom <= word.base + 0.3 * word.size <= rect.top):
            continue
        if word.right <= rect.left or word.left >= rect.right:
            continue
        slack = 0.15 * word.size
        if word.left >= rect.left - slack and word.right <= rect.right + slack:
            yield Stretch(word.key, 0, len(word.text))
            continue
        part = _part_under(rect, text, word)
        if part.start < part.end:
            yield part


def _part_under(rect: _Rect, text: TextPage, word: Word) -> Stretch:
    """Return the part of *word* whose glyphs have their middle between the sides of *rect*."""
    inside = []
    last = word.first
    while last < len(text.text) and not text.text[last].isspace() and last - word.first < len(word.text):
        glyph = text.glyph(last)
        if rect.left <= (glyph.left + glyph.right) / 2 <= rect.right:
            inside.append(last)
        last += 1
    if not inside:
        return Stretch(word.key, 0, 0)
    before = len(clean(text.text[word.first : inside[0]]))
    within = len(clean(text.text[inside[0] : inside[-1] + 1]))
    return Stretch(word.key, before, min(before + within, len(word.text)))


def _beside(rect: _Rect, words: list[Word]) -> int | None:
    """Return the key of the word nearest to *rect*, None where none is near."""
    if not words:
        return None

    def away(word: Word) -> tuple[float, float]:
        """Return how far *word* is from the rectangle, up or down first."""
        vertical = max(rect.bottom - word.base, word.base - rect.top, 0.0)
        return vertical, max(rect.left - word.right, word.left - rect.right, 0.0)

    nearest = min(words, key=away)
    return nearest.key if max(away(nearest)) <= _NEAR * nearest.size else None
