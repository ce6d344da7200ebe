"""What is known of our own network: whether it is up, and whether its name server tells the truth."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citecheck.verify.ours import host_of, is_name, is_near

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Iterable

    from citecheck.models import Answer
    from citecheck.web.canary import Canary

REMEMBERED = 5.0
"""Seconds: for so long an answer from outside says that there is a way out."""

_WITNESSES = 3
_ENOUGH = 1.0  # seconds between two answers that are looked at

PATIENCE_AT_FIRST = 10.0
"""Seconds: a network that was never seen to be up is not waited for longer; more likely there is none.

Where a login page answers there is one, and somebody may be about to log in.
"""

# Seconds between two looks at a network that is down: soon at first, most outages being short.
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 15.0


@dataclass(slots=True)
class Troubles:
    """What was wrong with our own network in a run, for the report.

    It was waited for *seconds* in all; *portal* is the host of a captive portal, empty where it has none of
    its own; *lies* is an address that the name server gives for names that do not exist.
    """

    seconds: float = 0.0
    portal: str | None = None
    lies: str | None = None


class Network:
    """Asks *canary*, and remembers for a moment what it heard; *clock* and *sleep* are in seconds."""

    def __init__(
        self,
        canary: Canary,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._canary = canary
        self._clock, self._sleep = clock, sleep
        self._heard = float("-inf")
        self._looked = float("-inf")
        self._witnesses: deque[str] = deque(maxlen=_WITNESSES)
        self._lies: frozenset[str] | None = None
        self._until: float | None = None
        self.troubles = Troubles()

    @property
    def waiting(self) -> float | None:
        """How many seconds the run still waits for the network at most; None where it does not wait."""
        return None if self._until is None else max(0.0, self._until - self._clock())

    def heard(self, url: str, facts: Answer) -> None:
        """Take note that *url* answered: what comes from outside shows that there is a way out.

        The last few names that answered become witnesses: a name server that denies everything denies them
        too, and one that knows them works, even where it does not know the canaries. One a second is enough.
        """
        if self._clock() - self._heard < _ENOUGH:
            return
        for address in (url, facts.final_url):
            if not is_near(address):
                self._heard = self._clock()
                host = host_of(address)
                if is_name(host) and host not in self._witnesses:
                    self._witnesses.append(host)

    async def is_up(self) -> bool:
        """Tell whether the network is up, by what came from outside a moment ago, else by a look.

        An answer shows that there is a way out, and not that names are still found: for those `look`.
        """
        heard = max(self._heard, self._looked)
        return self._clock() - heard < REMEMBERED or await self.look()

    async def look(self) -> bool:
        """Ask the canaries and the witnesses now."""
        up = await self._canary.is_up(tuple(self._witnesses))
        if up:
            self._looked = self._clock()
        return up

    @property
    def lies(self) -> bool:
        """Whether the name server was caught giving addresses for names that cannot exist."""
        return bool(self._lies)

    async def addresses(self, names: Iterable[str]) -> dict[str, Collection[str] | None]:
        """Look *names* up anew, past what the run has learned; as `Canary.addresses`."""
        return await self._canary.addresses(names)

    async def lied_about(self, urls: Iterable[str]) -> set[str]:
        """Return those of *urls* whose host has addresses only that names which cannot exist have, too."""
        asked = {url: host_of(url) for url in urls}
        if asked and self._lies is None:
            self._lies = await self._canary.lies()
            self.troubles.lies = min(self._lies, default=None)
        lies = self._lies
        if not lies:
            return set()
        found = await self.addresses(host for host in asked.values() if is_name(host))
        return {url for url, host in asked.items() if (known := found.get(host)) and lies.issuperset(known)}

    async def canary_page(self, avoid: Collection[str]) -> Answer | None:
        """Return what a canary, none of the hosts *avoid*, answers over plain http; None: not known."""
        from citecheck.check import facts_of

        reply = await self._canary.page(avoid)
        return None if reply is None else facts_of(reply)

    async def back_within(self, patience: float, is_back: Callable[[], Awaitable[bool]]) -> bool:
        """Wait until *is_back*, at most *patience* seconds; tell whether it was."""
        began = self._clock()
        if max(self._heard, self._looked) == float("-inf") and self.troubles.portal is None:
            patience = min(patience, PATIENCE_AT_FIRST)
        self._until, pause = began + patience, _FIRST_PAUSE
        try:
            while (left := self._until - self._clock()) > 0:
                await self._sleep(min(pause, left))
                if await is_back():
                    return True
                pause = min(2 * pause, _LONGEST_PAUSE)
        finally:
            self._until = None
            self.troubles.seconds += self._clock() - began
        return False
