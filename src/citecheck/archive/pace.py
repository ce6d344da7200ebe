"""How fast an archive is asked, and when it is asked no more."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Protocol

from citecheck.models import Listing, NoAnswer, Reason

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

WINDOW = 61.0
"""The archive counts requests a minute; the second more is for a request that overtakes the one before."""

IN_FLIGHT = 4
"""Look-ups under way at once: an answer can take most of a minute, one at a time would be too slow."""

FAILURES_IN_A_ROW = 8
"""After so many the archive is taken to be down: each may have cost a whole read timeout."""

HOUR = 3600.0

# For so many seconds a refusal keeps every other run away as well. A 429 that goes unheeded for a minute
# makes the Internet Archive's firewall refuse connections for an hour, and twice as long the next time
# (edgi-govdata-archiving/wayback issue 137); it names no time itself.
_KEEPS_AWAY = {Reason.RATE_LIMITED: 60.0, Reason.REFUSED: HOUR, Reason.SHUT_OUT: HOUR}

_HOPELESS = frozenset(
    {
        *_KEEPS_AWAY,
        # Nothing of these depends on the address that is looked up, so the next look-up would end likewise.
        Reason.NO_SUCH_HOST,
        Reason.RESOLVER,
        Reason.UNREACHABLE,
        Reason.PROXY,
        Reason.TLS,
        Reason.MALFORMED,
    }
)


class Ledger(Protocol):
    """Where the requests to one archive are counted, of all runs that share it."""

    def take(self, limit: int, window: float) -> float | NoAnswer:
        """Count a request that is sent now, and return 0.

        If *limit* requests were sent within the last *window* seconds, count nothing and return the seconds
        until there is room; if another run was told to stay away, return what it met.
        """

    def close(self, met: NoAnswer, seconds: float) -> None:
        """Let everybody know that for so many *seconds* nothing may be sent, because of what was *met*."""


class Pace:
    """One limiter for all look-ups at one archive: at most *limit* requests in any *window* of seconds.

    The window slides, so a short run does not wait. *ledger* is what other runs share; without one this run
    counts for itself. *clock* gives seconds that never go back, *sleep* takes seconds. *own* says that the
    archive is on this machine: that nobody listens there passes as soon as it is started. `trusted` becomes
    true when what answers has shown in this run that it is an archive, by a capture that it named.
    """

    def __init__(  # noqa: PLR0913 - what it keeps to, whom it shares that with, and what the tests replace
        self,
        limit: int,
        *,
        window: float | None = None,
        ledger: Ledger | None = None,
        own: bool = False,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._limit, self._window = limit, WINDOW if window is None else window
        self._ledger: Ledger = Alone(clock) if ledger is None else ledger
        self._own = own
        self._clock, self._sleep = clock, sleep
        self._in_flight = asyncio.Semaphore(IN_FLIGHT)
        self._queue = asyncio.Lock()
        self._until: float | None = None
        self._closed: NoAnswer | None = None
        self._closing = asyncio.Event()
        self._failures = 0
        self.trusted = False

    @property
    def waiting(self) -> float | None:
        """How many seconds the next look-up still waits for its turn at least; None when none waits."""
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

    def learn(self, facts: object, wait: float | None = None) -> None:
        """Take note of what a look-up brought, and close where another request would do harm or no good.

        *wait* is for how many seconds the archive asked to be left alone, if it named a time.
        """
        if not isinstance(facts, NoAnswer) or facts.reason is Reason.REFUSED_BY_ARCHIVE:
            self._failures = 0
            self.trusted |= isinstance(facts, Listing) and bool(facts.captures)
            return
        self._failures += 1
        if facts.reason in _HOPELESS:
            self._warn_others(facts, wait)
            self.close(facts)
        elif self._failures >= FAILURES_IN_A_ROW:
            count = f"{self._failures} look-ups in a row failed, the last with {facts.reason}"
            self.close(NoAnswer(facts.reason, count))

    def close(self, met: NoAnswer) -> None:
        """Let every later look-up of this run, and those that wait, end without a request.

        What was *met* first stays the reason.
        """
        if self._closed is None:
            self._closed = NoAnswer(met.reason, f"not asked: {met.detail or met.reason}")
            self._closing.set()

    def _warn_others(self, met: NoAnswer, wait: float | None) -> None:
        """Let other runs know what was *met*, where it would be met by them too."""
        seconds = _KEEPS_AWAY.get(met.reason, 0.0)
        if met.reason is Reason.RATE_LIMITED and wait is not None:
            seconds = wait
        if seconds and not (self._own and met.reason is Reason.REFUSED):
            self._ledger.close(met, seconds)

    async def _wait(self) -> None:
        """Wait until a request is counted into the window, or nothing may be sent any more."""
        async with self._queue:
            while self._closed is None:
                pause = self._ledger.take(self._limit, self._window)
                if isinstance(pause, NoAnswer):
                    self.close(pause)
                elif pause <= 0:
                    return
                else:
                    await self._pause(pause)

    async def _pause(self, seconds: float) -> None:
        """Sleep, and let be seen for how long, but not beyond the closing."""
        self._until = self._clock() + seconds
        nap = asyncio.ensure_future(self._sleep(seconds))
        closing = asyncio.ensure_future(self._closing.wait())
        try:
            await asyncio.wait((nap, closing), return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._until = None
            nap.cancel()
            closing.cancel()


class Alone:
    """The ledger of a run that shares nothing; *clock* is in seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._sent: deque[float] = deque()

    def take(self, limit: int, window: float) -> float:
        """Count a request; as `Ledger.take`."""
        now = self._clock()
        while self._sent and self._sent[0] + window <= now:
            self._sent.popleft()
        if len(self._sent) >= limit:
            return self._sent[-limit] + window - now
        self._sent.append(now)
        return 0.0

    def close(self, met: NoAnswer, seconds: float) -> None:
        """Do nothing: there is nobody else."""
