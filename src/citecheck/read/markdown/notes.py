"""The footnotes of Markdown and the places that point to them.

The syntax is that of PHP Markdown Extra, Pandoc and GitHub: a note runs over the lines of its paragraph,
indented or not, and over further paragraphs that are indented; Pandoc's inline notes (`^[…]`) stand where
they are cited.
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from citecheck.models import Marker, PrintedNote, Span
from citecheck.read.series import series_of

if TYPE_CHECKING:
    from citecheck.read.markdown.brackets import Bracket

_DEFINITION = re.compile(r"^[ ]{0,3}\[\^(?P<label>[^\]\s]{1,60})\]:[ \t]*", re.MULTILINE)
DEFINITION_IN_BYTES = re.compile(rb"^ {0,3}\[\^[^\]\s]{1,60}\]:", re.MULTILINE)
_REFERENCE = re.compile(r"(?<!\\)\[\^(?P<label>[^\]\s]{1,60})\]")
_END = re.compile(
    r"\n(?=[ \t]*\r?\n(?!(?:[ \t]{2,}|\t)\S|[ \t]*\r?\n))"  # a blank line that no indented one follows
    r"|\n(?=[ ]{0,3}\[\^[^\]\s]{1,60}\]:|[ ]{0,3}\#{1,6}[ \t])"
)


def defined_notes(text: str, masked: str) -> list[PrintedNote]:
    """Return the footnotes where they are defined, in order; numbers that begin again begin a new series.

    *masked* is *text* with its code blanked: nothing is defined there, but a note may hold some.
    """
    matches = list(_DEFINITION.finditer(masked))
    numbers = _numbers([match["label"] for match in matches])
    series = series_of(numbers)
    return [
        PrintedNote(_note_from(text, masked, match.end()), match["label"], number, series=which)
        for match, number, which in zip(matches, numbers, series, strict=True)
    ]


def inline_notes(text: str, brackets: tuple[Bracket, ...], series: int) -> list[tuple[PrintedNote, Marker]]:
    """Return the notes that stand in the body, numbered in order, each with the place that it is cited at."""
    found: list[tuple[PrintedNote, Marker]] = []
    end = 0
    for bracket in brackets:
        if bracket.kind != "note" or bracket.inner.start < end or not bracket.inner.of(text).strip():
            continue
        end, number = bracket.after, len(found) + 1
        marker = Marker(Span(bracket.inner.start - 2, bracket.inner.start), number, series)
        found.append((PrintedNote(_stripped(text, bracket.inner), None, number, series=series), marker))
    return found


def references(text: str, notes: list[PrintedNote]) -> list[Marker]:
    """Return the references to footnotes; one without a definition counts if its label is a number."""
    by_label = defaultdict(list)
    for note in notes:
        by_label[note.marker].append(note)
    definitions = {match.start("label") for match in _DEFINITION.finditer(text)}
    found = []
    for match in _REFERENCE.finditer(text):
        label = match["label"]
        if match.start("label") in definitions:
            continue
        if by_label[label]:
            note = _next(by_label[label], match.start())
            found.append(Marker(Span(*match.span()), note.number, note.series))
        elif _is_number(label):
            found.append(Marker(Span(*match.span()), int(label)))
    return found


def _numbers(labels: list[str]) -> list[int]:
    """Give each label a number: its own where all are numbers, else the order in which they first come."""
    if all(map(_is_number, labels)):
        return [int(label) for label in labels]
    order = {label: number for number, label in enumerate(dict.fromkeys(labels), start=1)}
    return [order[label] for label in labels]


def _is_number(label: str) -> bool:
    """Tell whether *label* is a number of a note (and not the number of something else, in many digits)."""
    return label.isascii() and label.isdigit() and len(label) <= 6  # noqa: PLR2004 - as many as any list has


def _note_from(text: str, masked: str, start: int) -> Span:
    """Return the note whose words begin at *start*."""
    ending = _END.search(masked, start)
    return _stripped(text, Span(start, ending.start() if ending else len(text)))


def _stripped(text: str, span: Span) -> Span:
    """Return *span* without white space at its ends."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def _next(notes: list[PrintedNote], offset: int) -> PrintedNote:
    """Return the first of *notes* behind *offset* (the notes of a chapter stand at its end), or the last."""
    index = bisect.bisect([note.span.start for note in notes], offset)
    return notes[min(index, len(notes) - 1)]
