"""Whose turn it is: a queue for each host, a heap of those that may be asked now, a heap of the others.

Nothing here waits or knows the time: `next` gives what may start at a time, `soonest` says when to ask again.
Of the hosts that are ready the one with most left goes first: the run takes as long as its longest queue, so
that one must not begin last (longest processing time first; R. L. Graham, "Bounds on multiprocessing timing
anomalies", 1969). A place is held only while a request runs, never while a host makes us wait.
"""

from __future__ import annotations

import sys
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from citecheck.web.hosts import SILENT_IN_A_ROW, Host
from citecheck.web.sinks import Batch, Ticket

if TYPE_CHECKING:
    from collections.abc import Callable

    from citecheck.web.hosts import Item

    Entry = tuple[int, float, int, Host]

# A host that was set aside is left alone at least so long, even where nothing else is left to do.
LEAST_ASIDE = 5.0


class Queues:
    """The queues of all hosts: *delay* seconds between two starts at one, *per_host* requests at a time.

    Where *named*, a host waits until `settle` says which address it has, and hosts that share an address
    share a queue.
    """

    def __init__(self, *, delay: float, per_host: int, named: bool = False) -> None:
        self._delay, self._per_host, self._named = delay, per_host, named
        # For what is not queued: an archive keeps a pace of its own, outside.
        self.free = Host("", delay=0.0, most=sys.maxsize, named=True)
        self._hosts: dict[str, Host] = {"": self.free}
        self._by_address: dict[str, Host] = {}
        self._ready: list[Entry] = []
        self._unnamed: list[Entry] = []
        self._timed: list[tuple[float, int, Host]] = []
        self._aside: list[Host] = []
        self._stuck: list[Host] = []
        self._count = 0
        self._waiting = 0  # what waits at hosts that are not set aside

    def host(self, name: str) -> Host | None:
        """Return the queue of the host *name*, if there is one."""
        return self._hosts.get(name)

    def new_host(self, name: str, *, settled: bool = False) -> Host:
        """Make the queue of the host *name*; *settled* where no look-up is needed, as for a literal."""
        host = Host(name, delay=self._delay, most=self._per_host, named=settled or not self._named)
        if settled and self._named:
            host = self._by_address.setdefault(name, host)
        self._hosts[name] = host
        return host

    def push(self, host: Host, item: Item, *, when: float | None = None) -> None:
        """Let *item* wait for *host*: at the end and not before *when* if that is given.

        Addresses of a batch go behind what somebody waits for and behind what was begun, so that what is
        begun is also finished. The host stands in line only when `place` is called.
        """
        if when is not None:
            self._count += 1
            host.push_late(item, when, self._count)
        elif isinstance(item, Ticket) and isinstance(item.sink, Batch):
            host.push_fresh(item)
        else:
            host.push_soon(item)
        if host.aside is None:
            self._waiting += 1

    def place(self, host: Host, now: float) -> None:
        """Put *host* where it belongs now; where it stood before counts no more."""
        self._count += 1
        host.stamp = self._count
        when = host.ready_at()
        if when is None or host.running >= host.most or host.aside is not None or host.looking:
            return
        if when > now:
            heappush(self._timed, (when, host.stamp, host))
        else:
            line = self._ready if host.named else self._unnamed
            heappush(line, (0 if host.soon else 1, -host.work, host.stamp, host))

    def next(self, now: float, *, fresh: bool = True) -> tuple[Host, Item] | None:
        """Take what may start *now*; without *fresh*, only what somebody waits for or what was begun."""
        self._come_due(now)
        host = self._first(self._ready)
        while host is not None:
            heappop(self._ready)
            if fresh or host.soon or not host.fresh:
                return host, self._start(host, now)
            self._stuck.append(host)
            host = self._first(self._ready)
        return self._probe(now)

    def done(self, host: Host, now: float) -> None:
        """Say that a request to *host* has ended."""
        host.running -= 1
        self.place(host, now)

    def soonest(self) -> float | None:
        """Return when something may start that may not start now; None where nothing waits for a time."""
        while self._timed and self._timed[0][1] != self._timed[0][2].stamp:
            heappop(self._timed)
        times = [self._timed[0][0]] if self._timed else []
        if not self._waiting:
            times += [host.aside for host in self._aside if host.aside is not None and not host.running]
        return min(times, default=None)

    def unnamed(self, now: float) -> Host | None:
        """Take the host whose name should be looked up next."""
        self._come_due(now)
        host = self._first(self._unnamed)
        if host is not None:
            heappop(self._unnamed)
            host.looking = True
        return host

    @property
    def ready(self) -> int:
        """How many hosts stand in line, at most: some may do so twice."""
        return len(self._ready)

    def longest(self) -> Host | None:
        """Return the host whose queue takes longest, which is how long the run takes; None if none waits."""
        slowest = max(self._hosts.values(), key=lambda host: host.work)
        return slowest if slowest.left else None

    def settle(self, host: Host, address: str, now: float) -> Host:
        """Say that the name of *host* means *address*; return the queue of that, which what waits joins."""
        shared = self._by_address.setdefault(address, host)
        host.named, host.looking = True, False
        if shared is not host:
            if shared.aside is not None:
                self._waiting -= host.left
            shared.absorb(host)
            self._hosts[host.name] = shared
        self.place(shared, now)
        return shared

    def freed(self, now: float) -> None:
        """Say that fresh addresses may be started again."""
        stuck, self._stuck = self._stuck, []
        for host in stuck:
            self.place(host, now)

    def drained(self, host: Host, now: float) -> list[Item]:
        """Take all that waits for *host*, to be answered without asking."""
        return self.weeded(host, now, lambda _: True)

    def all_drained(self, now: float) -> list[Item]:
        """Take all that waits anywhere."""
        return self.all_weeded(now, lambda _: True)

    def weeded(self, host: Host, now: float, test: Callable[[Item], bool]) -> list[Item]:
        """Take what waits for *host* and passes *test*; the rest keeps its order."""
        taken = host.weed(test)
        if host.aside is None:
            self._waiting -= len(taken)
        self.place(host, now)
        return taken

    def all_weeded(self, now: float, test: Callable[[Item], bool]) -> list[Item]:
        """Take what waits anywhere and passes *test*."""
        return [item for host in dict.fromkeys(self._hosts.values()) for item in self.weeded(host, now, test)]

    def heard(self, host: Host, now: float, *, silent: bool) -> bool:
        """Note whether a connection to *host* was *silent*; tell whether the host has had its last chance.

        After two in a row what waits for it is set aside, to be tried once more when all else has been asked
        for: a thousand links to ten dead hosts would cost three times as long (one try each, in turn).
        """
        if not silent:
            host.silent = 0
            self._bring_back(host, now)
            return False
        host.silent += 1
        if host.aside is not None:
            return host.probed
        if host.silent >= SILENT_IN_A_ROW:
            host.aside = now + LEAST_ASIDE
            self._waiting -= host.left
            self._aside.append(host)
        return False

    def forget(self, now: float) -> None:
        """Forget what was learned of hosts that did not answer: it was our own network."""
        for host in dict.fromkeys(self._hosts.values()):
            host.facts, host.silent, host.attempts = None, 0, 0
            self._bring_back(host, now)

    def _bring_back(self, host: Host, now: float) -> None:
        """Let a host that was set aside go on."""
        if host.aside is not None:
            host.aside, host.probed = None, False
            self._aside.remove(host)
            self._waiting += host.left
            self.place(host, now)

    def _start(self, host: Host, now: float) -> Item:
        """Take the next item of *host*, and keep its pause."""
        item = host.take()
        host.running += 1
        host.pace.started(now)
        if host.aside is None:
            self._waiting -= 1
            if host.running < host.most:
                self.place(host, now)
        return item

    def _probe(self, now: float) -> tuple[Host, Item] | None:
        """Take one item of a host that was set aside, if there is nothing else to wait for."""
        if self._waiting:
            return None
        for host in self._aside:
            if host.aside is not None and host.aside <= now and not host.running and host.left:
                host.probed = True
                return host, self._start(host, now)
        return None

    def _come_due(self, now: float) -> None:
        """Put the hosts whose time has come in line."""
        while self._timed and self._timed[0][0] <= now:
            _, stamp, host = heappop(self._timed)
            if stamp == host.stamp:
                self.place(host, now)

    @staticmethod
    def _first(line: list[Entry]) -> Host | None:
        """Return the first host of *line*, past entries that count no more; it stays in line."""
        while line and line[0][2] != line[0][3].stamp:
            heappop(line)
        return line[0][3] if line else None
