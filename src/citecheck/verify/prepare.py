"""What a run starts from: the citations of each document, and each distinct URL once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from citecheck.evidence.neighbours import Neighbours
from citecheck.models import Citation, Correction, Document
from citecheck.parse import body_markers, parse
from citecheck.suggest import corrections
from citecheck.verify.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document with its citations, and the indexes over them; *offered* corrects each by the document."""

    document: Document
    neighbours: Neighbours
    offered: tuple[tuple[Correction, ...], ...]


@dataclass(frozen=True, slots=True)
class Target:
    """A URL to ask, with the first citation that names it; *within* gives the document in which that stands.

    *index* is its place among the citations there. *also* are the other citations that name the URL, as
    `as_cited` gives them.
    """

    url: str
    citation: Citation
    within: Callable[[], Prepared] | None = field(default=None, compare=False, repr=False)
    index: int = field(default=0, compare=False, repr=False)
    also: tuple[Citation, ...] = field(default=(), compare=False, repr=False)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations of the URL, each with the day on which its author read just that."""
        return (as_cited(self.citation, self.url), *self.also)

    @property
    def offered(self) -> tuple[Correction, ...]:
        """The corrections of the first citation that its document carries."""
        return self.within().offered[self.index] if self.within else ()


def prepare(document: Document, today: date) -> Prepared:
    """Parse *document*; *today* is the day of the check."""
    citations = parse(document)
    markers = body_markers(document, citations)
    neighbours = Neighbours.of(citations, markers, today, document.dated)
    offered = tuple(corrections(citation, neighbours, document.text) for citation in citations)
    return Prepared(document, neighbours, offered)


class Targets:
    """The URLs of all documents, each once, in the order in which they are cited."""

    def __init__(self) -> None:
        self._first: dict[str, Target] = {}
        self._others: dict[str, dict[tuple[str, date | None], Citation]] = {}

    def add(self, prepared: Prepared, again: Callable[[], Prepared]) -> None:
        """Add the URLs of *prepared*, which is not kept: *again* gives it when it is needed."""
        for index, citation in enumerate(prepared.neighbours.citations):
            for url in dict.fromkeys(cited.url for cited in citation.urls):
                if url not in self._first:
                    self._first[url] = Target(url, citation, again, index)
                    continue
                # Reports of one house copy their notes from each other: equal words ask for equal copies.
                other, first = as_cited(citation, url), as_cited(self._first[url].citation, url)
                if _meant(other) != _meant(first):
                    self._others.setdefault(url, {}).setdefault(_meant(other), other)

    def all(self) -> tuple[Target, ...]:
        """Return them."""
        return tuple(
            replace(target, also=tuple(self._others[url].values())) if url in self._others else target
            for url, target in self._first.items()
        )


def prepare_all(documents: Iterable[Document], today: date) -> tuple[Sequence[Prepared], tuple[Target, ...]]:
    """Prepare *documents*, and return their URLs too; each document is let go before the next is taken."""
    shelf, targets = Shelf[Prepared](), Targets()
    for document in documents:
        prepared = prepare(document, today)
        targets.add(prepared, partial(shelf.__getitem__, shelf.add(prepared)))
    return shelf, targets.all()


def targets_of(prepared: Sequence[Prepared]) -> tuple[Target, ...]:
    """Return the URLs of all documents that are *prepared*."""
    targets = Targets()
    for index, each in enumerate(prepared):
        targets.add(each, partial(prepared.__getitem__, index))
    return targets.all()


def as_cited(citation: Citation, url: str) -> Citation:
    """Return *citation* with the access date of its *url*, where that has one of its own."""
    own = next((cited.accessed for cited in citation.urls if cited.url == url), None)
    return citation if own is None else replace(citation, accessed=own)


def _meant(citation: Citation) -> tuple[str, date | None]:
    """Return what two citations have in common for which the same copies are wanted."""
    return citation.text, citation.accessed.as_date() if citation.accessed else None
