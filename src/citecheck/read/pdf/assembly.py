"""Write the one text of the document, and say where in it notes, links, markers and pages stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from citecheck.models import Hyperlink, Marker, Place, PrintedNote, Span
from citecheck.read.counting import lowered, number_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citecheck.read.pdf.file import Page
    from citecheck.read.pdf.footnotes import Footnote
    from citecheck.read.pdf.lines import Line, Placed
    from citecheck.read.pdf.links import Link
    from citecheck.read.pdf.lists import TypedNote
    from citecheck.read.pdf.paragraphs import Paragraph


@dataclass(frozen=True, slots=True)
class Assembled:
    """The text and everything that is known about its parts."""

    text: str
    hyperlinks: tuple[Hyperlink, ...]
    notes: tuple[PrintedNote, ...]
    markers: tuple[Marker, ...]
    places: tuple[Place, ...]


@dataclass(slots=True)
class _Writing:
    """The text as far as it is written; *words* says where each word of each page stands."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    words: dict[tuple[int, int], Span] = field(default_factory=dict)
    raised: list[tuple[int, int, str]] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    def add(self, lines: Iterable[Line]) -> Span:
        """Write a paragraph, parted from the one before by a blank line, and return its span."""
        if self.parts:
            self._put("\n\n")
        start = self.length
        before: Line | None = None
        for line in lines:
            if before is not None:
                self._put("\n")
            if before is None or (line.page, line.number) != (before.page, before.number + 1):
                self.places.append(Place(self.length, line.number, line.page))
            for word in line.words:
                self._place(line, word)
            self._put(line.text)
            before = line
        return Span(start, self.length)

    def _place(self, line: Line, word: Placed) -> None:
        """Note where *word* will stand."""
        start = self.length + word.at
        self.words[line.page, word.key] = Span(start, start + word.length)
        if word.raised:
            self.raised.append((line.page, start, line.text[word.at : word.at + word.length]))

    def _put(self, text: str) -> None:
        """Append *text*."""
        self.parts.append(text)
        self.length += len(text)


def assembled(
    flow: Sequence[Paragraph],
    footnotes: Sequence[Footnote],
    typed: Sequence[TypedNote],
    pages: Sequence[Page],
) -> Assembled:
    """Write the paragraphs of *flow*, then the *footnotes*; *typed* are paragraphs that are notes as well."""
    writing = _Writing()
    spans = [writing.add(paragraph) for paragraph in flow]
    body = len(writing.raised)
    notes = [_footnote(writing.add(note.lines), note) for note in footnotes]
    series = footnotes[-1].series + 1 if footnotes else 0
    notes += [_typed(spans[each.paragraph], each, series) for each in typed]
    return Assembled(
        text="".join(writing.parts),
        hyperlinks=_hyperlinks(writing, pages),
        notes=tuple(notes),
        markers=_markers(writing.raised[:body], footnotes),
        places=tuple(writing.places),
    )


def _footnote(span: Span, note: Footnote) -> PrintedNote:
    """Return the note that was written at *span*, without its number."""
    words = Span(span.start + note.mark.end, span.end)
    return PrintedNote(words, lowered(note.mark.printed), note.mark.number, series=note.series)


def _typed(span: Span, note: TypedNote, series: int) -> PrintedNote:
    """Return the item of a list that was written at *span*, without its number."""
    return PrintedNote(Span(span.start + note.begin, span.end), note.printed, note.number, series=series)


def _markers(raised: list[tuple[int, int, str]], footnotes: Sequence[Footnote]) -> tuple[Marker, ...]:
    """Return the raised numbers of the body that are numbers of notes, each in the series of its page."""
    series = {note.mark.number: note.series for note in reversed(footnotes)}
    here = {(note.lines[0].page, note.mark.number): note.series for note in footnotes}
    found = []
    for page, start, text in raised:
        at = start
        for part in text.split(","):
            number = number_of(part)
            if number in series:
                span = Span(at, at + len(part))
                found.append(Marker(span, number, here.get((page, number), series[number])))
            at += len(part) + 1
    return tuple(found)


def _hyperlinks(writing: _Writing, pages: Sequence[Page]) -> tuple[Hyperlink, ...]:
    """Return the links of all *pages* by their place in the text.

    A link over a running head, or beside no text, stands before the text, once for each address and only if
    the address has no better place.
    """
    text = "".join(writing.parts)
    found: list[Hyperlink] = []
    homeless: dict[str, None] = {}
    for page in pages:
        for link in page.links:
            spans = _spans(link, page.number, writing.words, text)
            found += [Hyperlink(span, link.target) for span in spans]
            if not spans:
                homeless[link.target] = None
    merged = _merged(found, text)
    targets = {link.target for link in merged}
    first = tuple(Hyperlink(Span(0, 0), target) for target in homeless if target not in targets)
    return first + merged


def _spans(link: Link, page: int, words: dict[tuple[int, int], Span], text: str) -> list[Span]:
    """Return the stretches of *text* under *link*, those that only white space parts as one."""
    spans: list[Span] = []
    under = [
        Span(words[page, part.key].start + part.start, words[page, part.key].start + part.end)
        for part in link.stretches
        if (page, part.key) in words
    ]
    for span in sorted(under):
        if spans and not text[spans[-1].end : span.start].strip():
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, span.end))
        else:
            spans.append(span)
    if not spans and not link.stretches and link.beside is not None and (page, link.beside) in words:
        start = words[page, link.beside].start
        spans.append(Span(start, start))
    return spans


def _merged(links: list[Hyperlink], text: str) -> tuple[Hyperlink, ...]:
    """Return *links* in order; several to one address with nothing but white space between are one."""
    merged: list[Hyperlink] = []
    for link in sorted(links, key=lambda link: (link.span, link.target)):
        before = merged[-1] if merged else None
        if (
            before is not None
            and before.target == link.target
            and not text[before.span.end : link.span.start].strip()
        ):
            merged[-1] = Hyperlink(Span(before.span.start, max(before.span.end, link.span.end)), link.target)
        else:
            merged.append(link)
    return tuple(merged)
