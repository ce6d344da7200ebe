"""The work that a page shows, as its JSON-LD describes it (schema.org)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citecheck.check.fields import as_authors, as_container, as_edtf, the_doi
from citecheck.check.folding import folded
from citecheck.models import Metadata

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Node = dict[str, Any]

_MOST = 20
_TITLES = ("headline", "name")
_AUTHORS = ("author", "creator")
_DATES = ("datePublished", "dateIssued", "uploadDate")
_WHOLES = ("isPartOf", "publisher")


def works_of(works: Sequence[Node], nodes: Sequence[Node]) -> tuple[Metadata, ...]:
    """Return what those of *works* say that name themselves, at most a few.

    An article says more than the page that it stands on: those with a headline come first. *nodes* are all
    that there are, persons among them, whom a work may name by their identifier.
    """
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    titled = [(next(filter(None, (_text(node.get(key)) for key in _TITLES)), ""), node) for node in works]
    ordered = sorted(titled, key=lambda each: not _text(each[1].get(_TITLES[0])))
    return tuple(_work(title, node, known) for title, node in ordered if title)[:_MOST]


def _work(title: str, node: Node, known: dict[str, Node]) -> Metadata:
    """Return what *node* says; *known* are the nodes that it may name by their identifier."""
    dates = [as_edtf(_text(node.get(key))) for key in _DATES]
    wholes = (as_container(name) for key in _WHOLES for name in _names(node.get(key), known))
    return Metadata(
        title=title,
        authors=as_authors(name for key in _AUTHORS for name in _names(node.get(key), known)),
        published=next(filter(None, dates), None),
        container=next((each for each in wholes if each and each != title), None),
        doi=the_doi(_identifiers(node)),
    )


def _names(value: object, known: dict[str, Node]) -> Iterator[str]:
    """Give the names of what *value* stands for: a text, a node, a reference to one, or several of these."""
    for each in (value if isinstance(value, list) else [value])[:_MOST]:
        node = known.get(str(each.get("@id")), each) if isinstance(each, dict) else {"name": each}
        name = _name(node) or (_name(each) if isinstance(each, dict) else "")
        if name:
            yield name


def _name(node: Node) -> str:
    """Return the name of *node*; a person may have only its parts."""
    parts = (_text(node.get("givenName")), _text(node.get("familyName")))
    return _text(node.get("name")) or " ".join(filter(None, parts))


def _identifiers(node: Node) -> Iterator[str]:
    """Give the identifiers of *node*, a DOI as such or as the address at which it is resolved."""
    for key in ("identifier", "sameAs", "@id", "url"):
        value = node.get(key)
        for each in (value if isinstance(value, list) else [value])[:_MOST]:
            yield _text(each.get("value") or each.get("@id") if isinstance(each, dict) else each)


def _text(value: object) -> str:
    """Return *value* if it is a text, else an empty one."""
    return folded(value) if isinstance(value, str) else ""
