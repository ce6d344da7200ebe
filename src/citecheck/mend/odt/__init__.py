"""Edits of an OpenDocument text and its links, written into its content.

The walk that reads the document notes down where each piece of text came from; only these characters of the
source change. What the result says is proved by reading it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.models import Document, Edit


def written(data: bytes, document: Document, edits: Sequence[Edit]) -> bytes:
    """Return the OpenDocument text *data*, zipped or flat, from which *document* was read, with the *edits*.

    Edits are sorted and do not overlap. The links over an edit with a target lead there from then on. Raises
    `UnwritableEdit` where an edit spans two paragraphs, lies in text that the document does not hold (numbers
    of lists and notes, marks of headings), or cannot be written otherwise.
    """
    if not edits:
        return data
    from citecheck.mend.odt.writing import Writing
    from citecheck.mend.rereading import prove
    from citecheck.read.odt import read

    writing = Writing(data, document)
    for edit in edits:
        writing.edit(edit)
    result = writing.found()
    prove(read, result, document, edits, writing.targets())
    return result
