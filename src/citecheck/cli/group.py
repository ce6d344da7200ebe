"""The `citecheck` command and its parts, each of which is loaded when it is called for."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

import click

import citecheck

# In the order in which somebody comes to need them: name -> module and a line for the list of commands.
_COMMANDS = {
    "check": "Check how the endnotes are written and whether their pages are still there.",
    "lint": "Check how the endnotes are written, without a network.",
    "parse": "Write the citations of one document as JSON, without a network.",
    "fix": "Show what to write instead, as a diff, and write it when told.",
    "export": "Write the citations for reference managers and word processors.",
    "archive": "Ask Save Page Now for live sources that have no copy.",
    "diff": "Say what broke, healed and changed between two checks.",
    "config": "Print the settings in force, and where each of them comes from.",
    "completion": "Print what lets a shell complete commands, options, files and codes.",
    "explain": "Say what a rule is about, or list all rules.",
}


class _Commands(click.Group):
    """A group that loads a command when it is called, so that the list of them stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """Load the command *cmd_name*."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"citecheck.cli.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        """Write the list of commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


_EPILOG = """\b
Examples:
  citecheck check report.txt                 the whole check, as a report to read
  citecheck check reports/ -o checked.json   all documents of a folder, as JSON too
  citecheck explain D101                     what a code of the report means

\b
Exit codes:
  0  nothing at or above --fail-on
  1  findings
  2  could not run: usage, unreadable input, bad configuration; or ran without a
     file that it found in a folder and could not read, which is said on its own line
  3  ran, but the network was down, so links are not judged
  130, 143  stopped by SIGINT or SIGTERM; what was learned is kept
"""


@click.group(
    cls=_Commands,
    epilog=_EPILOG,
    no_args_is_help=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--version", "wants_version", is_flag=True, help="Say which version this is, and leave.")
@click.option("-v", "--verbose", is_flag=True, help="With --version: all that a bug report should say.")
@click.pass_context
def group(context: click.Context, *, wants_version: bool, verbose: bool) -> int:
    """Check the endnotes of a report.

    citecheck says for each endnote what it cites, what is wrong with how it is written, whether the page is
    still there and still the same page, which archived copy is nearest to the day the author read it, and
    what to write instead.
    """
    if wants_version:
        _say_version(verbose=verbose)
        context.exit()
    if context.invoked_subcommand is None:
        raise click.UsageError("Missing command.", context)
    return 0


def _say_version(*, verbose: bool) -> None:
    """Say the version, or with *verbose* all that matters when something goes wrong."""
    if not verbose:
        click.echo(f"citecheck {citecheck.__version__}")
        return
    from citecheck.cli.about import about
    from citecheck.safe import shown

    for line in about(os.environ, Path.cwd()):
        click.echo(shown(line))
