"""What a run starts from: the citations of each document, and each distinct URL once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from citecheck.evidence.neighbours import Neighbours
from citecheck.models import Citation, Document
from citecheck.parse import body_markers, parse

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document with its citations, and the indexes over them."""

    document: Document
    neighbours: Neighbours


@dataclass(frozen=True, slots=True)
class Target:
    """A URL to ask, with the first citation that names it and the document *within* which that stands.

    *also* are the other citations that name it, as `as_cited` gives them.
    """

    url: str
    citation: Citation
    within: Prepared | None = field(default=None, compare=False, repr=False)
    also: tuple[Citation, ...] = field(default=(), compare=False, repr=False)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations of the URL, each with the day on which its author read just that."""
        return (as_cited(self.citation, self.url), *self.also)


def prepare(document: Document, today: date) -> Prepared:
    """Parse *document*; *today* is the day of the check."""
    citations = parse(document)
    return Prepared(document, Neighbours.of(citations, body_markers(document, citations), today))


def targets_of(prepared: Iterable[Prepared]) -> tuple[Target, ...]:
    """Return the URLs of all documents, each once, in the order in which they are cited."""
    targets: dict[str, Target] = {}
    others: dict[str, list[Citation]] = {}
    for each in prepared:
        for citation in each.neighbours.citations:
            for url in dict.fromkeys(cited.url for cited in citation.urls):
                if url in targets:
                    others.setdefault(url, []).append(as_cited(citation, url))
                else:
                    targets[url] = Target(url, citation, each)
    for url, citations in others.items():
        targets[url] = replace(targets[url], also=tuple(citations))
    return tuple(targets.values())


def as_cited(citation: Citation, url: str) -> Citation:
    """Return *citation* with the access date of its *url*, where that has one of its own."""
    own = next((cited.accessed for cited in citation.urls if cited.url == url), None)
    return citation if own is None else replace(citation, accessed=own)
