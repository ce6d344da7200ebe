"""How fast an archive is asked, and when it is asked no more."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from citecheck.models import ArchiveFacts, NoAnswer, Reason

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable

WINDOW = 61.0
"""The archive counts requests a minute; the second more is for a request that overtakes the one before."""

IN_FLIGHT = 4
"""Look-ups under way at once: an answer can take most of a minute, one at a time would be too slow."""

FAILURES_IN_A_ROW = 8
"""After so many the archive is taken to be down: each may have cost a whole read timeout."""

_HOPELESS = frozenset(
    {
        # A 429 that goes unheeded for a minute makes the Internet Archive's firewall refuse the address for
        # an hour, and twice as long the next time (edgi-govdata-archiving/wayback issue 137).
        Reason.RATE_LIMITED,
        Reason.REFUSED,
        # Nothing of these depends on the address that is looked up, so the next look-up would end likewise.
        Reason.NO_SUCH_HOST,
        Reason.RESOLVER,
        Reason.UNREACHABLE,
        Reason.PROXY,
        Reason.TLS,
        Reason.MALFORMED,
    }
)


class Pace:
    """One limiter for all look-ups of a run: at most *limit* requests in any minute.

    The window slides, so a short run does not wait. *asked* holds the ages, in seconds, of requests that an
    earlier run made; they count too. *clock* gives seconds that never go back, *sleep* takes seconds.
    """

    def __init__(
        self,
        limit: int,
        *,
        asked: Iterable[float] = (),
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        now = clock()
        self._sent: deque[float] = deque(sorted(now - max(age, 0.0) for age in asked), maxlen=limit)
        self._limit = limit
        self._in_flight = asyncio.Semaphore(IN_FLIGHT)
        self._queue = asyncio.Lock()
        self._until: float | None = None
        self._closed: NoAnswer | None = None
        self._closing = asyncio.Event()
        self._failures = 0

    @property
    def waiting(self) -> float | None:
        """How many seconds the next look-up still waits for its turn; None when none waits."""
        return None if self._until is None else max(0.0, self._until - self._clock())

    @property
    def closed(self) -> NoAnswer | None:
        """Why the archive is asked no more in this run; None while it may be asked."""
        return self._closed

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[NoAnswer | None]:
        """Wait for a turn and hold it; give what to answer instead where the archive may be asked no more."""
        async with self._in_flight:
            await self._wait()
            yield self._closed

    def learn(self, facts: ArchiveFacts) -> None:
        """Take note of what a look-up brought, and close where another request would do harm or no good."""
        if not isinstance(facts, NoAnswer) or facts.reason is Reason.REFUSED_BY_ARCHIVE:
            self._failures = 0
            return
        self._failures += 1
        if facts.reason in _HOPELESS:
            self._close(facts.reason, facts.detail or facts.reason)
        elif self._failures >= FAILURES_IN_A_ROW:
            self._close(
                facts.reason, f"{self._failures} look-ups in a row failed, the last with {facts.reason}"
            )

    def _close(self, reason: Reason, detail: str) -> None:
        """Let every later look-up, and those that wait, end without a request; the first reason stays."""
        if self._closed is None:
            self._closed = NoAnswer(reason, f"not asked: {detail}")
            self._closing.set()

    async def _wait(self) -> None:
        """Wait until the window has room and count one request into it."""
        async with self._queue:
            while self._closed is None and (pause := self._pause()) > 0:
                self._until = self._clock() + pause
                try:
                    await self._nap(pause)
                finally:
                    self._until = None
            if self._closed is None:
                self._sent.append(self._clock())

    def _pause(self) -> float:
        """Return the seconds until the oldest counted request leaves the window."""
        if len(self._sent) < self._limit:
            return 0.0
        return self._sent[0] + WINDOW - self._clock()

    async def _nap(self, seconds: float) -> None:
        """Sleep, but not beyond the closing."""
        nap = asyncio.ensure_future(self._sleep(seconds))
        closing = asyncio.ensure_future(self._closing.wait())
        try:
            await asyncio.wait((nap, closing), return_when=asyncio.FIRST_COMPLETED)
        finally:
            nap.cancel()
            closing.cancel()
