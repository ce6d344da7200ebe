"""One pass over links that have to be asked: what comes back is believed, doubted, or asked again."""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING, Protocol

from citecheck.models import Answer, LinkFacts
from citecheck.verdict import in_doubt
from citecheck.verify.doubts import Doubt, Doubts, Ruling
from citecheck.verify.offline import OUR_FAULT
from citecheck.verify.ours import is_near, may_be_ours
from citecheck.verify.portal import is_verified
from citecheck.verify.siblings import Siblings
from citecheck.verify.together import with_helpers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citecheck.settings import Settings
    from citecheck.verify.network import Network
    from citecheck.verify.portal import Portal
    from citecheck.verify.prepare import Target
    from citecheck.verify.world import World
    from citecheck.web import Client

_LONG = 3  # links; a queue of fewer says nothing of the run


class Ledger(Protocol):
    """Where a pass writes down what it learned."""

    def keep(self, target: Target, facts: LinkFacts) -> None:
        """Keep what was seen of *target*."""

    def retract(self, url: str) -> Target | None:
        """Take back what was kept of *url*; None if nothing was."""


class Asking:
    """Asks *targets*, by their addresses, of the *world*, and writes what the pages do in *ledger*.

    What our own network caused is not kept: it is in `again`, to be asked with another client, which has
    learned nothing of it, or, where the network did not come back in time, in `lost`. *again* says that this
    is such a pass.
    """

    def __init__(  # noqa: PLR0913 - what it asks, what it knows, and where it writes
        self,
        targets: Mapping[str, Target],
        world: World,
        network: Network,
        portal: Portal,
        ledger: Ledger,
        *,
        settings: Settings,
        again: bool = False,
    ) -> None:
        self._targets, self._world = targets, world
        self._network, self._portal, self._ledger = network, portal, ledger
        self._patience, self._is_again = settings.patience, again
        # A host whose queue is long must not hold up the siblings of others.
        self._siblings_at_once = 2 * settings.concurrency
        self.again: dict[str, Target] = {}
        self.lost: dict[str, Target] = {}
        self._client: Client | None = None

    @property
    def waiting(self) -> str:
        """What the pass waits for, in words, where that is the pace of one host; else empty."""
        longest = None if self._client is None else self._client.longest()
        if longest is None or longest.left < _LONG or not longest.delay:
            return ""
        return f"{longest.left:,} links wait for {longest.host}, asked once in {longest.delay:g} s"

    async def run(self) -> None:
        """Ask everything once, and return when nothing is in doubt any more."""
        async with self._world.client() as client:
            self._client = client
            self._siblings = Siblings(self._world, client, self._ledger.keep)
            self._doubts = Doubts(
                self._network,
                self._portal,
                client,
                patience=self._patience,
                again=self._is_again,
                rule=self._rule,
                retract=self._retract,
            )
            workers = [self._siblings.work() for _ in range(min(self._siblings_at_once, len(self._targets)))]
            await with_helpers(self._listen(client), self._doubts.settle(), *workers)
            if self._doubts.gone:
                waiting, self.again = self.again, {}
                for target in waiting.values():
                    self._lose(target)

    async def _listen(self, client: Client) -> None:
        """Hear what comes back, then wait for what hangs on it."""
        async with aclosing(self._world.check_all(self._targets, client)) as seen:
            async for url, facts in seen:
                self._hear(self._targets[url], facts)
                await self._siblings.room()
        await self._doubts.join()
        await self._siblings.join()

    def _hear(self, target: Target, facts: LinkFacts) -> None:
        """Believe *facts*, or doubt them."""
        if facts == OUR_FAULT:
            self._lose(target)
        elif may_be_ours(facts, target.url):
            self._doubts.put(Doubt(target, facts))
        elif isinstance(facts, Answer) and self._world.proxy_for(target.url) is None:
            self._hear_answer(target, facts)
        else:
            self._believe(target, facts)

    def _hear_answer(self, target: Target, facts: Answer) -> None:
        """Believe an answer unless somebody on the way may have given it; a proxy answers for itself."""
        suspicion = self._portal.suspicion(target.url, facts)
        if suspicion is not None or (self._network.lies and not is_verified(target.url, facts)):
            self._doubts.put(Doubt(target, facts, suspicion))
        else:
            self._believe(target, facts)

    def _rule(self, doubt: Doubt, ruling: Ruling) -> None:
        """Do what was ruled about a doubt."""
        match ruling:
            case Ruling.BELIEVED:
                self._believe(doubt.target, doubt.facts)
            case Ruling.AGAIN:
                self.again[doubt.target.url] = doubt.target
            case Ruling.OURS:
                self._lose(doubt.target)

    def _believe(self, target: Target, facts: LinkFacts) -> None:
        """Write down *facts*, or, where a sibling could change what they mean, ask for that first."""
        if isinstance(facts, Answer):
            self._network.heard(target.url, facts)
            if facts.sibling is None and in_doubt(facts, target.citation, target.url):
                self._siblings.put(target, facts)
                return
        self._ledger.keep(target, facts)

    def _lose(self, target: Target) -> None:
        """Give *target* up; what is near needs no network outside and is asked again."""
        (self.again if is_near(target.url) else self.lost)[target.url] = target

    def _retract(self, url: str) -> None:
        """Take back what was kept of *url*, and ask again."""
        target = self._ledger.retract(url)
        if target is not None:
            self.again[url] = target
