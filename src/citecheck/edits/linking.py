"""Where the markup ends that makes a link of an address: what is put in beside it goes behind that."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citecheck.models import Document, Span

_NEAR = 40  # characters before an address in which its markup begins
_WITH_WORDS = re.compile(r"\\href\s*\{\s*<?$")
_WORDS = re.compile(r"\s*\}\s*\{(?:[^{}]|\{[^{}]*\}){0,1000}\}")
_ALONE = re.compile(r"\\(?:url|nolinkurl|path|texttt)\s*\{\s*$")


def end_of_link(document: Document, printed: Span, end: int) -> int:
    """Return where the link ends that the format makes of the address at *printed*, in a note up to *end*."""
    text = document.text
    before = text[max(printed.start - _NEAR, 0) : printed.start]
    behind = printed.end
    if document.format == "markdown" and before.endswith(("](", "](<")):
        behind = text.find(")", printed.end, end) + 1 or printed.end
    elif document.format == "wikitext" and before.endswith("["):
        behind = text.find("]", printed.end, end) + 1 or printed.end
    elif document.format == "latex" and _WITH_WORDS.search(before):
        words = _WORDS.match(text, printed.end, end)
        behind = words.end() if words else printed.end
    elif before.endswith("<") or (document.format == "latex" and _ALONE.search(before)):
        behind += text.startswith((">", "}"), printed.end)
    return min(behind, end)
