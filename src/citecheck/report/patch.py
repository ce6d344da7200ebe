"""What would be written, as a unified diff (POSIX diff -u) with a line of reason for each change.

    # report.txt:133, note 23, D101: notes 46, 47, 48 and 50 cite the same URL as accessed on 23 May 2011
    --- report.txt
    +++ report.txt (corrected)
    @@ -133 +133 @@
    -23 US Department of State. … Read May 32 2011.
    +23 US Department of State. … Read May 23 2011.

Lines keep their white space; what would steer a terminal is written out, and no password is shown.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citecheck.report.drawing import Line, draw
from citecheck.report.look import Look
from citecheck.report.position import Positions, place_in_words
from citecheck.safe import encodable, shown, shown_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citecheck.models import Document

_AS_IT_IS = 1_000_000  # columns: a line of a diff is never wrapped
_STYLES = {"+": "green", "-": "red", "@": "cyan", "#": "dim"}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is changed: where, in which note, the findings that it mends, and a sentence."""

    at: int
    note: int
    codes: tuple[str, ...]
    because: str


def render(document: Document, new: str, reasons: Iterable[Reason], *, colour: bool) -> str:
    """Return the difference between the text of *document* and the *new* one, under its *reasons*."""
    lines = [*_said(document, reasons), *_difference(document.source, document.text, new)]
    if not colour:
        return "".join(f"{encodable(line)}\n" for line in lines)
    drawn = (Line(encodable(line), style=_STYLES.get(line[:1], "")) for line in lines)
    return draw(drawn, Look(width=_AS_IT_IS, colour=True))


def _said(document: Document, reasons: Iterable[Reason]) -> Iterator[str]:
    """Give the line of each reason."""
    positions = Positions(document)
    for each in reasons:
        place = shown(place_in_words(document, positions.at(each.at)))
        yield f"# {place}, note {each.note}, {', '.join(each.codes)}: {shown(each.because)}"


def _difference(source: str, old: str, new: str) -> Iterator[str]:
    """Give the lines of the unified diff."""
    name = shown(source)
    compared = difflib.unified_diff(
        old.splitlines(), new.splitlines(), name, f"{name} (corrected)", lineterm="", n=1
    )
    yield from map(shown_line, compared)
