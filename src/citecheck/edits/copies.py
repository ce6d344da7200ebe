"""An archived copy, written beside an address or in its stead.

    append    … Accessed on 23 May 2011. Archived 14 June 2011: https://web.archive.org/web/…
    replace   the copy's address in the place of the page's
    bracket   http://page [https://web.archive.org/web/…], as the Bluebook does (21st edition, 18.2.1 (d))
    template  |archive-url= and |archive-date= of a citation template, archiveurl and archivedate of BibTeX,
              data-versionurl and data-versiondate of a link in HTML

The words, and the day in them, are in the language of the note.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.edits import records
from citecheck.edits.days import day_like
from citecheck.edits.languages import language_of
from citecheck.edits.linking import end_of_link
from citecheck.edits.sources import is_in_fields
from citecheck.edits.spelling import in_command, spelt
from citecheck.edits.urls import COPIES, of_whole
from citecheck.evidence.printed import place_of
from citecheck.models import CitedCopy, Edit, Snapshot, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citecheck.edits import ArchiveStyle
    from citecheck.edits.fields import Place
    from citecheck.models import Correction, Document, Entry, Link

# A link back to the text, as pandoc and wikis put it behind a note.
_BACK = re.compile(r"\s*[\u21a9\u21b5\u2191\u2934\u23ce][\ufe0e\ufe0f]?\s*\Z")
_COMMENT = re.compile(r"(?<!\\)%[^{}]*\Z")
_ENDS = ".!?…)]»”\"'>"


def copy_edits(
    entry: Entry, document: Document, wanted: Sequence[Correction], style: ArchiveStyle | None
) -> Iterator[Edit]:
    """Give the edits that bring the archived copies that are *wanted* into *entry*."""
    offered = {each.span: each for each in wanted if each.code in COPIES}
    links = [
        (link, offered[span])
        for link in entry.links
        if (span := place_of(document.text, link.cited)) in offered and isinstance(link.snapshot, Snapshot)
    ]
    for link, correction in links:
        yield from _of_link(entry, document, link, correction, style, several=len(entry.citation.urls) > 1)


def _of_link(  # noqa: PLR0913 - where, what and how
    entry: Entry,
    document: Document,
    link: Link,
    correction: Correction,
    style: ArchiveStyle | None,
    *,
    several: bool,
) -> Iterator[Edit]:
    """Give the edits of one copy."""
    copy = link.snapshot
    if not isinstance(copy, Snapshot):
        return
    because, codes = correction.suggestion.because, (correction.code,)
    if style == "replace":
        edit = Edit(correction.span, "", because, codes=codes)
        yield from of_whole(link.cited, correction.span, document, copy.url, edit)
        return
    accessed = link.cited.accessed or entry.citation.accessed
    read = accessed.as_date() if accessed else None
    cited = CitedCopy(copy.url, copy.captured.date(), link.cited.url, read)
    has_fields = is_in_fields(document, correction.span)
    inside = records.places_in(entry, document, link, copy) if has_fields or _goes_inside(style) else ()
    if not inside and not has_fields:
        inside = (_outside(entry, document, correction.span, copy, style, several=several),)
    for span, text in inside:
        yield Edit(span, text, because, codes=codes, copy=cited)


def _outside(  # noqa: PLR0913 - where, what and how
    entry: Entry,
    document: Document,
    printed: Span,
    copy: Snapshot,
    style: ArchiveStyle | None,
    *,
    several: bool,
) -> Place:
    """Return where running text tells of *copy*, and how; *printed* is the address whose copy it is."""
    if style == "bracket":
        end = end_of_link(document, printed, entry.citation.span.end)
        return Span(end, end), f" [{_as_linked(copy.url, printed, document)}]"
    return _words(entry, document, printed, copy, several=several)


def _goes_inside(style: ArchiveStyle | None) -> bool:
    """Tell whether a copy goes where the format has room for it: unless words are wished for."""
    return style in (None, "template")


def _words(
    entry: Entry, document: Document, printed: Span, copy: Snapshot, *, several: bool
) -> tuple[Span, str]:
    """Return where a copy is told of in words, and how: behind the note, or one of *several* addresses.

    *printed* is where the address stands whose copy it is.
    """
    note = entry.citation
    language = language_of(note.text)
    said = language.archived.format(day=day_like(note.accessed, copy.captured.date(), language))
    address = _as_linked(copy.url, printed, document)
    if several:
        end = end_of_link(document, printed, note.span.end)
        return Span(end, end), f" ({said[0].lower()}{said[1:]}: {address})"
    shown = _uncommented(note.text) if document.origin == "latex" else _BACK.sub("", note.text)
    stop = "" if shown.rstrip()[-1:] in _ENDS else "."
    end = note.span.start + len(shown)
    return Span(end, end), f"{stop} {said}: {address}"


def _uncommented(text: str) -> str:
    """Return *text* of LaTeX without comments at its end, in which nothing that is added would be seen."""
    while (comment := _COMMENT.search(text, text.rfind("\n") + 1)) is not None:
        text = text[: comment.start()].rstrip()
    return text


def _as_linked(url: str, printed: Span, document: Document) -> str:
    """Return *url* as an address that the format links, if it does so with the one at *printed*."""
    if document.origin == "latex":
        return f"\\url{{{in_command(url)}}}"
    is_linked = document.origin == "markdown" and document.text.startswith("<", max(printed.start - 1, 0))
    written = spelt(url, printed, document)
    return f"<{written}>" if is_linked else written
