"""OpenDocument texts (ODT: ISO/IEC 26300, OASIS ODF 1.3), zipped or flat, with their notes and hyperlinks.

    styles ─> story ─> notes ─> one text (`citecheck.read.assembly`)

The text is the document with all its tracked changes accepted and without comments, headers and footers. It
has no lines, and pages only when it is printed: places hold the number of the paragraph, and for a note that
of the paragraph that calls it; the note's own number says the rest.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from citecheck.read.zipped import SIGNATURE, declared_type, names_in

if TYPE_CHECKING:
    from citecheck.models import Document

_TYPE = "application/vnd.oasis.opendocument.text"
_SUFFIXES = frozenset({".odt", ".ott", ".fodt"})
_FLAT = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}\?>\s*<office:document\s")
_SNIFFED = 16_384  # bytes; the root element of a flat document names some forty namespaces before its type


def recognises(data: bytes, source: str) -> bool:
    """Tell whether *data* declares itself a text of OpenDocument, holds one's parts, or is named like one."""
    declared = declared_type(data)
    if declared:
        return declared.startswith(_TYPE)
    if data.startswith(SIGNATURE):
        names = names_in(data)
        suffixed = PurePath(source).suffix.lower() in _SUFFIXES
        return suffixed if not names else {"content.xml", "META-INF/manifest.xml"} <= names
    return bool(_FLAT.match(data)) and _TYPE.encode() in data[:_SNIFFED]


def read(data: bytes, source: str) -> Document:
    """Return the document of *data*; raises `UnreadableDocument` where it is broken, locked or without text.

    Footnotes, endnotes, notes with signs for numbers, and the entries of a bibliography are series of their
    own; where the printed numbers begin anew, so does a series.
    """
    from citecheck.read.odt.document import read_document

    return read_document(data, source)
