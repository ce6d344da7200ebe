"""Give the items of a list their numbers, although print has lost some, split some and invented others."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from citecheck.models import PrintedNote, Span
from citecheck.parse.joins import EXTENSION

if TYPE_CHECKING:
    from citecheck.parse.items import Item

# A URL that has not ended: it stops at a character that parts a URL.
_OPEN_URL = re.compile(r"(?:https?://|www\.)\S*[/_=?&%-]$", re.IGNORECASE)
_URL_TAIL = re.compile(rf"[a-z0-9~%_-][\w~%.-]*(?:/\S|\.{EXTENSION}(?!\w))")
_SENTENCE_END = re.compile(r"[.!?:;)\]}>\"”’»]$|\d$|(?:https?://|www\.)\S*$")
_YEAR = 4  # digits: "2010. Report" in a list whose numbers are lost begins with a year
_MOST_LOST = 5  # consecutive items that may be missing before a printed number is not believed


def number_items(text: str, items: list[Item]) -> tuple[PrintedNote, ...]:
    """Join items that are one note printed in two, and number the notes.

    A printed number is believed where it is the expected one or, in a list that prints most of its numbers,
    wherever it stands; digits without a mark are a number only where the list expects it, and otherwise the
    first word of the note.
    """
    whole = _joined(text, items)
    printed = sum(item.marker is not None for item in whole)
    mostly_printed = 2 * printed > len(whole)
    notes: list[PrintedNote] = []
    expected = 1
    for item in whole:
        number, marker, span = _number(item, expected, mostly_printed=mostly_printed, first=not notes)
        notes.append(PrintedNote(span, marker, number))
        expected = number + 1
    return tuple(notes)


def _joined(text: str, items: list[Item]) -> list[Item]:
    """Put together the items that are parts of one note."""
    whole: list[Item] = []
    for item in items:
        if whole and _continues(text, whole[-1], item):
            before = whole.pop()
            item = replace(before, span=Span(before.span.start, item.span.end))  # noqa: PLW2901
        whole.append(item)
    return whole


def _continues(text: str, before: Item, item: Item) -> bool:
    """Tell whether *item* goes on where *before* stopped, in the middle of a URL or of a sentence."""
    if item.marker is not None and item.certain:
        return False
    end, start = before.span.of(text)[-300:], text[item.begin : item.span.end][:300].lstrip()
    if _OPEN_URL.search(end) and _URL_TAIL.match(start):
        return True
    return item.marker is None and start[:1].islower() and not ends_sentence(end)


def ends_sentence(text: str) -> bool:
    """Tell whether a note could end where *text* ends."""
    return bool(_SENTENCE_END.search(text[-300:]))


def _number(item: Item, expected: int, *, mostly_printed: bool, first: bool) -> tuple[int, str | None, Span]:
    """Return the number of *item*, its marker and the span of its words."""
    if item.marker is None:
        return expected, None, item.span
    printed = int(item.marker)
    lost = printed - expected
    if printed == expected or (first and item.certain and printed > 0):
        return printed, item.marker, item.span
    believed = printed > 0 and (mostly_printed or 0 < lost <= _MOST_LOST)
    if item.certain and (believed or len(item.marker) < _YEAR):
        return (printed if believed else expected), item.marker, item.span
    if not item.certain and mostly_printed and 0 < lost <= _MOST_LOST:
        return printed, item.marker, item.span
    return expected, None, Span(item.begin, item.span.end)
