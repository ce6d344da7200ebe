"""An event loop whose clock jumps to whatever comes next: hours of waiting take no time, and are exact.

    loop = VirtualLoop()
    loop.run_until_complete(work())     # `asyncio.sleep(60)` returns at once, and `loop.time()` is 60 later

Nothing in it may wait for a thread or a socket: time would run away meanwhile.
"""

from __future__ import annotations

import asyncio
import selectors


class VirtualLoop(asyncio.SelectorEventLoop):
    """A loop in which time passes only while everybody sleeps; it begins at *now*."""

    def __init__(self, now=1000.0):
        self.now = now
        super().__init__(_Jumping(self))

    def time(self):
        return self.now


class _Jumping(selectors.SelectSelector):
    def __init__(self, clock):
        super().__init__()
        self._clock = clock

    def select(self, timeout=None):
        assert timeout is not None, "everybody waits, and for nobody"
        self._clock.now += max(timeout, 0.0)
        return super().select(0)


def run(work, now=1000.0):
    """Return what the coroutine that *work* makes returns, and how many seconds it took."""
    loop = VirtualLoop(now)
    try:
        return loop.run_until_complete(work(loop)), loop.now - now
    finally:
        loop.close()
