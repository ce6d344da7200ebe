"""Read one source: a file, bytes, or a text that is at hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from citecheck.errors import UnreadableDocument
from citecheck.read.formats import read_as_recognised

if TYPE_CHECKING:
    from citecheck.models import Document

LARGEST = 64 * 2**20  # bytes; the Bible has four million letters


def read(source: str | Path) -> Document:
    """Read the file *source*; raises `UnreadableDocument` where it is missing or in no known format."""
    path = Path(source)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise UnreadableDocument(f"{source}: cannot be read: {error.strerror or error}") from error
    return read_bytes(data, source=str(source))


def read_text(text: str, source: str = "text") -> Document:
    """Read a *text* that is at hand already; *source* names it in reports. A zero byte becomes U+FFFD."""
    return read_bytes(text.replace("\x00", "\ufffd").encode(errors="replace"), source=source)


def read_bytes(data: bytes, source: str) -> Document:
    """Read *data*; the suffix of *source* is a hint where the bytes leave the format open."""
    if len(data) > LARGEST:
        raise UnreadableDocument(
            f"{source}: larger than {LARGEST >> 20} MiB; give the part that holds the notes"
        )
    return read_as_recognised(data, source)
