"""Where the waivers of a document stand: at which note, on which line, for what."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citecheck.models import CitedUrl, Span, Waiver
from citecheck.rules.instructions import Reach, understood

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from citecheck.models import Document, Entry, Instruction


@dataclass(frozen=True, slots=True)
class Held:
    """A waiver in one document, and what it may waive there.

    That are findings of the *entries* (by index), where *urls* is given only those about links for which it
    holds, and of the document those that begin within *area*. A finding about the waiver is put at *span*,
    among those of the entry *home* or of the document; *words* are what stands there, if it stands there.
    """

    waiver: Waiver
    span: Span
    home: int | None = None
    entries: frozenset[int] = frozenset()
    area: Span | None = None
    urls: Callable[[CitedUrl], bool] | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Unheld:
    """Words for citecheck that are not understood, and why; *span* and *number* as above."""

    span: Span
    home: int | None
    fault: str


class Notes:
    """The notes of a *document* by where they stand."""

    def __init__(self, document: Document, entries: Sequence[Entry]) -> None:
        self._length, self._entries = len(document.text), entries
        self._lines = [match.end() for match in re.finditer("\n", document.text)]
        self._order = sorted(range(len(entries)), key=lambda index: entries[index].citation.span)
        self._all = frozenset(self._order)
        self._starts = [entries[index].citation.span.start for index in self._order]

    @property
    def all(self) -> frozenset[int]:
        """The indexes of all notes."""
        return self._all

    @property
    def whole(self) -> Span:
        """The whole text."""
        return Span(0, self._length)

    def at(self, offset: int) -> int | None:
        """Return the index of the note in which *offset* lies, or behind which it stands on the same line."""
        place = bisect_right(self._starts, offset) - 1
        if place < 0:
            return None
        end = self._entries[self._order[place]].citation.span.end
        is_near = offset <= end or self._line_of(end) == self._line_of(offset)
        return self._order[place] if is_near else None

    def behind(self, offset: int) -> int | None:
        """Return the index of the first note that begins at *offset* or behind it."""
        place = bisect_left(self._starts, offset)
        return self._order[place] if place < len(self._order) else None

    def line(self, span: Span) -> Span:
        """Return the lines on which *span* stands."""
        first, last = self._line_of(span.start), self._line_of(span.end)
        start = self._lines[first - 1] if first else 0
        return Span(start, self._lines[last] - 1 if last < len(self._lines) else self._length)

    def _line_of(self, offset: int) -> int:
        """Return the number of the line of *offset*, from 0."""
        return bisect_right(self._lines, offset)


def placed(
    document: Document, entries: Sequence[Entry], known: Collection[str]
) -> tuple[list[Held], list[Unheld]]:
    """Return the waivers that the comments of *document* hold, and what of them is not understood."""
    held, unheld = list[Held](), list[Unheld]()
    if not document.instructions:
        return held, unheld
    notes = Notes(document, entries)
    for instruction in document.instructions:
        said = understood(instruction.text, document.source, known)
        if said.waiver is None:
            unheld.append(Unheld(instruction.span, notes.at(instruction.span.start), said.fault))
        else:
            held.append(_held(said.waiver, said.reach, instruction, notes))
    return held, unheld


def _held(waiver: Waiver, reach: Reach, instruction: Instruction, notes: Notes) -> Held:
    """Return the *waiver* that stands at *instruction*, with what it reaches."""
    span, words = instruction.span, instruction.text
    if reach == "ignore-file":
        return Held(waiver, span, None, notes.all, notes.whole, words=words)
    is_next = reach == "ignore-next"
    index = notes.behind(span.end) if is_next else notes.at(span.start)
    meant = frozenset() if index is None else frozenset({index})
    area = None if is_next else notes.line(span)
    return Held(waiver, span, index, meant, area, words=words)
