"""Parse the XML inside documents without fetching, expanding or nesting anything that could harm."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree
from lxml.etree import _Element as Element

from citecheck.errors import UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Element", "attribute", "child", "children", "local_name", "own_text", "parse_xml"]

# A tree takes about a hundred bytes for each element and each attribute.
_MOST_NODES = 3_000_000


def parse_xml(data: bytes, where: str) -> Element:
    """Return the root of the XML *data*; *where* names it in errors.

    Entities are not expanded, nothing is fetched, and libxml2's own limits hold (256 levels, 10 MB in one
    piece of text). Raises `UnreadableDocument` for what is not well-formed, or has more than three million
    tags and attributes.
    """
    if data.count(b"<") + data.count(b"=") > _MOST_NODES:
        raise UnreadableDocument(f"{where} has more elements than a document needs; give a part of it")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(
            f"{where} is not well-formed XML ({error}); open the document in its own program and save it anew"
        ) from error


@lru_cache(maxsize=4096)
def local_name(tag: str) -> str:
    """Return the name *tag* without its namespace."""
    return tag.rpartition("}")[2]


def children(element: Element, name: str) -> Iterator[Element]:
    """Yield the children of *element* whose local name is *name*."""
    for child in element:
        if isinstance(child.tag, str) and local_name(child.tag) == name:
            yield child


def child(element: Element, *path: str) -> Element | None:
    """Return the first descendant along the *path* of local names, None where there is none."""
    for name in path:
        found = next(children(element, name), None)
        if found is None:
            return None
        element = found
    return element


def attribute(element: Element | None, name: str) -> str | None:
    """Return the attribute of *element* whose local name is *name*; None where either is absent."""
    if element is not None:
        for key, value in element.attrib.items():
            if local_name(key) == name:
                return str(value)
    return None


def own_text(element: Element) -> str:
    """Return the characters directly inside *element*, without those of its children."""
    return (element.text or "") + "".join(child.tail or "" for child in element)
