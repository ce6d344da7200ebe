"""How the program behaves at a terminal, in a pipe and on the way out."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from citecheck.cli.output import look
from citecheck.cli.progress import counts, watching
from citecheck.models import Verdict
from citecheck.report import Detail, Look
from citecheck.verify import Progress

NOTES = "Endnotes\n\n" + "".join(
    f"{number}. A Body. Title of Report. 2010. http://a.example/{number}.html. Accessed May 32 2011.\n"
    for number in range(1, 400)
)
UNDER_WAY = Progress(13, 46, 2, 40, {Verdict.LIVE: 10, Verdict.MOVED: 0, Verdict.DEAD: 3}, "[archive] 12 s")


class Screen(io.StringIO):
    """A stream on which a person looks."""

    encoding = "utf-8"

    def isatty(self):
        return True


@pytest.mark.parametrize(
    "environ, expected",
    [
        ({"COLUMNS": "132", "TERM": "xterm"}, Look(width=132, colour=True)),
        ({"COLUMNS": "132", "TERM": "xterm", "NO_COLOR": "1"}, Look(width=132)),
        ({"COLUMNS": "60", "TERM": "xterm", "NO_COLOR": ""}, Look(width=60, colour=True)),
        ({"COLUMNS": "80", "TERM": "dumb"}, Look(width=80)),
    ],
)
def test_look_of_a_terminal(monkeypatch, environ, expected):
    """A terminal's width is used, and colour unless NO_COLOR or the terminal speaks against it."""
    monkeypatch.setattr(sys, "stdout", Screen())
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert look() == replace(expected, folder=str(Path.cwd()))


@pytest.mark.parametrize(
    "quiet, verbose, detail",
    [
        (False, False, Detail.PROBLEMS),
        (True, False, Detail.HEADLINE),
        (False, True, Detail.ALL),
        (True, True, Detail.HEADLINE),
    ],
)
def test_look_of_a_pipe(monkeypatch, quiet, verbose, detail):
    """A pipe gets plain text for 80 columns, whatever the terminal beside it; `-q` and `-v` say how much."""
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setenv("COLUMNS", "200")
    assert look(quiet=quiet, verbose=verbose) == Look(detail=detail, folder=str(Path.cwd()))


def test_progress_is_drawn(monkeypatch):
    """The bar counts links by verdict and says what the archive waits for; brackets are no markup."""
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERM", "xterm")
    with watching(wanted=True) as watch:
        watch(UNDER_WAY)
    drawn = screen.getvalue()
    for words in ("13/46", "10 live, 3 dead", "2/40", "[archive] 12 s"):
        assert words in drawn
    assert "moved" not in counts(UNDER_WAY)


@pytest.mark.parametrize("wanted, stream", [(False, Screen), (True, io.StringIO)])
def test_progress_is_not_drawn(monkeypatch, wanted, stream):
    """Nothing is drawn where it is not wanted or where nobody looks."""
    screen = stream()
    monkeypatch.setattr(sys, "stderr", screen)
    with watching(wanted=wanted) as watch:
        assert watch is None
    assert screen.getvalue() == ""


@pytest.fixture
def many_notes(tmp_path):
    """Write a report whose JSON is larger than any pipe's buffer."""
    path = tmp_path / "many.txt"
    path.write_text(NOTES, encoding="utf-8")
    return path


def command(*arguments, **more):
    """Start the command in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "citecheck", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **more,
    )


def test_broken_pipe_is_quiet(many_notes, tmp_path):
    """When nobody reads on, nothing is said, the files are written all the same, and the exit code holds."""
    out = tmp_path / "out.json"
    with command("lint", str(many_notes), "--format", "json", "-o", str(out)) as process:
        assert process.stdout.read(10) == b'{\n  "versi'
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 1
    assert out.read_bytes().endswith(b"}\n")


@pytest.mark.parametrize("arguments", [("--help",), ("explain",)])
def test_closed_output_is_quiet(arguments):
    """A reader that is gone before the first word is no fault either."""
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "citecheck", *arguments], stdout=write, stderr=subprocess.PIPE, check=False
    )
    os.close(write)
    assert done.stderr == b""


def test_output_is_utf8_wherever_it_runs(tmp_path):
    """Reports are UTF-8 whatever the locale says, and a document comes through standard input as well."""
    environ = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    with command("parse", "-", stdin=subprocess.PIPE, env=environ, cwd=tmp_path) as process:
        out, err = process.communicate("Endnotes\n\n1. Ökumene. “Ж” http://a.example/\n".encode(), timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert "Ökumene" in out.decode()


def test_no_traceback_for_what_the_user_can_mend(tmp_path):
    """A missing file is one line and exit code 2."""
    with command("check", str(tmp_path / "none.txt"), cwd=tmp_path) as process:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (2, b"")
    assert err.startswith(b"citecheck: error: ")
    assert err.count(b"\n") == 1
