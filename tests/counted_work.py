"""Work that can be counted, so that no test need measure time."""

from __future__ import annotations

import sys


def calls_in(work):
    """Return how many functions are called, of Python and of C, while *work* is done."""
    count = 0

    def note(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def growth(work, size):
    """Return how many times as many functions *work* of twice the *size* calls; the first call loads modules."""
    work(size)
    return calls_in(lambda: work(2 * size)) / calls_in(lambda: work(size))
