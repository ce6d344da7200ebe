"""`citecheck explain`: the page of a rule, or the table of all."""

from __future__ import annotations

import click

from citecheck.cli.options import GroupedCommand, complete_codes

_EPILOG = """\b
Examples:
  citecheck explain         all rules
  citecheck explain D101    one of them, with an example
"""


@click.command(cls=GroupedCommand, epilog=_EPILOG)
@click.argument("code", required=False, metavar="[CODE]", shell_complete=complete_codes)
def explain(code: str | None) -> int:
    """Say what a rule is about, or list all rules."""
    from citecheck import rules
    from citecheck.cli.output import FINE, look, say
    from citecheck.report import catalogue

    say(rules.explain(code) if code else catalogue.render(rules.table(), look()))
    return FINE
