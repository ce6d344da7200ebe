"""The markup that makes a link of an address: where it ends, and whether its words are that address too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.models import Span

if TYPE_CHECKING:
    from citecheck.models import Document

_NEAR = 40  # characters before an address in which its markup begins
_WITH_WORDS = re.compile(r"\\href\s*\{\s*<?$")
_WORDS = re.compile(r"\s*\}\s*\{(?:[^{}]|\{[^{}]*\}){0,1000}\}")
_LABEL = re.compile(r"\](?:\[[^\]\n]{0,200}\])?")
_DELIMITED = re.compile(r"\\(?:url|nolinkurl|path)\s*(?P<delimiter>[^\s\w{}\[\\])$")
_ALONE = re.compile(r"\\(?:url|nolinkurl|path|texttt)\s*\{\s*$")
_LONGEST = 2000
_MARKDOWN_WORDS = re.compile(r"\[\s*<?([^\[\]<>\s]+)>?\s*\]\(<?$")
_WIKI_WORDS = re.compile(r"\s+([^\]\s]+)\s*\]")
_LATEX_WORDS = re.compile(r"\s*\}\s*\{\s*(?:\\(?:url|nolinkurl|path|texttt)\s*\{)?([^{}\s]+)\}")


def end_of_link(document: Document, printed: Span, end: int) -> int:
    """Return where the link ends that the format makes of the address at *printed*, in a note up to *end*."""
    text = document.text
    before = text[max(printed.start - _NEAR, 0) : printed.start]
    behind = printed.end
    if document.origin == "markdown" and before.endswith(("](", "](<")):
        behind = text.find(")", printed.end, end) + 1 or printed.end
    elif document.origin == "markdown" and before.endswith(("[", "`")):
        label = _LABEL.match(text, printed.end, end)
        behind = label.end() if label else behind + text.startswith(before[-1], printed.end)
    elif document.origin == "wikitext" and before.endswith("["):
        behind = text.find("]", printed.end, end) + 1 or printed.end
    elif document.origin == "latex" and _WITH_WORDS.search(before):
        words = _WORDS.match(text, printed.end, end)
        behind = words.end() if words else printed.end
    elif document.origin == "latex" and (command := _DELIMITED.search(before)):
        behind += text.startswith(command["delimiter"], printed.end)
    elif before.endswith("<") or (document.origin == "latex" and _ALONE.search(before)):
        behind += text.startswith((">", "}"), printed.end)
    return min(behind, end)


def words_of_link(document: Document, printed: Span) -> Span | None:
    """Return the words of the link to the address at *printed* where they are it, perhaps less its scheme."""
    text = document.text
    start = max(printed.start - _LONGEST, 0)
    before = text[start : printed.start]
    found, by = None, 0
    if document.origin == "markdown":
        found, by = _MARKDOWN_WORDS.search(before), start
    elif document.origin == "wikitext" and before.endswith("["):
        found = _WIKI_WORDS.match(text, printed.end)
    elif document.origin == "latex" and _WITH_WORDS.search(before):
        found = _LATEX_WORDS.match(text, printed.end)
    address = printed.of(text)
    if found is None or found[1] not in (address, address.partition("://")[2]):
        return None
    return Span(*found.span(1)).moved(by)
