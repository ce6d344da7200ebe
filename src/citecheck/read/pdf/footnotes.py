"""Gather the notes at the foot of pages.

A footnote begins with a number that is raised in the text above it on the same page, and stands at the foot
of the page or column: in smaller type, or with its number raised as well. What goes on without a number at
the foot of the next page belongs to the last of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from citecheck.read.counting import number_of
from citecheck.read.pdf.lines import Line
from citecheck.read.pdf.paragraphs import Mark, Region, leading_mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SMALLER = 0.94  # of the size above it: 10 points under 11, 8.5 under 10
_ALIKE = 0.05  # of the size: rounding
_FEWEST = 2  # in a document; one alone is the address of an author
_LEAP = 5  # notes whose number at the foot was lost


@dataclass(slots=True)
class Footnote:
    """A note: its number as counted and as printed, its lines, the list it belongs to."""

    mark: Mark
    lines: list[Line]
    series: int = 0


@dataclass(slots=True)
class _Gathered:
    """The notes so far, and the page of the last."""

    notes: list[Footnote] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The last number, 0 before the first."""
        return self.notes[-1].mark.number if self.notes else 0

    def ran_to(self, page: int) -> bool:
        """Tell whether the last note has its last line on *page*."""
        return bool(self.notes) and self.notes[-1].lines[-1].page == page

    def expects(self, mark: Mark, cited: set[int]) -> bool:
        """Tell whether *mark* is the next number of its list, and cited on the page."""
        ahead = mark.number - self.last
        return mark.number in cited and (0 < ahead <= _LEAP or mark.number == 1)

    def begin(self, mark: Mark, line: Line) -> None:
        """Begin a note; one whose number is not higher than the last begins a list."""
        series = self.notes[-1].series if self.notes else 0
        if mark.number <= self.last:
            series += 1
        self.notes.append(Footnote(mark, [line], series))


def taken_out(pages: Sequence[Sequence[Region]]) -> tuple[list[list[Region]], list[Footnote]]:
    """Return the regions of *pages* without footnotes, and the footnotes; all stays where there are few."""
    gathered = _Gathered()
    body = [_without_foot(page, gathered) for page in pages]
    if len(gathered.notes) < _FEWEST:
        return [list(page) for page in pages], []
    return body, gathered.notes


def _without_foot(page: Sequence[Region], gathered: _Gathered) -> list[Region]:
    """Move the footnotes of one page to *gathered* and return the rest."""
    kept = []
    for index, region in enumerate(page):
        cited = _cited(line for each in page[: index + 1] for line in each)
        start = _foot(region, page[:index], gathered, cited)
        kept.append(region[:start])
        _gather(region[start:], gathered, cited)
    return [region for region in kept if region]


def _cited(lines: Iterable[Line]) -> set[int]:
    """Return the numbers that are raised within *lines*, not at the beginning of one."""
    numbers = (
        number_of(part)
        for line in lines
        for word in line.words
        if word.raised and word.at > 0
        for part in line.text[word.at : word.at + word.length].split(",")
    )
    return {number for number in numbers if number is not None}


def _foot(region: Region, above: Sequence[Region], gathered: _Gathered, cited: set[int]) -> int:
    """Return the index of the first line of *region* in footnotes; its length where there are none."""
    small = _small_from(region, above)
    for index, line in enumerate(region):
        mark = leading_mark(line.text)
        if mark and gathered.expects(mark, cited) and (mark.raised or index >= small):
            return small if small < index and gathered.ran_to(line.page - 1) else index
    if small < len(region) and gathered.notes and _is_last_open(gathered, region[small]):
        return small
    return len(region)


def _is_last_open(gathered: _Gathered, line: Line) -> bool:
    """Tell whether the last note may go on at *line*: in its size, and its sentence has not ended."""
    last = gathered.notes[-1].lines[-1]
    alike = abs(last.size - line.size) < _ALIKE * line.size
    return alike and last.page in (line.page - 1, line.page) and not last.text.endswith((".", ")"))


def _small_from(region: Region, above: Sequence[Region]) -> int:
    """Return from which line on *region* is in smaller type than what stands above it."""
    small = len(region)
    while small > 0 and region[small - 1].size <= 1.03 * region[-1].size:
        small -= 1
    before = [region[small - 1].size] if small else [line.size for each in above for line in each]
    if not before or region[-1].size > _SMALLER * sorted(before)[len(before) // 2]:
        return len(region)
    return small


def _gather(lines: Region, gathered: _Gathered, cited: set[int]) -> None:
    """Add the lines at the foot of a page to the notes."""
    for line in lines:
        mark = leading_mark(line.text)
        if mark and gathered.expects(mark, cited) and mark.number != gathered.last:
            gathered.begin(mark, line)
        else:
            gathered.notes[-1].lines.append(line)
