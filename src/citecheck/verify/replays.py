"""Look at the copies that may be named: what the archive shows for each, from the cache or by asking.

    a listing ─> for each citation the captures that may be named ─> the next one that tells something new

How much has to be looked at is decided by `citecheck.archive.sights` alone, again after each look.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from citecheck.archive import Pace, wanted_day
from citecheck.archive.address import address_of
from citecheck.archive.archives import Archive, archives_of
from citecheck.archive.replay import shown
from citecheck.archive.sights import candidates, next_capture, sight
from citecheck.models import Answer, Capture, Citation, LinkFacts, NoAnswer, NotChecked, Reason
from citecheck.store import Kept, Store, Turns, is_fresh
from citecheck.verify.together import with_helpers
from citecheck.web import Reply

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import date

    from citecheck.models import ArchiveFacts, Listing
    from citecheck.settings import Settings
    from citecheck.verify.prepare import Target
    from citecheck.web import Client

    Read = Callable[[Reply], Awaitable[Answer]]

AT_ONCE = 4
"""Copies that are being looked at: what a pace lets be under way together."""


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    """A URL, the archive that holds it, and for each citation the captures that may be named.

    *found* is what is known of them, by the address at which a person opens each.
    """

    url: str
    archive: Archive
    wanted: tuple[tuple[Citation, tuple[Capture, ...]], ...]
    found: dict[str, Kept[LinkFacts]] = field(default_factory=dict)

    def copy(self, capture: Capture) -> str:
        """Return where a person opens *capture*."""
        return address_of(capture, self.archive.base)

    def facts(self, capture: Capture) -> LinkFacts | None:
        """Return what is known of *capture*."""
        kept = self.found.get(self.copy(capture))
        return None if kept is None else kept.facts


class Replays:
    """Looks at the copies of what is `put`, and keeps what each shows in *store*.

    *is_our_fault* tells whether our own network is to blame for what was met; *learn* is given, for each URL
    that was put, what is known of its copies.
    """

    def __init__(
        self,
        settings: Settings,
        store: Store,
        *,
        is_our_fault: Callable[[ArchiveFacts], Awaitable[bool]],
        learn: Callable[[str, Mapping[str, Kept[LinkFacts]]], None],
    ) -> None:
        self._settings, self._store = settings, store
        self._is_our_fault, self._learn = is_our_fault, learn
        # A listing names its archive where that is not the primary one.
        self._archives = {
            "" if each.primary else each.name: _of_captures(each) for each in archives_of(settings)
        }
        self._paces: dict[str, Pace] = {}
        self._began = datetime.now(UTC)
        self._waiting: asyncio.Queue[_Job] = asyncio.Queue()
        self._open = 0
        self.unseen: Counter[str] = Counter()

    def put(self, target: Target, listing: Listing) -> None:
        """Learn what the copies of *target* in *listing* show: at once, or later."""
        archive = self._archives.get(listing.archive)
        if archive is None:
            return
        today = datetime.now(UTC).date()
        wanted = tuple(
            (citation, _candidates(listing, citation, target.url, today)) for citation in target.citations
        )
        job = _Job(target.url, archive, wanted)
        if self._missing(job) is None or self._settings.offline:
            self._learn(job.url, job.found)
        else:
            self._open += 1
            self._waiting.put_nowait(job)

    @property
    def waiting(self) -> int:
        """Of how many URLs copies are still to be looked at."""
        return self._open

    async def join(self) -> None:
        """Wait until the copies of everything that was put are known."""
        await self._waiting.join()

    async def work(self, client: Client) -> None:
        """Look at copies with *client*, several side by side, for ever."""
        from citecheck.check import reading

        async with reading() as read:
            await with_helpers(*(self._work(client, read) for _ in range(AT_ONCE)))

    async def bears_title(self, capture: Capture, target: Target, client: Client | None) -> bool | None:
        """Tell whether the copy in *capture* bears the title that *target* is cited with; None if unknown."""
        from citecheck.check import reading

        job = _Job(target.url, self._archives[""], ((target.citation, (capture,)),))
        if client is not None:
            async with reading() as read:
                await self._look(job, client, read)
        elif self._missing(job) is not None:
            return None
        return sight(job.facts(capture), target.citation, target.url).bears_title

    async def _work(self, client: Client, read: Read) -> None:
        """Take one URL after another."""
        while True:
            job = await self._waiting.get()
            await self._look(job, client, read)
            self._learn(job.url, job.found)
            self._open -= 1
            self._waiting.task_done()

    async def _look(self, job: _Job, client: Client, read: Read) -> None:
        """Look at the copies of one URL as long as that tells something new."""
        pace = self._pace(job.archive)
        while (capture := self._missing(job)) is not None:
            facts = await _replayed(capture, job.archive, client, pace, read)
            if pace.closed is not None and not isinstance(facts, Answer):
                self.unseen[pace.closed.detail.removeprefix("not asked: ")] += 1
                return
            if isinstance(facts, NoAnswer) and await self._is_our_fault(facts):
                facts = NotChecked("our own network is down")
            now = datetime.now(UTC)
            copy = job.copy(capture)
            job.found[copy] = (
                Kept(facts, now)
                if isinstance(facts, NotChecked)
                else self._store.keep_replay(job.archive.key, copy, facts, now)
            )

    def _missing(self, job: _Job) -> Capture | None:
        """Return which capture is to be asked for next; what the cache knows is taken from there."""
        for citation, captures in job.wanted:
            while (capture := next_capture(captures, job.facts, citation, job.url)) is not None:
                copy = job.copy(capture)
                kept = self._store.replay(job.archive.key, copy)
                if kept is None or not self._answers(kept):
                    return capture
                job.found[copy] = kept
        return None

    def _answers(self, kept: Kept[LinkFacts]) -> bool:
        """Tell whether what the cache knows of a copy answers for this run."""
        live = self._settings.time_to_live
        match kept.facts:
            case Answer():
                seconds = live.snapshot_found
            case NoAnswer(reason=Reason.NOT_A_CAPTURE):
                seconds = live.snapshot_none
            case _:
                seconds = live.snapshot_unknown
        if self._settings.offline or kept.at >= self._began:
            return True
        return not self._settings.refresh and is_fresh(kept.at, datetime.now(UTC), seconds)

    def _pace(self, archive: Archive) -> Pace:
        """Return the pace of the replays of *archive*, which has limits of its own beside its index's."""
        if archive.key not in self._paces:
            ledger = Turns(self._store, f"{archive.key} replays")
            self._paces[archive.key] = Pace(archive.replays, ledger=ledger, own=archive.own)
        return self._paces[archive.key]


def _of_captures(archive: Archive) -> Archive:
    """Return *archive* as its captures tell where they are, if nobody knows yet how it is laid out."""
    return replace(archive, raw="") if archive.dialect == "any" else archive


async def _replayed(capture: Capture, archive: Archive, client: Client, pace: Pace, read: Read) -> LinkFacts:
    """Return what *archive* shows for *capture*, read as a live page is."""
    from citecheck.check import ASKED

    reply = await shown(capture, archive, client, pace, ASKED)
    return await read(reply) if isinstance(reply, Reply) else reply


def _candidates(listing: Listing, citation: Citation, url: str, today: date) -> tuple[Capture, ...]:
    """Return the captures that may be named for *citation*."""
    accessed = citation.accessed.as_date() if citation.accessed else None
    return candidates(listing, url=url, wanted=wanted_day(citation, today), accessed=accessed)
