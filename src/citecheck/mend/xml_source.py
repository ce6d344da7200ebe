"""Change the source of XML in place: texts, attributes, what stands before or behind an element.

    elements of the tree ─ their order ─> expat (byte offsets) ─> splices of the bytes

Trees keep no offsets; but the n-th start tag that expat sees is the n-th element of the tree, because there
is no document type, which documents may not have (ECMA-376 part 2, 8.1.4), and so no entity that holds one.
"""

from __future__ import annotations

import codecs
import re
from array import array
from html import unescape
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from citecheck.errors import UnwritableEdit
from citecheck.read.safe_xml import local_name, own_text
from citecheck.read.tracing import Tail

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from citecheck.mend.splicing import Change
    from citecheck.read.safe_xml import Element

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# One character of text as it is written (XML 1.0, 2.4 and 2.11), or a comment or instruction between two.
_ATOM = re.compile(r"&[^;<&]{1,40};|\r\n|<!--.*?-->|<\?.*?\?>|[^<&]", re.DOTALL)
_NAME = re.compile(r"<(?:[^\s:/>]+:)?(?P<name>[^\s:/>]+)")
_ATTRIBUTE = r"""(?P<before>\s{name}\s*=\s*)(?:"[^"]*"|'[^']*')"""
# What no XML 1.0 can hold (2.2, "Char").
_NO_CHARACTER = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# An element, which has two tags, takes about 600 bytes here, in objects of Python and of the tree.
_MOST_TAGS = 2_000_000


class Extent(NamedTuple):
    """Where an element stands: its start tag, up to where it is *opened*; its end tag, from *closing* on."""

    start: int
    opened: int
    closing: int
    end: int


Columns = tuple["array[int]", ...]
"""The extents of all elements: their starts, where they are opened, and so on."""


class XmlSource:
    """The source *data* of the tree under *root*, with what is to be changed in it; *where* names it."""

    def __init__(self, data: bytes, root: Element, where: str) -> None:
        self.where = where
        self.root = root
        self._data = data
        self._codec = next((codec for mark, codec in _MARKS if data.startswith(mark)), "")
        if data.count(b"<") > _MOST_TAGS:
            raise UnwritableEdit(f"{where} has more elements than can be written; give a part of it")
        self._numbers = {element: number for number, element in enumerate(root.iter("*"))}
        self._ends: Columns = ()
        self._splices: list[tuple[int, int, int, str]] = []
        self._tags: dict[Element, str] = {}
        self._locate()

    def extent(self, element: Element) -> Extent:
        """Return where *element* stands."""
        number = self._numbers.get(element)
        extent = None if number is None else Extent(*(column[number] for column in self._ends))
        tag = _NAME.match(self.text(extent.start, extent.opened)) if extent else None
        if extent is None or tag is None or tag["name"] != local_name(element.tag):
            raise UnwritableEdit(f"{self.where}: is written in an unusual way; save it anew")
        return extent

    def text(self, start: int, end: int) -> str:
        """Return the source between two offsets."""
        return self._data[start:end].decode(self._codec)

    def of(self, element: Element) -> str:
        """Return the source of *element*."""
        extent = self.extent(element)
        return self.text(extent.start, extent.end)

    def splice(self, start: int, end: int, source: str) -> None:
        """Write *source* for what stands from *start* to *end*; at one place, one behind the other."""
        self._splices.append((start, end, len(self._splices), source))

    def append(self, element: Element, source: str) -> None:
        """Write *source* as the last child of *element*."""
        extent = self.extent(element)
        tag = self.text(extent.start, extent.opened)
        if tag.endswith("/>"):
            name = tag[1:-2].split(maxsplit=1)[0]
            self.splice(extent.start, extent.opened, f"{tag[:-2]}>{source}</{name}>")
        else:
            self.splice(extent.closing, extent.closing, source)

    def offsets(self, element: Element) -> list[int]:
        """Return where the characters of the text of *element* begin in the source, and the last one ends."""
        extent = self.extent(element)
        return self.characters(extent.opened, extent.closing, own_text(element))

    def stretch(self, origin: Element | Tail) -> tuple[int, int, str]:
        """Return where the text of *origin* up to the next tag stands, and what it says."""
        if isinstance(origin, Tail):
            element, start = origin.element, self.extent(origin.element).end
            following, around, text = element.getnext(), element.getparent(), element.tail
        else:
            following, around, text = next(iter(origin), None), origin, origin.text
            start = self.extent(origin).opened
        end = self.extent(around).closing if following is None else self.extent(following).start
        return start, end, text or ""

    def characters(self, start: int, end: int, text: str) -> list[int]:
        """Return where the characters of *text* begin, which stands from *start* to *end*; and the end."""
        source = self.text(start, end)
        found, meaning, at, place = [], [], 0, start
        while at < len(source) and (atom := _ATOM.match(source, at)):
            size = len(atom[0].encode(self._codec))
            if not atom[0].startswith("<"):
                meaning.append("\n" if atom[0] in {"\r\n", "\r"} else unescape(atom[0]))
                found.append(place)
            at, place = atom.end(), place + size
        if at < len(source) or "".join(meaning) != text or len(meaning) != len(text):
            raise UnwritableEdit(f"{self.where}: `{text[:60]}` is written in an unusual way; save it anew")
        return [*found, place]

    def write(self, element: Element, changes: Sequence[Change]) -> None:
        """Make *changes* in the text of *element*."""
        offsets = self.offsets(element)
        for change in changes:
            self.splice(offsets[change.start], offsets[change.end], escaped(change.text))

    def keep_blanks(self, element: Element) -> None:
        """Say that the outer white space of *element* counts (XML 1.0, 2.10), if nothing says so yet."""
        extent = self.extent(element)
        if "xml:space" not in self.text(extent.start, extent.opened):
            end = extent.opened - len(">".encode(self._codec))
            self.splice(end, end, ' xml:space="preserve"')

    def set_attributes(self, element: Element, values: Mapping[str, str | None]) -> None:
        """Set the attributes of *element* that it has, by their local names; None takes one away."""
        extent = self.extent(element)
        tag = self._tags.get(element) or self.text(extent.start, extent.opened)
        for name, value in values.items():
            tag = with_attribute(tag, name, value)
        self._tags[element] = tag

    @property
    def is_changed(self) -> bool:
        """Tell whether anything is to be changed."""
        return bool(self._splices or self._tags)

    def found(self) -> bytes:
        """Return the source with the changes; raises `UnwritableEdit` where two of them meet."""
        pieces, at = [], 0
        extents = ((self.extent(element), tag) for element, tag in self._tags.items())
        tags = [(extent.start, extent.opened, 0, tag) for extent, tag in extents]
        for start, end, _, text in sorted(self._splices + tags):
            if start < at:
                raise UnwritableEdit(
                    f"{self.where}: two changes meet at `{text[:60]}`; write one of them first"
                )
            pieces += [self._data[at:start], text.encode(self._codec, "xmlcharrefreplace")]
            at = end
        return b"".join([*pieces, self._data[at:]])

    def _locate(self) -> None:
        """Find where each element stands."""
        try:
            declared, self._ends = _extents(self._data, self.where)
        except (expat.ExpatError, LookupError, ValueError) as error:  # the last two for its encoding
            raise UnwritableEdit(f"{self.where}: {error}; save it anew") from error
        self._codec = self._codec or declared
        if len(self._ends[0]) != len(self._numbers):
            raise UnwritableEdit(f"{self.where}: is written in an unusual way; save it anew")


