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

from hashlib import sha256
from importlib import import_module
from typing import TYPE_CHECKING

from citecheck.edits import Wish, of_report
from citecheck.errors import UnwritableEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.edits import ArchiveStyle
    from citecheck.models import Document, Edit, Report

__all__ = ["WRITABLE", "mend", "written"]

_WRITERS = {
    **dict.fromkeys(("text", "markdown", "latex", "wikitext", "bibtex", "ris", "csl-json"), "plain"),
    "docx": "docx",
    "odt": "odt",
    "html": "html",
    "endnotes.json": "endnotes_json",
}
WRITABLE = frozenset(_WRITERS)
"""The formats into whose files edits can be written."""


def mend(  # noqa: PLR0913 - a word for each thing that can be wished
    report: Report,
    data: bytes,
    *,
    codes: Sequence[str] = (),
    archive_style: ArchiveStyle | None = None,
    candidates: bool = False,
    tracked: bool = False,
) -> bytes:
    """Return the file *data*, from which the document of *report* was read, with its corrections.

    *codes* are those of the rules whose findings are mended, or beginnings of them (none: all); the other
    words mean what the options of `citecheck fix` do. Raises `UnwritableEdit` where *data* is not what was
    read, and for a format that cannot be written.
    """
    if sha256(data).hexdigest() != report.document.sha256:
        raise UnwritableEdit(
            f"{report.document.source}: is not what was checked; read and check it again before mending it"
        )
    edits: list[Edit] = []
    for _, edit in of_report(report, Wish(tuple(codes), archive_style, candidates)):
        if not edits or edit.span.start >= edits[-1].span.end:
            edits.append(edit)
    return written(data, report.document, edits, tracked=tracked)


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
