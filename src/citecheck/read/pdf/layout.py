"""From the bytes of a PDF to its document, one step after the other."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from citecheck.errors import UnreadableDocument
from citecheck.models import Document
from citecheck.read.pdf import assembly, columns, footnotes, furniture, lines, lists, paragraphs
from citecheck.read.pdf.file import pages_of
from citecheck.read.pdf.links import linked_words

if TYPE_CHECKING:
    from citecheck.read.pdf.file import Page
    from citecheck.read.pdf.paragraphs import Region


def document_of(data: bytes, source: str) -> Document:
    """Return the document of the PDF *data*; raises `UnreadableDocument` where it has none."""
    pages, made = pages_of(data, source)
    printed = _laid_out(pages)
    if not any(printed):
        raise UnreadableDocument(
            f"{source}: has no text, its pages are images; run OCR first, e.g. ocrmypdf IN OUT"
        )
    body, notes = footnotes.taken_out(printed)
    flow = paragraphs.flowing(body)
    typed = lists.typed_notes(flow) if notes else ()
    text = assembly.assembled(flow, notes, typed, pages)
    return Document(
        source=source,
        format="pdf",
        text=text.text,
        sha256=hashlib.sha256(data).hexdigest(),
        hyperlinks=text.hyperlinks,
        notes=text.notes or None,
        markers=text.markers if text.notes else None,
        places=text.places,
        dated=made,
    )


def _laid_out(pages: list[Page]) -> list[list[Region]]:
    """Return the lines of each page in regions in reading order, without running heads and page numbers."""
    rows = [lines.rows_of(lines.pieces_of(page.words)) for page in pages]
    return [_read_through(page, body) for page, body in zip(pages, furniture.without(rows), strict=True)]


def _read_through(page: Page, rows: list[columns.Row]) -> list[Region]:
    """Return the lines of the *rows* of one page in regions in reading order."""
    linked = linked_words(page.links)
    regions = columns.reading_order(rows)
    return lines.numbered([lines.lines_of(region, page.number, linked) for region in regions])
