"""What goes to standard output (reports) and to standard error (everything else)."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citecheck.models import Report, SavingReport
    from citecheck.report import Look
    from citecheck.settings import Settings

FINE, FINDINGS, INCOMPLETE, OFFLINE = 0, 1, 2, 3
INTERRUPTED, TERMINATED = 130, 143  # 128 + the number of the signal, as shells have it


def publish(
    reports: Sequence[Report], settings: Settings, *, quiet: bool, verbose: bool, unread: Sequence[str] = ()
) -> int:
    """Say the report and the warnings of a run, write its files, and return the exit code.

    *unread* are the files that were found and could not be read: the report is without them, and the exit
    code says so.
    """
    from citecheck import report

    complain(unread)
    _warn((warning for report in reports for warning in report.warnings), settings.format)
    seen = look(quiet=quiet, verbose=verbose)
    for piece in report.pieces(reports, settings.format, seen):
        say(piece)
    report.write_files(reports, settings.output, seen)
    return INCOMPLETE if unread else exit_code(reports, settings)


def publish_saving(
    report: SavingReport, name: str, *, quiet: bool, verbose: bool, unread: Sequence[str] = ()
) -> int:
    """Say what was saved, in the format *name*, and return the exit code; *unread* as for `publish`."""
    from citecheck.report import saved

    complain(unread)
    _warn(report.warnings, name)
    say(saved.render(report, name, look(quiet=quiet, verbose=verbose)))
    if unread:
        return INCOMPLETE
    if report.offline:
        return OFFLINE
    return FINDINGS if any(page.standing in saved.UNFINISHED for page in report.pages) else FINE


def exit_code(reports: Sequence[Report], settings: Settings) -> int:
    """Return 3 if the network was down, else 1 if a finding that is not known reaches `fail-on`, else 0.

    What holds for the document of the finding counts.
    """
    if any(report.offline for report in reports):
        return OFFLINE
    return FINDINGS if any(_fails(report, settings) for report in reports) else FINE


def _fails(report: Report, settings: Settings) -> bool:
    """Tell whether a finding of *report* that is not known makes the run fail."""
    from citecheck.models import Severity
    from citecheck.overrides import for_document

    fail_on = for_document(settings, report.document.source).fail_on
    least = {"error": Severity.ERROR, "warning": Severity.WARNING}.get(fail_on)
    found = (finding.rule.severity for finding in report.all_findings() if not finding.known)
    return least is not None and any(severity >= least for severity in found)


def complain(errors: Iterable[str]) -> None:
    """Say each of *errors*, which did not end the run, on a line of standard error."""
    from citecheck.safe import shown

    for error in errors:
        click.echo(f"citecheck: error: {shown(error)}", err=True)


def say(text: str) -> None:
    """Write *text* to standard output in UTF-8; that nobody reads on (`| head`) is no fault."""
    try:
        click.echo(text.encode(), nl=False)
    except BrokenPipeError:
        # Python flushes standard output once more when it ends, which must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def interrupted(*, kept: bool = False, code: int = INTERRUPTED) -> int:
    """Say that the run was stopped, and whether what it learned is *kept*; return the exit *code*."""
    click.echo(f"citecheck: stopped{'; what was learned is kept in the cache' if kept else ''}", err=True)
    return code


def look(*, quiet: bool = False, verbose: bool = False) -> Look:
    """Return how standard output shows a report: plain and 80 columns wide unless it is a terminal."""
    from citecheck.report import Detail, Look

    detail = Detail.HEADLINE if quiet else Detail.ALL if verbose else Detail.PROBLEMS
    folder = str(Path.cwd())
    if not sys.stdout.isatty():
        return Look(detail=detail, folder=folder)
    # https://no-color.org: a NO_COLOR that is not empty turns colours off, whatever it says.
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size((80, 24)).columns
    return Look(width=width, colour=colour, detail=detail, folder=folder)


def _warn(warnings: Iterable[str], name: str) -> None:
    """Say the *warnings* of the run, each once, unless the report says them to the same person."""
    if name == "terminal" and sys.stdout.isatty() and sys.stderr.isatty():
        return
    warn(warnings)


def warn(warnings: Iterable[str]) -> None:
    """Say each of *warnings* once, on a line of standard error."""
    from citecheck.safe import shown

    for warning in dict.fromkeys(warnings):
        click.echo(f"citecheck: warning: {shown(warning)}", err=True)
