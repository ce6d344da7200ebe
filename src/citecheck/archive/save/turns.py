"""How fast Save Page Now is asked, and when no more."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from citecheck.archive.pace import Alone
from citecheck.models import NoAnswer, Reason

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from citecheck.archive.pace import Ledger
    from citecheck.archive.save.replies import Wait

GAP = 10.0
"""Seconds between two submissions: the limit is seven captures a minute, and six keep clear of it."""

LONGEST_PAUSE = 120.0
"""Seconds: a service that wants to be left alone for longer is asked nothing more in this run."""


class Turns:
    """Gives submissions their turn, *gap* seconds (default: `GAP`) apart.

    The service may ask once to be left alone for a while. The second time, all asking ends: who goes on
    against a 429 is shut out for an hour, and for longer the next time (edgi-govdata-archiving/wayback issue
    137). *ledger* is what other runs share; without one this run counts for itself. *clock* gives seconds
    that never go back, *sleep* takes seconds.
    """

    def __init__(
        self,
        ledger: Ledger | None = None,
        *,
        gap: float | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._ledger: Ledger = Alone(clock) if ledger is None else ledger
        self._gap = GAP if gap is None else gap
        self._clock, self._sleep = clock, sleep
        self._next = self._full = self._quiet = clock()
        self._held: set[bool] = set()
        self._queue = asyncio.Lock()
        self.closed: str | None = None
        self.silent = False

    @property
    def waiting(self) -> float:
        """How many seconds the next submission still waits for its turn, as far as is known."""
        return max(0.0, max(self._next, self._full, self._quiet) - self._clock())

    async def turn(self) -> str | None:
        """Wait for a turn; return why there are none any more, if so."""
        async with self._queue:
            while self.closed is None:
                pause = self.waiting or self._taken()
                if not pause:
                    break
                await self._sleep(pause)
            return self.closed

    def _taken(self) -> float:
        """Take a turn and return 0, or return in how many seconds there may be one; 0 where there is none."""
        pause = self._ledger.take(1, self._gap)
        if isinstance(pause, NoAnswer):
            self.close(pause.detail or pause.reason, silent=True)
            return 0.0
        self._next = self._clock() + pause
        return pause

    async def rest(self, seconds: float) -> None:
        """Wait *seconds*, and then for as long as the service wants to be left alone."""
        await self._sleep(seconds)
        while not self.silent and (pause := self._quiet - self._clock()) > 0:
            await self._sleep(pause)

    def hold(self, wait: Wait) -> None:
        """Leave the service alone for a while; for good if it has asked before, or asks for too much.

        Where it is only full, what became of captures under way may be asked all the same.
        """
        now = self._clock()
        if now < max(self._full, self._quiet):  # the answer to a request that was sent before this was known
            return
        if wait.busy in self._held or wait.seconds > LONGEST_PAUSE:
            self._give_up(wait)
            return
        self._held.add(wait.busy)
        if wait.busy:
            self._full = now + wait.seconds
        else:
            self._quiet = now + wait.seconds

    def _give_up(self, wait: Wait) -> None:
        """End the asking, for other runs too where it is not only that the service is full."""
        again = wait.busy in self._held
        how = "again" if again else f"and asks to wait {wait.seconds:.0f} s"
        self.close(f"{wait.why}, {how}", silent=not wait.busy)
        if not wait.busy:
            self._ledger.close(NoAnswer(Reason.RATE_LIMITED, wait.why), wait.seconds)

    def close(self, why: str, *, silent: bool = False) -> None:
        """Let every later turn end without one; the first reason stays.

        *silent* says that the service is to be asked nothing more at all, not even what became of a capture.
        """
        self.closed = self.closed or why
        self.silent = self.silent or silent
