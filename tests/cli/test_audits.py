"""Audits from the command line: waivers, settings by path, what is left out; the real program, without a network."""

from __future__ import annotations

import json

import pytest

from citecheck.cli.main import run

BAD = "Body.[^1]\n\n[^1]: World Bank. Prices. http://www.worldbank.org/prices Accessed May 32 2011. {}\n"
WAIVED, EXPIRED = (
    "<!-- citecheck: ignore D101 -- so printed -->",
    "<!-- citecheck: ignore D101 until 2020-01-01 -->",
)
WAIVE = '[[waive]]\ncode = "D101"\nurl = "http://www.worldbank.org/*"\nreason = "so printed"\n'
OVERRIDE = '[[overrides]]\npaths = ["old/"]\nignore = ["D101"]\n'


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, words in (("old/a.md", ""), ("new/a.md", WAIVED), ("new/b.md", EXPIRED)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(BAD.format(words))
    return tmp_path


AUDITS = [
    (["old"], "", 1, {"D101": 1}, {}, "a fault"),
    (["new/a.md"], "", 0, {}, {"D101": 1}, "waived in the document"),
    (["new/b.md"], "", 1, {"D101": 1, "W101": 1}, {}, "waived until some day"),
    (["."], "", 1, {"D101": 2, "W101": 1}, {"D101": 1}, "all together"),
    (["old"], WAIVE, 0, {}, {"D101": 1}, "waived in the settings"),
    (["."], WAIVE, 0, {"W101": 1}, {"D101": 3}, "waived in the settings, in all documents"),
    (["."], WAIVE, 1, {"W101": 1}, {"D101": 3}, "and the expired one is a finding"),
    (["."], OVERRIDE, 1, {"D101": 1, "W101": 1}, {"D101": 1}, "left out by path"),
    (["old", "new/a.md"], OVERRIDE, 0, {}, {"D101": 1}, "left out by path and waived"),
    (["*/a.md"], OVERRIDE, 0, {}, {"D101": 1}, "by a pattern of names"),
    (["."], 'exclude-paths = ["b.md", "/old/"]\n', 0, {}, {"D101": 1}, "documents that are left out"),
]


@pytest.mark.parametrize(
    "inputs, settings, code, rules, waived", [row[:5] for row in AUDITS], ids=[row[5] for row in AUDITS]
)
def test_an_audit(folder, capsys, inputs, settings, code, rules, waived):  # noqa: PLR0917
    (folder / "citecheck.toml").write_text(settings)
    fail_on = "warning" if code and "D101" not in rules else "error"
    assert run(["lint", *inputs, "--format", "json", "--select", "D101,W", "--fail-on", fail_on]) == code
    summary = json.loads(capsys.readouterr().out)["summary"]
    assert (summary["rules"], summary["waived"]) == (rules, waived)


def test_what_is_waived_is_counted_for_people_too(folder, capsys):
    (folder / "citecheck.toml").write_text(WAIVE)
    assert run(["lint", "old", "--select", "D101,W"]) == 0
    assert "nothing to mend; 1 waived" in capsys.readouterr().out
    assert run(["lint", "old", "--select", "D101,W", "-v"]) == 0
    assert "  waived   D101 " in capsys.readouterr().out


def test_a_baseline_does_not_know_what_is_waived(folder, capsys):
    """When the waiver is gone the finding is news."""
    words = ["lint", "old", "--select", "D101", "--baseline", "known.json"]
    (folder / "citecheck.toml").write_text(WAIVE)
    assert run([*words, "--update-baseline"]) == 0
    (folder / "citecheck.toml").write_text("")
    assert run(words) == 1
    capsys.readouterr()


def test_a_baseline_is_not_written_by_half(folder, capsys):
    """What could not be read would be news in the next run."""
    (folder / "old" / "torn.pdf").write_bytes(b"%PDF-1.7 torn")
    assert run(["lint", "old", "--baseline", "known.json", "--update-baseline"]) == 2
    assert "known.json is left as it was: not every file could be read" in capsys.readouterr().err
    assert not (folder / "known.json").exists()


WRONG = [
    ('[[waive]]\ncode = "D101"\nreason = "r"\n', "name a url or a note"),
    (
        '[[waive]]\ncode = "D999"\nnote = 1\nreason = "r"\n',
        "citecheck.toml, line 1: no rule has the code D999",
    ),
    ('[[overrides]]\npaths = ["a"]\ndelay = 0\n', "overrides: 'delay' holds for the whole run"),
    ('[[overrides]]\npaths = ["!"]\nignore = []\n', "overrides: paths: '!' is no pattern"),
    ('exclude-paths = ["!"]\n', "exclude-paths: '!' is no pattern"),
]


@pytest.mark.parametrize("settings, said", WRONG)
def test_what_is_wrong_with_the_settings_is_one_line(folder, capsys, settings, said):
    (folder / "citecheck.toml").write_text(settings)
    assert run(["lint", "."]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("name", ["all.html", "all.md"])
@pytest.mark.parametrize("documents", [1, 2])
def test_a_report_among_the_documents_is_not_read_by_the_next_run(
    tmp_path, monkeypatch, capsys, name, documents
):
    """What an earlier run wrote at the place of -o is written anew; else each report would be about the last."""
    monkeypatch.chdir(tmp_path)
    for number in range(documents):
        (tmp_path / f"report{number}.txt").write_text(
            "Endnotes\n1. A. Title. http://a.example/. Accessed May 32 2011.\n", encoding="utf-8"
        )
    said = []
    for _ in range(2):
        assert run(["lint", ".", "-o", name]) == 1
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]
    assert "all" not in said[1]


@pytest.mark.parametrize(
    "words, is_said",
    [
        (("--select", "L"), True),
        (("--select", "L101,A"), True),
        (("--select", "L,D101"), False),
        (("--ignore", "L"), False),
        ((), False),
    ],
)
def test_rules_that_lint_cannot_judge_are_not_passed_in_silence(
    tmp_path, monkeypatch, capsys, words, is_said
):
    """A job that selects links alone, and lints, would be green for ever."""
    monkeypatch.chdir(tmp_path)
    note = "Endnotes\n1. A. Title. http://a.example/. Accessed May 23 2011.\n"
    (tmp_path / "report.txt").write_text(note, encoding="utf-8")
    assert run(["lint", "report.txt", *words]) == 0
    said = "is judged without a network; citecheck check judges them" in capsys.readouterr().err
    assert said is is_said
