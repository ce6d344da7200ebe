"""Styles of OpenDocument: which runs are raised or hidden, and how lists count."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from citecheck.read.bibliography import is_bibliography_style
from citecheck.read.counting import integer
from citecheck.read.safe_xml import Element, attribute, child, local_name

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROOM = 40  # characters that are printed around the number of a list item
# The number formats of ODF (20.322 style:num-format), by their names in OOXML.
_FORMATS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "": "none",
}


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says that matters to the text; None where it says nothing."""

    bibliography: bool | None = None
    raised: bool | None = None
    hidden: bool | None = None
    list_style: str | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and what is printed around the number; a bullet has no *style*."""

    style: str | None
    start: int = 1
    before: str = ""
    after: str = ""
    shown: int = 1


@dataclass(slots=True)
class Styles:
    """The styles of a document by name, each with all that it inherits, and the levels of its lists."""

    raw: dict[str, Element] = field(default_factory=dict)
    known: dict[str, Style] = field(default_factory=dict)
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)

    @classmethod
    def of(cls, roots: Sequence[Element]) -> Styles:
        """Index the styles of the parts with these *roots*; a later one hides an earlier one of its name."""
        styles = cls()
        for root in roots:
            for group in ("styles", "automatic-styles"):
                found = child(root, group)
                for each in () if found is None else found:
                    styles._index(each)
        return styles

    def _index(self, element: Element) -> None:
        """Index the style that *element* is."""
        if not isinstance(element.tag, str):
            return
        name = attribute(element, "name") or ""
        match local_name(element.tag):
            case "style" if attribute(element, "family") in {"paragraph", "text"}:
                self.raw[name] = element
            case "list-style":
                self.lists[name] = {
                    integer(attribute(each, "level"), 1): _level(each)
                    for each in element
                    if isinstance(each.tag, str)
                }
            case _:
                pass

    def get(self, name: str | None) -> Style:
        """Return the style called *name*; one that says nothing where there is none."""
        if name is None or name not in self.raw:
            return Style()
        if name not in self.known:
            self._resolve(name)
        return self.known[name]

    def _resolve(self, name: str) -> None:
        """Resolve the style *name* and all that it is based on, the furthest first."""
        chain: dict[str, None] = {}
        above: str | None = name
        while above in self.raw and above not in self.known and above not in chain:
            chain[above] = None
            above = attribute(self.raw[above], "parent-style-name")
        style = self.known.get(above or "", Style())
        if above and is_bibliography_style(above.replace("_20_", " ")):
            style = Style(bibliography=True)
        for each in reversed(chain):
            style = self.known[each] = _inherited(style, _said(self.raw[each]))


def _inherited(base: Style, own: Style) -> Style:
    """Return what *own* says, and what *base* says where it is silent."""
    return Style(
        bibliography=base.bibliography if own.bibliography is None else own.bibliography,
        raised=base.raised if own.raised is None else own.raised,
        hidden=base.hidden if own.hidden is None else own.hidden,
        list_style=base.list_style if own.list_style is None else own.list_style,
    )


def _said(style: Element) -> Style:
    """Return what *style* itself says."""
    name = (attribute(style, "name") or "").replace("_20_", " ")
    properties = child(style, "text-properties")
    shown = attribute(properties, "display")
    return Style(
        bibliography=True if is_bibliography_style(name) else None,
        raised=_is_raised(attribute(properties, "text-position")),
        hidden=None if shown is None else shown == "none",
        list_style=attribute(style, "list-style-name"),
    )


def _is_raised(position: str | None) -> bool | None:
    """Tell whether a text *position* (`super 58%`, `33% 58%`) raises the text; None where it says nothing."""
    if position is None:
        return None
    return bool(re.match(r"\s*(?:super|0*[1-9])", position))


def _level(element: Element) -> Level:
    """Return the level of a list that *element* defines."""
    if local_name(element.tag) != "list-level-style-number":
        return Level(None)
    written = attribute(element, "num-format") or ""
    return Level(
        _FORMATS.get(written, "decimal"),
        integer(attribute(element, "start-value"), 1),
        (attribute(element, "num-prefix") or "")[:_ROOM],
        (attribute(element, "num-suffix") or "")[:_ROOM],
        integer(attribute(element, "display-levels"), 1),
    )
