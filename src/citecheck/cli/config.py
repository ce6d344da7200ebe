"""`citecheck config`: what is in force, and where each value comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from citecheck.cli.options import (
    ASKING,
    BASELINE,
    CONFIG,
    FAIL_ON,
    IGNORE,
    OUTPUT,
    SELECT,
    GroupedCommand,
    GroupedOption,
    options,
)

_EPILOG = """\b
Examples:
  citecheck config                      what holds here
  citecheck config reports/2012/a.txt   what holds for one document
  citecheck config --retries 5 > new.toml

The last writes a file of all settings, to be looked through. Do not let the shell write citecheck.toml
itself: it would be emptied before citecheck reads it.
"""

FORMAT = click.option(
    "--format",
    "form",
    cls=GroupedOption,
    heading="What is reported",
    type=click.Choice(("terminal", "json")),  # citecheck.report.in_force.FORMATS
    default="terminal",
    default_is="terminal",
    help="Format on standard output: TOML with remarks, or JSON.",
)


@click.command(cls=GroupedCommand, epilog=_EPILOG)
@options(
    click.argument("document", required=False, metavar="[DOCUMENT]"),
    *(FORMAT, OUTPUT, SELECT, IGNORE, FAIL_ON, BASELINE, *ASKING, CONFIG),
)
def config(
    document: str | None,
    form: str,
    config: str | None,
    **given: Any,  # noqa: ANN401 - settings of many types
) -> int:
    """Print the settings in force, and where each of them comes from.

    They are those of a check that is called in this folder with the same options: the defaults, over them the
    nearest citecheck.toml or pyproject.toml, over that what stands on the command line. Nothing is checked,
    and no report is written: of the options only their values count. DOCUMENT need not be there; it says for
    which document the overrides count.
    """
    from citecheck.cli.output import FINE, say
    from citecheck.configuration import configuration
    from citecheck.report import in_force
    from citecheck.rules import refuse_unknown_codes
    from citecheck.settings import changed, load_settings

    path = Path(config) if config else None
    refuse_unknown_codes(changed(load_settings(path, Path.cwd()), **given))
    say(in_force.render(configuration(path, Path.cwd(), given, document), form))
    return FINE
