"""Take over what an earlier run read off a note: more than its text says, where the format knew more.

The text of a note has no target of a link over words, and of a record it is the source, whose names of fields
are no words. What stands in the text is found there again; where it does not, the text was changed since, and
is read anew. So is what the earlier run did not find: it may have been put in.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from citecheck.evidence.cited_copies import original_of
from citecheck.evidence.printed import found_in, prints_address
from citecheck.models import Citation, CitedUrl, Identifier, Known, Span, WrittenDate
from citecheck.parse.dates import find_dates
from citecheck.parse.note import ADDED_RESOLVER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_EDTF = re.compile(r"(\d{4}|XXXX)(?:-(\d\d))?(?:-(\d\d))?")
# A URL that goes on behind its place is another one, and one that stands in another that of a copy.
_FORM_OF_ADDRESS = r"(?<!/){}(?![\w/%&=?#~+-])"
_FORM_OF_WORDS = r"(?<!\w){}(?!\w)"
# Within a longer date (`2011-05-23`) it would be another one.
_FORM_OF_DATE = r"(?<!\w)(?<!\d[-/.]){}(?!\w)(?![-/.]\d)"
# As CSL-JSON, RIS and BibTeX print dates: `[[2011, 5, 23]]`, `2011/05//`, `2011-05`.
_DIGIT = re.compile(r"\d")
_FIGURES = re.compile(r"[\W_]*(\d{4})(?:[\W_]+(\d{1,2}))?(?:[\W_]+(\d{1,2}))?[\W_]*")


def with_known(citation: Citation, known: Known, *, whole: bool) -> Citation:
    """Return *citation*, which was read off its text now, with what is *known* of it.

    An address that was put into the text since is cited too, unless the *whole* note is a record, or it is a
    copy that the text names beside its page.
    """
    kept = _urls(known, citation)
    added, copies = _added(known, citation, kept, whole=whole)
    urls = tuple(sorted([*kept, *added], key=lambda each: each.span))
    accessed = _date(known.accessed, citation.accessed, citation, _Taken(urls))
    return replace(
        _named(known, citation, whole=whole),
        published=_date(known.published, citation.published, citation, _Taken(urls, accessed)),
        accessed=accessed,
        urls=urls,
        identifiers=tuple(_identifiers(known, citation)) or citation.identifiers,
        language=known.language or citation.language,
        archived=tuple(dict.fromkeys(_archived(known, citation, copies, whole=whole))),
    )


def _named(known: Known, citation: Citation, *, whole: bool) -> Citation:
    """Return *citation* with the names that are known of it.

    A *whole* record was read by its fields, of which some may be new; of running text all names go together.
    """
    if whole:
        authors, title = known.authors or citation.authors, known.title or citation.title
        return replace(
            citation, authors=authors, title=title, container=known.container or citation.container
        )
    if known.authors or known.title or known.container:
        return replace(citation, authors=known.authors, title=known.title, container=known.container)
    return citation


def date_of(text: str) -> WrittenDate | None:
    """Return the date that *text* is, in words or in figures with the year first, be it in no calendar."""
    figures = _FIGURES.fullmatch(text)
    if figures is None:
        found = next(iter(find_dates(text)), None)
        is_whole = found and not _DIGIT.search(text[: found.span.start] + text[found.span.end :])
        return replace(found, text=text) if found and is_whole else None
    year, month, day = (int(part) if part else None for part in figures.groups())
    return WrittenDate(text, Span(0, 0), year, month, day)


class _Taken:
    """The places of what is cited already, asked for what has a place in them."""

    def __init__(self, urls: Iterable[CitedUrl], other: WrittenDate | None = None) -> None:
        spans = [each.span for each in urls] + ([other.span] if other else [])
        self._covered = {at for span in spans for at in range(span.start, span.end)}

    def share(self, span: Span) -> bool:
        """Tell whether one of them has a character of *span*."""
        return not self._covered.isdisjoint(range(span.start, span.end))


def _archived(known: Known, citation: Citation, copies: Iterable[CitedUrl], *, whole: bool) -> Iterator[str]:
    """Give the known copies, of a record those that it still has, and the *copies* that were put in."""
    yield from (url for url in known.archived if not whole or found_in(citation.text, url))
    yield from citation.archived
    yield from (each.url for each in copies)


def _added(
    known: Known, citation: Citation, kept: Sequence[CitedUrl], *, whole: bool
) -> tuple[list[CitedUrl], list[CitedUrl]]:
    """Return the addresses in the text of *citation* beside those *kept*, and such as are copies of pages."""
    taken, urls = _Taken(kept), {each.url for each in kept}
    printed = [each for each in citation.urls if each.url not in urls and not taken.share(each.span)]
    copies = [each for each in printed if original_of(each.url) is not None] if kept or whole else []
    if not kept:
        pages = [each for each in printed if each not in copies]
        return (pages, copies) if pages else (printed, [])
    if whole and len(kept) == len(known.urls):
        return [], copies
    return [each for each in printed if each not in copies and _is_printed(each)], copies


def _is_printed(cited: CitedUrl) -> bool:
    """Tell whether *cited* is an address in print, and not a name or a number that can be asked too."""
    return not {ADDED_RESOLVER, "added-scheme"}.intersection(cited.repairs)


def _urls(known: Known, citation: Citation) -> tuple[CitedUrl, ...]:
    """Return the known URLs that stand in the text, with the access dates that are printed beside them."""
    read = {each.span: each for each in citation.urls}
    words, end, found = _Words(citation.text), 0, []
    for text, url, repairs in known.urls:
        start = words.find(text, end)
        if start is not None:
            end = start + len(text)
            span = Span(start, end).moved(citation.span.start)
            own = read[span].accessed if span in read else None
            found.append(CitedUrl(text, url, span, repairs, own))
    return tuple(found)


class _Words:
    """The *text* of a note, searched for addresses and the words of links, of which many may be alike."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._within: set[str] = set()
        self._first: dict[str, int | None] = {}

    def find(self, words: str, start: int) -> int | None:
        """Return where *words* stand: best behind *start*, and best not within others."""
        found = self._behind(words, start)
        if found is None and words not in self._first:
            self._within.discard(words)
            self._first[words] = self._behind(words, 0)
            self._within.add(words)
        return self._first[words] if found is None else found

    def _behind(self, words: str, start: int) -> int | None:
        """Return where *words* stand behind *start*; what begins another address is none."""
        first = self._text.find(words, start) if words else -1
        if first < 0:
            return None
        form = _FORM_OF_ADDRESS if prints_address(words) else _FORM_OF_WORDS
        if words not in self._within:
            whole = re.compile(form.format(re.escape(words))).search(self._text, first)
            if whole is not None:
                return whole.start()
            self._within.add(words)
        return None if form is _FORM_OF_ADDRESS else first


