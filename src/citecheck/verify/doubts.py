"""Settle what may be the fault of our own network before anything is said of a page.

What was seen waits here while somebody looks: at canaries, at the names that were denied, at what a canary
answers over plain http. All that waits is settled by one look, which is later than what it settles.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from citecheck.evidence.hosts import same_site
from citecheck.models import Answer, LinkFacts, NoAnswer, NotChecked, Reason
from citecheck.verify.offline import OUR_FAULT
from citecheck.verify.ours import host_of, last_url
from citecheck.verify.portal import Portal, Suspicion, is_portal
from citecheck.verify.prepare import Target

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Mapping

    from citecheck.verify.network import Network
    from citecheck.web import Client

_AT_TIMES = NoAnswer(Reason.RESOLVER, "the name is denied at times, and found at others")
_LIE = NoAnswer(Reason.RESOLVER, "the name server gives this address for names that do not exist, too")


class Ruling(Enum):
    """What became of a doubt."""

    BELIEVED = auto()  # it is what the page does
    AGAIN = auto()  # it was seen while our own network was at fault, which is over: ask again
    OURS = auto()  # our own network is at fault, and was not back in time


@dataclass(frozen=True, slots=True)
class Doubt:
    """What was seen of *target*, and what is suspicious about it (None: that nobody answered)."""

    target: Target
    facts: LinkFacts
    suspicion: Suspicion | None = None

    @property
    def last_host(self) -> str:
        """The host that was asked last."""
        hops = () if isinstance(self.facts, NotChecked) else self.facts.hops
        return host_of(last_url(self.target.url, hops))

    @property
    def is_failure(self) -> bool:
        """Whether nobody answered, or nobody was asked where the name led."""
        return not isinstance(self.facts, Answer)

    @property
    def is_denied(self) -> bool:
        """Whether the name server said that there is no such host."""
        return isinstance(self.facts, NoAnswer) and self.facts.reason is Reason.NO_SUCH_HOST


Batch = list[Doubt]
Rulings = list[tuple[Doubt, Ruling]]


class Doubts:
    """Settles doubts about what *client* saw, and gives *rule* each with its ruling.

    While the network is down the client pauses, for *patience* seconds at most; then it gives up. *again*
    says that what is asked was asked before. *retract* is told of addresses whose pages were a portal's.
    """

    def __init__(  # noqa: PLR0913 - what it asks, and whom it tells
        self,
        network: Network,
        portal: Portal,
        client: Client,
        *,
        patience: float,
        again: bool,
        rule: Callable[[Doubt, Ruling], None],
        retract: Callable[[str], None],
    ) -> None:
        self._network, self._portal, self._client = network, portal, client
        self._patience, self._again = patience, again
        self._rule, self._retract = rule, retract
        self._waiting: asyncio.Queue[Doubt] = asyncio.Queue()
        self.gone = False
        self._outages = 0
        self._confirmed: list[Suspicion] = []

    def put(self, doubt: Doubt) -> None:
        """Let *doubt* be settled soon."""
        self._waiting.put_nowait(doubt)

    async def join(self) -> None:
        """Wait until nothing is in doubt any more."""
        await self._waiting.join()

    async def settle(self) -> None:
        """Settle what is put, for ever: whatever has come meanwhile by one look."""
        while True:
            batch = [await self._waiting.get()]
            while not self._waiting.empty():
                batch.append(self._waiting.get_nowait())
            for doubt, ruling in await self._settled(batch):
                self._rule(doubt, ruling)
                self._waiting.task_done()

    async def _settled(self, batch: Batch) -> Rulings:
        """Look at our own network, and return how each doubt of *batch* is ruled."""
        if self.gone:
            return [(doubt, Ruling.OURS) for doubt in batch]
        # What came from outside a moment ago came before the failure: only a look is later.
        if any(each.is_failure for each in batch) and not await self._network.look():
            return await self._wait(batch, self._network.look)
        if await self._is_portals(batch):
            return await self._wait(batch, self._is_free)
        denied = await self._network.addresses(each.last_host for each in batch if each.is_denied)
        # Twice denied, and the name server at work before and after: that is the truth about the name.
        if denied and not await self._network.look():
            return await self._wait(batch, self._network.look)
        lying = await self._network.lied_about(doubt.target.url for doubt in batch if not doubt.is_failure)
        return [self._ruled(doubt, denied, lying) for doubt in batch]

    def _ruled(
        self, doubt: Doubt, denied: Mapping[str, Collection[str] | None], lying: Collection[str]
    ) -> tuple[Doubt, Ruling]:
        """Rule one *doubt* while the network is up, given what was learned anew."""
        if doubt.suspicion is not None and self._portal.is_known(doubt.suspicion):
            return doubt, Ruling.AGAIN
        if not doubt.is_failure:
            return (replace(doubt, facts=_LIE) if doubt.target.url in lying else doubt), Ruling.BELIEVED
        # What failed around an outage may have failed for it.
        if self._outages:
            return doubt, Ruling.AGAIN
        if doubt.is_denied and denied[doubt.last_host] != ():
            # A name that is there now was denied wrongly. Where that happens again, it is the name's fault.
            return (
                (replace(doubt, facts=_AT_TIMES), Ruling.BELIEVED) if self._again else (doubt, Ruling.AGAIN)
            )
        return doubt, Ruling.BELIEVED

    async def _is_portals(self, batch: Batch) -> bool:
        """Tell whether a portal answered for anything in *batch*, by what it answers for a canary."""
        found = [each.suspicion for each in batch if each.suspicion is not None]
        found = [each for each in found if not self._portal.is_known(each)]
        if not found:
            return False
        avoid = {host.removeprefix("www.") for each in found for host in (each.site, each.host)}
        canary = await self._network.canary_page(avoid)
        self._confirmed = [each for each in found if is_portal(each, canary)]
        for each in found:
            if not self._confirmed:
                self._portal.clear(each)
        for each in self._confirmed:
            self._network.troubles.portal = "" if same_site(each.site, each.host) else each.host
            for url in self._portal.confirm(each):
                self._retract(url)
        return bool(self._confirmed)

    async def _is_free(self) -> bool:
        """Tell whether the portal lets everything through by now."""
        canary = await self._network.canary_page(())
        return canary is not None and not any(is_portal(each, canary) for each in self._confirmed)

    async def _wait(self, batch: Batch, is_back: Callable[[], Awaitable[bool]]) -> Rulings:
        """Hold the client until the network *is_back*, and rule that *batch* is asked again; else give up."""
        self._client.pause()
        if await self._network.back_within(self._patience, is_back):
            self._outages += 1
            self._client.resume()
            return [(doubt, Ruling.AGAIN) for doubt in batch]
        self.gone = True
        self._client.abandon(OUR_FAULT)
        return [(doubt, Ruling.OURS) for doubt in batch]
