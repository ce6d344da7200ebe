"""Markdown: text whose footnotes are marked (`[^1]` in the body, `[^1]: …` where the note stands, `^[…]`).

The document's text is the file itself, so that what is found can be corrected in place.

code ── masked text ──┬─ notes ── notes, markers
                      └─ brackets ── inline notes, links
"""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from citecheck.models import Document
from citecheck.read.dating import of_front_matter
from citecheck.read.decoding import decode
from citecheck.read.instructions import without_instructions
from citecheck.read.markdown.brackets import closed_brackets
from citecheck.read.markdown.code import comments_in, without_code
from citecheck.read.markdown.links import find_links
from citecheck.read.markdown.notes import DEFINITION_IN_BYTES, defined_notes, inline_notes, references

_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})


def recognises(data: bytes, source: str) -> bool:
    """Tell whether *data* is Markdown: it defines footnotes, or its name says so."""
    return PurePath(source).suffix.lower() in _SUFFIXES or bool(DEFINITION_IN_BYTES.search(data))


def read(data: bytes, source: str) -> Document:
    """Return the document of *data*; without marked footnotes its notes are found as in plain text."""
    text, instructions = without_instructions(decode(data, source), comments_in)
    masked = without_code(text)
    brackets = closed_brackets(masked)
    defined = defined_notes(text, masked)
    inline = inline_notes(text, brackets, series=1 + max((note.series for note in defined), default=-1))
    notes = tuple(defined) + tuple(note for note, _ in inline)
    markers = references(masked, defined) + [marker for _, marker in inline]
    return Document(
        source=source,
        format="markdown",
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        hyperlinks=find_links(masked, brackets),
        notes=notes or None,
        markers=tuple(sorted(markers, key=lambda marker: marker.span)) if notes else None,
        instructions=instructions,
        dated=of_front_matter(text),
    )
