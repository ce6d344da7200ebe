"""What a run learned, by address: kept in the store, and read from it when the report is made.

A hundred thousand answers with their histories do not fit into memory; their places in the store do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from citecheck.errors import CacheError
from citecheck.models import ArchivedForm, ArchiveFacts, LinkFacts
from citecheck.store import Kept

if TYPE_CHECKING:
    from citecheck.store import Store

_Facts = TypeVar("_Facts")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run learned of one URL: its facts with their time and history, and what the archive holds.

    *forms* are the addresses, held by the archive, that the URL may have been if it is damaged; *replays*
    are what its copies show, by the addresses at which they are opened.
    """

    link: Kept[LinkFacts]
    archive: ArchiveFacts
    history: tuple[Kept[LinkFacts], ...]
    forms: tuple[ArchivedForm, ...] = ()
    replays: Mapping[str, LinkFacts] = field(default_factory=dict)


class Outcomes(Mapping[str, Outcome]):
    """The outcomes by URL; each is read from *store* when it is asked for, and while that is open."""

    def __init__(self, store: Store) -> None:
        self._store = store
        # The row in the store, or what has none: nobody was asked, or no encoding can write it.
        self._links: dict[str, int | Kept[LinkFacts]] = {}
        self._archives: dict[str, int | ArchiveFacts] = {}
        self._forms: dict[str, tuple[ArchivedForm, ...]] = {}
        self._replays: dict[str, tuple[tuple[str, int | LinkFacts], ...]] = {}

    def learn_link(self, url: str, kept: Kept[LinkFacts]) -> None:
        """Take note of what was seen of *url*."""
        self._links[url] = kept.row or kept

    def learn_archive(self, url: str, kept: Kept[ArchiveFacts] | ArchiveFacts) -> None:
        """Take note of what the archive holds of *url*."""
        self._archives[url] = (kept.row or kept.facts) if isinstance(kept, Kept) else kept

    def learn_forms(self, url: str, forms: tuple[ArchivedForm, ...]) -> None:
        """Take note of the addresses, held by the archive, that *url* may have been."""
        self._forms[url] = forms

    def learn_replays(self, url: str, replays: Mapping[str, Kept[LinkFacts]]) -> None:
        """Take note of what the copies of *url* show, by their addresses."""
        if replays:
            self._replays[url] = tuple((copy, kept.row or kept.facts) for copy, kept in replays.items())

    @property
    def copies(self) -> int:
        """Of how many addresses it is known what the archive holds."""
        return len(self._archives)

    def retract(self, url: str) -> Kept[LinkFacts] | None:
        """Take back what this run kept of *url*, and return it; None if that is nothing."""
        seen = self._links.pop(url, None)
        if not isinstance(seen, int):
            return seen
        kept = next((kept for kept in self._store.link_history(url) if kept.row == seen), None)
        self._store.forget(seen)
        return kept

    def __getitem__(self, url: str) -> Outcome:
        """Read what was learned of *url*; raises `CacheError` if somebody else has deleted it meanwhile."""
        link, archive = self._links[url], self._archives[url]
        history = self._store.link_history(url)
        if isinstance(link, int):
            row = link
            link = _found(next((kept for kept in history if kept.row == row), None))
        if isinstance(archive, int):
            archive = _found(self._store.listing_in(archive)).facts
        replays = {
            copy: _found(self._store.replay_in(seen)).facts if isinstance(seen, int) else seen
            for copy, seen in self._replays.get(url, ())
        }
        return Outcome(link, archive, history, self._forms.get(url, ()), replays)

    def __contains__(self, url: object) -> bool:
        """Tell whether anything was learned of *url*, without reading it."""
        return url in self._links

    def __iter__(self) -> Iterator[str]:
        """Give the addresses."""
        return iter(self._links)

    def __len__(self) -> int:
        """Return how many addresses there are."""
        return len(self._links)


def _found(kept: Kept[_Facts] | None) -> Kept[_Facts]:
    """Return *kept*, which this run wrote."""
    if kept is None:
        raise CacheError("the cache lost what this run kept in it; run again, or use --no-cache")
    return kept
