"""The bars on standard error: documents read and judged, links asked, copies looked up.

Every bar counts what is known to be to do: documents by files, links by distinct addresses, copies by the
addresses whose copies are wanted or already known not to be.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress as Bars

    from citecheck.verify import Progress


@contextmanager
def watching(*, wanted: bool) -> Iterator[Callable[[Progress], None] | None]:
    """Give a function that shows a run's progress; None where it is not *wanted* or nobody sees it."""
    if not wanted or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress as Bars, TextColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[counts]}", markup=False),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        yield _Shown(bars).show


class _Shown:
    """The three bars, each there while it has something to say."""

    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        hidden: dict[str, Any] = {"total": None, "counts": "", "visible": False}
        self._documents = bars.add_task("reading", **hidden)
        self._links = bars.add_task("links", **hidden)
        self._copies = bars.add_task("copies", **hidden)

    def show(self, progress: Progress) -> None:
        """Show *progress*; what the run waits for stands beside the last bar."""
        is_asking = progress.stage.value == "asking"
        has_copies = is_asking and progress.copies_total > 0
        self._bars.update(
            self._documents,
            description=progress.stage.value,
            completed=progress.documents_done,
            total=progress.documents_total,
            visible=not is_asking,
        )
        self._bars.update(
            self._links,
            completed=progress.links_done,
            total=progress.links_total,
            counts=" · ".join(filter(None, (counts(progress), "" if has_copies else progress.waiting))),
            visible=is_asking,
        )
        self._bars.update(
            self._copies,
            completed=progress.copies_done,
            total=progress.copies_total,
            counts=progress.waiting,
            visible=has_copies,
        )


def counts(progress: Progress) -> str:
    """Say how many links stand how: `10 live, 3 dead`."""
    return ", ".join(f"{number} {verdict}" for verdict, number in progress.verdicts.items() if number)
