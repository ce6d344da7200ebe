"""The bytes of one part of a Word document: where its elements stand, and what is written instead of them."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape

from citecheck.errors import UnwritableEdit
from citecheck.read.safe_xml import Element, local_name, parse_xml

if TYPE_CHECKING:
    from citecheck.read.zipped import Package

_SPACE = re.compile(rb"\sxml:space\s*=")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Place(NamedTuple):
    """Where an element stands: its start tag begins, its content begins and ends, and it ends itself."""

    start: int
    inside: int
    outside: int
    end: int


class PartBytes:
    """A part whose *root* the reader has parsed; it is found again in the package by its bytes.

    An element is known by its turn among all elements of the part, which is the same for every parser.
    """

    def __init__(self, package: Package, root: Element) -> None:
        self._package = package
        self.root = root
        # lxml makes an element anew where nobody holds it; these are held, so that each stays itself.
        self._kept = _elements(root)
        self._turns = {id(each): turn for turn, each in enumerate(self._kept)}
        self.name, self.data = _found(package, root)
        self.places = _places(self.data, self.name)
        if len(self.places) != len(self._turns):
            raise UnwritableEdit(f"{package.source}: {self.name} in it cannot be read twice alike")
        self._changes: dict[int, tuple[int, int, bytes]] = {}
        folder, base = posixpath.split(self.name)
        self.relations = posixpath.join(folder, "_rels", f"{base}.rels")
        self._relations = package.get(self.relations) or b""

    def place(self, element: Element) -> Place:
        """Return where *element* stands."""
        return self.places[self._turns[id(element)]]

    def elements(self) -> list[Element]:
        """Return all elements of the part, in order."""
        return self._kept

    def set_text(self, element: Element, text: str) -> None:
        """Let *element* hold *text* and nothing else; white space at its ends is kept (XML 1.0, 2.10)."""
        place = self.place(element)
        tag = self.data[place.start : place.inside]
        closed = tag.rstrip().endswith(b"/>")
        name = re.match(rb"<([^\s/>]+)", tag)
        bare = (tag.rstrip()[:-2] if closed else tag.rstrip()[:-1]).rstrip()
        if text != text.strip() and not _SPACE.search(bare):
            bare += b' xml:space="preserve"'
        words = escape(_CONTROL.sub("\ufffd", text)).encode()
        ending = b"</" + (name[1] if name else b"") + b">"
        self._changes[place.start] = (place.start, place.end, bare + b">" + words + ending)

    def set_tag(self, element: Element, tag: bytes) -> None:
        """Write *tag* for the start tag of *element*."""
        place = self.place(element)
        self._changes[place.start] = (place.start, place.inside, tag)

    def remove(self, element: Element) -> None:
        """Take *element* out."""
        place = self.place(element)
        self._changes[place.start] = (place.start, place.end, b"")

    def relate(self, change: tuple[bytes, bytes]) -> None:
        """Write the second of *change* for the first in the relations of the part."""
        old, new = change
        if self._relations.count(old) != 1:
            raise UnwritableEdit(f"{self._package.source}: a link in it cannot be changed; change it in Word")
        self._relations = self._relations.replace(old, new)

    @property
    def related(self) -> bytes:
        """The relations of the part, as they are to be written."""
        return self._relations

    def written(self) -> dict[str, bytes]:
        """Return the members that changed, by name."""
        pieces, at = [], 0
        for start, end, new in sorted(self._changes.values()):
            pieces += [self.data[at:start], new]
            at = end
        changed = {self.name: b"".join([*pieces, self.data[at:]])}
        if self._relations != (self._package.get(self.relations) or b""):
            changed[self.relations] = self._relations
        return changed


def _elements(root: Element) -> list[Element]:
    """Return the elements of *root*, in order, without comments and instructions."""
    return [each for each in root.iter() if isinstance(each.tag, str)]


def _found(package: Package, root: Element) -> tuple[str, bytes]:
    """Return the name and the bytes of the part of which *root* is.

    The reader names it by what it is (a body, footnotes, endnotes), the package by whatever its maker chose.
    """
    kind = local_name(root.tag)
    for name in sorted(package.names):
        if not name.endswith(".xml"):
            continue
        data = package.require(name)
        if kind.encode() in data[:4000] and _is_same(data, root, name):
            return name, data
    raise UnwritableEdit(f"{package.source}: the part that holds the notes was not found in it again")


def _is_same(data: bytes, root: Element, name: str) -> bool:
    """Tell whether *data* is the XML of *root*: the same elements and words, in whichever dialect."""
    other = parse_xml(data, name)
    mine, theirs = _elements(root), _elements(other)
    return len(mine) == len(theirs) and all(
        local_name(one.tag) == local_name(two.tag) and one.text == two.text
        for one, two in zip(mine, theirs, strict=True)
    )


def _places(data: bytes, name: str) -> list[Place]:
    """Return where each element of the XML *data* stands, in order; offsets are of bytes."""
    starts: list[list[int]] = []
    open_ones: list[int] = []
    parser = expat.ParserCreate()
    encoding: list[str | None] = []

    def begin(_name: str, _attributes: dict[str, str]) -> None:
        """Note where a start tag begins."""
        open_ones.append(len(starts))
        starts.append([parser.CurrentByteIndex, 0, 0])

    def finish(_name: str) -> None:
        """Note where the content of the innermost element ends."""
        starts[open_ones.pop()][1:] = [parser.CurrentByteIndex, 1]

    parser.StartElementHandler = begin
    parser.EndElementHandler = finish
    parser.XmlDeclHandler = lambda _version, declared, _alone: encoding.append(declared)
    parser.Parse(data, True)  # noqa: FBT003 - expat's own signature
    if (encoding and (encoding[0] or "utf-8").lower() not in {"utf-8", "us-ascii"}) or b"\x00" in data[:4]:
        raise UnwritableEdit(f"{name} is not in UTF-8; save the document anew in Word")
    return [_whole(data, start, outside) for start, outside, _ in starts]


def _whole(data: bytes, start: int, outside: int) -> Place:
    """Return the place of the element whose start tag is at *start* and whose content ends at *outside*."""
    inside = _end_of_tag(data, start)
    if data[inside - 2 : inside] == b"/>":
        return Place(start, inside, inside, inside)
    return Place(start, inside, outside, data.index(b">", outside) + 1)


def _end_of_tag(data: bytes, start: int) -> int:
    """Return where the tag at *start* ends; a `>` within an attribute is none."""
    at, quote = start, 0
    while at < len(data):
        sign = data[at]
        if quote:
            quote = 0 if sign == quote else quote
        elif sign in b"\"'":
            quote = sign
        elif sign == ord(">"):
            return at + 1
        at += 1
    return at
