"""Citation templates of the English Wikipedia (Help:Citation Style 1), a reference a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.edits.spelling import wiki
from citecheck.export.items import captured_on, day_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citecheck.export.items import Item

_TEMPLATES = {
    "webpage": "cite web",
    "article-journal": "cite journal",
    "book": "cite book",
    "chapter": "cite book",
    "article-newspaper": "cite news",
    "article-magazine": "cite magazine",
    "paper-conference": "cite conference",
    "report": "cite report",
    "thesis": "cite thesis",
}
_CONTAINERS = {
    "webpage": "website", "article-journal": "journal", "chapter": "title", "article-newspaper": "newspaper",
    "article-magazine": "magazine", "paper-conference": "book-title",
}  # fmt: skip
# In an address the same is said by percent-encoding (RFC 3986, 2.1).
_IN_ADDRESS = str.maketrans({sign: f"%{ord(sign):02X}" for sign in "|{}[]<> '"})
_PLAIN = (
    ("edition", "edition"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("page", "pages"),
    ("DOI", "doi"),
    ("ISBN", "isbn"),
    ("ISSN", "issn"),
    ("language", "language"),
)


def written(items: Sequence[Item]) -> str:
    """Write *items* as a list of references."""
    return "".join(f"* {_template(item)}\n" for item in items)


def _template(item: Item) -> str:
    """Write one template, and behind it what it has no parameter for."""
    parameters = " ".join(f"|{name}={value}" for name, value in _parameters(item))
    note = f"; {wiki(item['note'])}" if item.get("note") else ""
    return f"{{{{{_TEMPLATES.get(item['type'], 'citation')} {parameters}}}}}{note}"


def _parameters(item: Item) -> Iterator[tuple[str, str]]:
    """Give the parameters of one template."""
    for number, author in enumerate(item.get("author", ()), start=1):
        yield from _author(number, author, "")
    for number, editor in enumerate(item.get("editor", ()), start=1):
        yield from _author(number, editor, "editor-")
    is_chapter = item["type"] == "chapter"
    titles = (
        ("title", "chapter" if is_chapter else "title"),
        ("container-title", _CONTAINERS.get(item["type"], "work" if item.get("publisher") else "publisher")),
        ("publisher", "publisher"),
    )
    yield from ((parameter, wiki(item[name])) for name, parameter in titles if item.get(name))
    for name, parameter in (("issued", "date"), ("accessed", "access-date")):
        if name in item:
            yield parameter, day_in_words(item[name]["date-parts"][0])
    for name, parameter in (("URL", "url"), ("archive_location", "archive-url")):
        if item.get(name):
            yield parameter, item[name].translate(_IN_ADDRESS)
    captured = captured_on(item)
    if captured is not None:  # without it the template shows an error
        yield "archive-date", day_in_words(captured)
    yield from ((parameter, wiki(item[name])) for name, parameter in _PLAIN if item.get(name))


def _author(number: int, author: dict[str, str], role: str) -> Iterator[tuple[str, str]]:
    """Give the parameters of one author, or of who else has the *role*."""
    if "literal" in author:
        yield f"{role.removesuffix('-') or 'author'}{number}", wiki(author["literal"])
        return
    for name, parameter in (("family", "last"), ("given", "first")):
        if author.get(name):
            yield f"{role}{parameter}{number}", wiki(author[name])
