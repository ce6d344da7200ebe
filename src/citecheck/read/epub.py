"""EPUB books: their files of XHTML in reading order, read as one page of HTML.

Books often keep the notes of all chapters in a file of their own; as one page, every link between a number
and its note can be followed. Places hold the line in the XHTML file, and as the page the number of that file
in reading order: an EPUB has no pages until somebody shows it.
"""

from __future__ import annotations

import bisect
import hashlib
import posixpath
import re
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from citecheck.errors import UnreadableDocument
from citecheck.models import Place
from citecheck.read.dating import day_of, of_elements
from citecheck.read.decoding import decode
from citecheck.read.zipped import SIGNATURE, Package, declared_type, names_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from citecheck.models import Document

_TYPE = "application/epub+zip"
_CONTAINER = "META-INF/container.xml"
_PAGES = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})
_LARGEST = 32 * 2**20  # characters of all pages together
_MOST_TAGS = 3_000_000
_BODY = re.compile(r"<body\b(?P<attributes>[^<>]*+)>", re.IGNORECASE)
_END_OF_BODY = re.compile(r"</body\s*>", re.IGNORECASE)
_TAG = re.compile(r"<(?P<name>[a-zA-Z][\w:-]*+)(?P<attributes>[^<>]*+)>")
_NAMED = re.compile(
    r"(?<=\s)(?P<key>id|name|href)(?P<is>\s*=\s*)(?P<quote>[\"'])(?P<value>.*?)(?P=quote)", re.DOTALL
)
# Elements that HTML knows to be empty; any other that XHTML closes at once would stay open in HTML.
_EMPTY = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
     "wbr"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Page:
    """A file of the book: its name in the archive and its text."""

    name: str
    text: str


def recognises(data: bytes, source: str) -> bool:
    """Tell whether *data* declares itself an EPUB, holds the parts of one, or is named like one."""
    if not data.startswith(SIGNATURE):
        return False
    declared = declared_type(data)
    if declared:
        return declared == _TYPE
    names = names_in(data)
    return _CONTAINER in names if names else PurePath(source).suffix.lower() == ".epub"


def read(data: bytes, source: str) -> Document:
    """Return the document of the book *data*; raises `UnreadableDocument` where it is broken or locked."""
    from citecheck.read import html

    package = Package(data, source)
    name, metadata = _package_document(package)
    pages = _pages(package, name, metadata)
    order = {page.name: index for index, page in enumerate(pages)}
    merged = [_as_part(page, order) for page in pages]
    document = html.read("\n".join(merged).encode("utf-8-sig", errors="replace"), source)
    starts = [1]
    for part in merged:
        starts.append(starts[-1] + part.count("\n") + 1)
    return replace(
        document,
        format="epub",
        sha256=hashlib.sha256(data).hexdigest(),
        places=tuple(_placed(place, starts) for place in document.places),
        dated=_dated(metadata),
    )


def _dated(data: bytes) -> date | None:
    """Return the day on which the book was last changed, else that on which it appeared."""
    changed = re.search(rb"<meta\b[^<>]{0,200}dcterms:modified[^<>]{0,200}>([^<>]{4,60})<", data[: 2**20])
    day = day_of(changed[1].decode("utf-8", "replace")) if changed else None
    return day or of_elements(data, "dc:date")


def _placed(place: Place, starts: list[int]) -> Place:
    """Return *place*, whose line counts through the book, by the file it stands in and the line in that."""
    page = bisect.bisect(starts, place.line)
    return Place(place.offset, place.line - starts[page - 1] + 1, page)


