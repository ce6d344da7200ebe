"""`citecheck diff`: what changed between two checks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from citecheck.cli.options import GroupedCommand, GroupedOption, options

if TYPE_CHECKING:
    from citecheck.shapes import Batch, Checked

_EPILOG = """\b
Examples:
  citecheck diff last-week.json today.json
  citecheck diff last-week.json today.json --format markdown > comment.md

\b
Exit codes:
  0  no link broke, and no error is found anew
  1  a link broke, or an error is found anew
  2  could not run: usage, or a file that is no check
"""

FORMAT = click.option(
    "--format",
    "form",
    cls=GroupedOption,
    heading="What is reported",
    type=click.Choice(("terminal", "json", "markdown")),  # citecheck.report.changes.FORMATS
    default="terminal",
    default_is="terminal",
    help="Format on standard output.",
)


@click.command(cls=GroupedCommand, epilog=_EPILOG)
@options(click.argument("old", metavar="OLD.json"), click.argument("new", metavar="NEW.json"), FORMAT)
def diff(old: str, new: str, form: str) -> int:
    """Say what broke, what healed and what else changed between two checks.

    OLD.json and NEW.json are what `citecheck check --format json` wrote. Links are compared by document and
    address, findings by document, rule and source, so that a note that moved is no change.
    """
    from citecheck.cli.output import FINDINGS, FINE, look, say
    from citecheck.difference import difference
    from citecheck.report import changes

    found = difference(_read(Path(old)), _read(Path(new)))
    say(changes.render(found, form, look()))
    return FINDINGS if changes.is_loud(found) else FINE


def _read(path: Path) -> Checked | Batch:
    """Read a check; raises `UnreadableDocument` for what is none."""
    import msgspec

    from citecheck.errors import UnreadableDocument
    from citecheck.shapes import decode_check

    try:
        return decode_check(path.read_bytes())
    except OSError as error:
        raise UnreadableDocument(f"{path}: cannot be read ({error.strerror})") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableDocument(
            f"{path}: is not a check of citecheck, as 'citecheck check --format json' writes it: {error}"
        ) from error
