"""A bell that rings once, at a time that may be moved forward."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


class Alarm:
    """Calls *ring* at the time it was set to, or before; *sleep* and *clock* (seconds) are the client's."""

    def __init__(
        self,
        ring: Callable[[], None],
        *,
        sleep: Callable[[float], Awaitable[object]],
        clock: Callable[[], float],
    ) -> None:
        self._ring, self._sleep, self._clock = ring, sleep, clock
        self._when = 0.0
        self._task: asyncio.Task[None] | None = None

    def set(self, when: float) -> None:
        """Ring at *when*, if it does not ring before that anyway."""
        if self._task is None or when < self._when:
            if self._task is not None:
                self._task.cancel()
            self._when = when
            self._task = asyncio.get_running_loop().create_task(self._wait(max(0.0, when - self._clock())))

    async def close(self) -> None:
        """Do not ring any more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _wait(self, seconds: float) -> None:
        """Sleep, then ring."""
        await self._sleep(seconds)
        self._task = None
        self._ring()
