"""`citecheck archive`: have live sources saved that have no copy."""

from __future__ import annotations

from typing import Any

import click

from citecheck.cli.options import (
    BUDGET,
    CACHE,
    CONCURRENCY,
    CONFIG,
    DELAY,
    INPUTS,
    NO_CACHE,
    NO_PROGRESS,
    PATIENCE,
    PER_HOST,
    PROXY,
    REFRESH,
    RETRIES,
    TIMEOUT,
    WAYBACK,
    GroupedCommand,
    GroupedOption,
    documents_of,
    less,
    more,
    options,
    settings_of,
)

_EPILOG = """\b
Examples:
  citecheck archive report.txt --dry-run     what would be submitted, and why
  citecheck archive reports/ --format json   save it, and write what came of it

\b
The keys of an archive.org account (https://archive.org/account/s3.php) are read
from IA_ACCESS_KEY_ID and IA_SECRET_ACCESS_KEY, or from IA_ACCESS_KEY and
IA_SECRET_KEY.

\b
Exit codes:
  0  everything that needed a copy was saved (with --dry-run: would be submitted),
     or nothing did
  1  something was refused or not submitted, or it is not known whether it was,
     or need be, saved
  2  could not run: no keys, or others than the archive takes; usage; input
  3  ran, but the network was down
"""

_DONE = "What is done"

FORMAT = click.option(
    "--format", "form", cls=GroupedOption, heading=_DONE, type=click.Choice(("terminal", "json")),
    default="terminal", help="Format of the list on standard output. [default: terminal]",
)  # fmt: skip
DRY_RUN = click.option(
    "--dry-run",
    cls=GroupedOption,
    heading=_DONE,
    is_flag=True,
    help="Submit nothing; say what would be submitted. Needs no keys.",
)


@click.command(cls=GroupedCommand, epilog=_EPILOG)
@options(
    INPUTS, DRY_RUN, FORMAT, less("Show the counts alone, and no progress.", _DONE),
    more("Show every page, those too that need no copy.", _DONE),
    WAYBACK, PROXY, TIMEOUT, RETRIES, CONCURRENCY, PER_HOST, DELAY, BUDGET, PATIENCE, CACHE,
    NO_CACHE, REFRESH, CONFIG, NO_PROGRESS,
)  # fmt: skip
def archive(  # noqa: PLR0913 - an argument for each thing that can be said
    inputs: tuple[str, ...],
    form: str,
    config: str | None,
    *,
    dry_run: bool,
    quiet: bool,
    verbose: bool,
    no_progress: bool,
    **given: Any,  # noqa: ANN401 - settings of many types
) -> int:
    """Ask Save Page Now for live sources that have no copy, or whose copy says something else.

    INPUT is a file, a folder, a pattern of names ('reports/**/*.md'), an endnotes.json, or - for standard
    input. Each cited page is asked as by check. One that is there, and of which the archive has no copy or
    one with less than half of the text of today, is submitted: six a minute, and none a second time within a
    day. Pages that are not there, that a site refuses to show, that are on private networks, or whose address
    holds a password or a session are never submitted.
    """
    from citecheck.cli.output import INTERRUPTED, TERMINATED, interrupted, publish_saving
    from citecheck.cli.progress import watching
    from citecheck.cli.stopping import polite_sigterm
    from citecheck.verify.saving import save_all

    settings = settings_of(config, given)
    documents = documents_of(inputs, settings)
    with polite_sigterm() as stopped:
        try:
            with watching(wanted=not (quiet or no_progress)) as watch:
                report = save_all(documents, settings, dry_run=dry_run, watch=watch)
        except KeyboardInterrupt:
            code = TERMINATED if stopped.is_set() else INTERRUPTED
            return interrupted(kept=not settings.no_cache, code=code)
    return publish_saving(report, form, quiet=quiet, verbose=verbose, unread=documents.unread)
