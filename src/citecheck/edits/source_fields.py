"""A source in the fields of a record, in each format's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.edits.fields import RECORDS, template_around
from citecheck.edits.spelling import worded
from citecheck.edits.templates import CS1, names_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citecheck.edits.fields import Field
    from citecheck.edits.templates import Names
    from citecheck.evidence.sources import Source
    from citecheck.models import Citation, Document, Span

_FAMILY_FIRST = re.compile(r"([^,]+),\s*([^,]+)")
# Words of a body ("Ministry of Health, Department of Vaccines"), and what follows a name ("King, Jr.").
_NO_GIVEN = re.compile(
    r"\b(?:of|for|and|the|und|für|inc|ltd|llc|llp|plc|corp|gmbh|e\.\s?v|s\.\s?a)\b"
    r"|,\s*(?:[js]r|i{2,3}|iv|ph\.?\s?d|m\.?\s?d|esq)\.?$",
    re.IGNORECASE,
)


def is_in_fields(document: Document, span: Span) -> bool:
    """Tell whether the address at *span* stands in a record, which has fields for all that."""
    in_template = document.origin == "wikitext" and template_around(document.text, span) is not None
    return in_template or document.origin in RECORDS


def fields_of(source: Source, citation: Citation, document: Document) -> Iterator[Field]:
    """Give the fields for *source* in the format of *document*; a day that the record has is left alone."""
    published = source.published if citation.published is None else None
    authors = [family_first(worded(name, document)) for name in source.authors]
    if document.origin == "wikitext":
        yield from _wikitext(source, authors, published, document, citation.urls[0].span)
        return
    yield "TI" if document.origin == "ris" else "title", worded(source.title, document)
    match document.origin:
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


def doi_field(doi: str, document: Document, at: Span) -> Iterator[Field]:
    """Give the field for *doi* in the record around the address *at*, if it has one."""
    match document.origin:
        case "wikitext":
            name = _names_around(document, at).doi
        case "ris":
            name = "DO"
        case "csl-json":
            name = "DOI"
        case _:
            name = "doi"
    if name:
        yield name, doi


def _names_around(document: Document, at: Span) -> Names:
    """Return what the parameters of the template around the address *at* are called."""
    around = template_around(document.text, at)
    return names_in(around.of(document.text)) if around else CS1


def _wikitext(
    source: Source, authors: Sequence[tuple[str, str]], published: str | None, document: Document, at: Span
) -> Iterator[Field]:
    """Give the parameters of the template around the address *at*; the title comes first."""
    names = _names_around(document, at)
    yield names.title, worded(source.title, document)
    whole = [f"{given} {family}".strip() for family, given in authors]
    if "#" in names.author:
        # The parameter of the first author has no number in some of them, and may have none in all.
        for number, name in enumerate(whole, start=1):
            yield names.author.replace("#", str(number) if number > 1 else ""), name
    elif names.author:
        yield from [(names.author, ", ".join(whole))] if whole else []
    else:
        for number, (family, given) in enumerate(authors, start=1):
            yield f"last{number}" if given else f"author{number}", family
            yield from [(f"first{number}", given)] if given else []
    yield from [(names.date, published)] if published else []


def _csl(authors: Sequence[tuple[str, str]], published: str | None) -> Iterator[Field]:
    """Give authors and day as CSL-JSON has them."""
    if authors:
        yield (
            "author",
            [{"family": name, "given": given} if given else {"literal": name} for name, given in authors],
        )
    if published is not None:
        yield "issued", {"date-parts": [[int(part) for part in published.split("-")]]}


def family_first(name: str) -> tuple[str, str]:
    """Return family and given name of `Family, Given`; another name, perhaps a body's, stays whole."""
    found = None if _NO_GIVEN.search(name) else _FAMILY_FIRST.fullmatch(name)
    return (found[1].strip(), found[2].strip()) if found else (name, "")
