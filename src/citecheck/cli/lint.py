"""`citecheck lint`: the rules that need no network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from citecheck.cli.options import (
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

if TYPE_CHECKING:
    from citecheck.settings import Settings

_OF_THE_WEB = ("L", "A")  # the families of rules about pages and their copies

_EPILOG = """\b
Examples:
  citecheck lint report.txt
  citecheck lint reports/ --select D,U --fail-on warning
"""


@click.command(cls=GroupedCommand, epilog=_EPILOG)
@options(INPUTS, *REPORTING, *JUDGING, CONFIG, NO_PROGRESS)
def lint(  # noqa: PLR0913 - an argument for each thing that can be said
    inputs: tuple[str, ...],
    config: str | None,
    *,
    quiet: bool,
    verbose: bool,
    update_baseline: bool,
    no_progress: bool,
    **given: Any,  # noqa: ANN401 - settings of many types
) -> int:
    """Check how the endnotes are written, without a network.

    INPUT is a file, a folder, a pattern of names ('reports/**/*.md'), an endnotes.json, or - for standard
    input.
    """
    from citecheck.cli.known import KnownFindings
    from citecheck.cli.output import publish
    from citecheck.cli.progress import watching
    from citecheck.verify import lint_all

    settings = settings_of(config, given)
    known = KnownFindings(settings, update=update_baseline)
    documents = documents_of(inputs, settings, settings.output)
    with watching(wanted=not (quiet or no_progress)) as watch:
        linted = lint_all(documents, settings, watch=watch)
    reports = known.marked(linted, complete=not documents.unread)
    _warn_of_selection(settings)
    return publish(reports, settings, quiet=quiet, verbose=verbose, unread=documents.unread)


def _warn_of_selection(settings: Settings) -> None:
    """Say so where the rules that are selected all need a network: that they find nothing says nothing."""
    from citecheck.cli.output import warn
    from citecheck.rules import chosen_codes

    codes = chosen_codes(settings.select, settings.ignore)
    if codes and all(code.startswith(_OF_THE_WEB) for code in codes):
        named = ", ".join(settings.select)
        warn([f"no rule of '{named}' is judged without a network; citecheck check judges them"])
