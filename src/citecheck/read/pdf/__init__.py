"""PDF: pages of glyphs with positions, from which lines, columns, paragraphs and notes are put together.

words ─> lines ─> furniture ─> columns ─> footnotes ─> paragraphs ─> lists ─> assembly
links ─────────────────────────────────────────────────────────────────────────┘

A PDF says where each glyph stands and nothing of what it is for (ISO 32000-2, 9.4), unless it is tagged,
which few reports are. So every step reads the print as a person does: by place, by size, by what recurs.

The library is native code, and a file of a kilobyte can hold more glyphs than a library of books; so pages
are read in a process of their own (`child`), which has limits, and whose end is an error like any other.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citecheck.models import Document

__all__ = ["read", "recognises"]

_SEARCHED = 1024  # bytes in which readers look for the header (ISO 32000-1, Annex H, note 13)


def recognises(data: bytes, source: str) -> bool:
    """Tell whether *data* is a PDF: its header stands near the beginning, or its name says so."""
    head = data[:_SEARCHED]
    named = PurePath(source).suffix.lower() == ".pdf"
    return head.startswith(b"%PDF-") or named or (b"%PDF-" in head and b"\x00" in data)


def read(data: bytes, source: str) -> Document:
    """Return the document of the PDF *data*.

    Raises `UnreadableDocument` where it is encrypted, broken, without text, or takes too much time or memory.
    """
    if find_spec("pypdfium2") is None:
        raise ModuleNotFoundError("No module named 'pypdfium2'", name="pypdfium2")
    from citecheck.read.pdf.guard import read_in_child

    return read_in_child(data, source)
