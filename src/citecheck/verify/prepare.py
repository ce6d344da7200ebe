"""What a run starts from: the citations of each document, and each distinct URL once."""

from __future__ import annotations

from dataclasses import dataclass
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
    """A URL to ask, with the first citation that names it."""

    url: str
    citation: Citation


def prepare(document: Document, today: date) -> Prepared:
    """Parse *document*; *today* is the day of the check."""
    citations = parse(document)
    return Prepared(document, Neighbours.of(citations, body_markers(document, citations), today))


def targets_of(prepared: Iterable[Prepared]) -> tuple[Target, ...]:
    """Return the URLs of all documents, each once, in the order in which they are cited."""
    targets: dict[str, Target] = {}
    for each in prepared:
        for citation in each.neighbours.citations:
            for cited in citation.urls:
                targets.setdefault(cited.url, Target(cited.url, citation))
    return tuple(targets.values())
