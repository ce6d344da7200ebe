"""Learn what answers at a link: from the cache where that is fresh enough, else by asking."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from citecheck.errors import SettingsError
from citecheck.models import LinkFacts, NotChecked
from citecheck.store import Kept, Store, is_fresh
from citecheck.verify.network import Network, may_be_ours
from citecheck.verify.offline import AS_TOLD, OUR_FAULT, judgement_of

if TYPE_CHECKING:
    from citecheck.settings import Settings
    from citecheck.verify.prepare import Target
    from citecheck.web import Client


class Links:
    """Asks links with *client*, keeps each answer in *store* as soon as it is known."""

    def __init__(self, settings: Settings, store: Store, client: Client, network: Network) -> None:
        self._settings = settings
        self._store = store
        self._client = client
        self._network = network
        self._excluded = _patterns(settings.exclude)

    async def ask(self, target: Target) -> Kept[LinkFacts]:
        """Return what answers at *target*, and when that was seen.

        A failure that our own network may have caused is not the page's unless the network is seen to be up;
        otherwise nothing is kept of it.
        """
        if any(pattern.search(target.url) for pattern in self._excluded):
            return Kept(NotChecked("excluded by the settings"), datetime.now(UTC))
        kept = self._store.link(target.url)
        if kept is not None and self._answers(kept, target):
            return kept
        if self._settings.offline:
            return Kept(AS_TOLD, datetime.now(UTC))
        return await self._seen(target)

    async def _seen(self, target: Target) -> Kept[LinkFacts]:
        """Ask the page and keep what it answers."""
        from citecheck.check import check

        facts = await check(target.url, self._client)
        if may_be_ours(facts) and not await self._network.is_up():
            return Kept(OUR_FAULT, datetime.now(UTC))
        seen = Kept(facts, datetime.now(UTC))
        if not isinstance(facts, NotChecked):
            self._store.keep_link(target.url, facts, seen.at)
        return seen

    def _answers(self, kept: Kept[LinkFacts], target: Target) -> bool:
        """Tell whether what the cache knows answers for this run; without a network anything does."""
        if self._settings.offline:
            return True
        verdict = judgement_of(kept.facts, target).verdict
        seconds = getattr(self._settings.time_to_live, verdict.replace("-", "_"), 0.0)
        return not self._settings.refresh and is_fresh(kept.at, datetime.now(UTC), seconds)


def _patterns(exclude: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Compile the patterns of addresses that are never asked."""
    try:
        return tuple(re.compile(pattern) for pattern in exclude)
    except re.error as error:
        raise SettingsError(f"exclude: {error.pattern!r} is not a regular expression: {error}") from error
