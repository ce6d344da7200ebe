"""`citecheck explain`: the page of a rule, or the table of all."""

from __future__ import annotations

import click

from citecheck.cli.options import GroupedCommand, complete_codes

_EPILOG = """\b
Examples:
  citecheck explain         all rules
  citecheck explain D       those whose codes begin so
  citecheck explain D101    one of them, with an example
"""


@click.command(cls=GroupedCommand, epilog=_EPILOG)
@click.argument("code", required=False, metavar="[CODE]", shell_complete=complete_codes)
def explain(code: str | None) -> int:
    """Say what a rule is about, or list all rules, or those whose codes begin with CODE."""
    from citecheck import rules
    from citecheck.cli.output import FINE, look, say
    from citecheck.report import catalogue

    begun = [rule for rule in rules.table() if rule.code.startswith((code or "").strip().upper())]
    if code and len(begun) <= 1:
        say(rules.explain(code))
    else:
        say(catalogue.render(begun, look()))
    return FINE
