"""Open a PDF and take what its pages carry: words and links."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
from pypdfium2 import raw

from citecheck.errors import UnreadableDocument
from citecheck.read.dating import day_of
from citecheck.read.pdf.links import Link, links_of
from citecheck.read.pdf.words import TextPage, Word, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_MOST_PAGES = 10_000
_MOST_GLYPHS = 20_000_000  # five Bibles; a file of the largest size can inflate to far more
_WHY = {
    raw.FPDF_ERR_PASSWORD: "is encrypted; save a copy without it, e.g. qpdf --decrypt --password=… IN OUT",
    raw.FPDF_ERR_SECURITY: "is encrypted in a way that cannot be read; print it anew where it can be opened",
}
_BROKEN = "is broken and no page of it can be read; repair it, e.g. qpdf IN OUT, or get the file again"


class Page(NamedTuple):
    """A page, by its number from 1: its words and the links laid over them."""

    number: int
    words: list[Word]
    links: list[Link]


def pages_of(data: bytes, source: str) -> tuple[list[Page], date | None]:
    """Return the pages of the PDF *data* and the day on which it was made, None where it does not tell.

    Raises `UnreadableDocument` that names the obstacle.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(f"{source}: {_WHY.get(error.err_code, _BROKEN)}") from error
    try:
        return list(_pages(document, source)), _made(document)
    finally:
        document.close()


def _made(document: pypdfium2.PdfDocument) -> date | None:
    """Return the day on which *document* was made; half a surrogate pair in it makes it none."""
    try:
        return day_of(document.get_metadata_value("CreationDate"))
    except UnicodeDecodeError:
        return None


def _pages(document: pypdfium2.PdfDocument, source: str) -> Iterator[Page]:
    """Yield the pages of *document*, each closed before the next is opened."""
    count, glyphs = len(document), 0
    if count == 0:
        raise UnreadableDocument(f"{source}: {_BROKEN}")
    if count > _MOST_PAGES:
        raise UnreadableDocument(f"{source}: has {count} pages; give the part that holds the notes")
    for index in range(count):
        page, glyphs = _page(document, index, source, glyphs)
        yield page


def _page(document: pypdfium2.PdfDocument, index: int, source: str, glyphs: int) -> tuple[Page, int]:
    """Read one page; *glyphs* counts those of all pages so far."""
    try:
        page = document[index]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(
            f"{source}: page {index + 1} is broken; repair the file, e.g. qpdf IN OUT, or get it again"
        ) from error
    glyphs += text_page.count_chars()
    if glyphs > _MOST_GLYPHS:
        raise UnreadableDocument(f"{source}: holds too much text; give the part that holds the notes")
    text = TextPage(text_page.raw)
    words, turn = words_of(text, page.get_bbox())
    links = links_of(document.raw, page.raw, text, words, turn)
    page.close()
    return Page(index + 1, words, links), glyphs
