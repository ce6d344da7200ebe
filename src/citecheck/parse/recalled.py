"""Take over what an earlier run read off a note: more than its text says, where the format knew more.

The text of a note has no target of a link over words, and of a record it is the source, whose names of fields
are no words. What stands in the text is found there again; where it does not, the text was changed since, and
is read anew.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from citecheck.evidence.cited_copies import original_of
from citecheck.models import Citation, CitedUrl, Identifier, Known, Span, WrittenDate
from citecheck.parse.dates import find_dates
from citecheck.parse.note import ADDED_RESOLVER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ADDRESS = re.compile(r"://|\bwww\.", re.IGNORECASE)
_EDTF = re.compile(r"(\d{4}|XXXX)(?:-(\d\d))?(?:-(\d\d))?")
# A URL that goes on behind its place is another one.
_GOES_ON = re.compile(r"[\w/%&=?#~+-]")


def with_known(citation: Citation, known: Known, *, whole: bool) -> Citation:
    """Return *citation*, which was read off its text now, with what is *known* of it.

    An address that was put into the text since is cited too, unless the *whole* note is a record, or it is a
    copy that the text names beside its page.
    """
    kept = _urls(known, citation)
    taken = [each.span for each in kept]
    added = [each for each in citation.urls if not any(each.span.overlaps(span) for span in taken)]
    copies = [each for each in added if kept and original_of(each.url) is not None]
    if kept:
        added = [] if whole else [each for each in added if each not in copies and _is_printed(each)]
    urls = tuple(sorted([*kept, *added], key=lambda each: each.span))
    taken = [each.span for each in urls]
    return replace(
        citation,
        authors=known.authors,
        title=known.title,
        container=known.container,
        published=_date(known.published, citation.published, citation, taken),
        accessed=_date(known.accessed, citation.accessed, citation, taken),
        urls=urls,
        identifiers=tuple(_identifiers(known, citation)) or citation.identifiers,
        language=known.language,
        archived=tuple(each.url for each in copies),
    )


def _is_printed(cited: CitedUrl) -> bool:
    """Tell whether *cited* is an address in print, and not a name or a number that can be asked too."""
    return not {ADDED_RESOLVER, "added-scheme"}.intersection(cited.repairs)


def _urls(known: Known, citation: Citation) -> tuple[CitedUrl, ...]:
    """Return the known URLs at their places in the text; none where one of them is not there any more."""
    found, end = [], 0
    read = {(each.text, each.url): each for each in citation.urls}
    for text, url, repairs in known.urls:
        if (text, url) in read:
            found.append(read[text, url])
            continue
        start = _place_of(text, citation.text, end)
        if start is None:
            return ()
        end = start + len(text)
        span = Span(start, end).moved(citation.span.start)
        found.append(CitedUrl(text, url, span, repairs))
    return tuple(found)


def _place_of(text: str, words: str, start: int) -> int | None:
    """Return where *text*, a URL or the words of a link, stands in *words*, best behind *start*."""
    for begin in (start, 0):
        at = words.find(text, begin) if text else -1
        while at >= 0:
            behind = words[at + len(text) : at + len(text) + 1]
            if not (_ADDRESS.search(text) and _GOES_ON.match(behind)):
                return at
            at = words.find(text, at + 1)
    return None


def _date(
    known: tuple[str, str | None] | None, read: WrittenDate | None, citation: Citation, taken: Iterable[Span]
) -> WrittenDate | None:
    """Return the *known* date at its place; *read* where the text has other words by now."""
    if known is None or (read is not None and (read.text, read.edtf) == known):
        return read if known else None
    text, edtf = known
    written = _written(text, edtf)
    for match in re.finditer(rf"(?<!\w){re.escape(text)}(?!\w)", citation.text) if written else ():
        span = Span(*match.span()).moved(citation.span.start)
        if written and not any(each.holds(span) for each in taken):
            return replace(written, span=span)
    return read


def _written(text: str, edtf: str | None) -> WrittenDate | None:
    """Return the date that *text* prints, as it was read then: of CSL's `[[2011,5,23]]` no word says how."""
    found = next((each for each in find_dates(text) if each.edtf == edtf), None)
    if found is not None:
        return replace(found, text=text)
    parts = _EDTF.fullmatch(edtf or "")
    if parts is None:
        return None
    year, month, day = (int(part) if part and part.isdigit() else None for part in parts.groups())
    return WrittenDate(text, Span(0, 0), year, month, day)


def _identifiers(known: Known, citation: Citation) -> Iterator[Identifier]:
    """Give the known identifiers that the text still has."""
    read = {(each.scheme, each.value): each for each in citation.identifiers}
    for scheme, value in known.identifiers:
        at = citation.text.find(value)
        if (scheme, value) in read:
            yield read[scheme, value]
        elif value and at >= 0:
            yield Identifier(scheme, value, value, Span(at, at + len(value)).moved(citation.span.start))
