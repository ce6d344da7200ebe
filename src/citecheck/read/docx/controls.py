"""Content controls of Word (`w:sdt`) that a reference manager, or Word itself, fills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.read.bibliography import is_bibliography, is_citation
from citecheck.read.safe_xml import attribute, child

if TYPE_CHECKING:
    from citecheck.read.safe_xml import Element


def kind_of_control(properties: Element | None) -> str:
    """Return what the content control with these *properties* holds, if it is of use here."""
    if properties is None:
        return ""
    tag = attribute(child(properties, "tag"), "val") or ""
    gallery = attribute(child(properties, "docPartObj", "docPartGallery"), "val")
    if gallery == "Bibliographies" or child(properties, "bibliography") is not None or is_bibliography(tag):
        return "bibliography"
    return "citation" if child(properties, "citation") is not None or is_citation(tag) else ""
