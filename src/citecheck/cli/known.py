"""The findings that a baseline knows: marked in what a run says, or written anew."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from citecheck.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.baseline import Baseline
    from citecheck.models import Report
    from citecheck.settings import Settings


class KnownFindings:
    """The baseline of *settings*, read before the run, so that an hour of asking is not lost to a wrong name.

    With *update* it is not read but written. Raises `SettingsError` for a baseline that cannot be read or
    written, and for an update of none.
    """

    def __init__(self, settings: Settings, *, update: bool) -> None:
        self._path = None if settings.baseline is None else Path(settings.baseline)
        self._update = update
        self._baseline: Baseline | None = None
        if update:
            if self._path is None:
                raise SettingsError("--update-baseline: which one? Name it with --baseline FILE")
            from citecheck.report.files import check_place

            check_place(self._path, "--baseline")
        elif self._path is not None:
            from citecheck.baseline import read_baseline

            self._baseline = read_baseline(self._path)

    def marked(self, reports: Sequence[Report], *, complete: bool = True) -> Sequence[Report]:
        """Return *reports* with the known findings marked, and a sentence about them in the first.

        Where they are not *complete*, because a file could not be read, no baseline is written.
        """
        if self._update and self._path is not None:
            self._baseline = _written(self._path, reports, complete=complete)
        if self._baseline is None or not reports:
            return reports
        from citecheck.baseline import gone, marked
        from citecheck.mapped import Mapped

        news = Mapped(partial(marked, baseline=self._baseline), reports)
        known = sum(finding.known for report in news for finding in report.all_findings())
        lost = 0 if any(report.offline for report in reports) else gone(reports, self._baseline)
        said = _in_words(str(self._path), known, lost)
        return Mapped(lambda number: _with(news[number], () if number else said), range(len(news)))


def _with(report: Report, said: tuple[str, ...]) -> Report:
    """Return *report* with more sentences about the run."""
    return replace(report, warnings=(*report.warnings, *said)) if said else report


def _written(path: Path, reports: Sequence[Report], *, complete: bool) -> Baseline | None:
    """Write the baseline that knows all of *reports*.

    A run without a network, or one that is not *complete*, knows too little for one.
    """
    from citecheck.baseline import baseline_of, written
    from citecheck.report.files import write_whole

    offline = any(report.offline for report in reports)
    if offline or not complete:
        why = "the network was down" if offline else "not every file could be read"
        click.echo(f"citecheck: {path} is left as it was: {why}", err=True)
        return None
    baseline = baseline_of(reports)
    write_whole(path, [written(baseline).encode()], "--baseline")
    count = len(baseline.findings)
    click.echo(f"citecheck: {path} now knows {count} finding{'' if count == 1 else 's'}", err=True)
    return baseline


def _in_words(path: str, known: int, lost: int) -> tuple[str, ...]:
    """Say how many findings are not shown, and how many of the baseline there are no more."""
    said = []
    if known:
        said.append(f"{_findings(known)} known to {path} and not shown")
    if lost:
        said.append(f"{_findings(lost)} known to {path} and no more; --update-baseline takes them out")
    return tuple(said)


def _findings(count: int) -> str:
    """Count findings, with their verb."""
    return "1 finding is" if count == 1 else f"{count} findings are"
