"""Edits written into a Word document (Office Open XML, ISO/IEC 29500-1): texts, and targets of links.

    pieces   which element each character of the text is of, by the reader's own walk
    parts    the bytes of a part: where its elements stand, and what is written instead
    links    the targets of links, which stand in the relations of a part or in the code of a field

Runs, their formatting, links, comments, bookmarks and tracked changes stay: only the characters that differ
are written, each into the run in which it stands. Every other byte of a part, and every other part, stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.errors import UnwritableEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.models import Document, Edit


def written(data: bytes, document: Document, edits: Sequence[Edit]) -> bytes:
    """Return the file *data*, from which *document* was read, with *edits*, which are sorted and apart.

    Raises `UnwritableEdit` for an edit of what no run holds (the number of a list item, the mark of a note),
    and where the result would not read as it should.
    """
    from citecheck.edits import applied
    from citecheck.mend.docx.links import retarget
    from citecheck.mend.docx.pieces import Pieces
    from citecheck.read.docx.document import read_document

    if not edits:
        return data
    pieces = Pieces.of(data, document)
    for edit in edits:
        pieces.write(edit)
        if edit.target is not None:
            retarget(pieces, edit)
    result = pieces.packed()
    if read_document(result, document.source).text != applied(document.text, edits):
        raise UnwritableEdit(
            f"{document.source}: would not read as it should with these corrections; make them in Word"
        )
    return result
