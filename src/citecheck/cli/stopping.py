"""SIGTERM stops a run as SIGINT does: a job that is cancelled or runs out of time loses nothing either."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def polite_sigterm() -> Iterator[threading.Event]:
    """Let SIGTERM do what SIGINT does, which is a `KeyboardInterrupt`; give what tells that it came.

    `asyncio.run` turns SIGINT into the cancellation of what runs, so that connections and the cache are
    closed in order. Signals are those of the main thread; elsewhere nothing is changed.
    """
    came = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield came
        return

    def pass_on(_number: int, _frame: object) -> None:
        """Note that SIGTERM came, and raise SIGINT in its place."""
        came.set()
        # A shell starts what it puts into the background with SIGINT ignored: nothing would come of it.
        if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
            raise KeyboardInterrupt
        signal.raise_signal(signal.SIGINT)

    before = signal.signal(signal.SIGTERM, pass_on)
    try:
        yield came
    finally:
        signal.signal(signal.SIGTERM, before)
