"""Change values of a JSON text in place; every other character of it stays."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from citecheck.mend.differences import differences
from citecheck.mend.splicing import Change
from citecheck.shapes import unsteering

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from citecheck.read.json_places import Node

# What stands for one character in a string (RFC 8259, section 7); a pair of surrogates is one.
_CHARACTER = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]", re.DOTALL
)
# The line end and the blanks before the name of a member.
_LINE = re.compile(r"\r?\n[ \t]*(?=\"\w+\"\s*:\s*\"?\Z)")
_NEAR = 200
_ESCAPED = re.compile(r"\\u(?:00[89a-fA-F]|0[1-9a-fA-F]|[1-9a-fA-F])")


class Writer:
    """Collects the changes of one JSON *text*; characters are escaped where its *encoding* has no room.

    Where the text is all ASCII and has escapes, its writer escapes all other characters, and so does this.
    """

    def __init__(self, text: str, encoding: str) -> None:
        self._text, self._encoding = text, encoding
        self._ascii = text.isascii() and bool(_ESCAPED.search(text))
        self._changes: set[Change] = set()
        self._known: dict[int, list[int]] = {}

    def splice(self, string: Node, change: Change) -> None:
        """Write a *change* of what the *string* says."""
        places = self._places(string)
        start, end = places[change.start], places[change.end]
        self._changes.add(Change(start, end, self._escaped(change.text)))

    def put(self, node: Node, value: str | Sequence[str] | None) -> None:
        """Write *value* for *node*; of a string only what differs changes."""
        if node.is_string and isinstance(value, str):
            for change in differences(node.text, value):
                self.splice(node, change)
            return
        if value is None and (node.is_string or node.value != "null"):
            self._replace(node, "null")
        elif isinstance(value, str):
            self._replace(node, f'"{self._escaped(value)}"')
        elif value is not None and [each.text for each in node.items] != list(value):
            written = ", ".join(f'"{self._escaped(each)}"' for each in value)
            self._replace(node, f"[{written}]")

    def put_json(self, node: Node, value: object) -> None:
        """Write *value*, which JSON can say, for the whole *node*."""
        written = unsteering(json.dumps(value, ensure_ascii=self._ascii))
        self._replace(node, "".join(map(self._encodable, written)))

    def add(self, members: Mapping[str, Node], name: str, value: object) -> None:
        """Write one more member behind the last of *members*, on a line of its own where that has one."""
        last = max(members.values(), key=lambda node: node.span)
        end = last.span.end + last.is_string
        line = _LINE.search(self._text, max(last.span.start - _NEAR, 0), last.span.start)
        written = unsteering(json.dumps(value, ensure_ascii=self._ascii))
        said = f'{line[0] if line else " "}"{name}": {"".join(map(self._encodable, written))}'
        self._changes.add(Change(end, end, f",{said}"))

    def found(self) -> list[Change]:
        """Return the changes in order."""
        return sorted(self._changes)

    def _replace(self, node: Node, written: str) -> None:
        """Write *written* for the whole *node*, the quotes of a string with it."""
        self._changes.add(Change(node.span.start - node.is_string, node.span.end + node.is_string, written))

    def _places(self, string: Node) -> list[int]:
        """Return where the characters of *string* begin, and where the last one ends."""
        start, end = string.span.start, string.span.end
        if start not in self._known:
            found = [match.start() for match in _CHARACTER.finditer(self._text, start, end)]
            self._known[start] = [*found, end]
        return self._known[start]

    def _escaped(self, text: str) -> str:
        """Return *text* as it is written between quotes."""
        written = unsteering(json.dumps(text, ensure_ascii=self._ascii)[1:-1])
        return "".join(map(self._encodable, written))

    def _encodable(self, character: str) -> str:
        """Return *character*, or its escape where the encoding of the file does not have it."""
        try:
            character.encode(self._encoding)
        except UnicodeEncodeError:
            return json.dumps(character)[1:-1]
        return character
