"""Find the note numbers in the body of a document."""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING

from citecheck.models import Marker, PrintedNote, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_DIGITS = str.maketrans(_SUPERSCRIPTS, "0123456789")
# m², km³: a power behind a unit is not a note.
_RAISED = re.compile(
    rf"(?<![⁻⁺])(?<!\b[kcmd]m)(?<!\b[mns])(?P<raised>[{_SUPERSCRIPTS}]{{1,4}})"
    r"|\[\^?(?P<bracket>\d{1,4}(?:\s?[,;–-]\s?\d{1,4}){0,20})\](?![:(])|<sup>(?P<html>\d{1,4})</sup>"
)
_PLAIN = re.compile(
    r"(?<=[.,;:!?)\]\"”’»])\s?(?P<number>\d{1,4})(?=\s+[A-Z\"“‘(А-ЯÀ-Þ*]|\s*$|\s*\n)"
    r"|(?<=[\"”’»a-z])(?P<close>\d{1,4})(?=[\s.,;:)])",
    re.MULTILINE,
)
_URL = re.compile(r"(?:https?://|www\.)\S+")
_LONGEST_RANGE = 40
_LEAP = 3  # notes that may be uncited between two numbers printed without any mark


def find_markers(
    text: str, notes: tuple[PrintedNote, ...], outside: tuple[Span, ...]
) -> tuple[Marker, ...] | None:
    """Return the markers of *notes* in the stretches *outside* the list, in order; None where there are none.

    Raised and bracketed numbers are markers. Digits that only follow punctuation are markers where they go on
    counting: between the marker before them and the raised one after them. Fewer markers than a fifth of the
    notes are taken for chance (powers, years), and the body for one without markers.
    """
    highest = max((note.number for note in notes), default=0)
    certain, plain = [], []
    for span in outside:
        urls = [match.span() for match in _URL.finditer(text, span.start, span.end)]
        certain += [m for m in _found(_RAISED, text, span, urls) if m.number > 0]
        plain += [m for m in _found(_PLAIN, text, span, urls) if 0 < m.number <= highest]
    markers = tuple(sorted(certain + _counting(certain, plain), key=lambda marker: marker.span))
    cited = {marker.number for marker in markers} & {note.number for note in notes}
    return markers if cited and 5 * len(cited) >= len({note.number for note in notes}) else None


def _found(pattern: re.Pattern[str], text: str, span: Span, urls: list[tuple[int, int]]) -> Iterator[Marker]:
    """Yield the numbers that *pattern* finds in *span* outside *urls*."""
    for match in pattern.finditer(text, span.start, span.end):
        before = bisect.bisect(urls, (match.start(), len(text))) - 1
        if before >= 0 and match.start() < urls[before][1]:
            continue
        name = match.lastgroup or 0
        for number in _numbers(match[name].translate(_TO_DIGITS)):
            yield Marker(Span(*match.span(name)), number)


def _numbers(printed: str) -> Iterator[int]:
    """Yield the numbers of a marker: `3`, `1, 4` or `5–8`; a range over more than a few dozen is none."""
    for part in re.split(r"\s?[,;]\s?", printed):
        first, _, last = part.replace("–", "-").partition("-")
        if 0 < int(last or first) - int(first) <= _LONGEST_RANGE:
            yield from range(int(first), int(last) + 1)
        else:
            yield int(first)


def _counting(certain: list[Marker], plain: list[Marker]) -> list[Marker]:
    """Return those of *plain* that continue the count of the markers around them."""
    starts = [marker.span.start for marker in certain]
    accepted: list[Marker] = []
    last = 0
    for marker in plain:
        place = bisect.bisect(starts, marker.span.start)
        before = max(last, certain[place - 1].number if place else 0)
        after = certain[place].number if place < len(certain) else before + _LEAP
        if before <= marker.number <= after and marker.number > 0:
            accepted.append(marker)
            last = marker.number
    return accepted
