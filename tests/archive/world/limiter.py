"""The limit that the archive keeps to: so many requests in any minute, and 429 to those that come beyond it."""

from __future__ import annotations

import threading
from collections import deque


class Limiter:
    """Counts requests over a window of *minute* seconds; `limit` None lets everything pass."""

    def __init__(self):
        self._admitted = deque()
        self._lock = threading.Lock()
        self.off()

    def on(self, limit=24, minute=60.0):
        """Admit *limit* requests in any *minute* (seconds) from now on."""
        with self._lock:
            self.limit, self.minute = limit, minute
            self._admitted.clear()

    def off(self):
        """Admit everything."""
        self.on(limit=None)

    def admits(self, at):
        """Tell whether a request that comes *at* this moment (seconds of a clock) is answered, and count it."""
        with self._lock:
            while self._admitted and self._admitted[0] <= at - self.minute:
                self._admitted.popleft()
            if self.limit is not None and len(self._admitted) >= self.limit:
                return False
            self._admitted.append(at)
            return True
