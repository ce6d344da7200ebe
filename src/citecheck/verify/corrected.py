"""A citation as it reads with its corrections, for who wants the citation and not the text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from citecheck.edits import Wish, offered
from citecheck.edits.urls import COPIES, mended
from citecheck.parse.dates import find_dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.models import Citation, Correction, Document, Entry, WrittenDate


def corrected(entry: Entry, document: Document) -> Citation:
    """Return the citation of *entry* with the corrections that `citecheck fix` would write.

    Addresses and dates are mended, and copies of pages that are gone are added; the text of the note stays.
    """
    wanted = offered(entry, Wish())
    citation = entry.citation
    copies = tuple(each.suggestion.replacement for each in wanted if each.code in COPIES)
    return replace(
        citation,
        urls=tuple(replace(each, url=mended(each, wanted, document.text)) for each in citation.urls),
        accessed=_date(citation.accessed, wanted),
        published=_date(citation.published, wanted),
        archived=citation.archived + copies,
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
