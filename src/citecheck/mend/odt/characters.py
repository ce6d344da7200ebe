"""Where each character of an OpenDocument text stands in its source (ODF 1.3 part 3, 6.1: white space)."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from citecheck.read.counting import raised
from citecheck.read.safe_xml import local_name
from citecheck.read.tracing import Tail

if TYPE_CHECKING:
    from citecheck.mend.xml_source import XmlSource
    from citecheck.read.tracing import Trace, TracedText

_WHITE = " \t\r\n"
_SOFT_HYPHEN = "\u00ad"
_WHOLE = frozenset({"s", "tab", "line-break"})  # elements that are characters

Range = tuple[int, int]


class Characters:
    """The characters of the text that *trace* has, in *source*."""

    def __init__(self, trace: Trace, source: XmlSource) -> None:
        self._texts: list[TracedText] = [text for text in trace.texts() if text.span.start < text.span.end]
        self._starts = [text.span.start for text in self._texts]
        self._source = source
        self._known: dict[int, list[Range] | None] = {}

    def of(self, start: int, end: int) -> list[Range] | None:
        """Return where the characters from *start* to *end* stand; None where one of them stands nowhere."""
        found: list[Range] = []
        paragraphs = set()
        at = start
        while at < end:
            index = bisect_right(self._starts, at) - 1
            text = self._texts[index] if index >= 0 else None
            if text is None or at >= text.span.end:
                return None
            until = min(end, text.span.end)
            ranges = self._ranges(index, text)
            if ranges is None:
                return None
            paragraphs.add(id(text.paragraph))
            if len(ranges) == 1 < text.span.end - text.span.start:
                if (at, until) != (text.span.start, text.span.end):
                    return None  # a part of several blanks that are one element
                found += ranges
            else:
                found += ranges[at - text.span.start : until - text.span.start]
            at = until
        return found if len(paragraphs) <= 1 else None

    def _ranges(self, index: int, text: TracedText) -> list[Range] | None:
        """Return where the characters of one *text* stand."""
        if index not in self._known:
            origin = text.element
            if not isinstance(origin, Tail) and local_name(origin.tag) in _WHOLE:
                extent = self._source.extent(origin)
                self._known[index] = [(extent.start, extent.end)]
            else:
                start, end, raw = self._source.stretch(origin)
                offsets = self._source.characters(start, end, raw)
                ranges = aligned(raw, text.text)
                self._known[index] = ranges and [(offsets[first], offsets[last]) for first, last in ranges]
        return self._known[index]


def aligned(raw: str, read: str) -> list[Range] | None:
    """Return for each character that was *read* where it is in the *raw* text; None where they do not agree.

    A run of white space is read as one blank, or as none at its start; soft hyphens are not read, and are
    part of the character behind them: left alone before a blank they would be read.
    """
    found: list[Range] = []
    at = 0
    if not read.startswith(" "):
        at = len(raw) - len(raw.lstrip(_WHITE + _SOFT_HYPHEN))
    for character in read:
        start = at
        while at < len(raw) and raw[at] == _SOFT_HYPHEN != character:
            at += 1
        end = at + 1
        if at >= len(raw):
            return None
        if character == " " and raw[at] in _WHITE:
            while end < len(raw) and raw[end] in _WHITE:
                end += 1
        elif character not in (raw[at], raised(raw[at])):
            return None
        found.append((start, end))
        at = end
    return found
