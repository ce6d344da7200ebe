"""Settings for some documents of a run."""

from __future__ import annotations

import pytest

from citecheck.errors import SettingsError
from citecheck.overrides import NAMES, Override, for_document
from citecheck.settings import Settings, changed, load_settings, settings_from

SETTINGS = Settings(
    ignore=("X",),
    overrides=(
        Override(paths=("reports/",), ignore=("D106",), fail_on="warning"),
        Override(paths=("*.md", "!keep.md"), ignore=()),
        Override(paths=("/reports/2012/*.txt",), strikes=3),
    ),
)
HOLDS = [
    ("other/a.txt", ("X",), "error", 1, "none"),
    ("reports/a.txt", ("D106",), "warning", 1, "all in a folder"),
    ("./reports/../reports/x/a.txt", ("D106",), "warning", 1, "at any depth, however it is spelt"),
    ("a.md", (), "error", 1, "a kind of file anywhere"),
    ("reports/a.md", (), "warning", 1, "of several the later one"),
    ("keep.md", ("X",), "error", 1, "taken back"),
    ("reports/2012/a.txt", ("D106",), "warning", 3, "together"),
    ("sub/reports/2012/a.txt", ("D106",), "warning", 1, "from the folder of the configuration on"),
    ("/elsewhere/reports/a.txt", ("X",), "error", 1, "outside of that folder none"),
    ("<stdin>", ("X",), "error", 1, "standard input is nowhere"),
]  # fmt: skip


@pytest.mark.parametrize(
    "source, ignore, fail_on, strikes", [row[:4] for row in HOLDS], ids=[row[4] for row in HOLDS]
)
def test_what_holds_for_a_document(source, ignore, fail_on, strikes):
    found = for_document(SETTINGS, source)
    assert (found.ignore, found.fail_on, found.strikes) == (ignore, fail_on, strikes)


def test_paths_are_relative_to_the_configuration(tmp_path, monkeypatch):
    """Whatever the current folder is."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "citecheck.toml").write_text('[[overrides]]\npaths = ["/sub/a.txt"]\nignore = ["N"]\n')
    for folder, source in (
        (tmp_path, "sub/a.txt"),
        (tmp_path / "sub", "a.txt"),
        (tmp_path / "sub", "../sub/a.txt"),
    ):
        monkeypatch.chdir(folder)
        settings = load_settings(None, folder)
        assert for_document(settings, source).ignore == ("N",)
        assert for_document(settings, "b.txt").ignore == ()


def test_the_command_line_holds_for_every_document():
    """What was not given there is still overridden."""
    settings = changed(SETTINGS, ignore=("U",), fail_on=None)
    found = for_document(settings, "reports/a.txt")
    assert (found.ignore, found.fail_on) == (("U",), "warning")
    assert for_document(changed(SETTINGS, fail_on="never"), "reports/a.txt").fail_on == "never"


WRONG = [
    ({"ignore": ["N"]}, "[[overrides]] number 1 lacks paths"),
    ({"paths": []}, "[[overrides]] number 1: paths must not be empty"),
    ({"paths": "a"}, "[[overrides]] number 1: paths must be a list, as"),
    ({"paths": ["a"], "retries": 3}, "overrides: 'retries' holds for the whole run; by path there are select, ignore, fail-on, strikes"),
    ({"paths": ["a"], "exclude": ["x"]}, "overrides: 'exclude' holds for the whole run"),
    ({"paths": ["a"], "ignroe": ["N"]}, "overrides: unknown key 'ignroe'; did you mean 'ignore'?"),
    ({"paths": ["a"], "strikes": 0}, "strikes must be at least 1, not 0"),
    ({"paths": ["a"], "fail-on": "all"}, "[[overrides]] number 1: fail-on must be one of error, warning, never"),
]  # fmt: skip


@pytest.mark.parametrize("override, said", WRONG)
def test_what_is_wrong_with_an_override_is_said(override, said):
    with pytest.raises(SettingsError) as error:
        settings_from({"overrides": [override]}, where="citecheck.toml")
    assert str(error.value).startswith("citecheck.toml: ")
    assert said in str(error.value)


def test_a_pattern_that_is_none_is_said():
    settings = Settings(overrides=(Override(paths=("!",), ignore=("N",)),))
    with pytest.raises(SettingsError, match="overrides: paths: '!' is no pattern"):
        for_document(settings, "a.txt")


def test_what_can_differ_by_document_are_settings_of_the_run():
    assert set(NAMES) < set(Settings.__struct_fields__)
