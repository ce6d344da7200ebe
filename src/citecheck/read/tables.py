"""Tables of a word processor as lines of text: a row a line, tabs between the cells."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Table:
    """A table that is open: what parts its next paragraph from the last, and its rows and cells so far."""

    gap: str = "\n\n"
    rows: int = 0
    cells: int = 0

    def begin_row(self) -> None:
        """Begin a row on a line of its own."""
        self.gap = "\n" if self.rows else "\n\n"
        self.rows += 1
        self.cells = 0

    def begin_cell(self) -> None:
        """Begin a cell behind a tab; the first begins the row."""
        if self.cells:
            self.gap = "\t"
        self.cells += 1

    def take_gap(self) -> str:
        """Return what parts the next paragraph from the last; more in one cell have lines of their own."""
        gap, self.gap = self.gap, "\n"
        return gap


def gap_before(tables: list[Table]) -> str:
    """Return what parts a paragraph inside *tables*, the innermost last, from the paragraph before."""
    return tables[-1].take_gap() if tables else "\n\n"
