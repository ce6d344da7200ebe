"""Plain text: the document is its text."""

from __future__ import annotations

import hashlib

from citecheck.models import Document


def read(text: str, data: bytes, source: str) -> Document:
    """Return the document whose text is *text*, decoded from *data*."""
    return Document(source=source, format="text", text=text, sha256=hashlib.sha256(data).hexdigest())
