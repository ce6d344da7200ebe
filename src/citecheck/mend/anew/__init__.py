"""The notes of a document as a list of their own, for a file that cannot be written: PDF, EPUB.

    notes     a note as it stands in a list: words and links
    markup    Markdown, HTML and plain text
    word      a Word document

A PDF says where ink is put, and has no text that could be replaced (ISO 32000-2, 9.4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.errors import UnwritableEdit
from citecheck.mend.anew.notes import Link, Note, corrected

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["SUFFIXES", "Link", "Note", "corrected", "listed"]

SUFFIXES = (".md", ".docx", ".html", ".txt")


def listed(notes: Sequence[Note], suffix: str) -> bytes:
    """Return *notes* as a list in the format of *suffix*.

    The same notes give the same bytes. Raises `UnwritableEdit` for another suffix than those in `SUFFIXES`,
    and where what writes Word documents is not installed.
    """
    if suffix == ".docx":
        from citecheck.mend.anew.word import document

        return document(notes)
    from citecheck.mend.anew import markup

    match suffix:
        case ".md":
            return markup.markdown(notes).encode()
        case ".html":
            return markup.page(notes).encode()
        case ".txt":
            return markup.plain(notes).encode()
        case _:
            raise UnwritableEdit(
                f"a list of corrected notes ends in {', '.join(SUFFIXES)}; '{suffix}' names no such format"
            )
