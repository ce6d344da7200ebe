"""Markdown: text whose footnotes are marked (`[^1]` in the body, `[^1]: …` where the note stands).

The syntax is that of PHP Markdown Extra, Pandoc and GitHub: a note runs over indented lines, and over blank
lines that an indented one follows.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath

from citecheck.models import Document, Marker, PrintedNote, Span
from citecheck.read.decoding import decode

_DEFINITION = re.compile(r"^[ ]{0,3}\[\^(?P<label>[^\]\s]{1,60})\]:[ \t]*", re.MULTILINE)
_DEFINITION_IN_BYTES = re.compile(rb"^ {0,3}\[\^[^\]\s]{1,60}\]:", re.MULTILINE)
_REFERENCE = re.compile(r"(?<!\\)\[\^(?P<label>[^\]\s]{1,60})\](?!:)")
_END = re.compile(r"\n(?=[ \t]*\r?\n(?![ \t]{2,}\S|[ \t]*\r?\n))|\n(?=[ ]{0,3}\[\^[^\]\s]{1,60}\]:)")
_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})


def recognises(data: bytes, source: str) -> bool:
    """Tell whether *data* is Markdown: it defines footnotes, or its name says so."""
    return PurePath(source).suffix.lower() in _SUFFIXES or bool(_DEFINITION_IN_BYTES.search(data))


def read(data: bytes, source: str) -> Document:
    """Return the document of *data*; without marked footnotes its notes are found as in plain text."""
    text = decode(data, source)
    numbers = _numbers(text)
    return Document(
        source=source,
        format="markdown",
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        notes=_notes(text, numbers) or None,
        markers=_markers(text, numbers) if numbers else None,
    )


def _numbers(text: str) -> dict[str, int]:
    """Give each footnote's label a number: its own where it is one, else the order of the definitions."""
    labels = list(dict.fromkeys(match["label"] for match in _DEFINITION.finditer(text)))
    if all(label.isascii() and label.isdigit() for label in labels):
        return {label: int(label) for label in labels}
    return {label: order for order, label in enumerate(labels, start=1)}


def _notes(text: str, numbers: dict[str, int]) -> tuple[PrintedNote, ...]:
    """Return the footnotes where they are defined."""
    notes = []
    for match in _DEFINITION.finditer(text):
        ending = _END.search(text, match.end())
        end = ending.start() if ending else len(text)
        kept = text[match.end() : end].rstrip()
        notes.append(
            PrintedNote(Span(match.end(), match.end() + len(kept)), match["label"], numbers[match["label"]])
        )
    return tuple(notes)


def _markers(text: str, numbers: dict[str, int]) -> tuple[Marker, ...]:
    """Return the references to footnotes; one without a definition counts if its label is a number."""
    found = []
    for match in _REFERENCE.finditer(text):
        label = match["label"]
        number = numbers.get(label) or (int(label) if label.isascii() and label.isdigit() else None)
        if number is not None:
            found.append(Marker(Span(*match.span()), number))
    return tuple(found)
