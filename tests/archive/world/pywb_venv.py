"""The environment that pywb runs in: made once, kept beside the checkout's own, shared by all test runs.

It lies in `.venv-pywb/3.11/` (the version of the Python that runs the tests) and is made anew when that Python or
the list `pywb-requirements.txt` changes. Nothing is skipped where it cannot be made: `PywbMissing` carries what
pip said.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

REQUIREMENTS = Path(__file__).with_name("pywb-requirements.txt")
PLACE = Path(__file__).resolve().parents[3] / ".venv-pywb"
STAMP = "installed.txt"
PATIENCE = 600  # seconds; a slow index is no reason to fail, one that never answers is


class PywbMissing(Exception):  # noqa: N818 - the name says what is the matter
    """pywb could not be installed; the text is pip's."""


def pywb_python(place=PLACE, requirements=REQUIREMENTS):
    """Return the interpreter of an environment below *place* that holds *requirements*; make it if need be.

    One process makes it, others that come meanwhile wait for it.
    """
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    folder = place / version
    wanted = f"{sys.version}\n{sys.base_prefix}\n{requirements.read_text(encoding='utf-8')}"
    place.mkdir(exist_ok=True)
    with _locked(place / f"{version}.lock"):
        if _read(folder / STAMP) != wanted:
            shutil.rmtree(folder, ignore_errors=True)
            _run([sys.executable, "-m", "venv", str(folder)])
            _install(folder, requirements)
            # Written last: an environment without it was broken off.
            (folder / STAMP).write_text(wanted, encoding="utf-8")
    return folder / "bin" / "python"


def _install(folder, requirements):
    """Install *requirements* into the environment in *folder*."""
    _run(
        [
            *(str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--no-input"),
            # The list is complete, so nothing that it does not name may come in; compiling takes longer than pip.
            *("--disable-pip-version-check", "--no-deps", "--no-compile"),
            # surt is published as source alone; everything else must be a wheel, because CI has no compiler.
            *("--use-pep517", "--only-binary", ":all:", "--no-binary", "surt"),
            *("--requirement", str(requirements)),
        ],
        # The list pins what builds surt as well; from pip 25.3 on the second name does what the first one did.
        PIP_CONSTRAINT=str(requirements),
        PIP_BUILD_CONSTRAINT=str(requirements),
    )


def _run(command, **environment):
    """Run *command*; raises `PywbMissing` with all it said."""
    done = subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    if done.returncode:
        raise PywbMissing(f"{' '.join(command)}\n{done.stdout}{done.stderr}")


def _read(path):
    """Return the text of *path*; None if there is none."""
    return path.read_text(encoding="utf-8") if path.is_file() else None


@contextmanager
def _locked(path):
    """Hold the lock that *path* stands for; the system lets go of it with the process, however that ends."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
