"""Read JSON with the place of every value in the text.

`json` and `msgspec` tell where a fault is, never where a value stands, which a correction that is written
back needs. The grammar is that of RFC 8259; nothing calls itself, so that deep nesting cannot overflow.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from citecheck.models import Span

Json = str | dict[str, "Node"] | list["Node"]

_DEEPEST = 200  # a bibliography is five deep
_SPACE = re.compile(r"[ \t\r\n]*+")
_STRING = re.compile(r'"[^"\\\x00-\x1f]*+(?:\\.[^"\\\x00-\x1f]*+)*+"')
_LITERAL = re.compile(r"-?\d[\d.eE+-]*+|true|false|null")
_SURROGATE = re.compile("[\ud800-\udfff]")


class BrokenJson(ValueError):  # noqa: N818 - the name says what is the matter
    """The text is not JSON; the message names line and column."""


@dataclass(slots=True)
class Node:
    """A value and where it stands, a string without its quotes; numbers, `true` and `null` stay as written.

    *is_string* tells the string `"5"` from the number `5`.
    """

    span: Span
    value: Json
    is_string: bool = False

    @property
    def text(self) -> str:
        """The string or number; empty for `null` and for what holds other values."""
        return self.value if isinstance(self.value, str) and (self.is_string or self.value != "null") else ""

    @property
    def is_empty(self) -> bool:
        """Whether this is `null`, or holds nothing."""
        return not self.value or (self.value == "null" and not self.is_string)

    @property
    def items(self) -> list[Node]:
        """The members of a list; empty for anything else."""
        return self.value if isinstance(self.value, list) else []

    @property
    def members(self) -> dict[str, Node]:
        """The members of an object; empty for anything else."""
        return self.value if isinstance(self.value, dict) else {}


def parse(text: str) -> Node:
    """Return the value that the JSON *text* is; raises `BrokenJson`. Linear in the length of *text*."""
    return _Scanner(text).whole()


class _Scanner:
    """Where the reading is, and the objects and lists that are open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.open: list[Node] = []
        self.key: list[str] = []

    def whole(self) -> Node:
        """Read one value and nothing behind it."""
        while True:
            node = self._value()
            while node is not None:
                if not self.open:
                    self._space()
                    if self.at < len(self.text):
                        raise self._broken("the end")
                    return node
                node = self._put(node)

    def _value(self) -> Node | None:
        """Read a string or number; open an object or a list, or close it where it is empty."""
        self._space()
        start, first = self.at, self.text[self.at : self.at + 1]
        if first in ("{", "["):
            if len(self.open) >= _DEEPEST:
                raise self._broken(f"nothing nested deeper than {_DEEPEST}")
            self.at += 1
            self.open.append(Node(Span(start, start), {} if first == "{" else []))
            self.key.append("")
            closed = self._closed("}" if first == "{" else "]")
            if closed is None:
                self._read_key()
            return closed
        if first == '"':
            string = self._string()
            return Node(Span(start + 1, self.at - 1), string, is_string=True)
        literal = _LITERAL.match(self.text, start)
        if literal is None:
            raise self._broken("a value")
        self.at = literal.end()
        return Node(Span(*literal.span()), literal.group())

    def _put(self, node: Node) -> Node | None:
        """Put *node* into the innermost open value; return that where it is thereby complete."""
        into = self.open[-1].value
        if isinstance(into, dict):
            into.setdefault(self.key[-1], node)
        elif isinstance(into, list):
            into.append(node)
        self._space()
        if self.text[self.at : self.at + 1] == ",":
            self.at += 1
            self._read_key()
            return None
        closing = "}" if isinstance(into, dict) else "]"
        closed = self._closed(closing)
        if closed is None:
            raise self._broken(f"`,` or `{closing}`")
        return closed

    def _closed(self, closing: str) -> Node | None:
        """Close the innermost open value if *closing* stands here."""
        self._space()
        if self.text[self.at : self.at + 1] != closing:
            return None
        self.at += 1
        node = self.open.pop()
        self.key.pop()
        node.span = Span(node.span.start, self.at)
        return node

    def _read_key(self) -> None:
        """Read the name of the next member, if the innermost open value is an object."""
        if not isinstance(self.open[-1].value, dict):
            return
        self._space()
        self.key[-1] = self._string()
        self._space()
        if self.text[self.at : self.at + 1] != ":":
            raise self._broken("`:`")
        self.at += 1

    def _string(self) -> str:
        """Read a string; half of a surrogate pair becomes U+FFFD, because no encoding can write it."""
        match = _STRING.match(self.text, self.at)
        if match is None:
            raise self._broken("a string")
        try:
            value = json.loads(match.group())
        except json.JSONDecodeError as error:
            self.at += error.pos
            raise self._broken("an escape that JSON has") from error
        self.at = match.end()
        return _SURROGATE.sub("\ufffd", value)

    def _space(self) -> None:
        """Pass over white space."""
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _broken(self, wanted: str) -> BrokenJson:
        """Say where the reading is and what should stand there."""
        line = self.text.count("\n", 0, self.at) + 1
        column = self.at - self.text.rfind("\n", 0, self.at)
        return BrokenJson(f"line {line}, column {column}: {wanted} should stand here")
