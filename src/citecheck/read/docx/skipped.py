"""What of a Word document is not read where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.read.safe_xml import child

if TYPE_CHECKING:
    from citecheck.read.safe_xml import Element

# Read by the element that holds them, or not printed at all: what was deleted or moved away, the drawing for
# programs that do not know the first choice, how a character is pronounced, and the properties of anything.
_SKIPPED = frozenset(
    {"del", "moveFrom", "Fallback", "rt", "pPr", "rPr", "sectPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid",
     "trPr", "tcPr", "rubyPr", "fldData", "binData", "delText", "delInstrText"}
)  # fmt: skip


def is_skipped(name: str, element: Element) -> bool:
    """Tell whether nothing inside *element* is printed, or all of it is read elsewhere."""
    if name == "tr":
        return child(element, "trPr", "del") is not None
    if name == "Choice":
        return element.getprevious() is not None
    return name in _SKIPPED
