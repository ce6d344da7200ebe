"""Learn what the archive holds of a page: from the cache where that is fresh enough, else by asking."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from citecheck.archive import Pace, choose, listing, wanted_day
from citecheck.models import ArchiveFacts, Listing, NoAnswer, NotChecked, Snapshot, Verdict
from citecheck.store import Kept, Store, is_fresh
from citecheck.verify.offline import AS_TOLD

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from citecheck.settings import Settings
    from citecheck.verify.prepare import Target
    from citecheck.web import Client

_THERE = frozenset({Verdict.LIVE, Verdict.MOVED})
_NO_COPY = frozenset({Verdict.SKIPPED, Verdict.MALFORMED, Verdict.OFFLINE})

# One value for all pages that nobody asks about for this reason, of which there may be very many.
_NO_COPY_WANTED = {
    verdict: NotChecked(
        f"not asked: {'the page is there' if verdict in _THERE else f'the page is {verdict}'}"
    )
    for verdict in _THERE | _NO_COPY
}
_NONE_WANTED = NotChecked("not asked: --snapshots none")


class Copies:
    """Asks the archive at its *pace* about what is `put`, and keeps each listing in *store* when it is known.

    *is_our_fault* tells whether our own network is to blame for what was met; *learn* is given what is known
    of each address.
    """

    def __init__(
        self,
        settings: Settings,
        store: Store,
        pace: Pace,
        *,
        is_our_fault: Callable[[ArchiveFacts], Awaitable[bool]],
        learn: Callable[[str, Kept[ArchiveFacts] | ArchiveFacts], None],
    ) -> None:
        self._settings = settings
        self._store = store
        self._pace = pace
        self._is_our_fault = is_our_fault
        self._learn = learn
        self._waiting: asyncio.Queue[Target] = asyncio.Queue()

    def put(self, target: Target, verdict: Verdict) -> None:
        """Learn what the archive holds of *target*, whose page was judged *verdict*: at once, or later."""
        known = self._known(target, verdict)
        if known is None:
            self._waiting.put_nowait(target)
        else:
            self._learn(target.url, known)

    @property
    def wanted(self) -> bool:
        """Whether the archive has to be asked about anything that was put."""
        return not self._waiting.empty()

    async def join(self) -> None:
        """Wait until everything that was put is known."""
        await self._waiting.join()

    async def work(self, client: Client) -> None:
        """Ask about one page after another with *client*, for ever; several may do so side by side."""
        while True:
            target = await self._waiting.get()
            self._learn(target.url, self._pace.closed or await self._seen(target, client))
            self._waiting.task_done()

    def _known(self, target: Target, verdict: Verdict) -> Kept[ArchiveFacts] | ArchiveFacts | None:
        """Return what needs no asking; None if the archive has to be asked."""
        offline, snapshots = self._settings.offline, self._settings.snapshots
        if not offline and snapshots == "none":
            return _NONE_WANTED
        if not offline and (verdict in _NO_COPY or (snapshots == "problems" and verdict in _THERE)):
            return _NO_COPY_WANTED[verdict]
        kept = self._store.listing(self._settings.wayback, target.url)
        if kept is not None and (offline or self._answers(kept, target)):
            return kept
        return AS_TOLD if offline else None

    async def _seen(self, target: Target, client: Client) -> Kept[ArchiveFacts] | ArchiveFacts:
        """Ask the archive and keep what it answers."""
        wanted = wanted_day(target.citation, datetime.now(UTC).date())
        facts = await listing(target.url, client, self._pace, self._settings.wayback, wanted)
        if isinstance(facts, NotChecked) or facts == self._pace.closed:
            return facts
        if isinstance(facts, NoAnswer) and await self._is_our_fault(facts):
            return NoAnswer(facts.reason, "our own network is down")
        return self._store.keep_listing(self._settings.wayback, target.url, facts, datetime.now(UTC))

    def _answers(self, kept: Kept[ArchiveFacts], target: Target) -> bool:
        """Tell whether the listing that the cache knows answers for this run."""
        live = self._settings.time_to_live
        match kept.facts:
            case Listing() as rows:
                wanted = wanted_day(target.citation, kept.at.date())
                base = self._settings.wayback
                chosen = choose(rows, url=target.url, wanted=wanted, accessed=None, base=base)
                seconds = live.snapshot_found if isinstance(chosen, Snapshot) else live.snapshot_none
            case _:
                seconds = live.snapshot_unknown
        return not self._settings.refresh and is_fresh(kept.at, datetime.now(UTC), seconds)
