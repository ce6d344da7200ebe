"""Lines for a person, drawn by rich: wrapped to the width between words, coloured or plain.

A word that is wider than the terminal is never broken: it is a URL, and one that is copied from a report with
line ends inside is just what this program finds fault with.

What a line says comes as plain text that `citecheck.safe.shown` has cleaned; no markup is interpreted.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citecheck.report.look import Look

_NARROWEST = 40  # a narrower terminal than this folds our lines itself


@dataclass(frozen=True, slots=True)
class Line:
    """A text that hangs under the end of its *label*; *clipped* ones stay on one line of the terminal."""

    text: str
    label: str = ""
    style: str = ""
    label_style: str = ""
    clipped: bool = False


def draw(lines: Iterable[Line], look: Look) -> str:
    """Return *lines* as text wrapped to `look.width` (at least 40) columns; only one word may be wider."""
    width = max(look.width, _NARROWEST)
    hung = (row for line in lines for row in _hung(line, width))
    if look.colour:
        return _coloured(hung, width)
    return "".join(f"{label}{row}".rstrip() + "\n" for label, row, _ in hung)


def _hung(line: Line, width: int) -> Iterator[tuple[str, str, Line]]:
    """Give the rows of *line*, each behind its label or what hangs it under the label's end."""
    hang = len(line.label)
    for index, row in enumerate(_rows(line, width - hang)):
        yield line.label if index == 0 else " " * hang, row, line


def _coloured(hung: Iterable[tuple[str, str, Line]], width: int) -> str:
    """Draw rows in the colours of their lines; rich does it, at some 0.2 ms a row."""
    from rich.console import Console
    from rich.text import Text

    console = Console(
        file=StringIO(),
        width=width,
        force_terminal=True,
        color_system="standard",
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as capture:
        for label, row, line in hung:
            whole = Text.assemble(Text(label, style=line.label_style), Text(row, style=line.style))
            whole.rstrip()
            console.print(whole, soft_wrap=True)
    return capture.get()


def _rows(line: Line, width: int) -> list[str]:
    """Split the text of *line* into rows of at most *width* columns, between words and never within a URL."""
    from rich.cells import cell_len, set_cell_size

    if line.clipped:
        fits = cell_len(line.text) <= width
        return [line.text if fits else set_cell_size(line.text, width - 1).rstrip() + "…"]
    rows = [""]
    for word in (part for whole in line.text.split(" ") for part in _parts(whole, width)):
        if rows[-1] and cell_len(rows[-1]) + 1 + cell_len(word) > width:
            rows.append(word)
        else:
            rows[-1] += f" {word}" if rows[-1] else word
    return rows


def _parts(word: str, width: int) -> list[str]:
    """Fold a word that is wider than the terminal (a script without spaces); a URL stays whole."""
    from rich.cells import chop_cells

    return [word] if "://" in word else (chop_cells(word, width) or [word])
