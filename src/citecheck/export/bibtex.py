"""BibLaTeX (manual 3.20, 2.1 entry types, 2.2 fields), which BibTeX reads too but for some fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.edits.spelling import tex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citecheck.export.items import Item

_TYPES = {"webpage": "online", "article-journal": "article", "book": "book", "chapter": "incollection"}
_CONTAINERS = {"article-journal": "journaltitle", "chapter": "booktitle"}
_PLAIN = (("DOI", "doi"), ("ISBN", "isbn"), ("ISSN", "issn"), ("language", "langid"), ("note", "note"))
# A brace in an address would end the field; these say the same to every server (RFC 3986, 2.1).
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})


def written(items: Sequence[Item]) -> str:
    """Write *items* as one entry each."""
    return "\n".join(_entry(item) for item in items)


def _entry(item: Item) -> str:
    """Write one entry."""
    fields = ",\n".join(f"  {name} = {{{value}}}" for name, value in _fields(item))
    return f"@{_TYPES.get(item['type'], 'misc')}{{{item['id']},\n{fields}\n}}\n"


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    """Give the fields of one entry."""
    if item.get("author"):
        yield "author", " and ".join(map(_name, item["author"]))
    if item.get("title"):
        yield "title", tex(item["title"])
    if item.get("container-title"):
        yield _CONTAINERS.get(item["type"], "organization"), tex(item["container-title"])
    for name, field in (("issued", "date"), ("accessed", "urldate")):
        if name in item:
            yield field, _day(item[name]["date-parts"][0])
    for name, field in (("URL", "url"), ("archive_location", "archiveurl")):
        if item.get(name):
            yield field, item[name].translate(_IN_ADDRESS)
    for name, field in _PLAIN:
        if item.get(name):
            yield field, tex(item[name])


def _name(author: dict[str, str]) -> str:
    """Write an author; a body is kept together by braces, and so is a name with a comma or `and` in it."""
    if "literal" in author:
        return f"{{{tex(author['literal'])}}}"
    family, given = tex(author.get("family", "")), tex(author.get("given", ""))
    return f"{family}, {given}" if given else f"{{{family}}}"


def _day(parts: Sequence[int]) -> str:
    """Write a date as ISO 8601-2 has it."""
    return "-".join([f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:])])
