"""Word documents (DOCX: Office Open XML, ISO/IEC 29500) with their footnotes, endnotes and hyperlinks.

    parts ─> styles, numbering ─┐
                                ├─> story (fields) ─> notes ─> one text (`citecheck.read.assembly`)
    document, footnotes, … ─────┘

The text is the document with all its tracked changes accepted and without comments, headers and footers. A
Word document has no lines, and pages only when it is printed: places hold the number of the paragraph, and
for a note that of the paragraph that calls it; the note's own number says the rest.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from citecheck.errors import UnreadableDocument
from citecheck.read.zipped import SIGNATURE, names_in

if TYPE_CHECKING:
    from citecheck.models import Document

_SUFFIXES = frozenset({".docx", ".docm", ".dotx", ".dotm"})
# Word puts a document with a password into the container of its old format (MS-OFFCRYPTO 2.3.4).
_OLD_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def recognises(data: bytes, source: str) -> bool:
    """Tell whether *data* is an archive with a Word document in it, or is named like one."""
    if _is_encrypted(data):
        return True
    if not data.startswith(SIGNATURE):
        return False
    names = names_in(data)
    if "[Content_Types].xml" in names:
        return any(name.startswith("word/") for name in names)
    return PurePath(source).suffix.lower() in _SUFFIXES


def read(data: bytes, source: str) -> Document:
    """Return the document of *data*; raises `UnreadableDocument` where it is broken, locked or without text.

    Footnotes, endnotes, notes with signs for numbers, and the entries of a bibliography are series of their
    own, in this order; where numbering begins anew with a section or page, so does a series.
    """
    if _is_encrypted(data):
        raise UnreadableDocument(f"{source}: is locked with a password; save it without one first")
    from citecheck.read.docx.document import read_document

    return read_document(data, source)


def _is_encrypted(data: bytes) -> bool:
    """Tell whether *data* is a Word document that a password locks."""
    return data.startswith(_OLD_CONTAINER) and _ENCRYPTED in data
