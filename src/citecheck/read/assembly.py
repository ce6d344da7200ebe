"""Make one text of a word processor's paragraphs and notes.

The body comes first, paragraphs parted by blank lines and headings written as in Markdown, then the notes.
The only places such a document has
are its paragraphs (lines and pages come with the printer): a `Place` holds as its line the number, from 1, of
the paragraph, empty ones not counted, and for a note that of the paragraph that calls it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from citecheck.errors import UnreadableDocument
from citecheck.models import Document, Hyperlink, Marker, Place, PrintedNote, Span
from citecheck.read.bibliography import citation_markers, number_entries
from citecheck.read.counting import raised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.read.paragraphs import Note, Paragraph

_DEEPEST_HEADING = 6
_STRENGTH = ("\t", "\n", "\n\n")


@dataclass(slots=True)
class Assembly:
    """The text as far as it is put together, with what stands in it."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    line: int = 0
    hyperlinks: list[Hyperlink] = field(default_factory=list)
    markers: list[Marker] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    entries: list[Span] = field(default_factory=list)
    citing: list[Span] = field(default_factory=list)
    called: dict[int, int] = field(default_factory=dict)

    def body(self, paragraphs: Sequence[Paragraph]) -> None:
        """Add the *paragraphs* of the body, and gather the entries of its bibliographies."""
        gap = ""
        for paragraph in paragraphs:
            gap = max(gap, paragraph.before, key=lambda each: _STRENGTH.index(each) if each else -1)
            if paragraph.is_empty:
                continue
            self.line += 1
            self.called[id(paragraph)] = self.line
            within_row = gap == "\t" and bool(self.entries)
            span = self.paragraph(paragraph, gap, self.line)
            if paragraph.listed and within_row:
                self.entries[-1] = Span(self.entries[-1].start, span.end)
            elif paragraph.listed:
                self.entries.append(span)
            gap = ""

    def note(self, note: Note) -> PrintedNote:
        """Add the text of *note*, one line a paragraph, and return where its words stand."""
        line = self.called.get(id(note.called_in), self.line)
        gap, spans = "\n\n", []
        for paragraph in note.text:
            if not paragraph.is_empty:
                spans.append(self.paragraph(paragraph, gap, line))
                gap = "\n"
        if not spans:
            return PrintedNote(Span(self.length, self.length), note.mark, note.number, series=note.series)
        span = self._words(Span(spans[0].start, spans[-1].end), note.mark)
        return PrintedNote(span, note.mark, note.number, series=note.series)

    def paragraph(self, paragraph: Paragraph, gap: str, line: int) -> Span:
        """Add *paragraph* behind *gap* and return its span; every line of it stands at *line*."""
        self._append(gap if self.pieces else "")
        start = self.length
        self.places.append(Place(start, line))
        prefix = "#" * min(paragraph.heading, _DEEPEST_HEADING) + " " * bool(paragraph.heading)
        self._append(prefix + paragraph.prefix)
        ends = list(accumulate(map(len, paragraph.pieces), initial=self.length))
        paragraph.start = self.length
        for first, last, target in paragraph.links:
            self.hyperlinks.append(Hyperlink(Span(ends[first], ends[last]), target))
        for call in paragraph.calls:
            if call.number is not None:
                span = Span(ends[call.piece], ends[call.piece + 1])
                self.markers.append(Marker(span, call.number, call.series))
        self.citing += [Span(ends[first], ends[last]) for first, last in paragraph.citing]
        self._append("".join(paragraph.pieces))
        self._place_lines(paragraph, ends, line)
        return Span(start, self.length)

    def _place_lines(self, paragraph: Paragraph, starts: list[int], line: int) -> None:
        """Record that each line within *paragraph*, whose pieces begin at *starts*, stands at *line*."""
        for piece, start in zip(paragraph.pieces, starts, strict=False):
            if "\n" in piece:
                self.places += [Place(start + at.end(), line) for at in re.finditer("\n", piece)]

    def _words(self, span: Span, mark: str | None) -> Span:
        """Return *span* without the white space about it, and without *mark* if it is typed at its start."""
        text = self.text_of(span)
        start = len(text) - len(text.lstrip())
        for typed in (mark, raised(mark)) if mark else ():
            if text.startswith(typed, start) and typed:
                start += len(typed)
                start += len(text[start:]) - len(text[start:].lstrip())
                break
        end = max(start, len(text.rstrip()))
        return Span(span.start + start, span.start + end)

    def text_of(self, span: Span) -> str:
        """Return the text of a *span* at the end of what is put together."""
        taken, length = [], self.length
        for piece in reversed(self.pieces):
            if length <= span.start:
                break
            taken.append(piece)
            length -= len(piece)
        return "".join(reversed(taken))[span.start - length : span.end - length]

    def _append(self, text: str) -> None:
        """Put *text* at the end."""
        if text:
            self.pieces.append(text)
            self.length += len(text)


def assemble(
    data: bytes, source: str, kind: str, body: Sequence[Paragraph], notes: Sequence[Note]
) -> Document:
    """Return the document of format *kind* whose file is *data*, with its *body* and its *notes*.

    The notes are those of the format and, in a series of their own behind them, the entries of bibliographies
    that the format marks as such; None where there are neither. Raises `UnreadableDocument` where nothing is
    written in it.
    """
    assembly = Assembly()
    assembly.body(body)
    printed = [assembly.note(note) for note in notes]
    text = "".join(assembly.pieces)
    if not text.strip():
        raise UnreadableDocument(f"{source}: has no text (only pictures?); give a version that holds text")
    entries = number_entries(text, assembly.entries, series=max((n.series + 1 for n in printed), default=0))
    markers = assembly.markers or citation_markers(text, assembly.citing, entries)
    has_notes = bool(printed or entries)
    return Document(
        source=source,
        format=kind,
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        hyperlinks=tuple(assembly.hyperlinks),
        notes=(*printed, *entries) if has_notes else None,
        markers=tuple(markers) if has_notes else None,
        places=tuple(assembly.places),
    )
