"""Number the notes of an OpenDocument text, which holds them where they are called, printed mark and all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.read.counting import number_of, raised
from citecheck.read.paragraphs import Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.read.paragraphs import Call, Paragraph

_KINDS = ("footnote", "endnote")


def number_notes(body: Sequence[Paragraph], texts: dict[str, tuple[Paragraph, ...]]) -> list[Note]:
    """Give the calls in *body* their numbers, and return the notes they call: footnotes, then endnotes.

    A mark that is a number is the note's; letters and Roman numerals are counted. Marks that were printed
    before begin a series anew, and signs that the author typed have a series of their own.
    """
    calls = [(call, paragraph) for paragraph in body for call in paragraph.calls]
    taken = 0
    for kind in _KINDS:
        taken = _count([call for call, _ in calls if call.kind == kind and call.custom is None], taken)
    _count_typed([call for call, _ in calls if call.custom is not None], taken)
    notes = []
    for call, paragraph in sorted(calls, key=lambda each: _KINDS.index(each[0].kind)):
        bare = number_of(call.mark) is None and call.custom is None
        paragraph.pieces[call.piece] = f"[{call.mark}]" if bare else raised(call.mark)
        notes.append(Note(call.mark or None, call.number or 0, call.series, texts[call.key], paragraph))
    return notes


def _count(calls: Sequence[Call], series: int) -> int:
    """Give numbers to the *calls* of one kind, from *series* on, and return the next free series."""
    seen: set[str] = set()
    last = 0
    for call in calls:
        if call.mark and call.mark in seen:
            seen, last, series = set(), 0, series + 1
        seen.add(call.mark)
        call.number = last = number_of(call.mark) or last + 1
        call.series = series
    return series + bool(calls)


def _count_typed(calls: Sequence[Call], series: int) -> None:
    """Give numbers to the *calls* with a typed mark: the mark itself; signs count in a *series* of theirs."""
    signs = 0
    for call in calls:
        number = number_of(call.mark)
        if number is None:
            signs += 1
            call.number, call.series = signs, series
        else:
            call.number = number
