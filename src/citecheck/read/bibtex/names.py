"""Read the names of a BibTeX field: `Knuth, Donald E. and {World Bank} and Ludwig van Beethoven`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.models import Span
from citecheck.read.tex import freed

if TYPE_CHECKING:
    from collections.abc import Iterator

_PART = re.compile(r"[{}]|\band\b", re.IGNORECASE)
_BODY = re.compile(r"\{[^{}]{1,400}\}$")
# biblatex's extended names: `family=Maier, given=Jo`.
_KEYED = re.compile(r"\b(?P<key>family|given|prefix|suffix)\s*=\s*(?P<value>[^,]{1,200})", re.IGNORECASE)


def names_in(text: str, span: Span) -> Iterator[tuple[Span, str]]:
    """Give each name in the field at *span* with its own span: `Family, Given`, or a body's name as it is.

    Names are parted by `and` outside braces; one that is braced as a whole is a body (BibTeXing, section 4).
    `others` is no name.
    """
    for part in _parts(text, span):
        name = name_of(part.of(text))
        if name and name.lower() not in {"others", "et al.", "et al"}:
            yield part, name


def bodies_in(text: str, span: Span) -> Iterator[tuple[Span, str]]:
    """Give each body in the field at *span* (`institution`, `organization`) with its own span."""
    for part in _parts(text, span):
        name = freed(part.of(text))
        if name:
            yield part, name


def _parts(text: str, span: Span) -> Iterator[Span]:
    """Part the field at `and` outside braces."""
    depth, start = 0, span.start
    for match in _PART.finditer(text, span.start, span.end):
        if match.group() in "{}":
            depth = max(0, depth + (1 if match.group() == "{" else -1))
        elif (
            not depth and text[match.start() - 1].isspace() and text[match.end() : match.end() + 1].isspace()
        ):
            yield _stripped(text, start, match.start())
            start = match.end()
    yield _stripped(text, start, span.end)


def _stripped(text: str, start: int, end: int) -> Span:
    """Return the span without white space at its ends."""
    part = text[start:end]
    begin = start + len(part) - len(part.lstrip())
    return Span(begin, max(begin, start + len(part.rstrip())))


def name_of(raw: str) -> str:
    """Return one name as `Family, Given`; a braced one and a single word stay as they are."""
    if _BODY.match(raw):
        return freed(raw)
    keyed = {match["key"].lower(): freed(match["value"]) for match in _KEYED.finditer(raw)}
    if "family" in keyed:
        family = f"{keyed.get('prefix', '')} {keyed['family']}".strip()
        return _joined(family, f"{keyed.get('given', '')} {keyed.get('suffix', '')}")
    parts = [part for part in (freed(part) for part in _outside_braces(raw, ",")) if part]
    if len(parts) > 1:
        # `von Last, Jr, First` prints the given name last.
        return _joined(parts[0], " ".join([parts[-1], *parts[1:-1]]))
    words = [freed(word) for word in _outside_braces(raw, " ~\t\r\n")]
    return _natural([word for word in words if word])


def _natural(words: list[str]) -> str:
    """Return `First von Last` as `von Last, First`: the family begins at the first word in lower case."""
    if not words:
        return ""
    lower = (at for at, word in enumerate(words[:-1]) if at and word[:1].islower())
    begin = next(lower, len(words) - 1)
    return _joined(" ".join(words[begin:]), " ".join(words[:begin]))


def _joined(family: str, given: str) -> str:
    """Return `Family, Given`, or what there is of it."""
    given = " ".join(given.split())
    return f"{family}, {given}" if given else family


def _outside_braces(raw: str, separators: str) -> list[str]:
    """Split *raw* at any of *separators* that stands outside braces."""
    pieces, depth, start = [], 0, 0
    for at, character in enumerate(raw):
        depth = max(0, depth + (character == "{") - (character == "}"))
        if not depth and character in separators:
            pieces.append(raw[start:at])
            start = at + 1
    return [*pieces, raw[start:]]