def with_attribute(tag: str, name: str, value: str | None) -> str:
    """Return the start *tag* with *value* for the attribute of the local name *name*; None takes it away."""
    match = re.search(_ATTRIBUTE.format(name=rf"(?:[^\s=\"'<>/:]+:)?{name}"), tag)
    if match is None:
        raise UnwritableEdit(f"`{tag[:60]}` is written in an unusual way; save the document anew")
    new = "" if value is None else match["before"] + quoteattr(_checked(value))
    return tag[: match.start()] + new + tag[match.end() :]


def escaped(text: str) -> str:
    """Return *text* as it is written between tags; raises `UnwritableEdit` for what XML cannot hold."""
    return escape(_checked(text))


def _checked(text: str) -> str:
    """Return *text* if XML can hold it."""
    if _NO_CHARACTER.search(text):
        raise UnwritableEdit(f"{text[:60]!a} holds a character that no XML can; leave it out")
    return text


def _extents(data: bytes, where: str) -> tuple[str, Columns]:
    """Return the encoding that the XML *data* declares, and the extents of its elements, in four columns.

    *where* names it in errors.
    """
    parser = expat.ParserCreate()
    columns = tuple(array("Q") for _ in Extent._fields)
    around: list[int] = []
    waiting: list[tuple[int, int]] = []
    codec = ["utf-8"]

    def settle() -> None:
        """Note that a tag has ended where the next thing begins."""
        if waiting:
            number, which = waiting.pop()
            columns[which][number] = parser.CurrentByteIndex

    def opened(_name: str, _attributes: object) -> None:
        """Begin the extent of an element."""
        settle()
        around.append(len(columns[0]))
        waiting.append((len(columns[0]), 1))
        for column, value in zip(columns, (parser.CurrentByteIndex, 0, 0, len(data)), strict=True):
            column.append(value)

    def closed(_name: str) -> None:
        """End the content of the element that is open."""
        settle()
        number = around.pop()
        columns[2][number] = parser.CurrentByteIndex
        waiting.append((number, 3))

    def declared(_version: str, encoding: str | None, _standalone: int) -> None:
        """Keep the encoding that the XML declaration names."""
        codec[0] = encoding or "utf-8"

    def refuse(*_declaration: object) -> None:
        """Refuse a document type, which may define entities."""
        raise UnwritableEdit(f"{where} has a document type, with which it cannot be written; save it anew")

    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.DefaultHandler = lambda _: settle()
    parser.XmlDeclHandler, parser.StartDoctypeDeclHandler = declared, refuse
    parser.Parse(data, True)  # noqa: FBT003 - the name of the argument is not part of the interface
    return codec[0], columns


def attributes(pairs: Iterable[tuple[str, str]]) -> str:
    """Return *pairs* as they are written in a start tag."""
    return "".join(f" {name}={quoteattr(_checked(value))}" for name, value in pairs)
