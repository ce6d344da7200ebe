"""Find the words for citecheck in the comments of a document: `<!-- citecheck: ignore L105 -->`.

They are taken out of the text, so that no note cites them; white space as long as they keeps every offset.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.models import Instruction, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Comments = Callable[[str], Iterable[tuple[int, int]]]

WORD = "citecheck:"
# Of HTML, of TeX. What is longer is no instruction.
_COMMENT = re.compile(r"(?:<!--|%+)\s*citecheck:(?P<text>[\s\S]{0,1000}?)\s*(?:-->)?")
MOST = 1000
"""Instructions of one document; what is behind them is taken out of the text, and one line says so."""

_VISIBLE = re.compile(r"[^\n\r]")


def without_instructions(text: str, comments: Comments) -> tuple[str, tuple[Instruction, ...]]:
    """Return *text* with its instructions blanked, and them; *comments* finds where comments stand, in order.

    It is asked only where the word stands at all.
    """
    if WORD not in text:
        return text, ()
    pieces, end = [], 0
    found = []
    for start, stop in comments(text):
        match = _COMMENT.fullmatch(text, start, stop)
        if match is not None:
            found.append(Instruction(Span(start, stop), match["text"].strip()))
            pieces += [text[end:start], _VISIBLE.sub(" ", text[start:stop])]
            end = stop
    return "".join([*pieces, text[end:]]), bounded(found)


def bounded(found: list[Instruction]) -> tuple[Instruction, ...]:
    """Return as many instructions as are read of one document; the last says where there are more."""
    if len(found) <= MOST:
        return tuple(found)
    return *found[:MOST], Instruction(found[MOST].span, f"there are more than {MOST}")
