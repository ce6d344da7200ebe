"""Pair the brackets of Markdown in one pass, so that nesting costs no more than length."""

from __future__ import annotations

import re
from dataclasses import dataclass

from citecheck.models import Span

_TOKEN = re.compile(
    r"\\.|(?P<note>\^\[)|(?P<image>!\[)|(?P<open>\[)|(?P<close>\])|(?P<blank>\n[ \t\r]*\n)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Bracket:
    """What stands between two brackets, and what opened them: `open`, `note` (`^[`) or `image` (`![`)."""

    kind: str
    inner: Span
    depth: int

    @property
    def after(self) -> int:
        """The offset behind the closing bracket."""
        return self.inner.end + 1


def closed_brackets(text: str) -> tuple[Bracket, ...]:
    """Return the pairs of brackets in *text*, by where they open; a blank line closes none."""
    found = []
    opened: list[tuple[str, int]] = []
    for match in _TOKEN.finditer(text):
        match match.lastgroup:
            case "close":
                if opened:
                    kind, start = opened.pop()
                    found.append(Bracket(kind, Span(start, match.start()), len(opened)))
            case "blank":
                opened.clear()
            case str() as kind:
                opened.append((kind, match.end()))
    return tuple(sorted(found, key=lambda bracket: bracket.inner))
