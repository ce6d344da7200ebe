"""What the help promises is what the settings hold, and what stands in `docs/` is what the program says."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import get_args

import click
import pytest

from citecheck.cli.check import check
from citecheck.cli.group import group
from citecheck.cli.lint import lint
from citecheck.cli.main import run
from citecheck.cli.options import FORMATS, GroupedOption
from citecheck.report import FORMATS as RENDERED
from citecheck.rules import table
from citecheck.settings import FailOn, Settings, Snapshots

DOCS = Path(__file__).parents[2] / "docs"
OF_A_RUN = {"inputs", "config", "quiet", "verbose", "no_progress", "update_baseline"}
OPTIONS = [option for command in (check, lint) for option in command.params if option.name not in OF_A_RUN]


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_defaults_in_the_help(option):
    """An option bears the name of a setting, shows its default, and is None where it is not given."""
    default = getattr(Settings(), option.name)
    shown = default if isinstance(default, str) else f"{default:g}" if type(default) in (int, float) else None
    assert option.default_is == shown
    assert shown is None or option.help.endswith(f"[default: {shown}]")
    assert check.make_context("check", ["x"]).params[option.name] is None


@pytest.mark.parametrize(
    "name, values",
    [("format", FORMATS), ("fail_on", get_args(FailOn)), ("snapshots", get_args(Snapshots))],
)
def test_choices(name, values):
    """The choices of an option are those of the setting, and each format has its renderer."""
    [option] = [option for option in check.params if option.name == name]
    assert tuple(option.type.choices) == values
    assert FORMATS == RENDERED


@pytest.mark.parametrize("name", group.list_commands(click.Context(group)))
def test_every_command_is_described(name):
    """A command has help that ends with an example, and each option says what it does under a heading."""
    command = group.get_command(click.Context(group), name)
    assert command.help
    assert f"citecheck {name}" in command.epilog
    for option in command.params:
        if isinstance(option, click.Option):
            assert isinstance(option, GroupedOption)
            assert option.help.rstrip("]").rstrip(".")
            assert option.heading


def test_help_is_grouped(capsys):
    """The help of `check` lists its options under headings, in the order of a run."""
    assert run(["check", "--help"]) == 0
    text = capsys.readouterr().out
    headings = [line[:-1] for line in text.splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert headings == [
        "What is reported", "What is judged", "What is asked", "How the web is asked", "What is kept", "The run",
    ]  # fmt: skip
    assert max(map(len, text.splitlines())) <= 80


def test_explain_lists_every_rule(capsys):
    """Without a code `explain` gives the table of all rules, within 80 columns."""
    assert run(["explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == [rule.code for rule in table()]
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("code", ["D101", "d101"])
def test_explain_one_rule(capsys, code):
    """With a code, in either case, `explain` gives the page of the rule."""
    assert run(["explain", code]) == 0
    assert capsys.readouterr().out.startswith("D101 impossible-date")


@pytest.mark.parametrize("beginning", ["D", "d", "W1"])
def test_explain_what_a_family_is_about(capsys, beginning):
    """The beginning of codes, as --select and --ignore take it, gives the table of those rules."""
    assert run(["explain", beginning]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if not line.startswith(" ")]
    wanted = [rule.code for rule in table() if rule.code.startswith(beginning.upper())]
    assert [line.split()[0] for line in lines] == wanted


def test_explain_knows_no_such_rule(capsys):
    """A code that no rule has is one line that names near ones."""
    assert run(["explain", "D1O1"]) == 2
    err = capsys.readouterr().err
    assert err.startswith("citecheck: error: explain: no rule has the code 'D1O1'")
    assert err.count("\n") == 1


def test_generated_documentation_is_up_to_date():
    """What `make docs` would write stands in `docs/` already."""
    spec = importlib.util.spec_from_file_location("citecheck_docs", DOCS / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    generated = module.generated()
    assert {"cli.md", "rules.md", "schema/parse.schema.json", "schema/check.schema.json"} <= set(generated)
    stale = [name for name, text in generated.items() if (DOCS / name).read_text(encoding="utf-8") != text]
    assert stale == [], "run make docs"
