"""Run a command, and turn whatever stops it into one line and an exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from citecheck.cli.group import group
from citecheck.cli.output import interrupted
from citecheck.errors import CitecheckError

if TYPE_CHECKING:
    from collections.abc import Sequence

COULD_NOT_RUN = 2


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command that *arguments* (default: those of the process) name, and return its exit code.

    What the user can mend is said in one line on standard error; a bug falls with its traceback.
    """
    try:
        code = group.main(args=arguments, prog_name="citecheck", standalone_mode=False)
    except click.UsageError as error:
        return _refuse(f"{error.format_message()} {_hint(error.ctx)}")
    except click.ClickException as error:
        return _refuse(error.format_message())
    except CitecheckError as error:
        return _refuse(str(error))
    except (click.Abort, KeyboardInterrupt):
        return interrupted()
    return int(code or 0)


def _refuse(message: str) -> int:
    """Say why nothing could be done."""
    from citecheck.safe import shown

    click.echo(f"citecheck: error: {shown(message)}", err=True)
    return COULD_NOT_RUN


def _hint(context: click.Context | None) -> str:
    """Name the help that a wrong use calls for."""
    return f"(see '{context.command_path if context else 'citecheck'} --help')"
