"""HTML: pages of Wikipedia, and what Word, LibreOffice, Pandoc, GitHub and others export.

tree (decoded, parsed) ── footnotes (who refers to whom) ── writing (one text) ── citations, coins ── build

The document's text is what a reader of the page sees, one paragraph a line. A page without notes of its own
is given as text, in which its list of sources is found by its heading.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from citecheck.errors import UnreadableDocument
from citecheck.models import Document

if TYPE_CHECKING:
    from citecheck.models import Place
    from citecheck.read.html.writing import Written

_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".xht"})
_OPENING = re.compile(
    r"\s*(?:<\?xml[^>]{0,300}\?>\s*)?(?:<!--.{0,2000}?-->\s*){0,9}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
# What a program pipes may be a part of a page: it begins with a block, as Markdown may, and ends with a tag.
_BLOCK = re.compile(
    r"\s*<(?:h[1-6]|ol|ul|dl|p|div|section|article|main|aside|table|blockquote)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_LAST_TAG = re.compile(rb"</[a-zA-Z][a-zA-Z0-9]{0,20}\s*>\s*\Z")
_SNIFFED = 8192  # bytes; browsers sniff 1445 (WHATWG MIME Sniffing), but licences are longer
# lxml keeps the line of an element in sixteen bits.
_LAST_LINE = 65_535


def recognises(data: bytes, source: str) -> bool:
    """Tell whether *data* is HTML: it begins like a page, or its name says so; a part of one has none."""
    head = data[:_SNIFFED]
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if wide else "utf-8", errors="ignore").lstrip("\ufeff")
    suffix = PurePath(source).suffix.lower()
    is_part = bool(source) and not suffix and _BLOCK.match(text) and _LAST_TAG.search(data[-_SNIFFED:])
    return bool(_OPENING.match(text) or is_part or (suffix in _SUFFIXES and "<" in text))


def read(data: bytes, source: str) -> Document:
    """Return the document of the page *data*; raises `UnreadableDocument` where it holds no text."""
    from citecheck.read.dating import of_page
    from citecheck.read.html.build import notes_of
    from citecheck.read.html.citations import Parts
    from citecheck.read.html.footnotes import find_footnotes
    from citecheck.read.html.instructions import instructions_in
    from citecheck.read.html.tree import parse_page
    from citecheck.read.html.writing import write

    page = parse_page(data, source)
    footnotes = find_footnotes(page)
    written = write(page, skipped=footnotes.backlinks)
    if not written.text.strip():
        raise UnreadableDocument(f"{source}: the page holds no text; save it from the browser once it shows")
    parts = Parts(page, written)
    notes, markers = notes_of(page, footnotes, written, parts)
    return Document(
        source=source,
        format="html",
        text=written.text,
        sha256=hashlib.sha256(data).hexdigest(),
        hyperlinks=written.hyperlinks,
        labels=() if notes else parts.of_links(),
        notes=notes or None,
        markers=markers if notes else None,
        places=_places(written),
        instructions=instructions_in(page.root, written.spans),
        dated=of_page(page),
    )


def _places(written: Written) -> tuple[Place, ...]:
    """Return the lines of the source at which the blocks of the text stand."""
    from citecheck.models import Place

    return tuple(Place(offset, line) for offset, line in written.lines if line < _LAST_LINE)
