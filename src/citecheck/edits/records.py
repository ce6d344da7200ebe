"""Where a record has fields of its own for an archived copy, and what is written into them.

wikitext   |archive-url=… |archive-date=… |url-status=dead before the end of the citation template
(en.wikipedia.org, Template:Cite web; other Wikipedias' names stand in `templates`);
{{webarchive}} behind a bare link
bibtex     archiveurl and archivedate, which InternetArchiveBot's export and several styles use
csl-json   archive_location (CSL 1.0.2, appendix IV)
ris        a remark, N1: the format has no field for it
html       attributes of the link (Robust Links), which whoever writes HTML adds
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.edits.days import day_like
from citecheck.edits.fields import places_of, template_around
from citecheck.edits.languages import ENGLISH, language_with
from citecheck.edits.spelling import spelt
from citecheck.edits.templates import names_in
from citecheck.evidence.printed import whole
from citecheck.models import Snapshot, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.edits.fields import Field, Place
    from citecheck.models import Document, Entry, Link

# `archive-url` is no field of BibLaTeX, and InternetArchiveBot writes it all the same.
_OTHER_SPELLING = re.compile(r"[,\n]\s*archive-url\s*=", re.IGNORECASE)


# With it the page that is gone would be linked first, and the copy behind it (en.wikipedia.org, Help:CS1).
_LIVE = re.compile(r"\|\s*url-status\s*=\s*(?P<live>live)\b")


def places_in(entry: Entry, document: Document, link: Link, copy: Snapshot) -> tuple[Place, ...]:
    """Return where the record of *entry* tells of *copy*, and what is written there; none in running text."""
    note, at = entry.citation.span, link.cited.span
    match document.origin:
        case "wikitext":
            return _wikitext(entry, document, link, copy)
        case "html" if document.format == "html":
            # The address itself stays: the copy goes into the attributes of its link.
            printed = whole(document.text, link.cited) or at
            # A link over a picture alone has no words by which it is found.
            return ((printed, printed.of(document.text)),) if printed.of(document.text) else ()
        case _:
            return places_of(document, note, at, _fields(document, note, copy))


def _fields(document: Document, note: Span, copy: Snapshot) -> tuple[Field, ...]:
    """Return the fields that tell of *copy* in the record *note*."""
    match document.origin:
        case "bibtex":
            if _OTHER_SPELLING.search(note.of(document.text)):
                return ()
            return ("archiveurl", copy.url), ("archivedate", f"{copy.captured:%Y-%m-%d}")
        case "csl-json":
            return (("archive_location", copy.url),)
        case "ris":
            day = day_like(None, copy.captured.date(), ENGLISH)
            return (("N1", f"Archived {day}: {copy.url}"),)
        case _:
            return ()


def _wikitext(entry: Entry, document: Document, link: Link, copy: Snapshot) -> tuple[Place, ...]:
    """Return what a template says of *copy*, or what stands behind a bare link."""
    span = link.cited.span
    accessed, captured = entry.citation.accessed, copy.captured.date()
    url = spelt(copy.url, span, document)
    around = template_around(document.text, span)
    if around is not None:
        inside = around.of(document.text)
        names = names_in(inside)
        day = day_like(accessed, captured, language_with(names.language))
        fields = ((names.archive_url, url), (names.archive_date, day), *names.more)
        found = places_of(document, entry.citation.span, span, fields)
        return (*found, *_no_longer_live(inside, around)) if found else ()
    place = span.end
    if document.text[: span.start].endswith("["):
        place = document.text.find("]", span.end, entry.citation.span.end) + 1 or span.end
    day = day_like(accessed, captured, ENGLISH)
    return ((Span(place, place), f" {{{{webarchive |url={url} |date={day}}}}}"),)


def _no_longer_live(inside: str, around: Span) -> Iterator[Place]:
    """Give the change of what the template *inside*, which stands *around*, says of its page: it is gone."""
    for live in _LIVE.finditer(inside):
        yield Span(*live.span("live")).moved(around.start), "dead"
