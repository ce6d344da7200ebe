"""`--baseline` and `--update-baseline`: what is known is quiet, what is new is loud."""

from __future__ import annotations

import json

import pytest

from citecheck.cli.main import run

GOOD = (
    "1. A. Author, “A Title of a Report,” 2010, http://www.example.org/report.html (accessed May 3, 2011).\n"
)
BAD = "2. B. Writer, “Another Report,” 2010, http://www.example.org/other.html (accessed May 32, 2011).\n"
WORSE = "3. C. Poet, “A Third Report,” 2010, http://www.example.org/third.html (accessed June 31, 2011).\n"


@pytest.fixture
def report(tmp_path, monkeypatch):
    """A report with one fault, in the folder in which the program runs."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "report.txt"
    path.write_text("Endnotes\n\n" + GOOD + BAD, encoding="utf-8")
    return path


def lint(*options):
    return run(["lint", "report.txt", "--select", "D101", *options])


def codes(capsys):
    """Return the codes in the JSON report on standard output, known ones in brackets."""
    notes = json.loads(capsys.readouterr().out)["citations"]
    found = [each for note in notes for each in note["findings"]]
    return [f"({each['code']})" if each["known"] else each["code"] for each in found]


def test_what_is_known_makes_no_run_fail(report, capsys):
    """Written once, the baseline quiets the fault, and says so; a new one is loud, and alone but for JSON."""
    assert lint() == 1
    capsys.readouterr()
    assert lint("--baseline", "known.json", "--update-baseline") == 0
    assert capsys.readouterr().err.startswith("citecheck: known.json now knows 1 finding\n")
    assert lint("--baseline", "known.json") == 0
    assert "warning: 1 finding is known to known.json and not shown" in capsys.readouterr().out
    report.write_text("\n\n\nEndnotes\n\n" + GOOD + BAD + WORSE, encoding="utf-8")
    assert lint("--baseline", "known.json", "--format", "json") == 1
    assert codes(capsys) == ["(D101)", "D101"]
    assert lint("--baseline", "known.json", "--format", "csv") == 1
    assert capsys.readouterr().out.count("D101") == 1


def test_what_is_mended_can_be_taken_out(report, capsys):
    """A baseline that knows too much says how it is made tight again."""
    lint("--baseline", "known.json", "--update-baseline")
    report.write_text("Endnotes\n\n" + GOOD, encoding="utf-8")
    capsys.readouterr()
    assert lint("--baseline", "known.json") == 0
    said = "1 finding is known to known.json and no more; --update-baseline takes them out"
    assert said in " ".join(capsys.readouterr().out.split())
    assert lint("--baseline", "known.json", "--update-baseline") == 0
    assert json.loads((report.parent / "known.json").read_text())["findings"] == []


def test_the_file_is_the_same_however_often_it_is_written(report):
    """Sorted, one finding a line: a review shows what came and what went."""
    lint("--baseline", "known.json", "--update-baseline")
    first = (report.parent / "known.json").read_bytes()
    lint("--baseline", "known.json", "--update-baseline")
    assert (report.parent / "known.json").read_bytes() == first
    assert len(first.splitlines()) == 3


def test_the_configuration_can_name_it(report):
    (report.parent / "citecheck.toml").write_text('baseline = "known.json"\n', encoding="utf-8")
    assert lint("--update-baseline") == 0
    assert lint() == 0


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize(
    "options, content, message",
    [
        (["--update-baseline"], None, "--update-baseline: which one? Name it with --baseline FILE"),
        (["--baseline", "b.json"], None, "--baseline b.json: cannot be read (No such file or directory); write one with --update-baseline"),
        (["--baseline", "b.json"], "{", "--baseline b.json: is not a baseline of citecheck: "),
        (["--baseline", "b.json"], '{"version": 9, "findings": []}', "--baseline b.json: has version 9; this citecheck reads 1"),
        (["--baseline", "no/b.json", "--update-baseline"], None, "--baseline no/b.json: there is no folder "),
    ],
)  # fmt: skip
def test_a_baseline_that_cannot_be_used_is_one_line(tmp_path, capsys, options, content, message):
    """Before anything is read or asked."""
    if content is not None:
        (tmp_path / "b.json").write_text(content, encoding="utf-8")
    assert lint(*options) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"citecheck: error: {message}")
    assert error.count("\n") == 1
