"""Tell a fault of our own network from a fault of a page."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from citecheck.models import LinkFacts, NoAnswer, Reason

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

_OURS = frozenset(
    {Reason.NO_SUCH_HOST, Reason.RESOLVER, Reason.UNREACHABLE, Reason.PROXY, Reason.CONNECT_TIMEOUT}
)
_REMEMBERED = 5.0  # seconds: a network that has just failed is not asked about for every link


def may_be_ours(facts: LinkFacts) -> bool:
    """Tell whether *facts* are what one would see too if our own network were down."""
    return isinstance(facts, NoAnswer) and facts.reason in _OURS


class Network:
    """Knows whether our own network is up, by asking *look* at most once in a few seconds."""

    def __init__(
        self, look: Callable[[], Awaitable[bool]], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._look = look
        self._clock = clock
        self._lock = asyncio.Lock()
        self._seen_at = float("-inf")
        self._up = True

    async def is_up(self) -> bool:
        """Look, or remember what was seen a moment ago."""
        async with self._lock:
            if self._clock() - self._seen_at > _REMEMBERED:
                self._up = await self._look()
                self._seen_at = self._clock()
            return self._up
