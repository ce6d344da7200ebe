"""A runner of GitHub Actions, as far as action.yml needs one: its shell steps run here as they would there.

    job = Job(tmp_path)
    done = job.use(paths="reports", command="lint")
    assert done.code == 1
    assert done.obeyed == [("error", {"file": "reports/a.md", ...}, "...")]

Steps that use actions of others are not run but kept in `uses`, nothing is installed, and citecheck is that of the
environment.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
BASH = "/bin/bash"
INSTALLING = "Install citecheck"  # which pip would do from the network
COMMAND = re.compile(r"^\s*::([a-z-]+)(?: ([^:]*))?::(.*)$")
OLD_COMMAND = re.compile(r"##\[([a-z-]+)")


@dataclass
class Done:
    """What came of a use of the action: its exit code, its log, what the runner obeyed in it, and its outputs."""

    code: int = 0
    log: str = ""
    outputs: dict[str, str] = field(default_factory=dict)
    ran: list[str] = field(default_factory=list)
    uses: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def obeyed(self):
        """The commands in the log, read as the runner reads them."""
        return list(obeyed(self.log))


class Job:
    """A job: a checkout, the folders of a runner, and a repository on a GitHub of its own."""

    def __init__(self, folder: Path) -> None:
        self.workspace, self.temp = folder / "checkout", folder / "temp"
        programs = folder / "programs"
        for each in (self.workspace, self.temp, programs):
            each.mkdir()
        self.github = folder / "github.json"
        self.summary = folder / "summary.md"
        self.outputs = folder / "outputs"
        self.pull_request, self.token = "7", "secret"
        self.python = sys.executable
        self.more: dict[str, str] = {}  # of the environment
        (programs / "citecheck").symlink_to(Path(sys.executable).parent / "citecheck")
        fake = programs / "gh"
        fake.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT}/tests/fake_gh.py" "$@"\n')
        fake.chmod(0o755)
        self.path = f"{programs}:{os.defpath}"
        self.set_world(comments={}, issues=[], calls=[], refuses=False)

    @property
    def world(self):
        """The repository on GitHub."""
        return json.loads(self.github.read_text(encoding="utf-8"))

    def set_world(self, **parts):
        """Change the repository on GitHub."""
        old = self.world if self.github.exists() else {}
        self.github.write_text(json.dumps(old | parts), encoding="utf-8")

    def write(self, name, text):
        """Write a file of the checkout."""
        path = self.workspace / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def use(self, **inputs):
        """Run the steps of the action in order."""
        given = {name.replace("_", "-"): value for name, value in inputs.items()}
        assert set(given) <= set(ACTION["inputs"])
        done, context = Done(), self.context(given)
        for step in ACTION["runs"]["steps"]:
            always, holds = condition(step.get("if", ""), context)
            if step["name"] != INSTALLING and holds and (always or done.code == 0):
                self.step(step, context, done)
        done.outputs = context["steps.check.outputs"]
        return done

    def step_named(self, name, outputs, **inputs):
        """Run one step of the action, after a check that had these *outputs*."""
        done, context = Done(), self.context(inputs)
        context["steps.check.outputs"] |= outputs
        self.step(next(step for step in ACTION["runs"]["steps"] if step["name"] == name), context, done)
        return done

    def context(self, given):
        """Return what expressions mean, by their names."""
        inputs = {name: str(each.get("default", "")) for name, each in ACTION["inputs"].items()}
        inputs["token"] = self.token
        return {
            **{f"inputs.{name}": value for name, value in (inputs | given).items()},
            "github.event.pull_request.number": self.pull_request,
            "github.run_id": "42",
            "github.run_attempt": "1",
            "runner.os": "Linux",
            "runner.temp": str(self.temp),
            "steps.python.outputs.python-path": self.python,
            "steps.check.outputs": {},
        }

    def step(self, step, context, done):
        """Run one step."""
        if "uses" in step:
            done.uses.append((step["uses"], filled(step["with"], context)))
        else:
            self.script(step["run"], filled(step["env"], context), done)
            done.ran.append(step["name"])
            context["steps.check.outputs"] |= outputs_of(self.outputs) if step.get("id") else {}

    def script(self, run, env, done):
        """Run one script as `shell: bash` does."""
        self.outputs.touch()
        finished = subprocess.run(
            [BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", run],
            cwd=self.workspace, env=self.environment() | env, text=True, encoding="utf-8", timeout=120, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        done.code, done.log = finished.returncode, done.log + finished.stdout

    def environment(self):
        """Return the environment of every step."""
        return {
            "PATH": self.path,
            "HOME": str(self.temp),
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_ACTIONS": "true",
            "GITHUB_OUTPUT": str(self.outputs),
            "GITHUB_PATH": str(self.temp / "paths"),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_REPOSITORY": "owner/reports",
            "GITHUB_RUN_ID": "42",
            "RUNNER_TEMP": str(self.temp),
            "FAKE_GITHUB": str(self.github),
            **self.more,
        }


def value_of(name, context):
    """Return what the name in an expression means; a name that nobody set is an error."""
    before, _, output = name.rpartition(".")
    return context[before].get(output, "") if before == "steps.check.outputs" else context[name]


def filled(texts, context):
    """Return texts with their expressions replaced."""
    return {
        name: re.sub(r"\$\{\{ (\S+) \}\}", lambda found: value_of(found[1], context), str(text))
        for name, text in texts.items()
    }


def condition(words, context):
    """Return whether a step runs after a failure too, and whether its condition holds."""
    always, holds = False, True
    for part in filter(None, words.split(" && ")):
        if part == "always()":
            always = True
            continue
        name, operator, value = part.split(" ")
        same = value_of(name, context) == value.strip("'")
        holds = holds and same is {"==": True, "!=": False}[operator]
    return always, holds


def outputs_of(path):
    """Read the outputs of a step as the runner does, which takes values over several lines too."""
    lines = iter(path.read_text(encoding="utf-8").splitlines())
    found = {}
    for line in lines:
        heredoc = re.match(r"([^=]+?)<<(.+)", line)
        if heredoc:
            found[heredoc[1]] = "\n".join(iter(lambda: next(lines), heredoc[2]))
        else:
            name, equals, value = line.partition("=")
            assert equals, line
            found[name] = value
    path.unlink()
    return found


def obeyed(log):
    """Give each command that the runner obeys: its name, its properties and its text (ActionCommand.cs)."""
    token = None
    for line in log.splitlines():
        found, old = COMMAND.match(line), OLD_COMMAND.search(line)
        if token is not None:
            token = None if line.strip() == f"::{token}::" else token
        elif found and found[1] == "stop-commands":
            token = found[3]
        elif found:
            pairs = (each.partition("=") for each in (found[2] or "").split(",") if each)
            yield found[1], {name: value for name, _, value in pairs}, found[3]
        elif old:
            yield old[1], {}, line
    assert token is None, "the runner is left deaf"
