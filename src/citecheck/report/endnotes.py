"""What `citecheck parse` writes: the citations of a document, and nothing that is judged."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from citecheck.report.position import Positions
from citecheck.shapes import (
    Endnotes,
    EndnotesDocument,
    Markers,
    WrittenAuthor,
    WrittenCitation,
    WrittenDay,
    WrittenIdentifier,
    WrittenUrl,
    encode,
)

if TYPE_CHECKING:
    from citecheck.models import Citation, CitedUrl, Report, WrittenDate


def render(report: Report) -> str:
    """Write the citations of *report* as JSON."""
    return encode(endnotes(report))


def endnotes(report: Report) -> Endnotes:
    """Return the citations of *report* in the shape in which they are written."""
    positions = Positions(report.document)
    return Endnotes(
        document=EndnotesDocument(**document_fields(report)),
        citations=tuple(
            WrittenCitation(
                urls=tuple(WrittenUrl(**url_fields(cited)) for cited in entry.citation.urls),
                **citation_fields(entry.citation, positions),
            )
            for entry in report.entries
        ),
    )


def document_fields(report: Report) -> dict[str, Any]:
    """Return the fields of `EndnotesDocument`."""
    document = report.document
    return {
        "source": document.source,
        "format": document.format,
        "sha256": document.sha256,
        "markers": _markers(report),
    }


def citation_fields(citation: Citation, positions: Positions) -> dict[str, Any]:
    """Return the fields of `WrittenCitation` except its URLs."""
    place = positions.at(citation.span.start)
    return {
        "number": citation.number,
        "marker": citation.marker,
        "text": citation.text,
        "line": place.line,
        "page": place.page,
        "authors": tuple(
            WrittenAuthor(literal=author.literal, family=author.family, given=author.given)
            for author in citation.authors
        ),
        "title": citation.title,
        "container": citation.container,
        "published": _day(citation.published),
        "accessed": _day(citation.accessed),
        "identifiers": tuple(
            WrittenIdentifier(scheme=identifier.scheme, value=identifier.value)
            for identifier in citation.identifiers
        ),
        "language": citation.language,
        "archived": citation.archived or UNSET,
    }


def url_fields(cited: CitedUrl) -> dict[str, Any]:
    """Return the fields of `WrittenUrl`."""
    return {"text": cited.text, "url": cited.url, "repairs": cited.repairs}


def _markers(report: Report) -> Markers | None:
    """Return which notes the body never names and which it names more than once."""
    if report.markers is None:
        return None
    named = Counter((marker.series, marker.number) for marker in report.markers)
    notes = sorted({(entry.citation.series, entry.citation.number) for entry in report.entries})
    return Markers(
        missing=tuple(number for series, number in notes if (series, number) not in named),
        repeated=tuple(number for (_, number), times in sorted(named.items()) if times > 1),
    )


def _day(written: WrittenDate | None) -> WrittenDay | None:
    """Return the date in the shape in which it is written."""
    return None if written is None else WrittenDay(text=written.text, edtf=written.edtf)
