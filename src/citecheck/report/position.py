"""From an offset in the text of a document to the line, column and page that a person looks up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from citecheck.models import Document


_OF_PARAGRAPHS = frozenset({"docx", "odt"})


class Position(NamedTuple):
    """A place in the user's file: line and column from 1 (a column is one character), and the page if any."""

    line: int
    column: int
    page: int | None


class _Anchor(NamedTuple):
    """From *offset* on, the first line is *line* and begins at *start*; *ends* line ends came before."""

    line: int
    start: int
    page: int | None
    ends: int


class Positions:
    """The positions of one document; made once in linear time, then each look-up is logarithmic.

    >>> Positions(document).at(1042)
    Position(line=23, column=7, page=None)
    """

    def __init__(self, document: Document) -> None:
        self._ends = _line_ends(document.text)
        self._offsets = [0]
        self._anchors = [_Anchor(line=1, start=0, page=None, ends=0)]
        for place in sorted(document.places, key=lambda place: place.offset):
            line, column, _ = self.at(place.offset)
            # A place within a line of the text begins a line of the file only if the file counts another one.
            start = place.offset - (column - 1 if line == place.line else 0)
            self._offsets.append(place.offset)
            self._anchors.append(
                _Anchor(place.line, start, place.page, bisect_left(self._ends, place.offset))
            )

    def at(self, offset: int) -> Position:
        """Return where *offset* of the document's text stands; past the end is the end of the last line."""
        anchor = self._anchors[bisect_right(self._offsets, offset) - 1]
        ends = bisect_left(self._ends, offset)
        start = anchor.start if ends == anchor.ends else self._ends[ends - 1] + 1
        return Position(anchor.line + ends - anchor.ends, offset - start + 1, anchor.page)


def _line_ends(text: str) -> list[int]:
    """Return the offsets of all line feeds in *text*."""
    ends, at = [], text.find("\n")
    while at >= 0:
        ends.append(at)
        at = text.find("\n", at + 1)
    return ends


def place_in_words(document: Document, position: Position) -> str:
    """Say where *position* is as editors and people look it up: `report.txt:23`, `report.docx, paragraph 12`.

    A PDF has the lines of its pages, a word processor's document its paragraphs (`citecheck.read.assembly`),
    a book its files (`citecheck.read.epub`).
    """
    if document.format in _OF_PARAGRAPHS:
        return f"{document.source}, paragraph {position.line}"
    if position.page is not None:
        part = "file" if document.format == "epub" else "page"
        return f"{document.source}, {part} {position.page}, line {position.line}"
    return f"{document.source}:{position.line}"
