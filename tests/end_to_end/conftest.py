"""The whole program, as a shell starts it in the foreground."""

from __future__ import annotations

import signal

import pytest


@pytest.fixture(scope="session", autouse=True)
def _heeds_sigint():
    """Let programs that the tests start heed SIGINT, although these tests run in the background themselves.

    A process inherits that a signal is ignored; a handler of Python's becomes the default.
    """
    before = signal.getsignal(signal.SIGINT)
    if before is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
