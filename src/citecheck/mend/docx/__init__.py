"""Edits of a Word document's text and its links, written into its parts.

    edits ─ differences ─ places (the trace of the walk that read it) ─┬ tracking, comments ┐
                                                                       ├────────────────────┴ sources ─ proof
    targets ─ links (relations, codes of fields) ──────────────────────┘

The walk that reads the document notes down which element each piece of text came from; only the source of
these elements changes. What the result says is proved by reading it: where it is not what was asked for,
nothing is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from citecheck.models import Document, Edit


def written(  # noqa: PLR0913 - what is written, and how a suggestion is signed
    data: bytes,
    document: Document,
    edits: Sequence[Edit],
    *,
    tracked: bool = False,
    author: str = "citecheck",
    when: datetime | None = None,
) -> bytes:
    """Return the Word document *data*, from which *document* was read, with the *edits*.

    Edits are sorted and do not overlap. The links over an edit with a target lead there from then on. Where
    edits are *tracked*, each is a suggestion of *author*, made *when* (now, if that is None), with its reason
    as a comment; where links lead is never tracked. Raises `UnwritableEdit` where an edit spans two
    paragraphs, lies in text that the document does not hold (numbers of lists and notes, marks of headings),
    or cannot be written otherwise.
    """
    if not edits:
        return data
    from citecheck.mend.docx.writing import Writing
    from citecheck.mend.rereading import prove
    from citecheck.read.docx import read

    writing = Writing(data, document)
    if tracked:
        writing.track(author, when)
    for edit in edits:
        writing.edit(edit)
    result = writing.found()
    prove(read, result, document, edits, writing.targets())
    return result
