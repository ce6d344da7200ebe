"""`citecheck completion`: the script with which a shell completes commands, options, files and codes."""

from __future__ import annotations

import click

from citecheck.cli.options import GroupedCommand

_EPILOG = """\b
Examples:
  citecheck completion bash > ~/.local/share/bash-completion/completions/citecheck
  citecheck completion zsh > ~/.zfunc/_citecheck       (and fpath+=~/.zfunc before compinit)
  citecheck completion fish > ~/.config/fish/completions/citecheck.fish
"""

SHELLS = ("bash", "zsh", "fish")
# Click's script for fish parts what it is told at every comma, and keeps the second part: of `U,L101` the
# `U`, and of what a rule is about the words before the first comma.
_ALL_COMMAS = 'string split ","'
_FIRST_COMMA = 'string split --max 1 ","'
VARIABLE = "_CITECHECK_COMPLETE"  # what click looks for: the name of the program


@click.command(cls=GroupedCommand, epilog=_EPILOG)
@click.argument("shell", type=click.Choice(SHELLS), metavar="bash|zsh|fish")
def completion(shell: str) -> int:
    """Print the script that lets a shell complete what is typed.

    It asks citecheck itself what may stand there, so that it need not be made anew for a new version.
    """
    from click.shell_completion import ShellComplete, get_completion_class

    from citecheck.cli.group import group
    from citecheck.cli.output import FINE, say

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"no completion is known for {shell}")
    # The base class's way: that of bash would start bash to ask for its version.
    script = ShellComplete.source(kind(group, {}, "citecheck", VARIABLE))
    say(script.replace(_ALL_COMMAS, _FIRST_COMMA) if shell == "fish" else script)
    return FINE