def _date(
    known: tuple[str, str | None] | None, read: WrittenDate | None, citation: Citation, taken: _Taken
) -> WrittenDate | None:
    """Return the *known* date at its place; *read* where the text has other words by now, or more of them."""
    if known is None:
        return None if read and taken.share(read.span) else read
    text, edtf = known
    if read is not None and (read.text, read.edtf) == known:
        return read
    written = _written(text, edtf)
    for match in re.finditer(_FORM_OF_DATE.format(re.escape(text)), citation.text) if written else ():
        span = Span(*match.span()).moved(citation.span.start)
        if read is not None and read.span != span and read.span.holds(span):
            return read
        if written and not taken.share(span):
            return replace(written, span=span)
    return read


def _written(text: str, edtf: str | None) -> WrittenDate | None:
    """Return the date that *text* prints, as it was read then: of `2011` and its month no word says how."""
    found = date_of(text)
    if edtf is None or (found is not None and found.edtf == edtf):
        return found
    parts = _EDTF.fullmatch(edtf)
    if parts is None:
        return None
    year, month, day = (int(part) if part and part.isdigit() else None for part in parts.groups())
    return WrittenDate(text, Span(0, 0), year, month, day)


def _identifiers(known: Known, citation: Citation) -> Iterator[Identifier]:
    """Give the known identifiers that the text still has."""
    read = {(each.scheme, each.value): each for each in citation.identifiers}
    for scheme, value in known.identifiers:
        if (scheme, value) in read:
            yield read[scheme, value]
        elif (place := found_in(citation.text, value)) is not None:
            yield Identifier(scheme, value, place.of(citation.text), place.moved(citation.span.start))
