"""Plain text: the document is its text."""

from __future__ import annotations

import hashlib

from citecheck.models import Document
from citecheck.read.decoding import decode


def recognises(data: bytes, source: str) -> bool:  # noqa: ARG001 - the signature of every reader
    """Take whatever no other format is."""
    return True


def read(data: bytes, source: str) -> Document:
    """Return the document whose text is what *data* encodes."""
    return Document(
        source=source, format="text", text=decode(data, source), sha256=hashlib.sha256(data).hexdigest()
    )
