"""From the elements of the notes to notes in the text: spans, numbers, series, labels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.models import Marker, PrintedNote, Span
from citecheck.read.html.citations import listed_sources
from citecheck.read.series import series_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from citecheck.read.html.citations import Parts
    from citecheck.read.html.footnotes import Footnote, Footnotes
    from citecheck.read.html.tree import Page
    from citecheck.read.html.writing import Written

_DIGITS = re.compile(r"\d{1,5}")
_NUMBERED = frozenset({"li", "dd"})
_OPENING = re.compile(r"\s*[\[(]?")
# What is left of a printed number without its digits, which may be the link back: `[] `, `] `, `. `.
_LEFT_OVER = re.compile(r"\s*(?:\[\s*\]|\(\s*\)|[\])])?[.:]?\s*")


def notes_of(
    page: Page, footnotes: Footnotes, written: Written, parts: Parts
) -> tuple[tuple[PrintedNote, ...], tuple[Marker, ...] | None]:
    """Return the notes of *page*, with the *parts* that it names, and the markers in its body.

    The notes come first, each list a series of its own, then the sources that the page lists without
    numbering them (a bibliography of cite elements). Markers are None where nothing refers to a note.
    """
    shown = [note for note in footnotes.notes if {note.target, note.block} <= written.spans.keys()]
    numbers = _numbers(page, shown)
    series = series_of(numbers)
    spans = _spans(shown, written)
    notes = []
    known: dict[Element, tuple[int, int]] = {}
    for note, number, which, span in zip(shown, numbers, series, spans, strict=True):
        known[note.target] = (number, which)
        notes.append(PrintedNote(span, note.printed or str(number), number, parts.labels_of(span), which))
    sources = listed_sources(page, footnotes, written, parts, series=max(series, default=-1) + 1)
    markers = tuple(
        Marker(written.spans[reference.anchor], *known[reference.note])
        for reference in footnotes.references
        if reference.note in known and reference.anchor in written.spans
    )
    return (*notes, *sources), markers or None


def _numbers(page: Page, notes: list[Footnote]) -> list[int]:
    """Give each note the number that refers to it, else that of its list, else the next one."""
    numbers: list[int] = []
    for note in notes:
        digits = _DIGITS.search(note.printed or "")
        if digits:
            number = int(digits[0])
        else:
            number = page.ordinals.get(note.block, numbers[-1] + 1 if numbers else 1)
        numbers.append(number)
    return numbers


def _spans(notes: list[Footnote], written: Written) -> list[Span]:
    """Return where the words of the notes stand; several in one block end where the next one begins."""
    spans = []
    for index, note in enumerate(notes):
        block = written.spans[note.block]
        shared = index and notes[index - 1].block is note.block
        start = max(block.start, written.spans[note.target].start) if shared else block.start
        end = block.end
        if index + 1 < len(notes) and notes[index + 1].block is note.block:
            end = min(end, written.spans[notes[index + 1].target].start)
        # The items of a list are numbered by the browser: digits that they begin with are their own words.
        number = None if note.block.tag in _NUMBERED else note.printed
        spans.append(_words(written.text, Span(start, max(start, end)), number))
    return spans


def _words(text: str, span: Span, number: str | None) -> Span:
    """Return *span* without the *number* printed at its beginning and without white space at its ends."""
    start = span.start
    opening = _OPENING.match(text, start, span.end)
    if number and opening and text.startswith(number, opening.end()):
        after = opening.end() + len(number)
        start = after if after >= span.end or not text[after].isalnum() else start
    if match := _LEFT_OVER.match(text, start, span.end):
        start = match.end()
    words = text[start : span.end]
    return Span(start, start + len(words.rstrip()))
