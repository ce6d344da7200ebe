"""Runs of text (ECMA-376 part 1, 17.3.2): where one may stand beside a link, and how a new one is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from citecheck.errors import UnwritableEdit
from citecheck.mend.xml_source import escaped
from citecheck.read.safe_xml import attribute, child, local_name

if TYPE_CHECKING:
    from citecheck.mend.xml_source import XmlSource
    from citecheck.read.safe_xml import Element
    from citecheck.read.tracing import TracedText

_LINKS = frozenset({"hyperlink", "fldSimple"})
# Where a field that is written in runs begins and ends.
_EDGES = {"before": "begin", "behind": "end"}


def run_of(element: Element) -> Element:
    """Return the run in which *element* stands; raises `UnwritableEdit` where it stands in none of Word."""
    run = element.getparent()
    if (
        run is None
        or local_name(run.tag) != "r"
        or run.tag.partition("}")[0] != element.tag.partition("}")[0]
    ):
        raise UnwritableEdit("text outside of a run of text cannot be changed; change it by hand")
    return run


def beside(source: XmlSource, element: Element, side: Literal["before", "behind"]) -> int:
    """Return where in *source* a run may stand on that *side* of the link at whose edge *element* is."""
    node = outermost(run_of(element))
    for sibling in node.itersiblings("*", preceding=side == "before"):
        names = {local_name(each.tag): each for each in sibling.iter("*")}
        if "t" in names:
            break
        if "fldChar" in names:
            kind = attribute(names["fldChar"], "fldCharType")
            if kind == "separate" and side == "before":
                continue  # the code of a field stands between its beginning and the words
            node = sibling if kind == _EDGES[side] else node
            break
    extent = source.extent(node)
    return extent.start if side == "before" else extent.end


def is_insertion(element: Element) -> bool:
    """Tell whether *element* holds what somebody put in, or moved there, as a tracked change."""
    return local_name(element.tag) in {"ins", "moveTo"}


def outermost(run: Element) -> Element:
    """Return the link in which *run* stands, else *run*."""
    node = run
    for around in run.iterancestors():
        if local_name(around.tag) == "p":
            break
        if local_name(around.tag) in _LINKS:
            node = around
    return node


def new_run(source: XmlSource, element: Element, model: TracedText | None, text: str) -> str:
    """Return a run of *text*, named as that of *element* is, with the formatting of the *model*."""
    prefix = f"{element.prefix}:" if element.prefix else ""
    properties = child(run_of(model.element), "rPr") if model is not None else None
    formatting = source.of(properties) if properties is not None else ""
    blanks = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<{prefix}r>{formatting}<{prefix}t{blanks}>{escaped(text)}</{prefix}t></{prefix}r>"
