"""One archive as a run asks it: who waits there, in which order, and what the cache knows already."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING

from citecheck.archive import listing_of, settled, wanted_day
from citecheck.archive.availability import is_enough
from citecheck.archive.lookup import covers, merged
from citecheck.archive.timeline import usable
from citecheck.models import ArchiveFacts, Listing, NoAnswer, NotChecked, Verdict
from citecheck.store import Kept, Store, is_fresh
from citecheck.verify.prepare import Target

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import date

    from citecheck.archive import Archive, Pace
    from citecheck.settings import Settings
    from citecheck.web import Client

Learned = Kept[ArchiveFacts] | ArchiveFacts

# What most needs a copy comes first: an archive that stops answering then has told what matters.
_ORDER = (Verdict.DEAD, Verdict.SOFT_404, Verdict.CHANGED, Verdict.UNREACHABLE, Verdict.BLOCKED)

"""The page is there, and a copy is a reserve."""


@dataclass(frozen=True, slots=True)
class Errand:
    """A page whose copies are wanted, how it was judged, and what the archives asked so far hold of it."""

    target: Target
    verdict: Verdict
    past: tuple[Learned, ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        """The days whose copies are wanted, of all citations of the page."""
        today = datetime.now(UTC).date()
        return tuple(sorted({wanted_day(citation, today) for citation in self.target.citations}))


def urgency(verdict: Verdict) -> int:
    """Return the place of a page that was judged *verdict* in the order of asking; 0 is the first."""
    return _ORDER.index(verdict) if verdict in _ORDER else len(_ORDER)


def facts_in(learned: Learned) -> ArchiveFacts:
    """Return the facts alone."""
    return learned.facts if isinstance(learned, Kept) else learned


def is_found(learned: Learned) -> bool:
    """Tell whether an archive holds a usable copy."""
    facts = facts_in(learned)
    return isinstance(facts, Listing) and bool(usable(facts))


class Desk:
    """Asks *archive* at its *pace*, the pages in trouble first, and keeps each answer in *store*.

    *is_our_fault* tells whether our own network is to blame for what was met.
    """

    def __init__(
        self,
        archive: Archive,
        pace: Pace,
        settings: Settings,
        store: Store,
        is_our_fault: Callable[[ArchiveFacts], Awaitable[bool]],
    ) -> None:
        self.archive, self.pace = archive, pace
        self._settings, self._store, self._is_our_fault = settings, store, is_our_fault
        self._waiting: asyncio.PriorityQueue[tuple[int, int, Errand]] = asyncio.PriorityQueue()
        self._numbers = count()
        self._settling = asyncio.Lock()

    @property
    def queued(self) -> int:
        """How many pages wait to be looked up."""
        return self._waiting.qsize()

    def put(self, errand: Errand) -> None:
        """Let *errand* wait for its turn: in the order of urgency, then in that of coming."""
        self._waiting.put_nowait((urgency(errand.verdict), next(self._numbers), errand))

    async def next(self) -> Errand:
        """Return the errand whose turn it is, when there is one."""
        return (await self._waiting.get())[2]

    def known(self, errand: Errand) -> Kept[ArchiveFacts] | None:
        """Return what the cache knows, if that answers for this run."""
        kept = self._store.listing(self.archive.key, errand.target.url)
        answers = kept is not None and (self._settings.offline or self._answers(kept, errand))
        return kept if answers else None

    def keep(self, errand: Errand, facts: ArchiveFacts) -> Kept[ArchiveFacts]:
        """Keep what the archive holds of a page."""
        return self._store.keep_listing(self.archive.key, errand.target.url, facts, datetime.now(UTC))

    async def ask(self, errand: Errand, client: Client) -> Learned:
        """Ask the archive, and keep what it answers."""
        if self.pace.closed is not None:
            return self.pace.closed
        archive = await self._settled(client)
        facts = await self._listing(archive, errand, client)
        if isinstance(facts, NotChecked) or facts == self.pace.closed:
            return facts
        if isinstance(facts, NoAnswer) and await self._is_our_fault(facts):
            return NoAnswer(facts.reason, "our own network is down")
        return self.keep(errand, facts)

    async def _listing(self, archive: Archive, errand: Errand, client: Client) -> ArchiveFacts:
        """Ask for the captures of a page; where not all came, those about each day that is wanted."""
        url, (first, *others) = errand.target.url, errand.days
        facts = await listing_of(url, client, self.pace, archive, first)
        for day in others:
            if isinstance(facts, Listing) and not covers(facts, day):
                more = await listing_of(url, client, self.pace, archive, day)
                facts = merged(facts, more) if isinstance(more, Listing) else more
        return facts

    async def _settled(self, client: Client) -> Archive:
        """Return the archive in the dialect in which it turned out to answer."""
        async with self._settling:
            self.archive = await settled(self.archive, client, self.pace)
        return self.archive

    def _answers(self, kept: Kept[ArchiveFacts], errand: Errand) -> bool:
        """Tell whether the listing that the cache knows answers for this run."""
        live = self._settings.time_to_live
        match kept.facts:
            case Listing(partial=True) as rows:
                # It is as incomplete as the knowledge that there is none, and answers no longer.
                seconds = min(live.snapshot_found, live.snapshot_none) if will_do(rows, errand) else 0.0
            case Listing(truncated=True) as rows if not all(covers(rows, day) for day in errand.days):
                seconds = 0.0
            case Listing():
                seconds = live.snapshot_found if is_found(kept) else live.snapshot_none
            case _:
                seconds = live.snapshot_unknown
        return not self._settings.refresh and is_fresh(kept.at, datetime.now(UTC), seconds)


def will_do(rows: Listing, errand: Errand) -> bool:
    """Tell whether a cheap answer is enough: the page is there, and each day has a copy near it."""
    return errand.verdict.is_there and all(is_enough(rows, day) for day in errand.days)
