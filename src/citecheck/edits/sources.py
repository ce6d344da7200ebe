"""The source of a bare address and its DOI, written into the note: in words, or in fields of its record.

    Peter Roudik, “Children's Rights: Russia,” Library of Congress, June 2007, http://…
    http://… (doi:10.1000/182)

`source_words` makes the words, `source_fields` the fields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.edits.fields import places_of
from citecheck.edits.linking import end_of_link
from citecheck.edits.source_fields import doi_field, family_first, fields_of, is_in_fields
from citecheck.edits.source_words import in_words, when
from citecheck.edits.spelling import worded
from citecheck.evidence.dois import doi_in
from citecheck.evidence.sources import source_of
from citecheck.models import Author, Edit, NamedSource, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citecheck.evidence.sources import Source
    from citecheck.models import Citation, Correction, Document, Entry

__all__ = ["BARE", "DOI", "in_words", "is_in_fields", "source_edits"]

BARE, DOI = "N108", "I104"
"""The rules whose corrections bring a source or a DOI."""


def source_edits(entry: Entry, document: Document, wanted: Sequence[Correction]) -> Iterator[Edit]:
    """Give the edits that bring what is *wanted* of the source of *entry*, and of its DOI."""
    for each in wanted:
        if each.code == BARE:
            yield from _of_source(entry, document, each)
        elif each.code == DOI:
            yield from _of_doi(entry, document, each)


def _of_source(entry: Entry, document: Document, correction: Correction) -> Iterator[Edit]:
    """Give the edits that name the source of *entry*."""
    citation, source = entry.citation, source_of(entry)
    if source is None:
        return
    because, codes = correction.suggestion.because, (correction.code,)
    at = citation.urls[0].span
    if not is_in_fields(document, at):
        words = worded(correction.suggestion.replacement, document)
        yield Edit(correction.span, words, because, codes=codes, names=_names(source, citation))
        return
    fields = tuple(fields_of(source, citation, document))
    for span, text in places_of(document, citation.span, at, fields, needed=fields[0][0]):
        yield Edit(span, text, because, codes=codes)


def _of_doi(entry: Entry, document: Document, correction: Correction) -> Iterator[Edit]:
    """Give the edits that bring the DOI that *correction* offers."""
    doi = doi_in(correction.suggestion.replacement)
    if doi is None:
        return
    because, codes, span = correction.suggestion.because, (correction.code,), correction.span
    if is_in_fields(document, span):
        fields = tuple(doi_field(doi, document, span))
        for place, text in places_of(document, entry.citation.span, span, fields):
            yield Edit(place, text, because, codes=codes)
    elif span.start == span.end:
        printed = next((each.span for each in entry.citation.urls if each.span.holds(span)), span)
        address = Span(printed.start, span.end)
        end = end_of_link(document, address, entry.citation.span.end)
        words = worded(correction.suggestion.replacement, document)
        yield Edit(Span(end, end), words, because, codes=codes, names=NamedSource(doi=doi))


def _names(source: Source, citation: Citation) -> NamedSource:
    """Return what the words for *source* say."""
    day = when(source.published, citation)
    return NamedSource(
        title=source.title,
        authors=tuple(
            Author(family=family, given=given) if given else Author(literal=family)
            for family, given in map(family_first, source.authors)
        ),
        container=source.container,
        published=(day, source.published) if source.published else None,
    )
