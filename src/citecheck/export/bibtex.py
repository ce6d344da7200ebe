"""BibLaTeX (manual 3.20, 2.1 entry types, 2.2 fields), which BibTeX reads too but for some fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.edits.spelling import tex
from citecheck.export.items import BABEL, RANGE, captured_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citecheck.export.items import Item

_TYPES = {
    "webpage": "online",
    "post-weblog": "online",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "report": "report",
    "thesis": "thesis",
    "dataset": "dataset",
    "software": "software",
}
_CONTAINERS = {
    **dict.fromkeys(("article-journal", "article-magazine", "article-newspaper"), "journaltitle"),
    **dict.fromkeys(("chapter", "paper-conference"), "booktitle"),
}
_PUBLISHERS = {"report": "institution", "thesis": "institution"}
_PLAIN = (
    ("edition", "edition"),
    ("volume", "volume"),
    ("issue", "number"),
    ("DOI", "doi"),
    ("ISBN", "isbn"),
    ("ISSN", "issn"),
    ("note", "note"),
)
_PARTING = re.compile(r",|(?:^|\s)and(?:\s|$)", re.IGNORECASE)
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
    for role in ("author", "editor"):
        if item.get(role):
            yield role, " and ".join(map(_name, item[role]))
    yield from _whence(item)
    for name, field in (("issued", "date"), ("accessed", "urldate")):
        if name in item:
            yield field, _day(item[name]["date-parts"][0])
    for name, field in (("URL", "url"), ("archive_location", "archiveurl")):
        if item.get(name):
            yield field, item[name].translate(_IN_ADDRESS)
    captured = captured_on(item)
    if captured is not None:
        yield "archivedate", _day(captured)
    if item.get("language"):
        yield _language(item["language"])
    yield from ((field, tex(item[name])) for name, field in _PLAIN if item.get(name))


def _whence(item: Item) -> Iterator[tuple[str, str]]:
    """Give the title, and what the work appeared in."""
    if item.get("title"):
        yield "title", tex(item["title"])
    if item.get("container-title"):
        yield _CONTAINERS.get(item["type"], "organization"), tex(item["container-title"])
    if item.get("publisher"):
        yield _PUBLISHERS.get(item["type"], "publisher"), tex(item["publisher"])
    if item.get("page"):
        yield "pages", tex(RANGE.sub("--", item["page"]))


def _language(language: str) -> tuple[str, str]:
    """Return the field of a *language*: an identifier is one of babel, others are named for readers."""
    return ("langid", BABEL[language]) if language in BABEL else ("language", tex(language))


def _name(author: dict[str, str]) -> str:
    """Write an author; a body is kept together by braces, and so is a name with a comma or `and` in it."""
    if "literal" in author:
        return f"{{{tex(author['literal'])}}}"
    family, given = (_in_one(tex(author.get(part, ""))) for part in ("family", "given"))
    return f"{family}, {given}" if given else f"{{{tex(author.get('family', ''))}}}"


def _in_one(part: str) -> str:
    """Return a *part* of a name that BibTeX does not part further."""
    return f"{{{part}}}" if _PARTING.search(part) else part


def _day(parts: Sequence[int]) -> str:
    """Write a date as ISO 8601-2 has it."""
    return "-".join([f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:])])
