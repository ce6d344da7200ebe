"""Blank what Markdown prints as it stands: code, and comments, whose brackets mean nothing."""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FENCE = re.compile(r"^[ \t]*(?:>[ \t]?)*(?P<fence>`{3,}|~{3,})(?P<rest>[^\n]*)$", re.MULTILINE)
_TICKS = re.compile(r"`+")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_VISIBLE = re.compile(r"[^\n\r]")


def without_code(text: str) -> str:
    """Return *text* with code and comments blanked, so that offsets and lines stay true.

    A fence that is never closed is taken for text: CommonMark lets it swallow the rest of the document, and
    with it the notes.
    """
    for spans in (_fenced, _commented, _ticked):
        text = _blanked(text, spans(text))
    return text


def comments_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the comments of *text* stand; what is shown as code is none."""
    shown = _blanked(text, _fenced(text))
    code = list(_ticked(shown))
    starts = [start for start, _ in code]
    for start, stop in _commented(shown):
        index = bisect.bisect(starts, start) - 1
        if index < 0 or code[index][1] < stop:
            yield start, stop


def _blanked(text: str, spans: Iterator[tuple[int, int]]) -> str:
    """Return *text* with *spans*, which stand in order, replaced by spaces."""
    pieces, end = [], 0
    for start, stop in spans:
        pieces += [text[end:start], _VISIBLE.sub(" ", text[start:stop])]
        end = stop
    return "".join([*pieces, text[end:]])


def _fenced(text: str) -> Iterator[tuple[int, int]]:
    """Yield the blocks between a fence and one that closes it (CommonMark 0.31, section 4.5)."""
    opened: re.Match[str] | None = None
    for match in _FENCE.finditer(text):
        if opened is None:
            # The words behind backticks hold none, or the line is a code span.
            opened = match if match["fence"][0] == "~" or "`" not in match["rest"] else None
        elif match["fence"].startswith(opened["fence"]) and not match["rest"].strip():
            yield opened.start(), match.end()
            opened = None


def _commented(text: str) -> Iterator[tuple[int, int]]:
    """Yield the comments; the last `-->` bounds the search, or it would start anew at every `<!--`."""
    for match in _COMMENT.finditer(text, 0, text.rfind("-->") + 3):
        yield match.span()


def _ticked(text: str) -> Iterator[tuple[int, int]]:
    """Yield the code spans: between two runs of as many backticks, within a paragraph."""
    runs = [match.span() for match in _TICKS.finditer(text)]
    partner: dict[int, int] = {}
    last: dict[int, int] = {}
    for index in range(len(runs) - 1, -1, -1):
        length = runs[index][1] - runs[index][0]
        partner[index] = last.get(length, -1)
        last[length] = index
    index = 0
    while index < len(runs):
        other = partner[index]
        if other >= 0 and "\n\n" not in text[runs[index][1] : runs[other][0]]:
            yield runs[index][0], runs[other][1]
            index = other
        index += 1
