"""Whose turn it is: how many requests run at once, in all and at one host, and how far apart they start."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from citecheck.settings import Settings

# A host may make us wait this often in a run; a server that says 429 for ever would otherwise hold the run
# up for ever too (canonical/starbase #417: six hours in one host's Retry-After).
MOST_HOLDS = 3


@dataclass(slots=True)
class _Gate:
    """One host: who may be inside, who is about to start, and when the next may."""

    inside: asyncio.Semaphore
    starting: asyncio.Lock = field(default_factory=asyncio.Lock)
    not_before: float = 0.0
    holds: int = 0


class Queues:
    """The queues of all hosts and the bound on all requests."""

    def __init__(
        self, settings: Settings, *, clock: Callable[[], float], sleep: Callable[[float], Awaitable[object]]
    ) -> None:
        self._delay = settings.delay
        self._clock, self._sleep = clock, sleep
        self._running = asyncio.Semaphore(settings.concurrency)
        self._gates: defaultdict[str, _Gate] = defaultdict(
            lambda: _Gate(asyncio.Semaphore(settings.per_host), not_before=clock())
        )

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for the turn at *host*, then hold it, and one of the places of all, for one request."""
        gate = self._gates[host]
        async with gate.inside:
            await self._start(gate)
            try:
                yield
            finally:
                self._running.release()

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Hold one of the places of all without queueing at the host."""
        async with self._running:
            yield

    def hold(self, host: str, seconds: float) -> bool:
        """Let nobody start at *host* for *seconds*; false if it has asked for that too often."""
        gate = self._gates[host]
        gate.holds += 1
        if gate.holds > MOST_HOLDS:
            return False
        gate.not_before = max(gate.not_before, self._clock() + seconds)
        return True

    async def _start(self, gate: _Gate) -> None:
        """Keep the pause, then take a place; the place is not held while waiting for the pause."""
        async with gate.starting:
            while (wait := gate.not_before - self._clock()) > 0:
                await self._sleep(wait)
            await self._running.acquire()
            gate.not_before = max(gate.not_before, self._clock() + self._delay)
