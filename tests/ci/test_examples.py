"""The examples of docs/ci.md: they are YAML, and what they use is there; the scripts for GitLab are run."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml
from action_runner import ACTION, BASH, ROOT

import citecheck
from citecheck.cli.group import group

PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
EXAMPLES = {
    text.splitlines()[0].removeprefix("# "): yaml.safe_load(text) for kind, text in BLOCKS if kind == "yaml"
}
WORKFLOWS = {name: example for name, example in EXAMPLES.items() if name.startswith(".github/")}
RIGHTS = {"comment": "pull-requests", "issue": "issues", "sarif": "security-events"}


def lines_of(value):
    """Give every line of text in an example."""
    if isinstance(value, str):
        yield from value.splitlines()
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from lines_of(each)


def uses_of(workflow):
    """Give the inputs with which a workflow uses the action."""
    for job in workflow["jobs"].values():
        yield from (step["with"] for step in job["steps"] if "OWNER/citecheck@" in step["uses"])


COMMANDS = sorted(
    {line for example in EXAMPLES.values() for line in lines_of(example) if line.startswith("citecheck ")}
    | {line for kind, text in BLOCKS if kind == "sh" for line in text.splitlines()}
    | {f"citecheck check reports/ {given['args']}" for each in WORKFLOWS.values() for given in uses_of(each) if "args" in given}
)  # fmt: skip


def test_the_page_has_an_example_for_each_place():
    assert list(EXAMPLES) == [
        ".github/workflows/endnotes.yml",
        ".github/workflows/endnotes-weekly.yml",
        ".gitlab-ci.yml",
        ".pre-commit-config.yaml",
    ]
    assert len(COMMANDS) >= 5


def test_the_examples_take_the_version_of_this_checkout():
    versions = re.findall(r"(?:OWNER/citecheck@|rev: )v([\w.]+)", PAGE)
    assert set(versions) == {citecheck.__version__}
    assert len(versions) == len(EXAMPLES)


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_is_one_of_the_program(line):
    """Its options and their values are read by the program's own command line, which refuses what it has not."""
    program, name, *words = shlex.split(line)
    command = group.get_command(click.Context(group), name)
    assert program == "citecheck"
    assert command is not None
    command.make_context(name, words).close()


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_uses_inputs_that_the_action_has_and_gives_the_rights_they_need(name):
    """And no others."""
    workflow = WORKFLOWS[name]
    (given,) = uses_of(workflow)
    assert set(given) <= set(ACTION["inputs"])
    needed = {right for each, right in RIGHTS.items() if given.get(each)}
    assert workflow["permissions"] == {"contents": "read"} | dict.fromkeys(needed, "write")


def test_the_page_lists_what_the_action_takes_and_gives():
    rows = dict(
        re.findall(r"^\| (`[^|]+) \|([^|]*)\| .*\|$", PAGE.partition("| output |")[0], flags=re.MULTILINE)
    )
    given = {name: str(each["default"]) for name, each in ACTION["inputs"].items()}
    given["token"] = "that of the job"
    assert {name.strip("`"): default.strip("` ") for name, default in rows.items()} == given
    outputs = re.findall(r"^\| (`[^|]+) \| [^|]*\|$", PAGE.partition("| output |")[2], flags=re.MULTILINE)
    assert re.findall(r"`([^`]+)`", " ".join(outputs)) == list(ACTION["outputs"])


def test_the_hook_is_there_and_its_arguments_end_before_the_names():
    (repository,) = EXAMPLES[".pre-commit-config.yaml"]["repos"]
    (hook,) = repository["hooks"]
    offered = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["id"] in [each["id"] for each in offered]
    assert hook["args"][-1] == "--"
    command = group.get_command(click.Context(group), "lint")
    command.make_context("lint", [*hook["args"], "a.md"]).close()


NOTE = "Body.[^1]\n\n[^1]: World Bank. Prices. 2011. Accessed May {} 2011.\n"


def run(folder, job):
    """Run the script of a job as GitLab's runner does: line after line, until one fails."""
    script = "\n".join(EXAMPLES[".gitlab-ci.yml"][job]["script"])
    path = f"{Path(sys.executable).parent}:{os.defpath}"
    return subprocess.run(
        [BASH, "-eo", "pipefail", "-c", script],
        cwd=folder, env={"PATH": path, "HOME": str(folder)}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.fixture
def checkout(tmp_path):
    """A checkout with a report without addresses, so that nothing is asked."""
    for name in ("reports", ".cache"):
        (tmp_path / name).mkdir()
    (tmp_path / "reports" / "a.md").write_text(NOTE.format(31))
    return tmp_path


def test_the_weekly_job_of_gitlab_fails_for_news_alone(checkout):
    for day, code in ((31, 0), (31, 0), (32, 1), (32, 0), (31, 0), (32, 1)):
        (checkout / "reports" / "a.md").write_text(NOTE.format(day))
        done = run(checkout, "endnotes-weekly")
        assert done.returncode == code, done.stdout + done.stderr


def test_the_job_of_gitlab_leaves_a_report_of_tests(checkout):
    known = ["--baseline", "known.json", "--update-baseline"]
    subprocess.run([sys.executable, "-m", "citecheck", "lint", "reports/", *known], cwd=checkout, check=True)
    (checkout / "reports" / "a.md").write_text(NOTE.format(32))
    assert run(checkout, "endnotes").returncode == 1
    wanted = EXAMPLES[".gitlab-ci.yml"]["endnotes"]["artifacts"]["reports"]["junit"]
    assert "<failure" in (checkout / wanted).read_text(encoding="utf-8")
