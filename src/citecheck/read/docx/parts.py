"""The parts of a Word document and the relations between them."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from citecheck.read.safe_xml import Element, attribute, children, parse_xml

if TYPE_CHECKING:
    from citecheck.read.zipped import Package

# The strict dialect differs from what everybody writes by its namespaces (ISO/IEC 29500-1, annex A).
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)  # fmt: skip
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the document: its XML, the parts it names by kind, its links' targets by id, its name."""

    root: Element
    parts: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    name: str = ""


def load_part(package: Package, name: str) -> Part:
    """Return the part *name*, which must be there."""
    root = _parse(package, name, package.require(name))
    return Part(root, *_relations(package, name), name)


def load_named(package: Package, part: Part, kind: str) -> Part | None:
    """Return the part of *kind* (`footnotes`, `styles`) that *part* names; None where it names none."""
    name = part.parts.get(kind)
    return load_part(package, name) if name in package.names and name is not None else None


def main_part(package: Package) -> Part:
    """Return the part that holds the body; the package names it, usually `word/document.xml`."""
    parts, _ = _relations(package, "")
    return load_part(package, parts.get("officeDocument", "word/document.xml"))


def relations_of(name: str) -> str:
    """Return the name of the part that holds the relations of the part *name* (ECMA-376 part 2, 9.3)."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _relations(package: Package, name: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the parts that the part *name* names, by kind, and the targets of its outward links, by id."""
    folder, where = posixpath.dirname(name), relations_of(name)
    data = package.get(where)
    parts: dict[str, str] = {}
    links: dict[str, str] = {}
    for relation in children(_parse(package, where, data), "Relationship") if data else ():
        kind = (attribute(relation, "Type") or "").rpartition("/")[2]
        target = attribute(relation, "Target") or ""
        if attribute(relation, "TargetMode") == "External":
            links[attribute(relation, "Id") or ""] = target
        else:
            parts.setdefault(kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
    return parts, links


def _parse(package: Package, name: str, data: bytes) -> Element:
    """Return the root of the part *name*, in the namespaces that everybody writes."""
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    return parse_xml(data, f"{package.source}: {name} in it")
