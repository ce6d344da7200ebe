"""Where a printed URL ends: the punctuation of the sentence and the bracket around it are not part of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SENTENCE = ".,;:!?…"
_QUOTES = "'\"`”“’‘»«›‹*"
_CLOSING = re.compile(r"[)\]}>\"']")
_BEHIND = re.compile(rf"[{re.escape(_SENTENCE)}]*")
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}
# A second URL, or the words of an access date, printed on without a space (GROBID's and Crossref's samples).
_NEXT = re.compile(
    r"[;,](?=(?:https?|ftp)://)|[(\[,;](?=(?:last )?(?:accessed|retrieved|viewed|visited)\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Tail:
    """A URL without what follows it.

    *stripped* is the sentence punctuation directly behind it, which still counts as printed with it;
    *dropped* is the number of characters behind that which belong to the text.
    """

    url: str
    stripped: str
    dropped: int


def trim(url: str, *, opened_by: str = "") -> Tail:
    """Cut *url* where it ends; *opened_by* is the character before it, whose closing partner ends it.

    Balanced brackets inside stay (`Smith_(economist)`), an unbalanced closing one ends the URL, and so does
    an opening one that is never closed.
    """
    end = _end_of_first(url)
    end = _end_at_bracket(url[:end], opened_by)
    whole = url[:end]
    bare = whole.rstrip(_SENTENCE + _QUOTES)
    bare = _without_open_bracket(bare)
    closing = _BEHIND.match(whole, len(bare))
    stripped = closing.group() if closing else ""
    return Tail(url=bare, stripped=stripped, dropped=len(url) - len(bare) - len(stripped))


def _end_of_first(url: str) -> int:
    """Return where the first of several URLs or notes printed without a space ends."""
    match = _NEXT.search(url)
    return match.start() if match else len(url)


def _end_at_bracket(url: str, opened_by: str) -> int:
    """Return the offset of the first closing bracket that nothing inside *url* opened."""
    if not _CLOSING.search(url):
        return len(url)
    depth = dict.fromkeys(_PAIRS.values(), 0)
    for offset, character in enumerate(url):
        if character in depth:
            depth[character] += 1
        elif character in _PAIRS:
            if depth[_PAIRS[character]] == 0:
                return offset
            depth[_PAIRS[character]] -= 1
        elif character == opened_by and character in "\"'":
            return offset
    return len(url)


def _without_open_bracket(url: str) -> str:
    """Drop an opening bracket that is not closed, with what follows it, and the punctuation before it."""
    for opening, closing in (("(", ")"), ("[", "]"), ("<", ">")):
        if url.count(opening) > url.count(closing):
            url = url[: url.rindex(opening)].rstrip(_SENTENCE + _QUOTES)
    return url
