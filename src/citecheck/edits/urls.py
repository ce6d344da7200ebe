"""Several corrections of one address as one: its parts are mended in the whole that is to be written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from citecheck.edits.linking import words_of_link
from citecheck.edits.spelling import spelt
from citecheck.evidence.merging import changed
from citecheck.evidence.printed import is_over_words, place_of, prints_address, whole
from citecheck.models import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from citecheck.models import CitedUrl, Correction, Document, Entry, Span

RETARGETED = frozenset({"html", "docx", "odt", "pdf", "epub", "endnotes.json"})
"""Formats whose links over words can be led elsewhere; of a PDF or EPUB those of the list that is made."""

COPIES = frozenset({"L101", "L102", "L103"})
"""The rules whose corrections bring an archived copy."""


def url_edits(entry: Entry, document: Document, wanted: Sequence[Correction]) -> Iterator[Edit]:
    """Give the edits that mend the addresses of *entry* by the corrections that are *wanted*."""
    for cited in entry.citation.urls:
        mine = list(_of(cited, wanted))
        if mine:
            found = list(_of_url(cited, document, mine))
            yield from found
            yield from _in_words(cited, document, found)
            yield from _elsewhere(cited, document, mine)


def of_whole(cited: CitedUrl, span: Span, document: Document, url: str, edit: Edit) -> Iterator[Edit]:
    """Give *edit* as one that writes *url* for the whole of *cited*, which is printed at *span*.

    A link over words keeps them: it is led elsewhere, or its address is changed where the text has that. Some
    formats can do neither.
    """
    if not is_over_words(cited):
        yield replace(edit, text=spelt(url, span, document), target=url)
    elif document.format in RETARGETED:
        yield replace(edit, text=span.of(document.text), target=url)
    else:
        for link in document.hyperlinks:
            if link.span == cited.span and link.written:
                yield replace(edit, span=link.written, text=spelt(url, link.written, document), target=url)


def mended(cited: CitedUrl, corrections: Iterable[Correction], text: str) -> str:
    """Return the address that *corrections* of *cited*, which stands in *text*, make of it."""
    mine = list(_of(cited, corrections))
    if is_over_words(cited):
        return changed(cited.url, mine, cited)
    span = place_of(text, cited)
    wholes = [each for each in mine if each.span == span]
    parts = [each for each in mine if each.span != span]
    return changed(wholes[0].suggestion.replacement if wholes else cited.url, parts, cited)


def _said_once(reasons: Iterable[str]) -> str:
    """Return *reasons* as one; what two corrections have in common, as the new address, is said once."""
    return "; ".join(dict.fromkeys(part for reason in reasons for part in reason.split("; ")))


def _of(cited: CitedUrl, corrections: Iterable[Correction]) -> Iterator[Correction]:
    """Give those of *corrections* that change the address *cited*; what is put in beside it does not."""
    for each in corrections:
        if each.code not in COPIES and each.span.start < each.span.end and cited.span.holds(each.span):
            yield each


def _of_url(cited: CitedUrl, document: Document, mine: Sequence[Correction]) -> Iterator[Edit]:
    """Give one edit for the whole of *cited* where that is corrected, else one for each part."""
    span = place_of(document.text, cited)
    url = mended(cited, mine, document.text)
    # In a page the copy goes into the link of the whole address, which a part would break in two.
    if span is not None and (document.format == "html" or any(each.span == span for each in mine)):
        because = _said_once(each.suggestion.because for each in mine)
        codes = tuple(dict.fromkeys(each.code for each in mine))
        yield from of_whole(cited, span, document, url, Edit(span, "", because, codes=codes))
        return
    for each in mine:
        text = spelt(each.suggestion.replacement, each.span, document)
        yield Edit(each.span, text, each.suggestion.because, target=url, codes=(each.code,))


def _elsewhere(cited: CitedUrl, document: Document, mine: Sequence[Correction]) -> Iterator[Edit]:
    """Give the edits of the other links of the note to *cited*: over words they are led elsewhere."""
    url = mended(cited, mine, document.text) if cited.also and document.format in RETARGETED else cited.url
    because = _said_once(each.suggestion.because for each in mine)
    codes = tuple(dict.fromkeys(each.code for each in mine))
    for span in cited.also if url != cited.url or cited.target else ():
        words = span.of(document.text)
        printed = (
            whole(document.text, replace(cited, text=words, span=span)) if prints_address(words) else None
        )
        text = words if printed is None else spelt(url, printed, document)
        yield Edit(printed or span, text, because, target=url, codes=codes)


def _in_words(cited: CitedUrl, document: Document, edits: Iterable[Edit]) -> Iterator[Edit]:
    """Give the *edits* of *cited* for the words of its link too, where these are the same address."""
    span = place_of(document.text, cited)
    words = words_of_link(document, span) if span else None
    if span is None or words is None:
        return
    has_scheme = words.of(document.text) == span.of(document.text)
    for each in edits:
        if each.span == span:
            new = each.target or each.text
            new = new if has_scheme else new.partition("://")[2]
            yield replace(each, span=words, text=spelt(new, words, document))
        elif words.holds(part := each.span.moved(words.end - span.end)):
            yield replace(each, span=part)
