"""`citecheck diff`: what it says of two checks, and the exit code it leaves with."""

from __future__ import annotations

import json

import pytest
from jsonschema import validate
from report_samples import document, finding, first, link, report, second

from citecheck.cli.main import run
from citecheck.models import Severity, Verdict
from citecheck.report import render
from citecheck.report.schema import schemas

HOSTILE = "\x1b[2J\u202e<script>alert(1)</script> [x](http://evil.test) ::error::boom @all #1 `code` |"


@pytest.fixture
def diff(tmp_path, monkeypatch, capsys):
    """Write two checks and compare them: exit code and standard output."""
    monkeypatch.chdir(tmp_path)

    def compare(old, new, *options):
        (tmp_path / "old.json").write_text(render(old, "json"), encoding="utf-8")
        (tmp_path / "new.json").write_text(render(new, "json"), encoding="utf-8")
        code = run(["diff", "old.json", "new.json", *options])
        return code, capsys.readouterr().out

    return compare


def linked(verdict, *found, reason="it is so"):
    return [report(first(*found, links=(link(verdict, reason),)), second())]


@pytest.mark.parametrize(
    "old, new, code, headline",
    [
        pytest.param(linked(Verdict.LIVE), linked(Verdict.LIVE), 0, "nothing changed", id="nothing"),
        pytest.param(linked(Verdict.LIVE), linked(Verdict.DEAD), 1, "1 link broke", id="a link broke"),
        pytest.param(linked(Verdict.DEAD), linked(Verdict.DEAD), 0, "nothing changed", id="it is still dead"),
        pytest.param(linked(Verdict.DEAD), linked(Verdict.LIVE), 0, "1 link healed", id="it healed"),
        pytest.param(linked(Verdict.LIVE), linked(Verdict.BLOCKED), 0, "1 link turned", id="nobody can tell"),
        pytest.param(linked(Verdict.LIVE), linked(Verdict.LIVE, finding()), 1, "1 finding more", id="a new error"),
        pytest.param(
            linked(Verdict.LIVE), linked(Verdict.LIVE, finding("D106", Severity.WARNING)), 0, "1 finding more", id="a new warning"
        ),
        pytest.param(linked(Verdict.LIVE, finding()), linked(Verdict.LIVE), 0, "1 finding less", id="an error less"),
        pytest.param(
            linked(Verdict.LIVE), linked(Verdict.DEAD, finding(), finding("D102")), 1, "1 link broke; 2 findings more", id="all at once"
        ),
    ],
)  # fmt: skip
def test_what_changed(diff, old, new, code, headline):
    """The first line says it, and only what broke or is wrong anew makes the exit code 1."""
    found, said = diff(old, new)
    assert (found, said.splitlines()[0]) == (code, headline)


def test_each_change_has_its_place(diff):
    _, said = diff(linked(Verdict.LIVE), linked(Verdict.DEAD, finding()))
    assert "broke\n  report.txt, note 1: http://a.example/tip.html\n    live → dead: it is so\n" in said
    assert "found anew\n  report.txt, note 1\n    error D101: No calendar has May 32 2011.\n" in said


def test_documents_that_one_check_alone_holds_are_named(diff):
    other = report(second(), document=document(source="other.txt"))
    code, said = diff([report(second()), other], [report(second())])
    assert code == 0
    assert said.startswith("1 document in one of the two alone\n\nonly in the old check\n  other.txt\n")


def test_json_is_valid_by_its_schema(diff):
    _, said = diff(linked(Verdict.LIVE), linked(Verdict.DEAD, finding()), "--format", "json")
    written = json.loads(said)
    validate(written, json.loads(schemas()["diff.schema.json"]))
    assert list(written) == [
        "version",
        "broken",
        "healed",
        "turned",
        "appeared",
        "vanished",
        "only_old",
        "only_new",
    ]
    assert written["broken"][0]["new"] == "dead"


@pytest.mark.parametrize("form", ["terminal", "json", "markdown"])
def test_words_from_outside_are_words(diff, form):
    """No escape sequence, markup, call or command gets through."""
    _, said = diff(
        linked(Verdict.LIVE), linked(Verdict.DEAD, finding(message=HOSTILE), reason=HOSTILE), "--format", form
    )
    assert "boom" in said
    assert "\x1b" not in said
    assert form == "json" or "\u202e" not in said
    assert not any(line.lstrip().startswith("::") for line in said.splitlines())
    if form == "markdown":
        assert "<script>" not in said
        assert "[x](http" not in said
        assert "@all" not in said


def test_a_long_difference_fits_into_a_comment(diff):
    """What is left out is counted."""
    broken = [report(first(*[finding(message=f"{number} " + "x" * 250) for number in range(600)]), second())]
    _, said = diff([report(first(), second())], broken, "--format", "markdown")
    assert len(said) < 65_536
    assert " more of this kind, which do not fit here" in said


@pytest.mark.parametrize(
    "content, message",
    [
        (None, "old.json: cannot be read (No such file or directory)"),
        (b"", "old.json: is not a check of citecheck"),
        (b"\xff\xfe", "old.json: is not a check of citecheck"),
        (b"[1, 2]", "old.json: is not a check of citecheck"),
        (b'{"version": 1}', "old.json: is not a check of citecheck"),
        (b"[" * 100_000, "old.json: is not a check of citecheck"),
        (b'{"reports": 1}', "old.json: is not a check of citecheck"),
    ],
)
def test_what_is_no_check_is_refused_in_one_line(tmp_path, monkeypatch, capsys, content, message):
    monkeypatch.chdir(tmp_path)
    if content is not None:
        (tmp_path / "old.json").write_bytes(content)
    (tmp_path / "new.json").write_text(render(linked(Verdict.LIVE), "json"), encoding="utf-8")
    assert run(["diff", "old.json", "new.json"]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"citecheck: error: {message}")
    assert error.count("\n") == 1
