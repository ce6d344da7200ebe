"""Edits written back into the file in which they were found: every byte that is not changed stays.

    plain           formats whose text is their source: text, Markdown, LaTeX, wikitext, BibTeX, RIS, CSL-JSON
    docx            Word documents: runs, and the targets of links; tracked changes with comments
    odt             OpenDocument texts
    html            pages, with the links in them
    endnotes_json   what `citecheck parse` writes
    anew            a list of the corrected notes, for what cannot be written (PDF, EPUB)

Nothing here decides what is to be changed (`citecheck.edits` does) and nothing touches the disk.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from citecheck.errors import UnwritableEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.models import Document, Edit

__all__ = ["WRITABLE", "written"]

_WRITERS = {
    **dict.fromkeys(("text", "markdown", "latex", "wikitext", "bibtex", "ris", "csl-json"), "plain"),
    "docx": "docx",
    "odt": "odt",
    "html": "html",
    "endnotes.json": "endnotes_json",
}
WRITABLE = frozenset(_WRITERS)
"""The formats into whose files edits can be written."""


def written(data: bytes, document: Document, edits: Sequence[Edit], *, tracked: bool = False) -> bytes:
    """Return the file *data*, from which *document* was read, with *edits*, which are sorted and apart.

    *tracked*, they are suggestions with their reasons as comments, which Word documents have. Without edits
    the very same bytes come back. Raises `UnwritableEdit` for a format that cannot be written, and where an
    edit cannot be made without touching anything else.
    """
    if not edits:
        return data
    writer = _WRITERS.get(document.format)
    if writer is None:
        raise UnwritableEdit(
            f"{document.source}: corrections cannot be written into this format; "
            "name a list of the corrected notes to write instead, as with -o corrected.docx or .md"
        )
    if tracked:
        if writer != "docx":
            raise UnwritableEdit(f"{document.source}: tracked changes are written into Word documents alone")
        from citecheck.mend import docx

        return docx.written(data, document, edits, tracked=True)
    if writer == "html":
        from citecheck.mend.html.edits import written_with_copies

        return written_with_copies(data, document, edits)
    result: bytes = import_module(f"citecheck.mend.{writer}").written(data, document, edits)
    return result
