"""Find the links that are laid over a part of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citecheck.models import Span
    from citecheck.read.tracing import TracedLink


class LinkSpans:
    """The *links* of a document, in order."""

    def __init__(self, links: Iterable[TracedLink]) -> None:
        self.links = sorted(links, key=lambda link: link.span)
        self._starts = [link.span.start for link in self.links]
        self._longest = max((link.span.end - link.span.start for link in self.links), default=0)

    def over(self, span: Span) -> list[TracedLink]:
        """Return the links over *span*, be it in part; at its ends where it is empty."""
        first = bisect_left(self._starts, span.start - self._longest)
        near = self.links[first : bisect_right(self._starts, span.end)]
        if span.start == span.end:
            return [link for link in near if link.span.start <= span.start <= link.span.end]
        return [link for link in near if link.span.overlaps(span)]
