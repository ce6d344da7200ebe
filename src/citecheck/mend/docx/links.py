"""The targets of the links over an edit: in the relations of their part, or in the code of a field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from citecheck.read.safe_xml import Element, attribute, local_name, own_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.mend.docx.parts import PartBytes
    from citecheck.mend.docx.pieces import Pieces
    from citecheck.models import Edit

_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def retarget(pieces: Pieces, edit: Edit) -> None:
    """Let the links that lie over *edit* lead to its target."""
    target = edit.target or ""
    known = {link.target for link in pieces.document.hyperlinks if _meets(link.span, edit)}
    seen: set[int] = set()
    for element in pieces.over(edit.span):
        part = pieces.part_of(element)
        for around in element.iterancestors():
            name = local_name(around.tag)
            if name == "hyperlink" and id(around) not in seen:
                seen.add(id(around))
                _relate(part, around, target)
            elif name == "fldSimple" and id(around) not in seen:
                seen.add(id(around))
                _rewrite_attribute(part, around, known, target)
            elif name == "p":
                for code in _codes(around, known):
                    pieces.part_of(code).set_text(code, _replaced(own_text(code), known, target))
                break


def _meets(span: object, edit: Edit) -> bool:
    """Tell whether *span* shares a character with *edit*."""
    start, end = getattr(span, "start", 0), getattr(span, "end", 0)
    return bool(start < edit.span.end and edit.span.start < end)


def _relate(part: PartBytes, link: Element, target: str) -> None:
    """Let *link* lead to *target*: by its own relation, or by a new one where others share it."""
    key = attribute(link, "id")
    if not key:
        return
    found = re.search(rb"<Relationship\b[^>]*\bId=\"" + re.escape(key.encode()) + rb"\"[^>]*>", part.related)
    if found is None:
        return
    tag = found.group()
    new = re.sub(rb"\bTarget=(\"[^\"]*\"|'[^']*')", lambda _: b"Target=" + quoteattr(target).encode(), tag)
    if new == tag:
        return
    if (
        sum(attribute(each, "id") == key for each in part.elements() if local_name(each.tag) == "hyperlink")
        == 1
    ):
        part.relate((tag, new))
        return
    fresh = _free_key(part.related)
    part.relate((tag, tag + new.replace(f'Id="{key}"'.encode(), f'Id="{fresh}"'.encode())))
    place = part.place(link)
    old = part.data[place.start : place.inside]
    part.set_tag(link, old.replace(f'id="{key}"'.encode(), f'id="{fresh}"'.encode(), 1))


def _free_key(relations: bytes) -> str:
    """Return an id that no relation has."""
    taken = set(re.findall(rb"\bId=\"([^\"]*)\"", relations))
    return next(
        key for number in range(1, len(taken) + 2) if (key := f"rIdCited{number}").encode() not in taken
    )


def _rewrite_attribute(part: PartBytes, field: Element, known: set[str], target: str) -> None:
    """Write *target* into the code of a simple field, which is an attribute."""
    place = part.place(field)
    tag = part.data[place.start : place.inside].decode()
    for old in known:
        tag = tag.replace(escape(old), escape(target, {'"': "&quot;"}))
    part.set_tag(field, tag.encode())


def _codes(paragraph: Element, known: set[str]) -> Iterator[Element]:
    """Give the codes of fields in *paragraph* that name one of the targets *known*."""
    for element in paragraph.iter():
        if isinstance(element.tag, str) and local_name(element.tag) == "instrText":
            words = own_text(element)
            if any(target in words for target in known):
                yield element


def _replaced(words: str, known: set[str], target: str) -> str:
    """Return *words* with *target* for each of the targets *known*."""
    for old in known:
        words = words.replace(old, target)
    return words
