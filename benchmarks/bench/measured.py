"""What a run came to: what it cost, and what the servers saw of it."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.work import Manners, Work

COLUMNS = (
    "",
    "wall s",
    "CPU s",
    "peak MiB",
    "requests a URL",
    "connections",
    "most at once",
    "most at a host",
    "smallest gap ms",
    "server's CPU",
)


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of *wall* and *cpu*, the *peak* of memory in KiB, and what the servers have *seen*."""

    wall: float
    cpu: float
    peak: int
    seen: dict[str, float]

    @property
    def share(self) -> float:
        """Return how much of the time the server was busy; near 1 it would be what was measured."""
        return self.seen["cpu"] / self.wall


@dataclass(frozen=True, slots=True)
class Goal:
    """One promise: what it says, what came out, and whether that keeps it."""

    name: str
    limit: str
    figure: str
    met: bool

    def cells(self) -> tuple[str, ...]:
        """Return the row of the table of goals."""
        return self.name, self.limit, self.figure, "met" if self.met else "NOT met"


def middle(runs: Sequence[Measured]) -> float:
    """Return the median of the times."""
    return median(run.wall for run in runs)


def cells(name: str, runs: Sequence[Measured], work: Work, manners: Manners) -> tuple[str, ...]:
    """Return a row: medians of what it cost, the worst of what the servers saw."""
    gaps = [run.seen["smallest_gap"] for run in runs if run.seen["smallest_gap"] >= 0]
    gap = f"{1000 * min(gaps):.1f}" if gaps and manners.delay else "–"
    times = " to ".join(
        f"{wall:.2f}" for wall in sorted({min(r.wall for r in runs), max(r.wall for r in runs)})
    )
    return (
        name,
        f"{middle(runs):.2f} ({times})" if len(runs) > 1 else times,
        f"{median(run.cpu for run in runs):.2f}",
        f"{median(run.peak for run in runs) / 1024:.0f}",
        f"{max(run.seen['requests'] for run in runs) / work.total:.3f}",
        f"{max(run.seen['connections'] for run in runs):.0f}",
        f"{max(run.seen['most_in_flight'] for run in runs):.0f}" if work.latency else "–",
        f"{max(run.seen['most_at_a_host'] for run in runs):.0f}" if work.latency else "–",
        gap,
        f"{median(run.share for run in runs):.0%}",
    )


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table whose columns stand below each other in a terminal too."""
    widths = [max(len(row[index]) for row in (columns, *rows)) for index in range(len(columns))]
    ruler = ["-" * width for width in widths]
    lines = (
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in (columns, ruler, *rows)
    )
    return "\n".join(lines) + "\n"
