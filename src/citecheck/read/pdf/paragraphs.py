"""Part the lines of columns into paragraphs, and join those that run over a column or a page.

What shows a new paragraph in print: more space above it, another size, an indented or (in lists) an outdented
first line, or a line before it that ends although the next word had room.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from citecheck.read.pdf.lines import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Paragraph = tuple[Line, ...]
Region = list[Line]

_RESIZED = 0.1  # another size than the line before by more than this share
_MORE_SPACE = 1.3  # times the leading
_INDENT = 0.5  # times the size
_SHORT = 0.3  # of the width: a line that leaves so much free was ended on purpose
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_DIGITS = str.maketrans(_SUPERSCRIPTS, "0123456789")
_LEADING = re.compile(
    rf"\s*(?:\[(?P<bracket>\d{{1,4}})\]|\((?P<paren>\d{{1,4}})\)|(?P<stop>\d{{1,4}})[.)](?!\d)"
    rf"|(?P<raised>[{_SUPERSCRIPTS}]{{1,4}})|(?P<plain>\d{{1,4}})(?=\s))\s*(?=\S)"
)
_BULLET = re.compile(r"\s*[•‣▪◦●■–—*-]\s+\S")
_ENDED = re.compile(
    r"[.!?:;][)\]\"”’»]{0,2}$|[.!?:;]?[\"”»]$|[.!?][⁰¹²³⁴⁵⁶⁷⁸⁹,–-]{1,9}$|(?:https?://|www\.)\S+$|\d[)\]]?$"
)


@dataclass(frozen=True, slots=True)
class Style:
    """How a column shows paragraphs: its edges, its leading, and whether first lines are in- or outdented."""

    left: float
    right: float
    leading: float
    indented: bool
    outdented: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at the beginning of a line: as a number, as printed, where the words behind it begin."""

    number: int
    printed: str
    end: int
    raised: bool
    certain: bool


def leading_mark(text: str) -> Mark | None:
    """Return the number that *text* begins with, as notes do: `12.`, `[12]`, `(12)`, `¹²`, `12 `."""
    match = _LEADING.match(text)
    if match is None:
        return None
    printed = next(group for group in match.groups() if group)
    number = int(printed.translate(_TO_DIGITS))
    raised, certain = match["raised"] is not None, match["plain"] is None
    return Mark(number, match.group().strip(), match.end(), raised, certain) if number else None


def flowing(pages: Sequence[Sequence[Region]]) -> list[Paragraph]:
    """Return the paragraphs of the regions of all *pages* in reading order."""
    paragraphs: list[list[Line]] = []
    before: Style | None = None
    for region in (region for page in pages for region in page if region):
        style = _style(region)
        groups = _grouped(region, style)
        if before is not None and _runs_over(paragraphs, groups[0], before, style):
            paragraphs[-1] += groups.pop(0)
        paragraphs += groups
        before = style
    return [tuple(paragraph) for paragraph in paragraphs]


def _grouped(region: Region, style: Style) -> list[list[Line]]:
    """Part one region into paragraphs."""
    groups = [[region[0]]]
    for before, line in pairwise(region):
        if _begins(before, line, style, groups[-1]):
            groups.append([])
        groups[-1].append(line)
    return groups


def _style(region: Region) -> Style:
    """Read off a region how it shows paragraphs.

    Where lines are outdented behind ended lines more often than behind full ones, each item of a list hangs;
    where lines are indented behind ended ones, paragraphs begin indented.
    """
    lefts, rights = sorted(line.left for line in region), sorted(line.right for line in region)
    right = rights[len(rights) * 9 // 10] if len(rights) > 4 else rights[-1]  # noqa: PLR2004 - too few for a share
    gaps = [gap for gap in _gaps(region) if gap > 0]
    leading = median(gaps) if len(gaps) > 1 else 1.3 * region[0].size
    style = Style(lefts[len(lefts) // 10], right, leading, indented=False, outdented=False)
    votes = {True: 0, False: 0}
    for before, line in pairwise(region):
        shift = line.left - before.left
        if abs(shift) > _INDENT * line.size and _alike(before, line):
            votes[shift > 0] += 1 if _is_ended(before, line, style) else -1
    return Style(style.left, right, leading, indented=votes[True] > 0, outdented=votes[False] > 0)


def _gaps(region: Region) -> Iterator[float]:
    """Yield the distances between the baselines of lines of one size."""
    for before, line in pairwise(region):
        if _alike(before, line):
            yield before.base - line.base


def _alike(one: Line, other: Line) -> bool:
    """Tell whether two lines are printed in one size."""
    return abs(one.size - other.size) <= _RESIZED * max(one.size, other.size)


def _is_ended(before: Line, line: Line, style: Style) -> bool:
    """Tell whether *before* was ended on purpose: the first word of *line* had room on it."""
    return before.right + line.width + 0.5 * line.size < style.right and not before.text.endswith("-")


def _begins(before: Line, line: Line, style: Style, paragraph: list[Line]) -> bool:
    """Tell whether *line* begins a paragraph, standing below *before* in one column."""
    if not _alike(before, line) or before.base - line.base > _MORE_SPACE * style.leading:
        return True
    shift = (line.left - before.left) / line.size
    ended = _is_ended(before, line, style)
    mark, first = leading_mark(line.text), leading_mark(paragraph[0].text)
    if mark and first and mark.number == first.number + 1 and mark.certain == first.certain:
        return ended or shift < -_INDENT or abs(line.left - paragraph[0].left) < _INDENT * line.size
    if _BULLET.match(line.text) and (ended or shift < -_INDENT):
        return True
    if style.outdented and shift < -_INDENT:
        return ended or bool(_ENDED.search(before.text))
    if style.indented and shift > _INDENT:
        return True
    return ended and _is_deliberate(before, line, style)


def _is_deliberate(before: Line, line: Line, style: Style) -> bool:
    """Tell whether a short line ends a paragraph and not just a line of ragged print."""
    if _ENDED.search(before.text) and not line.text[:1].islower():
        return True
    return style.right - before.right > _SHORT * (style.right - style.left) and not line.text[:1].islower()


def _runs_over(paragraphs: list[list[Line]], group: list[Line], before: Style, style: Style) -> bool:
    """Tell whether the last of *paragraphs* goes on with *group*, in the next column or on the next page."""
    last, line = paragraphs[-1][-1], group[0]
    if not _alike(last, line):
        return False
    mark, first = leading_mark(line.text), leading_mark(paragraphs[-1][0].text)
    if mark and first and mark.number == first.number + 1 and mark.certain == first.certain:
        return False
    if line.text[:1].islower() or last.text.endswith("-"):
        return True
    indent = (line.left - style.left) / line.size
    if style.outdented or before.outdented:
        return indent > _INDENT
    return not (
        _is_ended(last, line, before) or _ENDED.search(last.text) or (style.indented and indent > _INDENT)
    )
