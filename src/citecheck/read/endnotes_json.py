"""The JSON that `citecheck parse` and `citecheck check` write, read back as a document.

The document's text is the texts of its notes, parted by blank lines; each note keeps the line and page that
it had in the report it was taken from, and what was read off it there: a link over words is not in the text.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import msgspec

from citecheck.errors import UnreadableDocument
from citecheck.evidence.printed import found_in
from citecheck.models import Author, Document, Known, Label, Marker, Place, PrintedNote, Role, Span
from citecheck.read.decoding import decode
from citecheck.read.relabelling import labels_of
from citecheck.shapes import Endnotes, WrittenCitation, WrittenDay, decode_endnotes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BETWEEN = "\n\n"
_OURS = re.compile(rb'(?:\xef\xbb\xbf)?\s*+\{\s*+"version"\s*+:')
# A tool that sorts keys writes `citations` first.
_SORTED = re.compile(rb'(?:\xef\xbb\xbf)?\s*+\{\s*+"(?:checked_at|citations)"\s*+:')


def recognises(data: bytes, source: str) -> bool:  # noqa: ARG001 - the signature of every reader
    """Tell whether *data* is JSON of ours: an object whose first key is `version`, or a sorted one."""
    return bool(_OURS.match(data) or (_SORTED.match(data) and b'"version"' in data))


def read(data: bytes, source: str) -> Document:
    """Return the document of the JSON *data*; raises `UnreadableDocument` naming the place that is wrong."""
    try:
        written = decode_endnotes(decode(data, source))
    except msgspec.DecodeError as error:
        raise UnreadableDocument(
            f"{source}: not the JSON of citecheck parse: {error}; write it anew with citecheck parse"
        ) from error
    notes = _notes(written.citations, written.document.format)
    return Document(
        source=source,
        format="endnotes.json",
        text=_BETWEEN.join(citation.text for citation in written.citations),
        sha256=hashlib.sha256(data).hexdigest(),
        notes=tuple(notes),
        markers=_markers(written, notes),
        places=tuple(
            Place(note.span.start, citation.line, citation.page)
            for note, citation in zip(notes, written.citations, strict=True)
        ),
        taken_from=written.document.format,
    )


def _notes(citations: Sequence[WrittenCitation], origin: str) -> list[PrintedNote]:
    """Return the notes; where they begin with 1 anew, another list of the same report does."""
    notes: list[PrintedNote] = []
    offset = series = 0
    for citation in citations:
        if citation.number == 1 and notes and notes[-1].number > 1:
            series += 1
        span = Span(offset, offset + len(citation.text))
        labels = tuple(_labels(citation, origin, offset))
        notes.append(PrintedNote(span, citation.marker, citation.number, labels, series, _known(citation)))
        offset = span.end + len(_BETWEEN)
    return notes


def _labels(written: WrittenCitation, origin: str, start: int) -> Iterator[Label]:
    """Give the parts of a note that begins at *start* which its format names, else the copies in it."""
    found = tuple(labels_of(written.text, origin, start))
    yield from found
    if not found:
        for url in written.archived or ():
            place = found_in(written.text, url)
            if place is not None:
                yield Label(Role.ARCHIVE_URL, place.moved(start), url)


def _known(written: WrittenCitation) -> Known | None:
    """Return what the JSON says of a note besides its text; None where somebody wrote the text alone."""
    known = Known(
        authors=tuple(Author(each.literal, each.family, each.given) for each in written.authors),
        title=written.title,
        container=written.container,
        published=_day(written.published),
        accessed=_day(written.accessed),
        urls=tuple((each.text, each.url, each.repairs) for each in written.urls),
        archived=written.archived or (),
        identifiers=tuple((each.scheme, each.value) for each in written.identifiers),
        language=written.language,
    )
    return None if known == Known() else known


def _day(written: WrittenDay | None) -> tuple[str, str | None] | None:
    """Return a date as printed and in EDTF."""
    return (written.text, written.edtf) if written else None


def _markers(written: Endnotes, notes: list[PrintedNote]) -> tuple[Marker, ...]:
    """Return as many markers as the body had that was left behind; they point at their notes."""
    if written.document.markers is None:
        return ()
    ordered = sorted(notes, key=lambda note: (note.series, note.number))
    missing = _named(written.document.markers.missing, ordered)
    named = [note for note in ordered if (note.series, note.number) not in missing]
    repeated = _named(written.document.markers.repeated, named)
    return tuple(
        Marker(Span(note.span.start, note.span.start), note.number, note.series)
        for note in notes
        if (note.series, note.number) not in missing
        for _ in range(2 if (note.series, note.number) in repeated else 1)
    )


def _named(numbers: Sequence[int], ordered: list[PrintedNote]) -> set[tuple[int, int]]:
    """Return the notes that *numbers* name, in the order of the lists; else those of every list."""
    found, at = set(), 0
    for note in ordered:
        if at < len(numbers) and note.number == numbers[at]:
            found.add((note.series, note.number))
            at += 1
    if at < len(numbers):
        wanted = set(numbers)
        found = {(note.series, note.number) for note in ordered if note.number in wanted}
    return found
