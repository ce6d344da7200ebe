"""The source of a bare address and its DOI, written into the note: in words, or in fields of its record.

    Peter Roudik, “Children's Rights: Russia,” Library of Congress, June 2007, http://…
    http://… (doi:10.1000/182)

The words are in quotation marks of the note's language, so that the title can be told from what is around it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from citecheck.edits.days import day_like
from citecheck.edits.fields import RECORDS, places_of, template_around
from citecheck.edits.languages import language_of
from citecheck.edits.spelling import worded
from citecheck.evidence.dois import doi_in
from citecheck.evidence.sources import source_of
from citecheck.models import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citecheck.edits.fields import Field
    from citecheck.edits.languages import Language
    from citecheck.evidence.sources import Source
    from citecheck.models import Citation, Correction, Document, Entry

BARE, DOI = "N108", "I104"
"""The rules whose corrections bring a source or a DOI."""

_MOST_AUTHORS = 3
_OPENS, _CLOSES = re.compile(r"[“„«\"]\s*(?=\w)"), re.compile(r"\s*[”»“\"]")
_FAMILY_FIRST = re.compile(r"([^,]+),\s*([^,]+)")
_DAY = 3  # parts of a full date


def source_edits(entry: Entry, document: Document, wanted: Sequence[Correction]) -> Iterator[Edit]:
    """Give the edits that bring what is *wanted* of the source of *entry*, and of its DOI."""
    for each in wanted:
        if each.code == BARE:
            yield from _of_source(entry, document, each)
        elif each.code == DOI:
            yield from _of_doi(entry, document, each)


def in_words(source: Source, citation: Citation) -> str:
    """Return *source* as words that stand before the address of its *citation*, with what parts them."""
    language = language_of(citation.text)
    authors = [_given_first(name) for name in source.authors[:_MOST_AUTHORS]]
    who = ", ".join(authors) + (" et al." if len(source.authors) > _MOST_AUTHORS else "")
    when = _when(source.published, citation, language)
    parts = [who, _quoted(source.title, language), source.container or "", when]
    first = next((cited.span.start for cited in citation.urls), citation.span.end)
    lead = citation.text[: max(first - citation.span.start, 0)]
    words = _joined([part for part in parts if part])
    # Before "Accessed on 3 May 2011 from: http://…" a sentence ends; a bare address just goes on.
    end = ". " if any(map(str.isalpha, lead)) else ", "
    return words + (end.lstrip(",.") if words.endswith((",”", ".")) else end)


def is_in_fields(document: Document, span: Span) -> bool:
    """Tell whether the address at *span* stands in a record, which has fields for all that."""
    in_template = document.format == "wikitext" and template_around(document.text, span) is not None
    return in_template or document.format in RECORDS


def _of_source(entry: Entry, document: Document, correction: Correction) -> Iterator[Edit]:
    """Give the edits that name the source of *entry*."""
    citation, source = entry.citation, source_of(entry)
    if source is None:
        return
    because, codes = correction.suggestion.because, (correction.code,)
    at = citation.urls[0].span
    if not is_in_fields(document, at):
        yield Edit(correction.span, worded(correction.suggestion.replacement, document), because, codes=codes)
        return
    fields = tuple(_fields(source, citation, document))
    for span, text in places_of(document, citation.span, at, fields):
        yield Edit(span, text, because, codes=codes)


def _of_doi(entry: Entry, document: Document, correction: Correction) -> Iterator[Edit]:
    """Give the edits that bring the DOI that *correction* offers."""
    doi = doi_in(correction.suggestion.replacement)
    if doi is None:
        return
    because, codes, span = correction.suggestion.because, (correction.code,), correction.span
    if is_in_fields(document, span):
        name = {"ris": "DO", "csl-json": "DOI"}.get(document.format, "doi")
        for place, text in places_of(document, entry.citation.span, span, ((name, doi),)):
            yield Edit(place, text, because, codes=codes)
    elif span.start == span.end:
        closing = document.text.startswith((">", "}", ")"), span.end) and document.format != "text"
        place = Span(span.end + closing, span.end + closing)
        yield Edit(place, worded(correction.suggestion.replacement, document), because, codes=codes)


def _fields(source: Source, citation: Citation, document: Document) -> Iterator[Field]:
    """Give the fields for *source* in the format of *document*; a day that the record has is left alone."""
    published = source.published if citation.published is None else None
    authors = [worded(name, document) for name in source.authors]
    title = worded(source.title, document)
    match document.format:
        case "csl-json":
            yield "title", title
            yield from _csl(authors, published)
        case "ris":
            yield "TI", title
            yield from (("AU", name) for name in authors)
            if published is not None:
                yield "DA", published.replace("-", "/") + "/" * (3 - published.count("-"))
        case "bibtex":
            yield "title", title
            yield from [("author", " and ".join(f"{{{name}}}" for name in authors))] if authors else []
            yield from [("date", published)] if published else []
        case _:
            yield "title", title
            yield from ((f"author{number}", name) for number, name in enumerate(authors, start=1))
            yield from [("date", published)] if published else []


def _csl(authors: Sequence[str], published: str | None) -> Iterator[Field]:
    """Give authors and day as CSL-JSON has them."""
    if authors:
        yield "author", [{"literal": name} for name in authors]
    if published is not None:
        yield "issued", {"date-parts": [[int(part) for part in published.split("-")]]}


def _joined(parts: Sequence[str]) -> str:
    """Return *parts* with commas between them, which stand within English quotation marks."""
    text = ""
    for part in parts:
        if text.endswith("”") and not text.endswith(("?”", "!”", "…”", ".”")):
            text = f"{text[:-1]},”"
        text += (" " if text.endswith((",”", "?”", "!”", "…”", ".”")) else ", ") + part if text else part
    return text


def _quoted(title: str, language: Language) -> str:
    """Return *title* in quotation marks, and those within it as single ones."""
    opening, closing = language.quotes
    inner = _CLOSES.sub("’", _OPENS.sub("‘", title)).rstrip(".")
    return f"{opening}{inner}{closing}"


def _given_first(name: str) -> str:
    """Return `Family, Given` as a note writes it."""
    found = _FAMILY_FIRST.fullmatch(name)
    return f"{found[2]} {found[1]}" if found else name


def _when(published: str | None, citation: Citation, language: Language) -> str:
    """Return the day, month or year of publication as the note writes its own dates."""
    if published is None:
        return ""
    parts = [int(part) for part in published.split("-")]
    if len(parts) == _DAY:
        return day_like(citation.accessed, date(*parts), language)
    if len(parts) == 1:
        return published
    from babel.dates import format_date

    return str(format_date(date(parts[0], parts[1], 1), format="MMMM y", locale=language.code))
