"""In which line of a TOML file a key stands, which `tomllib` does not tell."""

from __future__ import annotations

import re
from collections import Counter

_PART = r"(?:[A-Za-z0-9_-]+|\"[^\"\n]*\"|'[^'\n]*')"
_DOTTED = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_HEADER = re.compile(rf"[ \t]*(?P<open>\[\[?)[ \t]*(?P<name>{_DOTTED})[ \t]*\]")
_KEY = re.compile(rf"[ \t]*(?P<name>{_DOTTED})[ \t]*=")
_STRING = re.compile(r"\"\"\"|'''")


def lines_of(text: str) -> dict[str, int]:
    """Return the line (from 1) of each key and table header of *text*, which is valid TOML, by dotted name.

    The tables of an array have their numbers: `waive[0]`, `waive[0].code`. What stands within another value,
    an inline table among it, is not found; the first of two equal names counts.
    """
    found: dict[str, int] = {}
    counts: Counter[str] = Counter()
    within = ""
    closing: str | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        was_open, closing = closing, _closing(line, closing)
        if was_open:
            continue
        if header := _HEADER.match(line):
            within = _name(header["name"])
            if header["open"] == "[[":
                counts[within] += 1
                within = f"{within}[{counts[within] - 1}]"
            found.setdefault(within, number)
            within += "."
        elif key := _KEY.match(line):
            found.setdefault(within + _name(key["name"]), number)
    return found


def _closing(line: str, closing: str | None) -> str | None:
    """Return what closes the multi-line string that is open behind *line*, None if none is."""
    for quotes in _STRING.findall(line):
        if closing is None:
            closing = quotes
        elif quotes == closing:
            closing = None
    return closing


def _name(dotted: str) -> str:
    """Return a dotted name as it is looked for: without white space and quotes."""
    return ".".join(part.strip("\"'") for part in re.findall(_PART, dotted))
