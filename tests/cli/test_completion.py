"""What a shell completes, asked of the real shells through the scripts that are printed."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from citecheck.cli.completion import SHELLS, VARIABLE
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


FILES = [
    # what stands on the line, what stands there after a tab
    ("citecheck lint rep", "citecheck lint report.txt"),
    ("citecheck check my", "citecheck check my\\ notes.md"),
    ("citecheck fix report.txt other/", "citecheck fix report.txt other/draft.odt"),
    ("citecheck export report.txt -o oth", "citecheck export report.txt -o other/"),
]


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize("typed, whole", FILES)
def test_names_of_files_are_completed(tmp_path, typed, whole):
    """Where an INPUT or a file stands, a tab in a real bash completes its name; readline does that itself."""
    (tmp_path / "other").mkdir()
    for name in ("report.txt", "my notes.md", "other/draft.odt"):
        (tmp_path / name).touch()
    script = tmp_path / "script.bash"
    script.write_text(subprocess.run(
        [sys.executable, "-m", "citecheck", "completion", "bash"], capture_output=True, text=True, check=True
    ).stdout)  # fmt: skip
    assert after_a_tab(tmp_path, script, typed) == whole


def after_a_tab(folder, script, typed):
    """Type into a bash of its own, press tab, and return the line, quoted as it is then."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "HOME": str(folder)}
    environment |= {"TERM": "dumb", "INPUTRC": "/dev/null", "TMOUT": "60"}  # seconds, should it wait for more
    shell = subprocess.Popen(
        [shutil.which("bash"), "--norc", "--noprofile", "-i"], stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env=environment, start_new_session=True
    )  # fmt: skip
    os.close(theirs)
    # A tab; then `printf` at the beginning of the line, and at its end the file into which it prints.
    keys = f"source {script}\n{typed}\t\x05' >line\x01printf %s '\nexit\n"
    os.write(ours, keys.encode())
    with suppress(OSError):
        while os.read(ours, 1024):
            pass
    os.close(ours)
    shell.wait(60)
    return (folder / "line").read_text().strip()


HEAVY = {"httpx", "bs4", "lxml", "pypdfium2", "rich", "msgspec", "waybackpy", "asyncio", "sqlite3"}


@pytest.mark.parametrize(
    "words", [["lint", "rep"], ["che"], ["check", "--form"], ["explain", "D10"]], ids=" ".join
)
def test_completing_is_quick_because_it_loads_little(words):
    """Somebody waits for the tab: no library that reads or asks is loaded."""
    code = (
        f"import atexit, sys; atexit.register(lambda: print(sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr))\n"
        "from citecheck.__main__ import main\nmain()"
    )
    line = {
        "COMP_WORDS": " ".join(("citecheck", *words)),
        "COMP_CWORD": str(len(words)),
        VARIABLE: "bash_complete",
    }
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=os.environ | line, check=False
    )
    assert done.stdout
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_printed(shell, capsys):
    """It asks the program by its name."""
    assert run(["completion", shell]) == 0
    assert "_CITECHECK_COMPLETE" in capsys.readouterr().out


def test_another_shell_is_refused(capsys):
    """The message names those there are."""
    assert run(["completion", "tcsh"]) == 2
    assert "bash" in capsys.readouterr().err
