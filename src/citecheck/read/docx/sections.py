"""How the notes of a section are numbered (`w:footnotePr`, `w:endnotePr`)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from citecheck.read.counting import integer
from citecheck.read.safe_xml import attribute, child

if TYPE_CHECKING:
    from citecheck.read.safe_xml import Element


@dataclass(frozen=True, slots=True)
class Counting:
    """How notes of one kind count: in which style, from which number, and where they begin anew.

    None means: as the document does. *restart* is `continuous`, `eachSect` or `eachPage`.
    """

    style: str | None = None
    start: int | None = None
    restart: str | None = None

    def over(self, base: Counting) -> Counting:
        """Return this counting with what *base* says where it is silent."""
        return replace(
            self,
            style=self.style or base.style,
            start=base.start if self.start is None else self.start,
            restart=self.restart or base.restart,
        )


Rules = dict[str, Counting]
"""The counting of each kind of notes, `footnote` and `endnote`."""

# What holds where a document says nothing (ISO/IEC 29500-1, 17.11.17 numFmt): endnotes are small Roman.
DEFAULTS: Rules = {
    "footnote": Counting("decimal", 1, "continuous"),
    "endnote": Counting("lowerRoman", 1, "continuous"),
}


def rules_of(parent: Element) -> Rules:
    """Return what *parent*, the properties of a section or the settings of the document, says."""
    return {kind: _counting(child(parent, f"{kind}Pr")) for kind in DEFAULTS}


def _counting(properties: Element | None) -> Counting:
    """Return what the *properties* of one kind of notes say."""
    if properties is None:
        return Counting()
    start = attribute(child(properties, "numStart"), "val")
    return Counting(
        attribute(child(properties, "numFmt"), "val"),
        None if start is None else integer(start, 1),
        attribute(child(properties, "numRestart"), "val"),
    )
