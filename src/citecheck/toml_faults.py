"""What is wrong with a value of the configuration, in words for whoever wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PLACE = re.compile(r"(?P<what>.*) - at `\$\.?(?P<place>[^`]*)`", re.DOTALL)
_EXPECTED = re.compile(r"Expected `(?P<kind>\w+)(?: \| null)?`(?:, got `(?P<got>\w+)`| of length >= 1)")
_LACKS = re.compile(r"Object missing required field `(?P<name>[^`]+)`")
_ITEM = re.compile(r"^(?P<name>[\w-]+)\[(?P<index>\d+)\]\.?")
_KINDS = {
    "array": 'a list, as ["one", "two"]',
    "object": "a table",
    "str": "a text in quotes",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "date": "a day",
}


def in_words(said: str, choices: Mapping[str, Sequence[str]]) -> str:
    """Return what msgspec *said* of a value, in words; *choices* are those of the settings that have some."""
    found = _PLACE.fullmatch(said)
    if found is None:
        return said
    what, place = found["what"], found["place"]
    name = place.rpartition(".")[2]
    if expected := _EXPECTED.fullmatch(what):
        fault = _of_kind(expected["kind"], expected["got"])
    elif lacks := _LACKS.fullmatch(what):
        fault = f"lacks {lacks['name']}"
    elif what.startswith("Invalid enum value") and name in choices:
        fault = f"must be one of {', '.join(choices[name])}"
    elif what.startswith("Invalid RFC3339 encoded date"):
        fault = "must be a day, as 2027-06-30"
    else:
        return f"{_named(place)}: {what}"
    return f"{_named(place)} {fault}"


def _of_kind(kind: str, got: str | None) -> str:
    """Say that a value must be of another *kind* than it is, or that it is empty."""
    if got is None:
        return "must not be empty"
    was = "a fraction" if (kind, got) == ("int", "float") else _KINDS.get(got, got).partition(",")[0]
    return f"must be {_KINDS.get(kind, kind)}, not {was}"


def _named(place: str) -> str:
    """Return *place* as somebody counts who reads the file: from one, and by the headers of tables."""
    item = _ITEM.match(place)
    if item is None:
        return place
    rest, number = place[item.end() :], int(item["index"]) + 1
    if item["name"] in ("waive", "overrides"):
        return f"[[{item['name']}]] number {number}" + (f": {_named(rest)}" if rest else "")
    return f"{item['name']}: item {number}"
