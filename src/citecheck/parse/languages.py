"""The language of a source, where the note names it: `(In Russian)`, `[in German]`."""

from __future__ import annotations

import re

_NAMED = re.compile(r"[(\[]\s*(?:[Tt]ext\s+)?[Ii]n\s+(?P<language>[A-Z][a-z]{3,14})\s*[)\]]")


def language_of(text: str) -> str | None:
    """Return the language that *text* names in brackets, or None."""
    match = _NAMED.search(text)
    return match["language"] if match else None
