"""A text of a page as one line: entities undone, white space folded, bounded."""

from __future__ import annotations

import html
import re

from citecheck.safe import encodable

LONGEST_NAME = 300

_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]\w{1,30});", re.IGNORECASE)


def folded(text: str) -> str:
    """Return *text* with entities undone, white space folded, bounded.

    Entities are undone twice where a program has escaped what was escaped already.
    """
    text = text[: 4 * LONGEST_NAME]
    if "&" in text:
        text = html.unescape(text)
        if _ENTITY.search(text):
            text = html.unescape(text)
    return squeezed(text)


def squeezed(text: str) -> str:
    """Return *text* with white space folded, bounded, and such that UTF-8 can carry it."""
    return encodable(" ".join(text[: 4 * LONGEST_NAME].split())[:LONGEST_NAME].rstrip())
