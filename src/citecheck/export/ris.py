"""RIS ("RIS Format Specifications", 2001): a tag a line, a record from TY to ER."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.export.items import RANGE, copy_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citecheck.export.items import Item

_TYPES = {
    "webpage": "ELEC",
    "post-weblog": "BLOG",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "paper-conference": "CPAPER",
    "report": "RPRT",
    "thesis": "THES",
    "dataset": "DATA",
    "software": "COMP",
}
_PLAIN = (
    ("title", "TI"),
    ("container-title", "T2"),
    ("publisher", "PB"),
    ("edition", "ET"),
    ("volume", "VL"),
    ("issue", "IS"),
    ("URL", "UR"),
    ("DOI", "DO"),
    ("ISBN", "SN"),
    ("ISSN", "SN"),
    ("language", "LA"),
    ("note", "N1"),
)


def written(items: Sequence[Item]) -> str:
    """Write *items* as one record each."""
    return "\n".join("\n".join([*_lines(item), "ER  - ", ""]) for item in items)


def _lines(item: Item) -> Iterator[str]:
    """Give the lines of one record."""
    yield f"TY  - {_TYPES.get(item['type'], 'GEN')}"
    yield f"ID  - {item['id']}"
    for role, tag in (("author", "AU"), ("editor", "A2")):
        for author in item.get(role, ()):
            parts = (author.get("family"), author.get("given"))
            yield f"{tag}  - {author.get('literal') or ', '.join(filter(None, parts))}"
    for name, tag in (("issued", "DA"), ("accessed", "Y2")):
        if name in item:
            yield f"{tag}  - {_day(item[name]['date-parts'][0])}"
    for name, tag in _PLAIN:
        if item.get(name):
            yield f"{tag}  - {item[name]}"
    for tag, page in zip(("SP", "EP"), RANGE.split(item.get("page", ""), maxsplit=1), strict=False):
        if page:
            yield f"{tag}  - {page}"
    if copy := copy_in_words(item):
        yield f"N1  - {copy}"


def _day(parts: Sequence[int]) -> str:
    """Write a date with RIS's slashes, three of them whatever is known."""
    known = [f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:])]
    return "/".join([*known, *[""] * (4 - len(known))])
