"""Numbers of numbered paragraphs, which a Word document does not hold but defines (numbering.xml)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from citecheck.read.counting import integer, printed
from citecheck.read.safe_xml import attribute, child, children

if TYPE_CHECKING:
    from citecheck.read.docx.parts import Part
    from citecheck.read.docx.styles import NumberRef
    from citecheck.read.safe_xml import Element

_LEVELS = 9
_LONGEST_PATTERN = 40
_BULLET = "- "


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts: its style, first number, and pattern (`%1.%2)`)."""

    style: str = "decimal"
    start: int = 1
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class List:
    """A list: the definition it follows, and the numbers with which it starts levels anew."""

    definition: str
    starts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted.

    Lists (`w:num`) of one definition (`w:abstractNum`) count together, unless one overrides the start.
    """

    definitions: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, List] = field(default_factory=dict)
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, part: Part | None) -> Numbering:
        """Index the lists that *part* defines."""
        if part is None:
            return cls()
        definitions = {
            attribute(each, "abstractNumId") or "": _levels(each)
            for each in children(part.root, "abstractNum")
        }
        return cls(
            definitions,
            {attribute(each, "numId") or "": _list(each) for each in children(part.root, "num")},
        )

    def next(self, own: NumberRef, inherited: NumberRef) -> str:
        """Count a paragraph on and return what is printed before it, with a blank behind.

        *own* is what the paragraph itself names, *inherited* what its style does; each can lack a part. An
        id that no list has (0) takes the paragraph out of its list.
        """
        name = own[0] or inherited[0] or ""
        level = integer(own[1] or inherited[1], 0)
        if name not in self.lists or level >= _LEVELS:
            return ""
        definition = self.lists[name].definition
        levels = self.definitions.get(definition, {})
        counts = self.counts.setdefault(definition, [None] * _LEVELS)
        self._count(name, level, levels, counts)
        return _print(level, levels, counts)

    def _count(self, name: str, level: int, levels: dict[int, Level], counts: list[int | None]) -> None:
        """Count one on at *level* of the list *name*; what is below begins anew."""
        anew = self.lists[name].starts.get(level)
        before = counts[level]
        if anew is not None and (name, level) not in self.begun:
            counts[level] = anew
        elif before is None:
            counts[level] = levels.get(level, Level()).start
        else:
            counts[level] = before + 1
        self.begun.add((name, level))
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)


def _list(number: Element) -> List:
    """Return the list that the element *number* (`w:num`) makes."""
    starts = {
        integer(attribute(each, "ilvl"), 0): integer(attribute(child(each, "startOverride"), "val"), 1)
        for each in children(number, "lvlOverride")
        if child(each, "startOverride") is not None
    }
    return List(attribute(child(number, "abstractNumId"), "val") or "", starts)


def _levels(definition: Element) -> dict[int, Level]:
    """Return the levels of a list's *definition*."""
    levels = {}
    for each in children(definition, "lvl"):
        pattern = attribute(child(each, "lvlText"), "val")
        levels[integer(attribute(each, "ilvl"), 0)] = Level(
            attribute(child(each, "numFmt"), "val") or "decimal",
            integer(attribute(child(each, "start"), "val"), 0),
            (pattern or "")[:_LONGEST_PATTERN],
        )
    return levels


def _print(level: int, levels: dict[int, Level], counts: list[int | None]) -> str:
    """Return the number of a paragraph at *level* as its pattern prints it."""
    own = levels.get(level, Level())
    if own.style == "bullet":
        return _BULLET

    def _count(match: re.Match[str]) -> str:
        """Return the number of the level that stands in the pattern, as that level prints it."""
        which = int(match[1]) - 1
        each = levels.get(which, Level())
        number = counts[which]
        return printed(each.start if number is None else number, each.style)

    words = re.sub(r"%([1-9])", _count, own.pattern).strip()
    return f"{words} " if words else ""
