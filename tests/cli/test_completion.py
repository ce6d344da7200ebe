"""What a shell completes, asked of the real shells through the scripts that are printed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from citecheck.cli.completion import SHELLS
from citecheck.cli.main import run

BIN = Path(sys.executable).parent
# SCRIPT, LINE and @WORDS@ are put in. The two functions of zsh that show what is found print it instead.
PROBES = {
    "bash": """
source SCRIPT
COMP_WORDS=(@WORDS@)
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_citecheck_completion citecheck
printf '%s\\n' "${COMPREPLY[@]}"
""",
    "zsh": """
autoload -Uz compinit
compinit -D
source SCRIPT
_describe() { print -l -- ${(P)3} | sed 's/:.*//' }
compadd() { print -l -- ${(P)5} }
words=(@WORDS@)
CURRENT=${#words}
_citecheck_completion
""",
    "fish": "source SCRIPT; complete --do-complete 'LINE'",
}


def completed(shell, tmp_path, *words):
    """Return what *shell* offers for the last of *words*."""
    script = tmp_path / f"citecheck.{shell}"
    source = subprocess.run(
        [sys.executable, "-m", "citecheck", "completion", shell], capture_output=True, text=True, check=True
    ).stdout
    script.write_text(source, encoding="utf-8")
    line = " ".join(("citecheck", *words))
    probe = PROBES[shell].replace("SCRIPT", str(script)).replace("LINE", line)
    probe = probe.replace("@WORDS@", " ".join(f"'{word}'" for word in ("citecheck", *words)))
    environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path)}
    done = subprocess.run([shutil.which(shell), "-c", probe], capture_output=True, text=True, timeout=60, check=False,
                          env=environment, cwd=tmp_path)  # fmt: skip
    return {line.split("\t")[0].strip() for line in done.stdout.splitlines() if line.strip()}


def installed(shell):
    return pytest.param(
        shell, marks=pytest.mark.skipif(shutil.which(shell) is None, reason=f"{shell} is not installed")
    )


@pytest.mark.parametrize("shell", [installed(shell) for shell in SHELLS])
@pytest.mark.parametrize(
    "words, expected",
    [
        (["li"], {"lint"}),
        (["check", "--form"], {"--format"}),
        (["check", "--format", "s"], {"sarif"}),
        (["check", "--fail-on", "n"], {"never"}),
        (["explain", "D10"], {f"D10{digit}" for digit in range(1, 10)}),
        (["lint", "--select", "U,L10"], {f"U,L10{digit}" for digit in range(1, 8)}),
        (["completion", "z"], {"zsh"}),
    ],
    ids=["commands", "options", "formats", "choices", "codes", "lists of codes", "shells"],
)
def test_what_is_offered(tmp_path, shell, words, expected):
    """Commands, options, choices, and the codes of rules, also behind a comma."""
    assert completed(shell, tmp_path, *words) == expected


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_printed(shell, capsys):
    """It asks the program by its name."""
    assert run(["completion", shell]) == 0
    assert "_CITECHECK_COMPLETE" in capsys.readouterr().out


def test_another_shell_is_refused(capsys):
    """The message names those there are."""
    assert run(["completion", "tcsh"]) == 2
    assert "bash" in capsys.readouterr().err
