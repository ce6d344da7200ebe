"""From a document's text to the source of its page: the characters that stand for each one of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple, cast

from citecheck.mend.html.shadow import Aligned, Source
from citecheck.mend.html.tokens import pieces
from citecheck.read.html.footnotes import find_footnotes
from citecheck.read.html.writing import RAISED, Writer, link_target, walk

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from lxml.etree import _Element as Element

    from citecheck.mend.html.tokens import Token
    from citecheck.models import Span
    from citecheck.read.html.tree import Page

_SOFT_HYPHEN = "\u00ad"
_LINE_END_OR_ANY = re.compile(r"\r\n|[\s\S]")

Range = tuple[int, int]


class Link(NamedTuple):
    """A link to a source: its element, where it stands in the text, where it leads."""

    element: Element
    span: Span
    target: str


class _Run(NamedTuple):
    """Words of the text from *start* to *end*, written of one text of the tree."""

    start: int
    end: int
    element: Element
    is_tail: bool


class _Recorder(Writer):
    """The reader's own writer, which remembers what it made the words of."""

    def __init__(self, page: Page, skipped: AbstractSet[Element]) -> None:
        super().__init__(page, skipped)
        self.runs: list[_Run] = []
        self._at: tuple[Element, bool] = (page.root, False)

    def enter(self, element: Element) -> None:
        """Remember that words come from the beginning of *element* on."""
        self._at = (element, False)
        super().enter(element)

    def leave(self, element: Element) -> None:
        """Remember that words come from behind *element*."""
        self._at = (element, True)
        super().leave(element)

    def write(self, text: str | None) -> None:
        """Write *text*, and remember where it came from."""
        before = len(self.pieces)
        super().write(text)
        if len(self.pieces) > before:
            self.runs.append(_Run(self.length - len(self.pieces[-1]), self.length, *self._at))


class Places:
    """The text of a page, its links, and where its characters stand in the *source*."""

    def __init__(self, page: Page, source: Source, name: str) -> None:
        recorder = _Recorder(page, find_footnotes(page).backlinks)
        written = walk(recorder)
        self.page, self.text = page, written.text
        self.source = source
        self.aligned = Aligned(page, source, name)
        self.links = [
            Link(element, written.spans[element], target)
            for element in page.root.iter("a")
            if element in written.spans and (target := link_target(element, page))
        ]
        self._anchors = [
            (element, written.spans[element]) for element in page.root.iter("a") if element in written.spans
        ]
        self._runs = recorder.runs
        self._starts = [run.start for run in self._runs]
        self._known: dict[int, list[int | None]] = {}

    def of(self, offset: int) -> Range | None:
        """Return the source of the character at *offset*; None for white space and what is not sure."""
        if self.text[offset : offset + 1].isspace():
            return None
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self._runs[index].end:
            return None
        if index not in self._known:
            self._known[index] = self._atoms(self._runs[index])
        atom = self._known[index][offset - self._runs[index].start]
        return None if atom is None else (self.source.starts[atom], self.source.ends[atom])

    def links_over(self, span: Span) -> list[Link]:
        """Return the links that are laid over *span*, be it in part; at its ends where it is empty."""
        return [link for link in self.links if _meet(link.span, span)]

    def anchors_over(self, span: Span, target: str | None) -> list[Element]:
        """Return the `a` elements over *span*: those that lead to *target* if there are any, else all."""
        leading = [link.element for link in self.links_over(span) if link.target == target]
        return leading or [element for element, place in self._anchors if _meet(place, span)]

    def is_raised(self, offset: int) -> bool:
        """Tell whether the character at *offset* is a digit that the source raises."""
        place = self.of(offset)
        return (
            place is not None
            and self.source.text[place[0]].translate(RAISED)
            == self.text[offset]
            != (self.source.text[place[0]])
        )

    def gap(self, offset: int) -> tuple[Range, list[Range]] | None:
        """Return the white space around *offset* of the text, and its source; None where that holds more.

        The source is every white character of text and every `br` between the characters around the gap.
        """
        start = end = offset
        while start > 0 and self.text[start - 1].isspace():
            start -= 1
        while end < len(self.text) and self.text[end].isspace():
            end += 1
        before, after = self.of(start - 1) if start else None, self.of(end)
        if before is None or after is None:
            return None
        found: list[Range] = []
        for token in self.source.within(before[1], after[0]):
            white = self._white(token, before[1], after[0])
            if white is None:
                return None
            found += white
        return (start, end), found

    def _white(self, token: Token, start: int, end: int) -> list[Range] | None:
        """Return what of *token* makes white space; None where it holds words, which the page hides."""
        if token.kind != "text":
            return [(token.start, token.end)] if token.kind == "start" and token.name == "br" else []
        found: list[Range] = []
        for piece in pieces(self.source.text, max(start, token.start), min(end, token.end)):
            if piece.meaning.replace(_SOFT_HYPHEN, "").strip():
                return None
            if self.source.text[piece.start] == "&":
                found.append((piece.start, piece.end))
            else:
                found += (
                    match.span()
                    for match in _LINE_END_OR_ANY.finditer(self.source.text, piece.start, piece.end)
                )
        return found

    def _atoms(self, run: _Run) -> list[int | None]:
        """Return the atom of each character of *run*; white space has none."""
        raw = cast("str", run.element.tail if run.is_tail else run.element.text)
        atoms = self.aligned.atoms(run.element, is_tail=run.is_tail)
        found: list[int | None] = []
        at = 0
        for character in self.text[run.start : run.end]:
            if character.isspace():
                found.append(None)
                continue
            while at < len(raw) and character not in (raw[at], raw[at].translate(RAISED)):
                at += 1
            found.append(atoms[at] if at < len(raw) else None)
            at += 1
        return found


def _meet(link: Span, span: Span) -> bool:
    """Tell whether a *link* lies over a part of *span*; over an empty one it may end or begin there."""
    if span.start == span.end:
        return link.start <= span.start <= link.end
    return link.overlaps(span)
