"""What a bare address stands for, as its page says: N108."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.edits.sources import in_words
from citecheck.evidence.queries import has_credentials
from citecheck.evidence.sources import source_of
from citecheck.models import Correction, Span, Suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.models import Entry


def source_of_bare(entry: Entry) -> Iterator[Correction]:
    """Offer title, authors and day for a note that is nothing but an address, to stand before it."""
    source = source_of(entry)
    if source is None or any(has_credentials(cited.url) for cited in entry.citation.urls):
        return
    start = entry.citation.span.start
    words = in_words(source, entry.citation)
    yield Correction("N108", Span(start, start), Suggestion("", words, source.because, source.confidence))
