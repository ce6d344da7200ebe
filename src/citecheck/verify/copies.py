"""Learn what the archives hold of a page: from the cache where that is fresh enough, else by asking.

put ─> the first archive ─> where that has no usable copy, the next ─> … ─> learned
│       ↑
└ cheap ┘  pages that are there, many at once
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from citecheck.archive import Pace, archives_of
from citecheck.evidence.cited_copies import original_of
from citecheck.models import ArchiveFacts, Listing, NotChecked, Verdict
from citecheck.store import Store, Turns
from citecheck.verify.cheap import Cheap
from citecheck.verify.desk import Desk, Errand, Learned, facts_in, is_found
from citecheck.verify.offline import AS_TOLD

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from citecheck.archive import Archive
    from citecheck.settings import Settings
    from citecheck.verify.prepare import Target
    from citecheck.web import Client

_AT_ONCE = 4  # look-ups at one archive: what a pace lets be under way together

_NO_COPY = frozenset({Verdict.SKIPPED, Verdict.MALFORMED, Verdict.OFFLINE})

# One value for all pages that nobody asks about for this reason, of which there may be very many.
_NO_COPY_WANTED = {
    verdict: NotChecked(f"not asked: {'the page is there' if verdict.is_there else f'the page is {verdict}'}")
    for verdict in Verdict
    if verdict.is_there or verdict in _NO_COPY
}
_NONE_WANTED = NotChecked("not asked: --snapshots none")
_A_COPY_ITSELF = NotChecked("not asked: the address is that of an archived copy")


class Copies:
    """Asks the archives of *settings* about what is `put`, and keeps each listing in *store* at once.

    *is_our_fault* tells whether our own network is to blame for what was met; *learn* is given what is known
    of each address. Raises `SettingsError` for an archive that cannot be asked.
    """

    def __init__(
        self,
        settings: Settings,
        store: Store,
        *,
        is_our_fault: Callable[[ArchiveFacts], Awaitable[bool]],
        learn: Callable[[str, Learned], None],
    ) -> None:
        self._settings = settings
        self._learn = learn
        self._desks = tuple(
            Desk(archive, pace_of(archive, store), settings, store, is_our_fault)
            for archive in archives_of(settings)
        )
        self._cheap = self._cheap_look(store)
        self._open = 0
        self._all_known = asyncio.Event()
        self._all_known.set()

    @property
    def pace(self) -> Pace:
        """The pace at which the index of the Wayback Machine, or of what stands in for it, is asked."""
        return next(desk.pace for desk in self._desks if desk.archive.primary)

    @property
    def wanted(self) -> bool:
        """Whether an archive has to be asked about anything that was put."""
        return self._open > 0

    @property
    def waiting(self) -> str:
        """What is waited for and how long, in words; empty where nothing waits for its turn."""
        for desk in self._desks:
            seconds = desk.pace.waiting
            if seconds:
                queue = f", {desk.queued + 1} to look up" if desk.queued else ""
                pace = f"{desk.archive.name} is asked {desk.archive.per_minute} times a minute"
                return f"{pace}; next in {seconds:.0f} s{queue}"
        return ""

    def put(self, target: Target, verdict: Verdict) -> None:
        """Learn what the archives hold of *target*, whose page was judged *verdict*: at once, or later."""
        unwanted = self._unwanted(target.url, verdict)
        if unwanted is not None:
            self._learn(target.url, unwanted)
            return
        self._open += 1
        self._all_known.clear()
        self._go_on(Errand(target, verdict))

    async def join(self) -> None:
        """Wait until everything that was put is known; nothing more will be."""
        if self._cheap is not None:
            self._cheap.hurry()
        await self._all_known.wait()

    def workers(self, client: Client) -> list[Coroutine[None, None, None]]:
        """Return what asks the archives with *client*, for ever, to be run side by side."""
        workers = [self._work(desk, client) for desk in self._desks for _ in range(_AT_ONCE)]
        return [*workers, self._cheap.work(client)] if self._cheap is not None else workers

    async def _work(self, desk: Desk, client: Client) -> None:
        """Ask one archive about one page after another."""
        while True:
            errand = await desk.next()
            self._heard(errand, await desk.ask(errand, client))

    def _heard(self, errand: Errand, learned: Learned) -> None:
        """Take note of what the archive whose turn it was holds, and go on."""
        facts = facts_in(learned)
        is_no_address = isinstance(facts, NotChecked) and facts != AS_TOLD
        if is_found(learned) or is_no_address:
            self._conclude(errand, learned)
        else:
            self._go_on(Errand(errand.target, errand.verdict, (*errand.past, learned)))

    def _go_on(self, errand: Errand) -> None:
        """Ask the archive whose turn it is; the cache may answer for it, and it may have been the last."""
        if len(errand.past) == len(self._desks):
            self._conclude(errand, _said_by_all(errand.past))
            return
        desk = self._desks[len(errand.past)]
        known: Learned | None = desk.known(errand)
        if known is None and self._settings.offline:
            known = AS_TOLD
        if known is not None:
            self._heard(errand, known)
        elif self._cheap is not None and desk.archive.primary and self._cheap.takes(errand):
            self._cheap.put(errand)
        else:
            desk.put(errand)

    def _conclude(self, errand: Errand, learned: Learned) -> None:
        """Pass on what is known."""
        self._open -= 1
        self._learn(errand.target.url, learned)
        if not self._open:
            self._all_known.set()

    def _unwanted(self, url: str, verdict: Verdict) -> NotChecked | None:
        """Return why nobody is asked about a page that was judged *verdict*; None if somebody is."""
        snapshots = self._settings.snapshots
        if self._settings.offline:
            return None
        if snapshots == "none":
            return _NONE_WANTED
        if original_of(url) is not None:
            return _A_COPY_ITSELF
        is_unwanted = verdict in _NO_COPY or (snapshots == "problems" and verdict.is_there)
        return _NO_COPY_WANTED[verdict] if is_unwanted else None

    def _cheap_look(self, store: Store) -> Cheap | None:
        """Make what looks for many pages at once, if the primary archive has such an interface."""
        desk = next(desk for desk in self._desks if desk.archive.primary)
        address = desk.archive.batch
        if address is None:
            return None
        pace = Pace(desk.archive.per_minute, ledger=Turns(store, address), own=desk.archive.own)
        return Cheap(
            address,
            pace,
            found=lambda errand, listing: self._heard(errand, desk.keep(errand, listing)),
            missed=desk.put,
        )


def pace_of(archive: Archive, store: Store) -> Pace:
    """Return the pace at which the index of *archive* is asked, shared with the other runs of *store*."""
    return Pace(archive.per_minute, ledger=Turns(store, archive.key), own=archive.own)


def _said_by_all(past: tuple[Learned, ...]) -> Learned:
    """Return what archives that have no usable copy say together.

    That none exists is said only if all of them say so; else why one of them could not be asked.
    """
    return next((each for each in past if not isinstance(facts_in(each), Listing)), past[0])
