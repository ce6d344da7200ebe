"""citecheck is installed from the action's own checkout; what stands in the checkout that is checked is not run."""

from __future__ import annotations

from action_runner import INSTALLING, ROOT

# Stands for Python: makes an environment in which it is the Python itself, and keeps what it was asked for.
PYTHON = """#!/bin/sh
printf '%s\\n' "$*" >>"$RUNNER_TEMP/asked"
if [ "$3" = venv ]; then mkdir -p "$4/bin"; cp "$0" "$4/bin/python"; fi
"""


def test_citecheck_is_installed_into_an_environment_of_its_own(job):
    """Python does not look into the working folder (-I); later steps find the program and no other Python."""
    python = job.temp / "python"
    python.write_text(PYTHON)
    python.chmod(0o755)
    job.python = str(python)
    done = job.step_named(INSTALLING, {})
    assert (done.code, done.log) == (0, "")
    home = job.temp / "citecheck"
    assert (job.temp / "asked").read_text().splitlines() == [
        f"-I -m venv {home}/environment",
        f"-I -m pip install --quiet --disable-pip-version-check {ROOT}[pdf]",
    ]
    assert (job.temp / "paths").read_text() == f"{home}/bin\n"
    assert [path.name for path in (home / "bin").iterdir()] == ["citecheck"]
    assert (home / "bin" / "citecheck").readlink() == home / "environment" / "bin" / "citecheck"


def test_a_python_that_fails_fails_the_step(job):
    job.python = "/bin/false"
    assert job.step_named(INSTALLING, {}).code == 1
    assert not (job.temp / "paths").exists()
