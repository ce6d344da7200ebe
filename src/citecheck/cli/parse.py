"""`citecheck parse`: the citations of a document as JSON."""

from __future__ import annotations

import sys

import click

from citecheck.cli.options import GroupedCommand

_EPILOG = """\b
Example:
  citecheck parse report.txt > endnotes.json
"""


@click.command(cls=GroupedCommand, epilog=_EPILOG)
@click.argument("source", metavar="INPUT")
def parse(source: str) -> int:
    """Write the citations of one document as JSON, without a network.

    INPUT is a file, an endnotes.json, or - for standard input.
    """
    from citecheck.cli.output import FINE, say
    from citecheck.read import read_inputs
    from citecheck.report import endnotes
    from citecheck.settings import Settings
    from citecheck.verify import lint_all

    documents = read_inputs((source,), sys.stdin.buffer)
    if len(documents) != 1:
        raise click.UsageError(f"{source} holds {len(documents)} documents; parse takes one.")
    say(endnotes.render(lint_all(documents, Settings())[0]))
    return FINE
