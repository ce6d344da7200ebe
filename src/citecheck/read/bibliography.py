"""The entries of a bibliography that a reference manager or a paragraph style marks as such."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from citecheck.models import Marker, PrintedNote, Span
from citecheck.read.counting import lowered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PRINTED = re.compile(
    r"\s*(?:\[(?P<bracket>\d{1,4})\]|\((?P<paren>\d{1,4})\)|(?P<stop>\d{1,4})[.)](?!\d)"
    r"|(?P<super>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})|(?P<plain>\d{1,4})(?=\t))\s*"
)
_NUMERIC = re.compile(r"[\s\[(]*\d{1,4}(?:[\s,;\[\]–-]+\d{1,4})*[\s\])]*")
_NUMBER = re.compile(r"(?P<first>\d{1,4})(?:\s*[–-]\s*(?P<last>\d{1,4}))?")
_WIDEST = 50  # notes that one citation names
_LONGEST_CITATION = 200
# The codes with which Word, Zotero, Mendeley, EndNote and Citavi mark what they put into a document.
_BIBLIOGRAPHY = re.compile(
    r"\s*(?:ADDIN\s+)?(?:BIBLIOGRAPHY\b|ZOTERO_BIBL|EN\.REFLIST|Mendeley Bibliography|CSL_BIBLIOGRAPHY"
    r"|MENDELEY_BIBLIOGRAPHY|CITAVI\.BIBLIOGRAPHY|CitaviBibliography)",
    re.IGNORECASE,
)
_CITATION = re.compile(
    r"\s*(?:ADDIN\s+)?(?:CITATION\b|ZOTERO_ITEM|EN\.CITE\b|CSL_CITATION|Mendeley Citation|MENDELEY_CITATION"
    r"|CITAVI\.PLACEHOLDER|CitaviPlaceholder)",
    re.IGNORECASE,
)
_STYLE = re.compile(r"(?:endnote )?bibliography(?:[ _]*1)?", re.IGNORECASE)


def is_bibliography(code: str) -> bool:
    """Tell whether *code*, of a field or a content control, is that of a bibliography."""
    return bool(_BIBLIOGRAPHY.match(code))


def is_citation(code: str) -> bool:
    """Tell whether *code*, of a field or a content control, is that of a citation in the body."""
    return bool(_CITATION.match(code))


def is_bibliography_style(name: str) -> bool:
    """Tell whether *name* is what Word and LibreOffice call the paragraph style of a bibliography."""
    return bool(_STYLE.fullmatch(name))


def number_entries(text: str, entries: Sequence[Span], series: int) -> tuple[PrintedNote, ...]:
    """Return the *entries* as notes of *series*: by their printed numbers if all have one, else in order.

    Where the printed numbers begin anew, so does a series.
    """
    printed = [_PRINTED.match(text, entry.start, entry.end) for entry in entries]
    numbered = all(printed)
    notes: list[PrintedNote] = []
    for order, (entry, match) in enumerate(zip(entries, printed, strict=True), start=1):
        if not numbered or match is None:
            notes.append(PrintedNote(_trimmed(text, entry), None, order, series=series))
            continue
        marker = lowered(next(group for group in match.groups() if group))
        if notes and int(marker) <= notes[-1].number:
            series += 1
        span = _trimmed(text, Span(match.end(), entry.end))
        notes.append(PrintedNote(span, marker, int(marker), series=series))
    return tuple(notes)


def citation_markers(text: str, citing: Sequence[Span], notes: Sequence[PrintedNote]) -> tuple[Marker, ...]:
    """Return the markers in the citations *citing* of the body, if these cite the *notes* by number."""
    numbers = {note.number for note in notes}
    series = notes[0].series if notes else 0
    found = []
    for span in citing:
        words = lowered(text[span.start : min(span.end, span.start + _LONGEST_CITATION)])
        if _NUMERIC.fullmatch(words):
            cited = dict.fromkeys(each for match in _NUMBER.finditer(words) for each in _range(match))
            known = (number for number in cited if number in numbers)
            found += [Marker(span, number, series) for number in islice(known, _WIDEST)]
    return tuple(found)


def _range(match: re.Match[str]) -> Iterator[int]:
    """Yield the number that *match* names, or all from the first to the last."""
    first = int(match["first"])
    last = int(match["last"] or first)
    yield from range(first, min(last, first + _WIDEST) + 1)


def _trimmed(text: str, span: Span) -> Span:
    """Return *span* without the white space about it."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))
