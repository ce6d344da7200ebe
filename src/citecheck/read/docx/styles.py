"""Styles of Word: what a paragraph or a run has from the style it names, and from those this is based on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from citecheck.read.bibliography import is_bibliography_style
from citecheck.read.counting import integer
from citecheck.read.safe_xml import Element, attribute, child, children

if TYPE_CHECKING:
    from citecheck.read.docx.parts import Part

_HEADING = re.compile(r"heading (?P<level>[1-9])|title", re.IGNORECASE)
_BODY_LEVEL = 9  # the outline level that means none

NumberRef = tuple[str | None, str | None]
"""The id of a list and the level in it, as a paragraph or its style names them."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says that matters to the text; None where it says nothing. A *heading* of 0 is none."""

    heading: int | None = None
    bibliography: bool | None = None
    raised: bool | None = None
    number: NumberRef = (None, None)


@dataclass(slots=True)
class Styles:
    """The styles of a document by id, each with all that it inherits."""

    raw: dict[str, Element] = field(default_factory=dict)
    known: dict[str, Style] = field(default_factory=dict)

    @classmethod
    def of(cls, part: Part | None) -> Styles:
        """Index the styles of *part*."""
        found = children(part.root, "style") if part else ()
        return cls({attribute(style, "styleId") or "": style for style in found})

    def get(self, name: str | None) -> Style:
        """Return the style whose id is *name*; one that says nothing where there is none."""
        if name is None or name not in self.raw:
            return Style()
        if name not in self.known:
            self._resolve(name)
        return self.known[name]

    def _resolve(self, name: str) -> None:
        """Resolve the style *name* and all that it is based on, the furthest first."""
        chain: list[str] = []
        above: str | None = name
        while above in self.raw and above not in self.known and above not in chain[-1000:]:
            chain.append(above)
            above = attribute(child(self.raw[above], "basedOn"), "val")
        style = self.known.get(above, Style()) if above else Style()
        for each in reversed(chain):
            style = _inherited(style, _said(self.raw[each]))
            self.known[each] = style


def _inherited(base: Style, own: Style) -> Style:
    """Return what *own* says, and what *base* says where it is silent."""
    return Style(
        heading=base.heading if own.heading is None else own.heading,
        bibliography=base.bibliography if own.bibliography is None else own.bibliography,
        raised=base.raised if own.raised is None else own.raised,
        number=(own.number[0] or base.number[0], own.number[1] or base.number[1]),
    )


def _said(style: Element) -> Style:
    """Return what *style* itself says."""
    name = attribute(child(style, "name"), "val") or ""
    heading = _HEADING.fullmatch(name)
    return Style(
        heading=int(heading["level"] or 1) if heading else outlined(child(style, "pPr")),
        bibliography=True if is_bibliography_style(name) else None,
        raised=is_raised(child(style, "rPr")),
        number=number_ref(child(style, "pPr")),
    )


def outlined(properties: Element | None) -> int | None:
    """Return the level of the outline, from 1, that paragraph *properties* give; 0 is text, None unsaid."""
    if properties is None or child(properties, "outlineLvl") is None:
        return None
    level = integer(attribute(child(properties, "outlineLvl"), "val"), _BODY_LEVEL)
    return level + 1 if level < _BODY_LEVEL else 0


def number_ref(properties: Element | None) -> NumberRef:
    """Return the list that paragraph *properties* name."""
    number = child(properties, "numPr") if properties is not None else None
    if number is None:
        return None, None
    return attribute(child(number, "numId"), "val"), attribute(child(number, "ilvl"), "val")


def is_raised(properties: Element | None) -> bool | None:
    """Tell whether run *properties* raise the text; None where they do not say."""
    if properties is None:
        return None
    aligned = attribute(child(properties, "vertAlign"), "val")
    if aligned is not None:
        return aligned == "superscript"
    lifted = attribute(child(properties, "position"), "val")
    return None if lifted is None else integer(lifted, 0) > 0


def is_on(properties: Element | None, name: str) -> bool:
    """Tell whether the switch *name* is there and not set to off."""
    switch = child(properties, name) if properties is not None else None
    return switch is not None and attribute(switch, "val") not in {"0", "false", "off"}
