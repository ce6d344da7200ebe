"""Runs of text (ECMA-376 part 1, 17.3.2): where one may stand behind a link, and how a new one is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.errors import UnwritableEdit
from citecheck.mend.xml_source import escaped
from citecheck.read.safe_xml import attribute, child, local_name

if TYPE_CHECKING:
    from citecheck.mend.xml_source import XmlSource
    from citecheck.read.safe_xml import Element
    from citecheck.read.tracing import TracedText

_LINKS = frozenset({"hyperlink", "fldSimple"})


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


def behind(source: XmlSource, element: Element) -> int:
    """Return where in *source* a run may stand behind the link that the text *element* ends."""
    node = run_of(element)
    for around in node.iterancestors():
        if local_name(around.tag) == "p":
            break
        if local_name(around.tag) in _LINKS:
            node = around
    for sibling in node.itersiblings("*"):
        names = {local_name(each.tag): each for each in sibling.iter("*")}
        if "t" in names:
            break
        if "fldChar" in names:
            ends = attribute(names["fldChar"], "fldCharType") == "end"
            node = sibling if ends else node
            break
    return source.extent(node).end


def new_run(source: XmlSource, element: Element, model: TracedText | None, text: str) -> str:
    """Return a run of *text*, named as that of *element* is, with the formatting of the *model*."""
    prefix = f"{element.prefix}:" if element.prefix else ""
    properties = child(run_of(model.element), "rPr") if model is not None else None
    formatting = source.of(properties) if properties is not None else ""
    blanks = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<{prefix}r>{formatting}<{prefix}t{blanks}>{escaped(text)}</{prefix}t></{prefix}r>"
