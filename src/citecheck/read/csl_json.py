"""CSL-JSON, which Zotero, Mendeley, Pandoc and Crossref write: each item is a note, its variables labels.

The text of the document is the file itself, so that a correction can be written back. An item stands in a
list, or in a list under `items` (Zotero's exports, and Crossref's answers under `message`), `references`
(Pandoc) or in an object by its id. The variables are those of the CSL specification 1.0.2, appendices III and
IV; Crossref writes a string as a list of one. JSON of another kind gives an error that says so.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from citecheck.errors import UnreadableDocument
from citecheck.evidence.cited_copies import original_of
from citecheck.models import Document, Label, PrintedNote, Role
from citecheck.read import remarks
from citecheck.read.decoding import decode
from citecheck.read.json_places import BrokenJson, Node, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

# An object or a list of objects; `[1] Rossi …` is a list of references in print.
_OURS = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*+(?:\{\s*+(?:"[^"\n]{0,80}"\s*+:|\}\s*+$)|\[\s*+(?:\{\s*+[\"}]|\]\s*+$))'
)
_KNOWN = frozenset(("title", "URL", "DOI", "issued", "accessed", "container-title", "ISBN"))
_TEXTS = (
    (Role.TITLE, ("title", "title-short")),
    (Role.CONTAINER, ("container-title", "publisher", "event-title")),
    (Role.DOI, ("DOI",)),
    (Role.LANGUAGE, ("language",)),
)
_DETAILS = (Role.KIND, Role.PUBLISHER, Role.EDITION, Role.VOLUME, Role.ISSUE, Role.PAGES)
_ARXIV = re.compile(r"arxiv:\s?(?P<value>\S+)", re.IGNORECASE)
_MARKUP = re.compile(r"</?(?:i|b|sup|sub|sc|span)(?: [^<>]{0,80})?>")


def recognises(data: bytes, source: str) -> bool:
    """Tell whether *data* is JSON, of whichever kind: what is not CSL is better said than read as text."""
    return bool(_OURS.match(data)) or PurePath(source).suffix.lower() in {".json", ".csljson"}


def read(data: bytes, source: str) -> Document:
    """Return the document of *data*; raises `UnreadableDocument` for JSON that is broken or is not CSL."""
    text = decode(data, source)
    try:
        items = _items(parse(text))
    except BrokenJson as error:
        raise UnreadableDocument(f"{source}: broken JSON: {error}") from error
    if not items:
        raise UnreadableDocument(
            f"{source}: JSON, but neither what citecheck parse writes nor CSL-JSON; "
            "export it as CSL-JSON or BibTeX"
        )
    return Document(
        source=source,
        format="csl-json",
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        notes=tuple(_note(text, item, number) for number, item in enumerate(items, start=1)),
    )


def _items(node: Node) -> list[Node]:
    """Find the items in one of the frames that programs put around them."""
    for name in ("message", "items", "references"):
        if name in node.members:
            return _items(node.members[name])
    if _is_item(node):
        return [node]
    return [each for each in node.items or list(node.members.values()) if _is_item(each)]


def _is_item(node: Node) -> bool:
    """Tell whether *node* is an item: it has variables of CSL's, and is no endnote of ours and no schema."""
    names = node.members.keys()
    return (
        len(names & (_KNOWN | {"id", "type"})) > 1
        and bool(names & _KNOWN)
        and not names & {"urls", "$schema"}
    )


def _note(text: str, item: Node, number: int) -> PrintedNote:
    """Turn an item into a note."""
    members = item.members
    key = members["id"].text if "id" in members else ""
    labels = (
        *_authors(members),
        *_texts(members),
        *_date(members, Role.PUBLISHED, ("issued", "published", "original-date")),
        *_accessed(text, members),
        *_addresses(text, members),
        *_numbers(text, members),
        *_copy(members),
        *_details(members),
    )
    return PrintedNote(item.span, key or None, number, labels)


def _copy(members: dict[str, Node]) -> Iterator[Label]:
    """Give the archived copy; `archive_location` may also be the shelf of a real archive."""
    node = _one(members.get("archive_location"))
    if node is not None and original_of(node.text) is not None:
        yield Label(Role.ARCHIVE_URL, node.span, node.text)


def _details(members: dict[str, Node]) -> Iterator[Label]:
    """Give what is kept for an export alone; editors who stand for authors are none besides."""
    for role in _DETAILS:
        node = _one(members.get(role.value))
        if node is not None:
            yield Label(role, node.span, " ".join(_MARKUP.sub("", node.text).split()))
    if _listed(members.get("author")):
        for node in _listed(members.get("editor")):
            if name := _name(node):
                yield Label(Role.EDITOR, node.span, name)


