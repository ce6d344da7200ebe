"""The bar on standard error while pages and archives are asked."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
        links = bars.add_task("links ", total=None, counts="")
        copies = bars.add_task("copies", total=None, counts="", visible=False)

        def _show(progress: Progress) -> None:
            bars.update(
                links, completed=progress.links_done, total=progress.links_total, counts=counts(progress)
            )
            bars.update(
                copies,
                completed=progress.copies_done,
                total=progress.copies_total,
                counts=progress.waiting,
                visible=progress.copies_total > 0,
            )

        yield _show


def counts(progress: Progress) -> str:
    """Say how many links stand how: `10 live, 3 dead`."""
    return ", ".join(f"{number} {verdict}" for verdict, number in progress.verdicts.items() if number)
