r"""Fields of Word: a code (`HYPERLINK "https://example.org/" \l "part"`) and the result that is printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

_LONGEST_CODE = 10_000  # reference managers put whole records into their codes; a link needs the first words
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|“([^“”]*)”|(\S+)', re.DOTALL)
_WITH_ARGUMENT = frozenset({"\\l", "\\o", "\\t", "\\s"})
_LONGEST_BEFORE_ANCHOR = 2_000


@dataclass(slots=True, eq=False)
class Field:
    """A field that is open: its code so far, and whether its result has begun (at which piece)."""

    code: list[str] = field(default_factory=list)
    length: int = 0
    in_result: bool = False
    target: str | None = None
    citation: bool = False
    bibliography: bool = False
    first: int = 0

    def add(self, text: str) -> None:
        """Put *text* to the code."""
        if self.length < _LONGEST_CODE:
            self.code.append(text)
            self.length += len(text)

    @property
    def text(self) -> str:
        """The code as far as it matters."""
        return "".join(self.code)[:_LONGEST_CODE]


def hyperlink_target(code: str) -> str | None:
    r"""Return where a field's *code* leads, if it is a HYPERLINK (ISO/IEC 29500-1, 17.16.5.25).

    `\l` names a place in the target, which becomes its fragment; a link within the document gives `#place`.
    """
    words = hyperlink_words(code)
    return None if words is None else with_anchor(words.target, words.place)


class HyperlinkWords(NamedTuple):
    """What a HYPERLINK names, and where its code does: the *target*; a *place* in it, with its switch."""

    target: str = ""
    target_at: tuple[int, int] = (0, 0)
    place: str = ""
    place_at: tuple[int, int] = (0, 0)


def hyperlink_words(code: str) -> HyperlinkWords | None:
    """Return what a field's *code* names, if it is a HYPERLINK."""
    tokens = _TOKEN.finditer(code)
    first = next(tokens, None)
    if first is None or _value(first).upper() != "HYPERLINK":
        return None
    words = HyperlinkWords()
    for match in tokens:
        token = _value(match)
        if token.lower() in _WITH_ARGUMENT:
            argument = next(tokens, None)
            if token.lower() == "\\l":
                place, end = (_value(argument), argument.end()) if argument else ("", match.end())
                words = words._replace(place=place, place_at=(match.start(), end))
        elif not words.target and not re.fullmatch(r"\\\w", token):
            words = words._replace(target=token, target_at=match.span())
    return words


def with_anchor(target: str, anchor: str) -> str:
    """Return *target* with *anchor* as its fragment, if it has none yet."""
    if not anchor or "#" in target or len(target) > _LONGEST_BEFORE_ANCHOR:
        return target
    return f"{target}#{anchor}"


def _value(match: re.Match[str]) -> str:
    """Return the word that *match* found, without its quotes."""
    quoted, curled, bare = match.groups()
    if quoted is not None:
        return re.sub(r"\\(.)", r"\1", quoted, flags=re.DOTALL)
    return curled if curled is not None else bare.strip('"')
