"""A place in the text of a document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of offsets into the text of a document."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the part of *text* that the span covers."""
        return text[self.start : self.end]

    def moved(self, by: int) -> Span:
        """Return the span *by* characters further on."""
        return Span(self.start + by, self.end + by)

    def holds(self, other: Span) -> bool:
        """Tell whether *other* lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a character."""
        return self.start < other.end and other.start < self.end
