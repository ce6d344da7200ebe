"""Turn what the user names into documents, one file per format.

The format is known by what the bytes are first and by the file's suffix second; a reader makes the text of a
document once, and every span of the program is an offset into it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from citecheck.errors import UnreadableDocument
from citecheck.read.formats import SUFFIXES, read_as_recognised

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citecheck.models import Document

__all__ = ["read", "read_bytes", "read_inputs", "read_text"]

STDIN = "-"
_LARGEST = 64 * 2**20  # bytes; the Bible has four million letters


def read(source: str | Path) -> Document:
    """Read the file *source*; raises `UnreadableDocument` where it is missing or in no known format."""
    path = Path(source)
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise UnreadableDocument(f"{source}: cannot be read: {error.strerror or error}") from error
    return read_bytes(data, source=str(source))


def read_text(text: str, source: str = "text") -> Document:
    """Read a *text* that is at hand already; *source* names it in reports. A zero byte becomes U+FFFD."""
    return read_bytes(text.replace("\x00", "\ufffd").encode(errors="replace"), source=source)


def read_bytes(data: bytes, source: str) -> Document:
    """Read *data*; the suffix of *source* is a hint where the bytes leave the format open."""
    if len(data) > _LARGEST:
        raise UnreadableDocument(
            f"{source}: larger than {_LARGEST >> 20} MiB; give the part that holds the notes"
        )
    return read_as_recognised(data, source)


def read_inputs(inputs: Sequence[str], stdin: BinaryIO | None = None) -> tuple[Document, ...]:
    """Read every input of a command line: files, folders (searched by suffix) and `-`."""
    documents = []
    for name in inputs:
        if name == STDIN:
            documents.append(read_bytes((stdin or sys.stdin.buffer).read(_LARGEST + 1), source="<stdin>"))
        elif Path(name).is_dir():
            documents += [read(path) for path in _files_in(Path(name))]
        else:
            documents.append(read(name))
    return tuple(documents)


def _files_in(folder: Path) -> Iterable[Path]:
    """Return the documents in *folder*, sorted; hidden files and folders are left out."""
    found = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    if not found:
        known = ", ".join(sorted(SUFFIXES))
        raise UnreadableDocument(f"{folder}: no document in this folder ({known}); name the file itself")
    return found
