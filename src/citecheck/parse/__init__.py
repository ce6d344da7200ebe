"""Turn a document into citations: find its notes, then what each one cites.

headings ─> items ─> numbering ─> notes ─┐
                                         ├─> note ─> Citation
joins, tails ─> urls ─ dates ─ roles ────┘           (identifiers, names, fields, languages)
markers: the numbers in the body that point to the notes
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from citecheck.models import Citation, Document, Marker, PrintedNote, Span
from citecheck.parse.agreeing import with_agreeing_urls
from citecheck.parse.labelled import with_labels
from citecheck.parse.linked import Links, merged
from citecheck.parse.markers import find_markers
from citecheck.parse.markup import markup_of
from citecheck.parse.note import habits_of, read_note
from citecheck.parse.notes import breaks_in, find_notes
from citecheck.parse.recalled import with_known
from citecheck.parse.references import with_references
from citecheck.parse.settling import with_settled_dates

if TYPE_CHECKING:
    from citecheck.parse.joins import Habits

__all__ = ["body_markers", "parse"]

_RECORDS = frozenset({"bibtex", "csl-json", "ris"})
# Templates within it, as `{{date|…}}`, are values; a second one behind it makes the note words again.
_TEMPLATE = re.compile(r"\s*\{\{(?:[^{}]|\{\{[^{}]*\}\})*\}\}[\s.]*")


def parse(document: Document) -> tuple[Citation, ...]:
    """Return the citations of *document*, one a note, in the order in which they are printed.

    Takes any document and never raises; spans are offsets into `document.text`. A document without notes
    gives an empty tuple.
    """
    notes = find_notes(document)
    habits = habits_of(document, notes)
    links = Links.of(document)
    citations = tuple(_read(document, note, habits, links) for note in notes)
    return with_references(with_settled_dates(with_agreeing_urls(citations)))


def _read(document: Document, note: PrintedNote, habits: Habits, links: Links) -> Citation:
    """Read one note: off its words, then off the links and labels that its format carries."""
    text = document.text
    citation = read_note(text, note, breaks_in(text, note), habits, markup_of(document.origin))
    under = links.within(note.span)
    if under:
        citation = replace(citation, urls=merged(citation.urls, under, text))
    is_record = _is_record(document, note)
    citation = with_labels(citation, note.labels, text, whole=is_record)
    return with_known(citation, note.known, whole=is_record) if note.known else citation


def _is_record(document: Document, note: PrintedNote) -> bool:
    """Tell whether all of *note* is a record: an entry of a bibliography, or one template of wikitext."""
    if document.origin == "wikitext":
        return _TEMPLATE.fullmatch(note.span.of(document.text)) is not None
    return document.origin in _RECORDS


def body_markers(document: Document, citations: tuple[Citation, ...]) -> tuple[Marker, ...] | None:
    """Return the note numbers in the body of *document*, or None where the body has none.

    Each list is cited by the text before it: the notes of a chapter stand at its end.
    """
    if document.markers is not None:
        return document.markers or None
    if document.notes is not None or not citations:
        return None
    found: list[Marker] = []
    end = 0
    for _, group in groupby(citations, key=lambda citation: citation.series):
        cited = tuple(group)
        notes = tuple(PrintedNote(each.span, each.marker, each.number) for each in cited)
        last = cited[-1].span.end
        behind = (Span(last, len(document.text)),) if cited[-1] is citations[-1] else ()
        markers = find_markers(document.text, notes, (Span(end, cited[0].span.start), *behind)) or ()
        found += [replace(marker, series=cited[0].series) for marker in markers]
        end = last
    return tuple(found) or None