def _pages(package: Package, name: str, metadata: bytes) -> list[_Page]:
    """Return the pages of the book in reading order, without its table of contents.

    *metadata* is the file *name*, which says what the book is made of.
    """
    pages: list[_Page] = []
    left, tags = _LARGEST, _MOST_TAGS
    locked = package.get("META-INF/encryption.xml") or b""
    for page in dict.fromkeys(_reading_order(package, name, metadata)):
        if page.encode() in locked:
            raise UnreadableDocument(f"{package.source}: is locked by its seller (DRM); give an open copy")
        data = package.get(page)
        if data is not None:
            pages.append(_Page(page, decode(data, f"{package.source}: {page} in it")))
            left, tags = left - len(data), tags - data.count(b"<")
        if min(left, tags) < 0:
            raise UnreadableDocument(f"{package.source}: larger than a book; give the part with the notes")
    if not pages:
        raise UnreadableDocument(f"{package.source}: the book has no pages of text; give another version")
    return pages


def _reading_order(package: Package, name: str, metadata: bytes) -> Iterator[str]:
    """Yield the names of the pages in the order of the spine (EPUB 3.3, 5.7)."""
    from citecheck.read.safe_xml import attribute, child, children, parse_xml

    root = parse_xml(metadata, f"{package.source}: {name} in it")
    manifest, spine = child(root, "manifest"), child(root, "spine")
    if manifest is None or spine is None:
        raise UnreadableDocument(f"{package.source}: {name} in it names no pages; give another version")
    items = {attribute(item, "id"): item for item in children(manifest, "item")}
    for reference in children(spine, "itemref"):
        item = items.get(attribute(reference, "idref"))
        is_contents = "nav" in (attribute(item, "properties") or "").split()
        if attribute(item, "media-type") in _PAGES and not is_contents:
            yield _resolved(name, attribute(item, "href") or "")


def _package_document(package: Package) -> tuple[str, bytes]:
    """Return the name and the bytes of the file that says what the book is made of."""
    from citecheck.read.safe_xml import attribute, child, parse_xml

    container = parse_xml(package.require(_CONTAINER), f"{package.source}: {_CONTAINER} in it")
    name = attribute(child(container, "rootfiles", "rootfile"), "full-path") or ""
    return name, package.require(name)


def _resolved(name: str, target: str) -> str:
    """Return the name in the archive of what the file *name* calls *target*."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(name), unquote(target))).lstrip("/")


def _as_part(page: _Page, order: dict[str, int]) -> str:
    """Return *page* as a part of one page of HTML, its lines kept; *order* gives the number of each page."""
    text = page.text
    begin = _BODY.search(text)
    end = _END_OF_BODY.search(text, begin.end()) if begin else None
    inner = text[begin.end() if begin else 0 : end.start() if end else len(text)]
    attributes = begin["attributes"].rstrip("/") if begin else ""
    whole = f"<section{attributes}>{inner}</section>"
    lines_before = text.count("\n", 0, begin.end() if begin else 0) - attributes.count("\n")
    rewritten = _TAG.sub(lambda tag: _rewritten(tag, page.name, order), whole)
    return "\n" * lines_before + rewritten


def _rewritten(tag: re.Match[str], name: str, order: dict[str, int]) -> str:
    """Return a *tag* of the file *name* as it must be among those of all files.

    Names get the number of their file in *order*; links to other files of the book lead to those names.
    """

    def attribute(match: re.Match[str]) -> str:
        """Return an attribute as it must be among those of all files."""
        is_link = match["key"] == "href"
        value = _target(match["value"], name, order) if is_link else f"{match['value']}.{order[name]}"
        return f"{match['key']}{match['is']}{match['quote']}{value}{match['quote']}"

    attributes = _NAMED.sub(attribute, tag["attributes"])
    if attributes.endswith("/") and tag["name"].lower() not in _EMPTY:
        return f"<{tag['name']}{attributes[:-1]}></{tag['name']}>"
    return f"<{tag['name']}{attributes}>"


def _target(href: str, name: str, order: dict[str, int]) -> str:
    """Return where *href* in the file *name* leads when all files are one."""
    path, _, fragment = href.partition("#")
    number = order.get(_resolved(name, path) if path else name)
    return href if number is None else f"#{fragment}.{number}"
