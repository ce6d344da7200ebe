"""The plots of the page as shapes: where each stands, how large it is, and what it says.

Coordinates are those of an SVG whose width is `WIDTH`; the page draws them without knowing what they mean.
Each plot has its figures in words too, for who cannot see it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from citecheck.evidence.wording import counted
from citecheck.models import Snapshot
from citecheck.report.fates import Fate, fate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from citecheck.models import Entry, Report

WIDTH = 640.0
HEIGHT = 260.0
LEFT, BOTTOM, TOP = 72.0, 34.0, 14.0
_MOST_POINTS = 4000  # distinct places of the plot; more are no longer told apart
_MOST_LABELS = 10


@dataclass(frozen=True, slots=True)
class Shape:
    """A rectangle (or a point at its corner) of some *kind*, and what it says."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A label of an axis at some place of it."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Charts:
    """All plots; one without shapes is not shown."""

    bar: tuple[Shape, ...]
    points: tuple[Shape, ...]
    years_across: tuple[Tick, ...]
    years_up: tuple[Tick, ...]
    columns: tuple[Shape, ...]
    column_years: tuple[Tick, ...]
    survival: tuple[tuple[str, str], ...]


def charts_of(reports: Iterable[Report]) -> Charts:
    """Return the plots of *reports*, each of which is looked at once."""
    fates: Counter[Fate] = Counter()
    by_year: defaultdict[int, Counter[Fate]] = defaultdict(Counter)
    pairs: Counter[tuple[date, date]] = Counter()
    for report in reports:
        for entry in report.entries:
            read = entry.citation.accessed
            fates.update(map(fate, entry.links))
            if read is not None and read.year is not None and read.is_possible:
                by_year[read.year].update(map(fate, entry.links))
            pairs.update(_pairs(entry))
    by_year = defaultdict(Counter, {year: counts for year, counts in by_year.items() if counts})
    across, up, points = _scatter(pairs)
    columns, years = _columns(by_year)
    return Charts(
        bar=tuple(_bar(fates)),
        points=points,
        years_across=across,
        years_up=up,
        columns=columns,
        column_years=years,
        survival=tuple((str(year), _in_words(by_year[year])) for year in sorted(by_year)),
    )


def kind(of: Fate) -> str:
    """Return the name by which the style sheet colours *of*."""
    return str(of).replace(" ", "-")


def _pairs(entry: Entry) -> Iterator[tuple[date, date]]:
    """Give the day of access of each link with the day of its copy."""
    for link in entry.links:
        written = link.cited.accessed or entry.citation.accessed
        day = written.as_date() if written else None
        if day is not None and isinstance(link.snapshot, Snapshot):
            yield day, link.snapshot.captured.date()


def _bar(fates: Counter[Fate]) -> Iterator[Shape]:
    """Give the parts of the bar of all links, in the order of the headline."""
    total, x = fates.total(), 0.0
    for each in Fate:
        if fates[each]:
            width = WIDTH * fates[each] / total
            yield Shape(x, 0, width, 28, kind(each), f"{fates[each]} {each}")
            x += width


def _scatter(
    pairs: Counter[tuple[date, date]],
) -> tuple[tuple[Tick, ...], tuple[Tick, ...], tuple[Shape, ...]]:
    """Return the ticks of both axes, and a point for each pair: days of access across, of copies up."""
    if not pairs:
        return (), (), ()
    first = min(min(pair) for pair in pairs).replace(month=1, day=1)
    last = max(max(pair) for pair in pairs)
    days = max((last - first).days, 1)

    def across(day: date) -> float:
        """Return the place of *day* across."""
        return LEFT + (WIDTH - LEFT - 10) * (day - first).days / days

    def up(day: date) -> float:
        """Return the height of *day*."""
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * (day - first).days / days

    points = tuple(
        Shape(across(read), up(captured), 0, 0, "copy", f"read {read}, captured {captured}{_times(count)}")
        for (read, captured), count in sorted(pairs.items())[:_MOST_POINTS]
    )
    years = [date(year, 1, 1) for year in _thinned(range(first.year, last.year + 1))]
    return (
        tuple(Tick(across(day), str(day.year)) for day in years),
        tuple(Tick(up(day), str(day.year)) for day in years),
        points,
    )


def _times(count: int) -> str:
    """Say how many links share a point."""
    return "" if count == 1 else f" ({count} links)"


def _columns(by_year: dict[int, Counter[Fate]]) -> tuple[tuple[Shape, ...], tuple[Tick, ...]]:
    """Return a column for each year of access, parted by what became of its links, and the years below."""
    years = sorted(by_year)
    if not years:
        return (), ()
    room = (WIDTH - LEFT - 10) / len(years)
    wide = min(room * 0.8, 60.0)
    shapes: list[Shape] = []
    for place, year in enumerate(years):
        shapes += _column(LEFT + room * place + (room - wide) / 2, wide, year, by_year[year])
    labelled = set(_thinned(years))
    ticks = [
        Tick(LEFT + room * (place + 0.5), str(year)) for place, year in enumerate(years) if year in labelled
    ]
    return tuple(shapes), tuple(ticks)


def _column(x: float, width: float, year: int, counts: Counter[Fate]) -> Iterator[Shape]:
    """Give the parts of one column, the living at the bottom."""
    total, y = counts.total(), HEIGHT - BOTTOM
    for each in Fate:
        if counts[each]:
            height = (HEIGHT - BOTTOM - TOP) * counts[each] / total
            y -= height
            yield Shape(x, y, width, height, kind(each), f"{year}: {counts[each]} of {total} {each}")


def _thinned(years: Sequence[int]) -> list[int]:
    """Return as many of *years* as have room for their labels."""
    step = -(-len(years) // _MOST_LABELS)
    return list(years[:: max(step, 1)])


def _in_words(counts: Counter[Fate]) -> str:
    """Say how the links of one year stand."""
    each = ", ".join(f"{counts[fate]} {fate}" for fate in Fate if counts[fate])
    return f"{counted(counts.total(), 'link')}: {each}"
