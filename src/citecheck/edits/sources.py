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
from citecheck.models import Author, Edit, NamedSource, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citecheck.edits.fields import Field
    from citecheck.edits.languages import Language
    from citecheck.evidence.sources import Source
    from citecheck.models import Citation, Correction, Document, Entry

BARE, DOI = "N108", "I104"
"""The rules whose corrections bring a source or a DOI."""

_MARKS = ".?!…"
_LINKING = frozenset({"markdown", "latex"})
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
    who = _signed(source.authors, language)
    when = _when(source.published, citation, language)
    parts = [who, _quoted(source.title, language), source.container or "", when]
    first = next((cited.span.start for cited in citation.urls), citation.span.end)
    lead = citation.text[: max(first - citation.span.start, 0)]
    # Before "Accessed on 3 May 2011 from: http://…" a sentence ends; a bare address just goes on.
    last = "." if any(map(str.isalpha, lead)) else ","
    *some, end = [part for part in parts if part]
    return "".join(f"{_followed(part, ',')} " for part in some) + f"{_followed(end, last)} "


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
        words = worded(correction.suggestion.replacement, document)
        yield Edit(correction.span, words, because, codes=codes, names=_names(source, citation))
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
        end = _end_of_link(document, span.end, entry.citation)
        words = worded(correction.suggestion.replacement, document)
        yield Edit(Span(end, end), words, because, codes=codes, names=NamedSource(doi=doi))


def _names(source: Source, citation: Citation) -> NamedSource:
    """Return what the words for *source* say."""
    when = _when(source.published, citation, language_of(citation.text))
    return NamedSource(
        title=source.title,
        authors=tuple(
            Author(family=family, given=given) if given else Author(literal=family)
            for family, given in map(_family_first, source.authors)
        ),
        container=source.container,
        published=(when, source.published) if source.published else None,
    )


def _end_of_link(document: Document, end: int, citation: Citation) -> int:
    """Return where the link ends that the format makes of the address before *end*: behind its bracket."""
    text = document.text
    start = next((each.span.start for each in citation.urls if each.span.holds(Span(end, end))), end)
    if document.format == "wikitext" and text[:start].endswith("["):
        return text.find("]", end, citation.span.end) + 1 or end
    closes = document.format in _LINKING and text.startswith((">", "}", ")"), end)
    return end + closes


def _fields(source: Source, citation: Citation, document: Document) -> Iterator[Field]:
    """Give the fields for *source* in the format of *document*; a day that the record has is left alone."""
    published = source.published if citation.published is None else None
    authors = [_family_first(worded(name, document)) for name in source.authors]
    yield "TI" if document.format == "ris" else "title", worded(source.title, document)
    match document.format:
        case "csl-json":
            yield from _csl(authors, published)
        case "ris":
            yield from (("AU", ", ".join(filter(None, name))) for name in authors)
            if published is not None:
                yield "DA", published.replace("-", "/") + "/" * (3 - published.count("-"))
        case "bibtex":
            names = (", ".join(name) if name[1] else f"{{{name[0]}}}" for name in authors)
            yield from [("author", " and ".join(names))] if authors else []
            yield from [("date", published)] if published else []
        case _:
            for number, (family, given) in enumerate(authors, start=1):
                yield f"last{number}" if given else f"author{number}", family
                yield from [(f"first{number}", given)] if given else []
            yield from [("date", published)] if published else []


def _csl(authors: Sequence[tuple[str, str]], published: str | None) -> Iterator[Field]:
    """Give authors and day as CSL-JSON has them."""
    if authors:
        yield (
            "author",
            [{"family": name, "given": given} if given else {"literal": name} for name, given in authors],
        )
    if published is not None:
        yield "issued", {"date-parts": [[int(part) for part in published.split("-")]]}


def _family_first(name: str) -> tuple[str, str]:
    """Return family and given name of `Family, Given`; another name, perhaps a body's, stays whole."""
    found = _FAMILY_FIRST.fullmatch(name)
    return (found[1].strip(), found[2].strip()) if found else (name, "")


def _followed(part: str, mark: str) -> str:
    """Return *part* with the *mark* behind it, within English quotation marks; none follows another."""
    if not part.endswith("”"):
        return part + mark
    return part if part[-2] in _MARKS else f"{part[:-1]}{mark}”"


def _quoted(title: str, language: Language) -> str:
    """Return *title* in quotation marks, and those within it as single ones."""
    opening, closing = language.quotes
    inner = _CLOSES.sub("’", _OPENS.sub("‘", title)).rstrip(".")
    return f"{opening}{inner}{closing}"


def _signed(authors: Sequence[str], language: Language) -> str:
    """Return who wrote it; of more than three the first."""
    names = [_given_first(name) for name in authors]
    if len(names) > _MOST_AUTHORS:
        return f"{names[0]} et al."
    if len(names) > 1:
        return f"{', '.join(names[:-1])} {language.conjunction} {names[-1]}"
    return "".join(names)


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
