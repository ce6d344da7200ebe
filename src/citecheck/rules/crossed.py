"""X: notes that do not agree with one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.evidence.neighbours import source_key
from citecheck.evidence.queries import same_address
from citecheck.evidence.wording import day as in_words
from citecheck.models import Severity
from citecheck.rules.rule import Message, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.evidence.neighbours import Neighbours
    from citecheck.models import Entry

# Shorter titles ("Home", "Annual Report") are shared by many sources.
_FEWEST_WORDS = 4


@rule("X101", "one-source-two-urls", Severity.WARNING)
def one_source_two_urls(entry: Entry, neighbours: Neighbours) -> Iterator[Message]:
    """Find notes that cite one source at two addresses.

    One of them is older or wrong; the reader should be led to one. Title, authors and publication date must
    be the same, and the title must have four words.

    Example:
        1. UNICEF. State of the World's Children. 2010. Accessed on 3 May 2011 from: http://www.example.org/sowc.pdf.
        2. UNICEF. State of the World's Children. 2010. Accessed on 3 May 2011 from: http://www.example.com/children.pdf.

    Instead:
        1. UNICEF. State of the World's Children. 2010. Accessed on 3 May 2011 from: http://www.example.org/sowc.pdf.
        2. UNICEF. State of the World's Children. 2010. Accessed on 3 May 2011 from: http://www.example.org/sowc.pdf.
    """
    this = entry.citation
    if not this.urls or len((this.title or "").split()) < _FEWEST_WORDS:
        return
    first = next((other for other in neighbours.by_source[source_key(this)] if other.urls), this)
    known = {same_address(cited.url) for cited in first.urls}
    if known.isdisjoint(same_address(cited.url) for cited in this.urls):
        text = f"Note {first.number} cites the same source at another address; cite one."
        yield Message(text, this.urls[0].span)


@rule("X102", "one-url-two-access-dates", Severity.INFO)
def one_url_two_access_dates(entry: Entry, neighbours: Neighbours) -> Iterator[Message]:
    """Find notes that cite one URL as read on two days.

    That can be so, and then the two notes may mean two versions of the page; mostly one date is a slip.

    Example:
        1. ECPAT. Progress Card. 2010. Accessed on 5 July 2011 from: http://www.example.net/card.pdf.
        2. ECPAT. Progress Card. 2010. Accessed on 30 June 2011 from: http://www.example.net/card.pdf.

    Instead:
        1. ECPAT. Progress Card. 2010. Accessed on 5 July 2011 from: http://www.example.net/card.pdf.
        2. ECPAT. Progress Card. 2010. Accessed on 5 July 2011 from: http://www.example.net/card.pdf.
    """
    accessed = entry.citation.accessed
    day = accessed.as_date() if accessed else None
    if accessed is None or day is None:
        return
    for cited in entry.citation.urls:
        # An address that answers as it is printed, and not as it was read, is none of the document's.
        others = (each for each in neighbours.by_url.get(cited.url, ()) if each.accessed)
        first = next((each for each in others if each.accessed and each.accessed.as_date()), entry.citation)
        read = first.accessed.as_date() if first.accessed else None
        if read is not None and read != day:
            text = f"Note {first.number} cites the same URL as read on {in_words(read)}."
            yield Message(text, accessed.span)
