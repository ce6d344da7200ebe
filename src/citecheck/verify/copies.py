"""Learn what the archive holds of a page: from the cache where that is fresh enough, else by asking."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from citecheck.archive import Pace, choose, listing, wanted_day
from citecheck.models import ArchiveFacts, Listing, NoAnswer, NotChecked, Snapshot, Verdict
from citecheck.store import Kept, Store, is_fresh
from citecheck.verify.network import Network, may_be_ours
from citecheck.verify.offline import AS_TOLD

if TYPE_CHECKING:
    from citecheck.settings import Settings
    from citecheck.verify.prepare import Target
    from citecheck.web import Client

_THERE = frozenset({Verdict.LIVE, Verdict.MOVED})
_NO_COPY = frozenset({Verdict.SKIPPED, Verdict.MALFORMED, Verdict.OFFLINE})


class Copies:
    """Asks the archive with *client* at its *pace*, keeps each listing in *store* as soon as it is known."""

    def __init__(
        self, settings: Settings, store: Store, client: Client, network: Network, pace: Pace
    ) -> None:
        self._settings = settings
        self._store = store
        self._client = client
        self._network = network
        self._pace = pace

    async def ask(self, target: Target, verdict: Verdict) -> ArchiveFacts:
        """Return what the archive holds of *target*, whose page was judged *verdict*, or why nobody asked."""
        kept = self._store.listing(self._settings.wayback, target.url)
        if self._settings.offline:
            return AS_TOLD if kept is None else kept.facts
        why = self._not_wanted(verdict)
        if why is not None:
            return NotChecked(f"not asked: {why}")
        if kept is not None and self._answers(kept, target):
            return kept.facts
        return self._pace.closed or await self._seen(target)

    async def _seen(self, target: Target) -> ArchiveFacts:
        """Ask the archive and keep what it answers."""
        wanted = wanted_day(target.citation, datetime.now(UTC).date())
        facts = await listing(target.url, self._client, self._pace, self._settings.wayback, wanted)
        if isinstance(facts, NotChecked) or facts == self._pace.closed:
            return facts
        if isinstance(facts, NoAnswer) and may_be_ours(facts) and not await self._network.is_up():
            return NoAnswer(facts.reason, "our own network is down")
        self._store.keep_listing(self._settings.wayback, target.url, facts, datetime.now(UTC))
        return facts

    def _not_wanted(self, verdict: Verdict) -> str | None:
        """Return why no copy is looked up for a page of this *verdict*; None if one is."""
        if self._settings.snapshots == "none":
            return "--snapshots none"
        if self._settings.snapshots == "problems" and verdict in _THERE:
            return "the page is there"
        return f"the page is {verdict}" if verdict in _NO_COPY else None

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
