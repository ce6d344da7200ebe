"""200 reports of 50 endnotes in one folder: one process, one pass over equal links, and a bar that is true."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
import threading

import pytest
from bench.folders import Library
from bench.served import serving

REPORTS, NOTES = 200, 50
FEW = 20
# The process says itself what it took at its peak: what the kernel tells its parent counts the parent too.
RUN = """
import sys
from citecheck.cli.main import run
code = run(sys.argv[1:])
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
open("peak", "w").write(peak)
sys.exit(code)
"""
QUICK = ("--allow-private", "--snapshots", "none", "--delay", "0", "--fail-on", "never")


@pytest.fixture(scope="module")
def served():
    with serving(None) as server:
        yield server


def check(folder, *more, stderr=subprocess.PIPE):
    (folder / "citecheck.toml").write_text("canaries = []\n")
    words = ("check", ".", "--cache", "kept", *QUICK, *more)
    return subprocess.Popen(
        [sys.executable, "-c", RUN, *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=stderr,
        env=os.environ | {"COLUMNS": "120", "TERM": "xterm"},
    )


def seen_on_a_terminal(folder, *more):
    """Run the program with a terminal for standard error; return its output, and what it drew."""
    ours, theirs = pty.openpty()
    drawn = bytearray()

    def read():
        # A terminal whose other side is closed ends with an error (EIO) instead of with nothing.
        while True:
            try:
                drawn.extend(os.read(ours, 65_536))
            except OSError:
                return

    with check(folder, *more, stderr=theirs) as process:
        os.close(theirs)
        reader = threading.Thread(target=read)
        reader.start()
        out = process.stdout.read()
    reader.join()
    os.close(ours)
    assert process.returncode == 0
    return out, drawn.decode()


def bars(drawn, name):
    """Return what the bar *name* showed: how many were done of how many, as often as it was drawn."""
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", drawn)
    return [(int(done), int(total)) for done, total in re.findall(rf"{name} *[━╸╺ ]+(\d+)/(\d+)", plain)]


def test_a_folder_of_reports_is_one_run(served, tmp_path):
    few, many = Library(FEW, NOTES, paragraphs=20), Library(REPORTS, NOTES, paragraphs=20)
    peaks = []
    for library in (few, many):
        folder = tmp_path / str(library.reports)
        folder.mkdir()
        library.write(folder, served.port)
        served.begin(0.0)
        out, drawn = seen_on_a_terminal(folder, "--format", "json")
        assert served.seen()["requests"] == library.work.total, "each distinct link once, over all documents"
        peaks.append(int((folder / "peak").read_text()))

    batch = json.loads(out)
    assert len(batch["reports"]) == REPORTS
    assert batch["summary"]["citations"] == REPORTS * NOTES == batch["summary"]["verdicts"]["live"]
    assert peaks[1] < 1.3 * peaks[0], "ten times as many reports take hardly more memory"

    total = many.work.total
    assert {most for _, most in bars(drawn, "links")} == {total}, "known from the beginning, and counted once"
    assert all(done <= most for name in ("reading", "links", "judging") for done, most in bars(drawn, name))
    for name in ("reading", "judging"):
        assert {most for _, most in bars(drawn, name)} == {REPORTS}
        done = [each for each, _ in bars(drawn, name)]
        assert done == sorted(done)


def test_what_was_learned_answers_for_the_next_run(served, tmp_path):
    """Nothing is asked, and the bar says so."""
    library = Library(5, NOTES, paragraphs=1)
    library.write(tmp_path, served.port)
    for asked in (library.work.total, 0):
        served.begin(0.0)
        out, drawn = seen_on_a_terminal(tmp_path, "--format", "json")
        assert served.seen()["requests"] == asked
        assert json.loads(out)["summary"]["verdicts"]["live"] == 5 * NOTES
        assert {most for _, most in bars(drawn, "links")} <= {library.work.total}
        assert {most for _, most in bars(drawn, "judging")} <= {5}


def test_one_unreadable_report_hides_nothing(served, tmp_path):
    """It is one line on standard error and the exit code 2; the report holds all others."""
    library = Library(3, 5, shared=10, paragraphs=1)
    library.write(tmp_path, served.port)
    (tmp_path / "report-0001.5.pdf").write_bytes(b"%PDF-1.7 torn")
    with check(tmp_path, "--format", "json") as process:
        out, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert len(json.loads(out)["reports"]) == 3
    assert err.count(b"\n") == 1
    assert err.startswith(b"citecheck: error: report-0001.5.pdf: ")

    with check(tmp_path, "report-0001.5.pdf") as process:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (2, b""), "named itself, it ends the run"
    assert err.startswith(b"citecheck: error: report-0001.5.pdf: ")
