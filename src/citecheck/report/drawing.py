"""Lines for a person, drawn by rich: wrapped to the width, long words folded, coloured or plain.

What a line says comes as plain text that `citecheck.safe.shown` has cleaned; no markup is interpreted.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

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
    """Return *lines* as text in which no line is wider than `look.width` (at least 40) columns."""
    from rich.console import Console

    width = max(look.width, _NARROWEST)
    console = Console(
        file=StringIO(),
        width=width,
        force_terminal=look.colour,
        color_system="standard" if look.colour else None,
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as capture:
        for line in lines:
            _print(line, console)
    return capture.get()


def _print(line: Line, console: Console) -> None:
    """Print *line* with its rows hanging under the end of its label."""
    from rich.text import Text

    hang = len(line.label)
    text = Text(line.text, style=line.style)
    if line.clipped:
        text.truncate(console.width - hang, overflow="ellipsis")
    rows = text.wrap(console, console.width - hang, overflow="fold") or [Text()]
    for index, row in enumerate(rows):
        row.rstrip()
        label = Text(line.label, style=line.label_style) if index == 0 else Text(" " * hang if row else "")
        whole = Text.assemble(label, row)
        whole.rstrip()
        console.print(whole, soft_wrap=True)
