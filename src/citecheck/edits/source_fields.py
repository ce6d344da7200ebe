"""A source in the fields of a record, in each format's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.edits.fields import RECORDS, template_around
from citecheck.edits.spelling import worded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citecheck.edits.fields import Field
    from citecheck.evidence.sources import Source
    from citecheck.models import Citation, Document, Span

_FAMILY_FIRST = re.compile(r"([^,]+),\s*([^,]+)")


def is_in_fields(document: Document, span: Span) -> bool:
    """Tell whether the address at *span* stands in a record, which has fields for all that."""
    in_template = document.format == "wikitext" and template_around(document.text, span) is not None
    return in_template or document.format in RECORDS


def fields_of(source: Source, citation: Citation, document: Document) -> Iterator[Field]:
    """Give the fields for *source* in the format of *document*; a day that the record has is left alone."""
    published = source.published if citation.published is None else None
    authors = [family_first(worded(name, document)) for name in source.authors]
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


def family_first(name: str) -> tuple[str, str]:
    """Return family and given name of `Family, Given`; another name, perhaps a body's, stays whole."""
    found = _FAMILY_FIRST.fullmatch(name)
    return (found[1].strip(), found[2].strip()) if found else (name, "")
