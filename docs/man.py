"""The man page, written from the command line itself (man(7), groff_man(7)); `docs/generate.py` keeps it."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

import citecheck
from citecheck.archive.save.keys import NAMES, WHERE
from citecheck.cli.group import group

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILES = (
    (
        "citecheck.toml, pyproject.toml",
        "Settings, in the nearest folder that has any; in pyproject.toml under [tool.citecheck].",
    ),
    (".citecheckignore", "Documents that are left out of folders and patterns, in the syntax of .gitignore."),
    (
        "cache/, ~/.cache/citecheck",
        "What was learned of pages and archives: here where that folder stands, else in the user's.",
    ),
)
_KEYS, _SHORT_KEYS = (" and ".join(names) for names in NAMES)
_ENVIRONMENT = (
    (
        ", ".join(name for names in NAMES for name in names),
        (
            f"The keys of an archive.org account, with which citecheck archive saves pages: {_KEYS}, or else "
            f"{_SHORT_KEYS}. Both of a pair are needed; they are shown at {WHERE}."
        ),
    ),
    ("NO_COLOR", "Where it is set and not empty, no colours are shown."),
    ("HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY", "The proxies through which pages are asked."),
    ("XDG_CACHE_HOME", "The folder in which caches are kept."),
)
_README = Path(__file__).parents[1] / "README.md"
_EXAMPLE = re.compile(r"^(?P<command>citecheck .*?) +# (?P<said>.*)$", re.MULTILINE)
_EXIT = re.compile(r"^ {2}(?P<codes>\d[\d, ]*?) {2}(?P<said>.*(?:\n {5}.*)*)", re.MULTILINE)


def manual() -> str:
    """Return the whole page."""
    context = click.Context(group, info_name="citecheck")
    lines = [
        f'.TH CITECHECK 1 "" "citecheck {citecheck.__version__}" "User Commands"',
        ".SH NAME",
        "citecheck \\- check the endnotes of a report",
        ".SH SYNOPSIS",
        ".B citecheck",
        ".I command",
        ".RI [ options ]",
        ".RI [ arguments ]",
        ".SH DESCRIPTION",
        *_paragraphs(group.help or ""),
        *_options(group),
        ".SH EXAMPLES",
        *_pairs(_first_commands()),
        ".SH COMMANDS",
    ]
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None:
            lines += _command(name, command)
    lines += [".SH EXIT STATUS", *_exit_codes(group.epilog or "")]
    lines += [".SH FILES", *_pairs(_FILES), ".SH ENVIRONMENT", *_pairs(_ENVIRONMENT)]
    return "\n".join(lines) + "\n"


def _first_commands() -> tuple[tuple[str, str], ...]:
    """Return the commands that the README shows, each with what it is for."""
    found = _EXAMPLE.finditer(_README.read_text(encoding="utf-8"))
    return tuple((match["command"], f"{match['said'][0].upper()}{match['said'][1:]}.") for match in found)


def _command(name: str, command: click.Command) -> Iterator[str]:
    """Yield the part of one command."""
    arguments = " ".join(each.metavar or "" for each in command.params if isinstance(each, click.Argument))
    yield f".SS citecheck {_escaped(name)} {_escaped(arguments)}".rstrip()
    yield from _paragraphs(command.help or "")
    yield from _options(command)
    yield from _examples(command.epilog or "")


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of a help text."""
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        yield ".PP"
        yield _escaped(" ".join(paragraph.split()))


def _options(command: click.Command) -> Iterator[str]:
    """Yield each option with what it is for."""
    for option in command.params:
        if not isinstance(option, click.Option):
            continue
        value = (
            "|".join(option.type.choices) if isinstance(option.type, click.Choice) else option.metavar or ""
        )
        names = ", ".join(rf"\fB{_escaped(name)}\fR" for name in option.opts)
        yield ".TP"
        yield names + (rf" \fI{_escaped(value)}\fR" if value else "")
        yield _escaped(option.help or "")


def _examples(epilog: str) -> Iterator[str]:
    """Yield the examples of a command as they stand."""
    examples = inspect.cleandoc(epilog.replace("\b", "")).strip()
    yield from (".PP", ".nf", *map(_escaped, examples.splitlines()), ".fi")


def _exit_codes(epilog: str) -> Iterator[str]:
    """Yield each exit code with what it says."""
    pairs = ((match["codes"], " ".join(match["said"].split())) for match in _EXIT.finditer(epilog))
    return _pairs(tuple(pairs))


def _pairs(pairs: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """Yield names with what is said of each."""
    for name, said in pairs:
        yield from (".TP", rf"\fB{_escaped(name)}\fR", _escaped(said))


def _escaped(text: str) -> str:
    r"""Return *text* for roff: hyphens that can be copied, no line that is taken for a request (groff(7))."""
    safe = text.replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq").replace("~", r"\(ti")
    safe = safe.replace("^", r"\(ha").replace("`", r"\(ga")
    return rf"\&{safe}" if safe.startswith((".", "'")) else safe
