"""Find the notes of a document."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from citecheck.models import Document, Label, PrintedNote, Span
from citecheck.parse.headings import Section, note_sections
from citecheck.parse.items import split_items
from citecheck.parse.numbering import ends_sentence, number_items

_BREAK = re.compile(r"[ \t\r]*\n(?:\s*(?P<bullet>[-*+•‣▪◦–—])[ \t]+|[ \t\r]*\n\s*)")
_MOST = 2  # at least one item of two
_LOOKS_LIKE_NOTE = re.compile(r"https?\s?:\s?/|www\.|\bdoi\b|\baccessed\b|\bretrieved\b", re.IGNORECASE)


def find_notes(document: Document) -> tuple[PrintedNote, ...]:
    """Return the notes of *document* with their numbers.

    Where the format carries notes they are taken from it. Otherwise the sections that headings announce are
    split, each a series of its own (the notes of each chapter, a bibliography behind them); without a
    heading, the document itself counts as a list if most of its items look like notes.
    """
    if document.notes is not None:
        return document.notes
    notes = _found_in(document.text)
    return tuple(_with_labels(note, document.labels) for note in notes) if document.labels else notes


def _with_labels(note: PrintedNote, labels: tuple[Label, ...]) -> PrintedNote:
    """Return *note* with those of the sorted *labels* that lie in it."""
    first = bisect_left(labels, note.span.start, key=lambda label: label.span.start)
    last = bisect_left(labels, note.span.end, key=lambda label: label.span.start)
    return replace(note, labels=tuple(each for each in labels[first:last] if note.span.holds(each.span)))


def _found_in(text: str) -> tuple[PrintedNote, ...]:
    """Return the notes that are found in *text*."""
    sections = note_sections(text)
    if not sections:
        return _list_without_heading(text)
    numbered = [(section, number_items(text, split_items(text, section.body))) for section in sections]
    best = max(numbered, key=_preference)
    lists = [each for each in numbered if each is best or _is_list(text, each[1])]
    return tuple(
        replace(note, series=0 if len(lists) == 1 else place)
        for place, (_, notes) in enumerate(lists)
        for note in notes
    )


def _is_list(text: str, notes: tuple[PrintedNote, ...]) -> bool:
    """Tell whether *notes*, which are not the best list of the document, are notes at all.

    A line "Notes" in a table of contents has the whole document behind it.
    """
    likely = sum(bool(_LOOKS_LIKE_NOTE.search(note.span.of(text))) for note in notes)
    return len(notes) > 1 and _MOST * likely >= len(notes)


def breaks_in(text: str, note: PrintedNote) -> tuple[Span, ...]:
    """Return the interruptions of *note*: a page break in the middle of a sentence or a URL.

    A blank line behind the end of a sentence begins a second paragraph of the note, which is no interruption;
    a bullet is one always, because it made the rest of the note an item of its own.
    """
    return tuple(
        Span(*match.span())
        for match in _BREAK.finditer(text, note.span.start, note.span.end)
        if match["bullet"] or not ends_sentence(text[note.span.start : match.start()])
    )


def _preference(candidate: tuple[Section, tuple[PrintedNote, ...]]) -> tuple[bool, int, int]:
    """Prefer a section that has notes, then the kind that a text cites by number, then the longest."""
    section, notes = candidate
    return bool(notes), -section.rank, len(notes)


def _list_without_heading(text: str) -> tuple[PrintedNote, ...]:
    """Read the whole *text* as a list, if at least half of its items look like notes."""
    notes = number_items(text, split_items(text, Span(0, len(text))))
    likely = sum(bool(_LOOKS_LIKE_NOTE.search(note.span.of(text))) for note in notes)
    return notes if _MOST * likely >= len(notes) else ()
