"""Edits of a format whose text is its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.errors import UnwritableEdit
from citecheck.mend.splicing import Change, spliced
from citecheck.read.decoding import decoded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.models import Document, Edit


def written(data: bytes, document: Document, edits: Sequence[Edit]) -> bytes:
    """Return the file *data* with *edits*, in its encoding and with its line ends.

    The text of the document may have blanks where the source has comments for citecheck, and other line ends;
    both are as long.
    Raises `UnwritableEdit` where the encoding of the file has no such character.
    """
    text, encoding = decoded(data, document.source)
    if len(text) != len(document.text):
        raise UnwritableEdit(f"{document.source}: its text is not its source; this is a fault of citecheck")
    changes = [Change(edit.span.start, edit.span.end, _with_line_ends(edit.text, text)) for edit in edits]
    try:
        return spliced(data, text, encoding, changes)
    except UnicodeEncodeError as error:
        raise UnwritableEdit(
            f"{document.source}: is in {encoding}, which has no “{error.object[error.start]}”; "
            "save it as UTF-8 first"
        ) from error


def _with_line_ends(new: str, text: str) -> str:
    """Return *new* with the line ends of *text*."""
    bare = new.replace("\r\n", "\n")
    if "\r\n" in text:
        return bare.replace("\n", "\r\n")
    return bare.replace("\n", "\r") if "\r" in text and "\n" not in text else bare
