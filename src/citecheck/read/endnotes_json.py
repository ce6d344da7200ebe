"""The JSON that `citecheck parse` and `citecheck check` write, read back as a document.

The document's text is the texts of its notes, parted by blank lines; each note keeps the line and page that
it had in the report it was taken from. The citations are read anew from the texts.
"""

from __future__ import annotations

import hashlib
import re

import msgspec

from citecheck.errors import UnreadableDocument
from citecheck.models import Document, Marker, Place, PrintedNote, Span
from citecheck.read.decoding import decode
from citecheck.shapes import Endnotes, decode_endnotes

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
    notes, offset = [], 0
    for citation in written.citations:
        notes.append(PrintedNote(Span(offset, offset + len(citation.text)), citation.marker, citation.number))
        offset += len(citation.text) + len(_BETWEEN)
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
    )


def _markers(written: Endnotes, notes: list[PrintedNote]) -> tuple[Marker, ...]:
    """Return as many markers as the body had that was left behind; they point at their notes."""
    if written.document.markers is None:
        return ()
    missing, repeated = set(written.document.markers.missing), set(written.document.markers.repeated)
    return tuple(
        Marker(Span(note.span.start, note.span.start), note.number)
        for note in notes
        if note.number not in missing
        for _ in range(2 if note.number in repeated else 1)
    )
