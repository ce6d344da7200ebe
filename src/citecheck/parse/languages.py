"""The language of a source, where the note names it: `(In Russian)`, `[in German]`."""

from __future__ import annotations

import re

_NAMED = re.compile(r"[(\[]\s*(?:text\s+)?in\s+(?P<language>[A-Z][a-z]{3,14})\s*[)\]]", re.IGNORECASE)


def language_of(text: str) -> str | None:
    """Return the language that *text* names in brackets, capitalised, or None."""
    match = _NAMED.search(text)
    return match["language"].capitalize() if match else None
