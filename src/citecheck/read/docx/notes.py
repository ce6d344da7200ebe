"""Number the notes of a Word document in the order in which the body calls them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from citecheck.read.counting import number_of, printed, raised
from citecheck.read.docx.sections import DEFAULTS, Counting
from citecheck.read.paragraphs import Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.read.docx.sections import Rules
    from citecheck.read.paragraphs import Call, Paragraph

Texts = dict[tuple[str, str], tuple["Paragraph", ...]]
"""The paragraphs of each note, by its kind and id."""


@dataclass(slots=True)
class _Counter:
    """How far the notes of one kind have counted, and since which section or page."""

    last: int | None = None
    since: tuple[str, int] = ("", 0)

    def next(self, call: Call, counting: Counting) -> int:
        """Return the number of *call*, in a section that counts as *counting* says."""
        match counting.restart:
            case "eachSect":
                since = ("section", call.section)
            case "eachPage":
                since = ("page", call.page)
            case _:
                since = ("", 0)
        first = 1 if counting.start is None else counting.start
        begins = self.last is None or (since != self.since and since[0] != "")
        self.last = first if begins or self.last is None else self.last + 1
        self.since = since
        return self.last


@dataclass(slots=True)
class _Series:
    """The series of notes, numbered in the order in which they are met."""

    found: dict[tuple[object, ...], int] = field(default_factory=dict)

    def of(self, *key: object) -> int:
        """Return the number of the series that *key* names."""
        return self.found.setdefault(key, len(self.found))


def number_notes(
    body: Sequence[Paragraph], texts: Texts, sections: Sequence[Rules], document: Rules
) -> list[Note]:
    """Give the calls in *body* their numbers, and return the notes they call: footnotes, then endnotes.

    *texts* are the words of the notes; a call without any is left as a marker of a note that is missing. A
    note called twice keeps its number. *sections* and *document* say how to count.
    """
    calls = [(call, paragraph) for paragraph in body for call in paragraph.calls]
    series = _Series()
    for kind in DEFAULTS:
        usual = document[kind].over(DEFAULTS[kind])
        rules = [each[kind].over(usual) for each in sections]
        own = [call for call, _ in calls if call.kind == kind and call.custom is None]
        _count(own, rules, usual, series)
    _count_typed([call for call, _ in calls if call.custom is not None], series)
    notes = {}
    for call, paragraph in sorted(calls, key=lambda each: list(DEFAULTS).index(each[0].kind)):
        if call.custom is None:
            paragraph.pieces[call.piece] = raised(call.mark) if number_of(call.mark) else f"[{call.mark}]"
        key = (call.kind, call.key)
        if key in texts and key not in notes:
            notes[key] = Note(call.mark or None, call.number or 0, call.series, texts[key], paragraph)
    return list(notes.values())


def _count(calls: Sequence[Call], sections: Sequence[Counting], usual: Counting, series: _Series) -> None:
    """Give numbers to the *calls* of one kind, each as its section counts."""
    counter = _Counter()
    known: dict[str, Call] = {}
    for call in calls:
        first = known.setdefault(call.key, call)
        if first is call:
            counting = sections[call.section] if call.section < len(sections) else usual
            call.number = counter.next(call, counting)
            call.mark = printed(call.number, counting.style or "decimal")
            call.series = series.of(call.kind, counter.since)
        else:
            call.number, call.mark, call.series = first.number, first.mark, first.series


def _count_typed(calls: Sequence[Call], series: _Series) -> None:
    """Give numbers to the *calls* with a typed mark: the mark itself; signs count by themselves."""
    signs: dict[tuple[str, str], int] = {}
    for call in calls:
        call.mark = call.custom or ""
        number = number_of(call.mark)
        if number is None:
            call.number = signs.setdefault((call.kind, call.key), len(signs) + 1)
            call.series = series.of("signs")
        else:
            call.number, call.series = number, series.of(call.kind, ("", 0))
