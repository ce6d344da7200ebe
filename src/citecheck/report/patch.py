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
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from citecheck.edits import applied
from citecheck.report.drawing import Line, draw
from citecheck.report.look import Look
from citecheck.report.position import Positions, place_in_words
from citecheck.safe import encodable, shown, shown_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from citecheck.models import Document, Edit

Opcode = tuple[Literal["replace", "delete", "insert", "equal"], int, int, int, int]
"""What is done with some lines, and which they are, of the old and of the new ones (`difflib`)."""

_AS_IT_IS = 1_000_000  # columns: a line of a diff is never wrapped
_STYLES = {"+": "green", "-": "red", "@": "cyan", "#": "dim"}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is changed: where, in which note, the findings that it mends, and a sentence."""

    at: int
    note: int
    codes: tuple[str, ...]
    because: str


def render(document: Document, edits: Sequence[Edit], reasons: Iterable[Reason], *, colour: bool) -> str:
    """Return what the sorted *edits* change in the text of *document*, under their *reasons*."""
    lines = [*_said(document, reasons), *_difference(document.source, document.text, edits)]
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


def _difference(source: str, old: str, edits: Sequence[Edit]) -> Iterator[str]:
    """Give the lines of the unified diff."""
    before, after = old.splitlines(), applied(old, edits).splitlines()
    known = _Known(_joined(_opcodes(old, len(before), edits)))
    groups = list(known.get_grouped_opcodes(1)) if before != after else []
    if groups:
        yield f"--- {shown(source)}"
        yield f"+++ {shown(source)} (corrected)"
    for group in groups:
        (_, start, _, new_start, _), (_, _, end, _, new_end) = group[0], group[-1]
        yield f"@@ -{_lines(start, end)} +{_lines(new_start, new_end)} @@"
        for tag, start, end, new_start, new_end in group:
            yield from (shown_line(f"{' ' if tag == 'equal' else '-'}{line}") for line in before[start:end])
            if tag != "equal":
                yield from (shown_line(f"+{line}") for line in after[new_start:new_end])


class _Known(difflib.SequenceMatcher[str]):
    """Groups the changes that are known, as difflib does those that it finds."""

    def __init__(self, opcodes: list[Opcode]) -> None:
        super().__init__(None, "", "")
        self._known = opcodes

    def get_opcodes(self) -> list[Opcode]:
        """Return what is known."""
        return self._known


def _joined(opcodes: Iterable[Opcode]) -> list[Opcode]:
    """Return *opcodes* without empty ones, and stretches of equal lines in one."""
    found: list[Opcode] = []
    for each in opcodes:
        tag, start, end, new_start, new_end = each
        if start == end and new_start == new_end:
            continue
        if found and tag == found[-1][0] == "equal":
            found[-1] = (tag, found[-1][1], end, found[-1][3], new_end)
        else:
            found.append(each)
    return found


def _lines(start: int, end: int) -> str:
    """Return how a unified diff names the lines from *start* up to *end*, which it counts from one."""
    length = end - start
    return f"{start + 1}" if length == 1 else f"{start + bool(length)},{length}"


def _opcodes(old: str, size: int, edits: Sequence[Edit]) -> Iterator[Opcode]:
    """Give what makes the new lines of the *size* lines of *old*, as `difflib` has it.

    Only the lines at the *edits* are compared: to compare all with each other takes the square of their
    number where many are alike, as those with which the records of a bibliography begin and end.
    """
    at = moved = 0
    for first, last, own, new in _changed_lines(old, edits):
        yield "equal", at, first, at + moved, first + moved
        compared = difflib.SequenceMatcher(None, own, new, autojunk=False)
        for tag, i, j, k, m in compared.get_opcodes():
            yield tag, first + i, first + j, first + moved + k, first + moved + m
        at, moved = last, moved + len(new) - len(own)
    yield "equal", at, size, at + moved, size + moved


def _changed_lines(old: str, edits: Sequence[Edit]) -> Iterator[tuple[int, int, list[str], list[str]]]:
    """Give the lines of *old* that *edits* touch, from one number up to another, as they are and will be."""
    starts = [0, *accumulate(map(len, old.splitlines(keepends=True)))]
    pieces: list[tuple[int, int, list[Edit]]] = []
    for edit in edits:
        first, last = (
            min(bisect_right(starts, at), len(starts) - 1) for at in (edit.span.start, edit.span.end)
        )
        if pieces and first <= pieces[-1][1]:
            begin, end, some = pieces[-1]
            some.append(edit)
            pieces[-1] = begin, max(end, last), some
        else:
            pieces.append((first - 1, last, [edit]))
    for first, last, some in pieces:
        text = old[starts[first] : starts[last]]
        yield first, last, text.splitlines(), applied(text, some, starts[first]).splitlines()
