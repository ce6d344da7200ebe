"""`citecheck check`: the whole run."""

from __future__ import annotations

from typing import Any

import click

from citecheck.cli.options import (
    ASKING,
    CONFIG,
    INPUTS,
    JUDGING,
    NO_PROGRESS,
    REPORTING,
    GroupedCommand,
    documents_of,
    options,
    settings_of,
)

_EPILOG = """\b
Examples:
  citecheck check report.txt
  citecheck check reports/ --format json -o checked.json
  citecheck check report.txt --snapshots problems --ignore U113

All options but --config, --update-baseline, -q, -v and --no-progress can be set in the configuration file by
their names.
"""


@click.command(cls=GroupedCommand, epilog=_EPILOG)
@options(INPUTS, *REPORTING, *JUDGING, *ASKING, CONFIG, NO_PROGRESS)
def check(  # noqa: PLR0913 - an argument for each thing that can be said
    inputs: tuple[str, ...],
    config: str | None,
    *,
    quiet: bool,
    verbose: bool,
    update_baseline: bool,
    no_progress: bool,
    **given: Any,  # noqa: ANN401 - settings of many types
) -> int:
    """Check how the endnotes are written and whether their pages are still there.

    INPUT is a file, a folder, a pattern of names ('reports/**/*.md'), an endnotes.json, or - for standard
    input. Of folders and patterns, hidden files, links, and what .citecheckignore (in the syntax of
    .gitignore) or the setting exclude-paths names are left out; a file that is named itself is read. Each
    cited page is asked, politely, once over all documents; the archived copy nearest to the day of access is
    looked up; what was learned is kept for the next run.
    """
    from citecheck.cli.known import KnownFindings
    from citecheck.cli.output import INTERRUPTED, TERMINATED, interrupted, publish
    from citecheck.cli.progress import watching
    from citecheck.cli.stopping import polite_sigterm
    from citecheck.verify import verify_all

    settings = settings_of(config, given)
    known = KnownFindings(settings, update=update_baseline)
    documents = documents_of(inputs, settings, settings.output)
    with polite_sigterm() as stopped:
        try:
            with watching(wanted=not (quiet or no_progress)) as watch:
                reports = verify_all(documents, settings, watch)
        except KeyboardInterrupt:
            code = TERMINATED if stopped.is_set() else INTERRUPTED
            return interrupted(kept=not settings.no_cache, code=code)
    reports = known.marked(reports, complete=not documents.unread)
    return publish(reports, settings, quiet=quiet, verbose=verbose, unread=documents.unread)
