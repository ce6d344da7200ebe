"""Edits of a page, those that bring an archived copy turned into the attributes of a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.mend.html import Copy, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.models import Document, Edit


def written_with_copies(data: bytes, document: Document, edits: Sequence[Edit]) -> bytes:
    """Return the page *data* with *edits*; one that brings a copy and changes no word changes its link alone.

    The version date of a Robust Link is the day that the author means, which is that of the access where it
    is known (Robust Links, draft of 2025). Raises as `written`.
    """
    words = [edit for edit in edits if edit.target or edit.text != edit.span.of(document.text)]
    copies = [
        Copy(edit.span, copy.url, copy.accessed or copy.captured, edit.target or copy.original)
        for edit in edits
        if (copy := edit.copy) is not None and edit.span.start < edit.span.end
    ]
    return written(data, document, words, copies)
