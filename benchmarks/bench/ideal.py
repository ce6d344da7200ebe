"""How fast the work could be done by a program that costs nothing: two figures, both computed."""

from __future__ import annotations

import heapq
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.work import Manners, Work


def bound(work: Work, manners: Manners) -> float:
    """Return the seconds that no schedule can undercut.

    The work over the places there are, or the slowest host's chain: its starts are a pause apart, and no more
    than so many run at once.
    """
    shared = work.total * work.latency / manners.concurrency
    last = max(work.each) - 1
    chain = max(last * manners.delay, last // manners.per_host * work.latency) + work.latency
    return max(shared, chain)


def schedule(work: Work, manners: Manners) -> float:
    """Return the seconds of a schedule that can be kept: whoever may start goes first if it has most left.

    It is slower than the bound where the last wave is not full, or where pauses keep places empty.
    """
    places = [0.0] * manners.concurrency  # when each is free
    left = list(work.each)
    resting = [(0.0, host) for host in range(work.hosts)]  # hosts by when they may start
    ready: list[tuple[int, int]] = []  # hosts that may start now, by the number that is left
    starts: list[deque[float]] = [deque(maxlen=manners.per_host) for _ in left]
    now = 0.0
    for _ in range(work.total):
        now = max(now, heapq.heappop(places))
        if not ready:
            now = max(now, resting[0][0])
        while resting and resting[0][0] <= now:
            host = heapq.heappop(resting)[1]
            heapq.heappush(ready, (-left[host], host))
        host = heapq.heappop(ready)[1]
        heapq.heappush(places, now + work.latency)
        left[host] -= 1
        starts[host].append(now)
        if left[host]:
            full = len(starts[host]) == manners.per_host
            again = max(now + manners.delay, starts[host][0] + work.latency if full else 0.0)
            heapq.heappush(resting, (again, host))
    return now + work.latency
