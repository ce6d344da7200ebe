"""The hook for pre-commit: which files it takes, and what its command says of them."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from action_runner import ROOT

from citecheck.read.formats import SUFFIXES

(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
BAD = "Body.[^1]\n\n[^1]: World Bank. Prices. http://www.worldbank.org/prices Accessed May 32 2011.\n"
GOOD = BAD.replace("32", "31")


def takes(name):
    """Tell whether pre-commit gives a file to the hook, as it does itself."""
    return bool(re.search(HOOK["files"], name))


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_every_format_that_a_folder_is_searched_for_is_taken(suffix):
    assert takes(f"reports/a{suffix}")
    assert takes(f"reports/A{suffix.upper()}")
    assert not takes(f"reports/a{suffix}.orig")


@pytest.mark.parametrize("name", ["package.json", "a.py", "a.xml", "README", "md", "amd", "a.md/b"])
def test_other_files_are_not_taken(name):
    assert not takes(name)


def test_the_library_for_pdf_is_that_of_the_extra():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert HOOK["additional_dependencies"] == project["optional-dependencies"]["pdf"]


RUNS = [
    ({"a.md": GOOD}, [], 0, "nothing to mend", "a good file"),
    ({"a.md": BAD}, [], 1, "D101", "a bad one"),
    ({"a.md": GOOD, "sub/b c.md": BAD}, [], 1, "sub/b c.md", "several"),
    ({"--config=a.md": GOOD}, [], 0, "nothing to mend", "a name that looks like an option"),
    ({"notes.txt": "Just words.\n"}, [], 0, "no endnotes were found", "a file without endnotes"),
    ({"a.md": BAD}, ["--ignore", "D101", "--"], 0, "nothing to mend", "arguments of the user"),
    ({"a.pdf": "%PDF-1.7 torn"}, [], 2, "a.pdf", "a torn file"),
]


@pytest.mark.parametrize("files, args, code, said", [row[:4] for row in RUNS], ids=[row[4] for row in RUNS])
def test_the_hook_says_of(tmp_path, files, args, code, said):
    """Run as pre-commit runs it: entry, arguments, names, from the top of the checkout."""
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    program, *words = shlex.split(HOOK["entry"])
    done = subprocess.run(
        [Path(sys.executable).parent / program, *words, *(args or HOOK["args"]), *files],
        cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert said in done.stdout + done.stderr
