"""action.yml and its scripts, as they stand: nothing from outside is run as code, and all that is used is there."""

from __future__ import annotations

import os
import re
import subprocess

import pytest
from action_runner import ACTION, BASH, ROOT

STEPS = ACTION["runs"]["steps"]
SHELL = [step for step in STEPS if "run" in step]
SCRIPTS = sorted((ROOT / "action").glob("*.sh"))
SOURCED = {"common.sh", "report.sh", "github.sh"}
# Those of the runner (what begins with GITHUB_ besides), of bash, and of the scripts themselves.
PROVIDED = {"RUNNER_TEMP", "BASH_SOURCE", "MARKER", "OURS", "LONGEST"}


@pytest.mark.parametrize("step", SHELL, ids=lambda step: step["name"])
def test_a_shell_step_is_one_script_and_no_expression(step):
    """An expression inside a script would be replaced before the shell reads it: whatever it holds would be run."""
    assert re.fullmatch(r'bash "\$GITHUB_ACTION_PATH/action/[a-z]+\.sh"', step["run"])
    assert step["shell"] == "bash"


@pytest.mark.parametrize("step", SHELL, ids=lambda step: step["name"])
def test_a_script_uses_the_variables_that_its_step_gives(step):
    """And the step gives none that nobody uses."""
    name = re.search(r"[a-z]+\.sh", step["run"])[0]
    text = (ROOT / "action" / name).read_text(encoding="utf-8")
    for other in SOURCED:
        text += (ROOT / "action" / other).read_text(encoding="utf-8") if f'/{other}"\n' in text else ""
    used = set(re.findall(r"(?:\$\{?|env\.|\{#)([A-Z][A-Z_]+)\b", text))
    assert {each for each in used - PROVIDED if not each.startswith("GITHUB_")} == set(step["env"])


def test_every_input_is_used_and_described():
    used = set(re.findall(r"inputs\.([a-z-]+)", str(STEPS)))
    assert used == set(ACTION["inputs"])
    for name, each in ACTION["inputs"].items():
        assert isinstance(each["default"], str), name
        assert each["description"].endswith("."), name


@pytest.mark.parametrize("uses", [step["uses"] for step in STEPS if "uses" in step])
def test_actions_of_others_are_those_of_github_at_a_major_version(uses):
    assert re.fullmatch(
        r"(actions/(setup-python|cache/restore|cache/save)|github/codeql-action/upload-sarif)@v\d+", uses
    )


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_stops_at_the_first_error_and_is_short(script):
    """What is sourced takes part in the run of what sources it."""
    lines = script.read_text(encoding="utf-8").splitlines()
    assert len(lines) < 150
    if script.name in SOURCED:
        assert lines[0] == "# shellcheck shell=bash"
    else:
        assert lines[0] == "#!/usr/bin/env bash"
        assert "set -euo pipefail" in lines
        assert os.access(script, os.X_OK)
    assert subprocess.run([BASH, "-n", str(script)], check=True).returncode == 0


def test_no_script_evaluates_text():
    for script in SCRIPTS:
        words = set(re.findall(r"[a-z]+", re.sub(r"(?m)^\s*#.*$", "", script.read_text(encoding="utf-8"))))
        assert not words & {"eval", "xargs", "curl", "wget"}, script.name
