"""The parts of a Word document that are changed, each opened when it is needed first."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from citecheck.errors import UnwritableEdit
from citecheck.mend.packing import repacked
from citecheck.mend.xml_source import XmlSource
from citecheck.read.docx.document import read_document
from citecheck.read.docx.parts import main_part, relations_of
from citecheck.read.safe_xml import attribute, parse_xml
from citecheck.read.tracing import Trace
from citecheck.read.zipped import Package

if TYPE_CHECKING:
    from citecheck.models import Document
    from citecheck.read.safe_xml import Element


class Sources:
    """The document *data*, read once more with a *trace* of what stands where.

    Raises `UnwritableEdit` where *document* was not read from it.
    """

    def __init__(self, data: bytes, document: Document) -> None:
        self.name = document.source
        self.trace = Trace()
        if read_document(data, self.name, self.trace).text != document.text:
            raise UnwritableEdit(f"{self.name}: the file is not the one that was checked; check it again")
        self.package = Package(data, self.name)
        self.new: dict[str, bytes] = {}
        self._data = data
        self._opened: dict[str, XmlSource] = {}
        self._relations: dict[str, dict[str, Element | None]] = {}

    def of(self, element: Element) -> XmlSource:
        """Return the source of the part in which *element* stands."""
        root = element.getroottree().getroot()
        name = self.trace.roots[root]
        if name not in self._opened:
            self._opened[name] = XmlSource(self.package.require(name), root, f"{self.name}: {name} in it")
        return self._opened[name]

    def part(self, name: str) -> XmlSource:
        """Return the source of the part *name*, one that holds no text of the document."""
        if name not in self._opened:
            data, where = self.package.require(name), f"{self.name}: {name} in it"
            self._opened[name] = XmlSource(data, parse_xml(data, where), where)
        return self._opened[name]

    def part_of(self, element: Element) -> str:
        """Return the name of the part in which *element* stands."""
        return self.trace.roots[element.getroottree().getroot()]

    def relations(self, element: Element) -> XmlSource:
        """Return the source of the relations of the part in which *element* stands."""
        return self.part(relations_of(self.part_of(element)))

    def comments(self) -> XmlSource | None:
        """Return the source of the comments; None where there are none."""
        name = main_part(self.package).parts.get("comments")
        return self.part(name) if name is not None and name in self.package.names else None

    def relation(self, source: XmlSource, name: str) -> Element | None:
        """Return the relation called *name* in *source*; None where there is none."""
        return self._named(source).get(name)

    def new_relation(self, source: XmlSource) -> str:
        """Return an id that no relation in *source* has, nor was returned before."""
        known = self._named(source)
        number = next(number for number in count(len(known) + 1) if f"rId{number}" not in known)
        known[f"rId{number}"] = None
        return f"rId{number}"

    def _named(self, source: XmlSource) -> dict[str, Element | None]:
        """Return the relations in *source* by their ids."""
        if source.where not in self._relations:
            self._relations[source.where] = {attribute(each, "Id") or "": each for each in source.root}
        return self._relations[source.where]

    def found(self) -> bytes:
        """Return the document with what was changed in its parts, and with new parts."""
        changed = {name: source.found() for name, source in self._opened.items() if source.is_changed}
        contents = changed | self.new
        return repacked(self._data, self.name, contents) if contents else self._data
