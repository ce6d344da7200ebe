"""What `--version` says, alone and for a bug report; and the manual."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import click
import pytest

import citecheck
from citecheck.archive.save.keys import NAMES, WHERE
from citecheck.cli.about import LIBRARIES, about
from citecheck.cli.group import group
from citecheck.cli.main import run

README = Path(__file__).parents[2] / "README.md"
MANUAL = Path(__file__).parents[2] / "docs" / "man" / "citecheck.1"
SECRETS = {
    "HTTPS_PROXY": "http://me:s3cret@proxy.example:3128",
    "no_proxy": "internal.example",
    "IA_SECRET": "s3cret",
    "ALL_PROXY": "",
    "HOME": "/home/somebody",
}


@pytest.mark.parametrize(
    "words", [["--version"], ["--version", "-v"], ["-v", "--version"], ["--version", "--verbose"]]
)
def test_version(words, capsys):
    """One line, or all that a bug report should say, in whichever order it is asked for."""
    assert run(words) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"citecheck {citecheck.__version__}"
    assert (len(lines) > 10) == (len(words) > 1)


def test_what_a_bug_report_needs(tmp_path):
    """Versions, places, and the names of what steers the network."""
    (tmp_path / "citecheck.toml").write_text("strikes = 2\n")
    said = dict(line.split(" ", 1) for line in about(SECRETS, tmp_path))
    assert {
        "citecheck",
        "python",
        "platform",
        "openssl",
        "sqlite",
        "configuration",
        "cache",
        "proxies",
        *LIBRARIES,
    } == set(said)
    assert said["configuration"].endswith("citecheck.toml")
    assert said["proxies"] == "HTTPS_PROXY, no_proxy"


def test_no_secret_is_told(tmp_path, monkeypatch):
    """Not what a variable holds, and not who somebody is."""
    monkeypatch.setenv("HOME", str(tmp_path))
    text = "\n".join(about(SECRETS | {"HOME": str(tmp_path)}, tmp_path))
    assert "s3cret" not in text
    assert "proxy.example" not in text
    assert str(tmp_path) not in text
    assert "cache ~/.cache/citecheck" in text


@pytest.mark.parametrize(
    "home, folder, said",
    [
        ("ann", "ann/papers", "~/papers/citecheck.toml"),
        ("ann", "ann", "~/citecheck.toml"),
        ("ann", "anna", "{}/anna/citecheck.toml"),
        ("ann", "ann.old", "{}/ann.old/citecheck.toml"),
        ("linked", "linked/papers", "~/papers/citecheck.toml"),
        ("linked", "ann/papers", "~/papers/citecheck.toml"),
    ],
    ids=["below", "itself", "a longer name", "a name with a suffix", "a link", "what a link leads to"],
)
def test_the_home_folder_is_a_tilde(tmp_path, home, folder, said):
    """Home is `~` by each of its names, and no other folder is."""
    (tmp_path / "ann" / "papers").mkdir(parents=True)
    (tmp_path / "linked").symlink_to(tmp_path / "ann")
    (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    (tmp_path / folder / "citecheck.toml").write_text("strikes = 2\n")
    lines = list(about({"HOME": str(tmp_path / home)}, tmp_path / folder))
    assert f"configuration {said.format(tmp_path)}" in lines


@pytest.mark.parametrize("name", ["citecheck.toml", "pyproject.toml"])
def test_a_broken_configuration_is_told_and_hides_nothing(name, tmp_path, monkeypatch, capsys):
    """A bug report may be about just that file; its lines are all there."""
    (tmp_path / name).write_text("[broken\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert run(["--version", "-v"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith(f"cache none: ~/{name}: not valid TOML") for line in lines)
    assert lines[-1].startswith("proxies ")


def test_the_manual_names_every_command_and_option():
    """What the help says stands in the manual."""
    text = MANUAL.read_text(encoding="utf-8").replace("\\-", "-")
    context = click.Context(group, info_name="citecheck")
    for name in group.list_commands(context):
        assert f".SS citecheck {name}" in text
        for option in group.get_command(context, name).params:
            assert all(f"\\fB{each}\\fR" in text for each in option.opts if each.startswith("-"))


def section(name):
    """Return a section of the manual as it is read."""
    text = MANUAL.read_text(encoding="utf-8").replace("\\-", "-").replace("\\(aq", "'")
    return text.partition(f".SH {name}\n")[2].partition("\n.SH ")[0]


def test_the_manual_begins_with_examples():
    """The commands of the README stand before all that can be said of each command."""
    text = MANUAL.read_text(encoding="utf-8")
    assert text.index(".SH DESCRIPTION") < text.index(".SH EXAMPLES") < text.index(".SH COMMANDS")
    commands = [
        line for line in README.read_text(encoding="utf-8").splitlines() if line.startswith("citecheck ")
    ]
    assert len(commands) > 10
    for line in commands:
        command, _, said = line.partition("#")
        assert f"\\fB{command.rstrip()}\\fR\n{said.strip()[0].upper()}" in section("EXAMPLES")


def test_the_manual_names_the_keys():
    """All the variables that are read, and where the keys are to be had."""
    assert all(name in section("ENVIRONMENT") for names in NAMES for name in names)
    assert WHERE in section("ENVIRONMENT")


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_groff_has_nothing_to_say_of_the_manual():
    """No warning, and hyphens that can be copied."""
    done = subprocess.run(
        [shutil.which("groff"), "-man", "-Tutf8", "-ww", "-P-cbou", str(MANUAL)],
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
    assert "--allow-private" in done.stdout.decode()