def _one(node: Node | None) -> Node | None:
    """Return a node that holds text: *node*, or the first of a list."""
    if node is not None and node.items:
        node = node.items[0]
    return node if node is not None and node.text.strip() else None


def _texts(members: dict[str, Node]) -> Iterator[Label]:
    """Give title, container, DOI and language, freed of the markup that CSL allows in them."""
    for role, names in _TEXTS:
        found = next((node for name in names if (node := _one(members.get(name)))), None)
        if found:
            yield Label(role, found.span, " ".join(_MARKUP.sub("", found.text).split()))


def _authors(members: dict[str, Node]) -> Iterator[Label]:
    """Give the authors, else the editors."""
    for name in ("author", "editor", "container-author", "translator"):
        named = [(node.span, value) for node in _listed(members.get(name)) if (value := _name(node))]
        if named:
            yield from (Label(Role.AUTHOR, span, value) for span, value in named)
            return


def _name(node: Node) -> str:
    """Return a name as `Family, Given`, or a body's as it is; particles stand where they are printed."""
    parts = {key: " ".join(each.text.split()) for key, each in node.members.items() if each.is_string}
    whole = node.text or parts.get("literal") or parts.get("name") or ""
    family = " ".join(part for part in (parts.get("non-dropping-particle"), parts.get("family")) if part)
    names = ("given", "dropping-particle", "suffix")
    given = " ".join(part for part in (parts.get(name) for name in names) if part)
    return whole or (f"{family}, {given}" if family and given else family or given)


def _date(members: dict[str, Node], role: Role, names: tuple[str, ...]) -> Iterator[Label]:
    """Give the first date of *names*: `date-parts` as `2011-05-05`, other forms as written."""
    for name in names:
        node = members.get(name)
        if node is None:
            continue
        inner = node.members
        parts = _parts(inner["date-parts"]) if "date-parts" in inner else ""
        if parts:
            yield Label(role, inner["date-parts"].span, parts)
            return
        written = next(
            (each for key in ("raw", "literal", "date-time") if (each := _one(inner.get(key)))), _one(node)
        )
        if written:
            yield Label(role, written.span, " ".join(written.text.split()))
            return


def _parts(node: Node) -> str:
    """Return the first date of `date-parts`; numbers may be written as strings, and no calendar is asked."""
    first = node.items[0].items if node.items else []
    numbers = [part.text.strip() for part in first[:3]]
    if not numbers or not re.match(r"-?\d{1,4}$", numbers[0]):
        return ""
    rest = []
    for number in numbers[1:]:
        if not re.match(r"\d{1,2}$", number) or not int(number):
            break
        rest.append(number.zfill(2))
    return "-".join([numbers[0].zfill(4), *rest])


def _accessed(text: str, members: dict[str, Node]) -> Iterator[Label]:
    """Give the day of access: `accessed`, or what the note says."""
    found = list(_date(members, Role.ACCESSED, ("accessed",)))
    note = _one(members.get("note"))
    if not found and note:
        remark = remarks.accessed_in(text, note.span)
        found = [remark] if remark else []
    yield from found


def _addresses(text: str, members: dict[str, Node]) -> Iterator[Label]:
    r"""Give the addresses under `URL`; escapes inside (`\/`) are undone in the value alone."""
    for node in _listed(members.get("URL")):
        if "\\" in node.span.of(text):
            yield Label(Role.URL, node.span, " ".join(node.text.split()))
        else:
            for span in remarks.addresses_of_field(text, node.span):
                yield Label(Role.URL, span, " ".join(span.of(text).split()))


def _numbers(text: str, members: dict[str, Node]) -> Iterator[Label]:
    """Give each ISBN and ISSN, and the number of arXiv."""
    for role, name in ((Role.ISBN, "ISBN"), (Role.ISSN, "ISSN")):
        for node in _listed(members.get(name)):
            found = list(remarks.serial_numbers_in(text, node.span)) or [node.span]
            yield from (Label(role, span, span.of(text).strip()) for span in found)
    for name in ("number", "note", "archive_location"):
        found_in = _one(members.get(name))
        match = None if found_in is None else _ARXIV.search(found_in.text)
        if found_in is not None and match:
            yield Label(Role.ARXIV, found_in.span, match["value"])
            return


def _listed(node: Node | None) -> list[Node]:
    """Return the members of a list, or a value by itself as a list of one; what says nothing is left out."""
    listed = [] if node is None else node.items or [node]
    return [each for each in listed if each.text.strip() or each.members]
