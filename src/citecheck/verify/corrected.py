"""A citation as it reads with its corrections, for who wants the citation and not the text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from citecheck.edits import Wish, offered
from citecheck.edits.sources import BARE, DOI
from citecheck.edits.urls import COPIES, mended
from citecheck.evidence.dois import doi_in
from citecheck.evidence.sources import source_of
from citecheck.models import Author, Identifier
from citecheck.parse.dates import find_dates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citecheck.models import Citation, Correction, Document, Entry, WrittenDate


def corrected(entry: Entry, document: Document) -> Citation:
    """Return the citation of *entry* with the corrections that `citecheck fix` would write.

    Addresses and dates are mended; copies of pages that are gone, what pages say of bare addresses, and DOIs
    are added; the text of the note stays.
    """
    wanted = offered(entry, Wish())
    citation = entry.citation
    copies = tuple(each.suggestion.replacement for each in wanted if each.code in COPIES)
    dois = tuple(each for each in wanted if each.code == DOI)
    mended_one = replace(
        citation,
        urls=tuple(replace(each, url=mended(each, wanted, document.text)) for each in citation.urls),
        accessed=_date(citation.accessed, wanted),
        published=_date(citation.published, wanted),
        archived=citation.archived + copies,
        identifiers=citation.identifiers + tuple(_identifiers(dois)),
    )
    return _named(mended_one, entry) if any(each.code == BARE for each in wanted) else mended_one


def _identifiers(corrections: Sequence[Correction]) -> Iterator[Identifier]:
    """Give the DOIs that *corrections* bring."""
    for each in corrections:
        doi = doi_in(each.suggestion.replacement)
        if doi is not None:
            yield Identifier("doi", doi, doi, each.span)


def _named(citation: Citation, entry: Entry) -> Citation:
    """Return *citation*, which names no source, with what its page says of it."""
    source = source_of(entry)
    if source is None:
        return citation
    dates = find_dates(source.published) if source.published else ()
    return replace(
        citation,
        title=source.title,
        authors=tuple(Author(literal=name) for name in source.authors),
        container=source.container,
        published=citation.published or (dates[0] if dates else None),
    )


def _date(written: WrittenDate | None, wanted: Sequence[Correction]) -> WrittenDate | None:
    """Return *written* as it is corrected."""
    if written is None:
        return None
    for each in wanted:
        if each.span == written.span:
            found = find_dates(each.suggestion.replacement)
            return found[0] if found else written
    return written
