"""Threads for work that cannot be stopped: few, of our own, and gone when there is nothing to do."""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# Starting a thread costs as much as a short look-up, so one that has nothing to do waits a moment for more.
_IDLE_SECONDS = 1.0


class Threads:
    """Runs jobs in threads that it starts when they are needed; the caller bounds how many run at once."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._jobs: deque[Callable[[], None]] = deque()
        self._idle = 0
        self._changed = threading.Condition()

    def run(self, job: Callable[[], None]) -> None:
        """Let a thread run *job*, which must not raise; returns at once."""
        with self._changed:
            self._jobs.append(job)
            # Each idle thread takes one of the jobs that wait; those beyond need threads of their own.
            enough = len(self._jobs) <= self._idle
            if enough:
                self._changed.notify()
        if not enough:
            # A daemon: a silent name server must not hold up the end of the program.
            threading.Thread(target=self._work, name=self._name, daemon=True).start()

    def _work(self) -> None:
        """Run jobs until there are none for a while."""
        while True:
            with self._changed:
                job = self._next()
            if job is None:
                return
            job()

    def _next(self) -> Callable[[], None] | None:
        """Return a job, waiting for one if need be; None where it is time to go."""
        while not self._jobs:
            self._idle += 1
            called = self._changed.wait(_IDLE_SECONDS)
            self._idle -= 1
            if not called and not self._jobs:
                return None
        return self._jobs.popleft()
