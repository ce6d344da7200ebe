"""The workers: each takes what the queues give and makes one request at a time."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from citecheck.models import Reason
from citecheck.web.alarm import Alarm
from citecheck.web.course import Course
from citecheck.web.hosts import Host, Item
from citecheck.web.names import PASSING_SECONDS
from citecheck.web.queues import Queues
from citecheck.web.retry import backoff
from citecheck.web.sinks import Backlog, Batch, Ticket

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from citecheck.models import NotChecked
    from citecheck.settings import Settings
    from citecheck.web.exchange import Exchange
    from citecheck.web.manner import Manner
    from citecheck.web.naming import Naming
    from citecheck.web.sinks import Sink

# So many names are looked up at once, as long as fewer hosts than twice the number of workers are ready.
MOST_LOOK_UPS = 64


class Queue(NamedTuple):
    """What waits for one host: its name, how many addresses, and the seconds between two starts there."""

    host: str
    left: int
    delay: float


@dataclass(slots=True)
class _Turn:
    """What a worker does now; *running* until the host is told that the request has ended."""

    host: Host
    item: Item
    running: bool = True


class Crew:
    """At most `concurrency` workers, which end when nothing is ready and are made anew when something is."""

    def __init__(  # noqa: PLR0913 - what the tests replace
        self,
        settings: Settings,
        exchange: Exchange,
        naming: Naming,
        *,
        sleep: Callable[[float], Awaitable[object]],
        clock: Callable[[], float],
        random: Callable[[], float],
    ) -> None:
        self._settings, self._exchange, self._naming = settings, exchange, naming
        self._clock, self._random = clock, random
        self._queues = Queues(delay=settings.delay, per_host=settings.per_host, named=naming.ahead)
        self._course = Course(settings, self._queues, naming, random)
        self._alarm = Alarm(self._dispatch, sleep=sleep, clock=clock)
        self._backlog = Backlog(self._room)
        self._workers: dict[asyncio.Task[None], _Turn] = {}
        self._look_ups: dict[asyncio.Task[None], Host] = {}
        self._paused = self._stopped = False

    def admit(self, ticket: Ticket) -> None:
        """Let *ticket* wait for its turn."""
        host = self._course.admit(ticket)
        if host is not None:
            self._queues.place(host, self._clock())
        self._dispatch()

    def batch(self, urls: Iterable[str], manner: Manner) -> Batch:
        """Let *urls*, each once, wait for their turn as one batch."""
        batch = Batch(manner, self._backlog)
        hosts: dict[Host, None] = {}
        for url in dict.fromkeys(urls):
            batch.due += 1
            host = self._course.admit(Ticket(url, batch))
            if host is not None:
                hosts[host] = None
        now = self._clock()
        for host in hosts:
            self._queues.place(host, now)
        self._dispatch()
        return batch

    def withdraw(self, sink: Sink) -> None:
        """Let go of what *sink* waits for, the requests that are running included."""
        sink.close()
        for task, turn in self._workers.items():
            if turn.item.sink is sink:
                task.cancel()
        if isinstance(sink, Batch) and sink.due:
            self._queues.all_weeded(self._clock(), lambda item: item.sink is sink)

    def longest(self) -> Queue | None:
        """Return the queue that takes longest, in time linear in the hosts; None if nothing waits."""
        host = self._queues.longest()
        return None if host is None or not host.name else Queue(host.name, host.left, host.pace.delay)

    def pause(self) -> None:
        """Start nothing; what runs goes on."""
        self._paused = True

    def resume(self) -> None:
        """Go on, and forget what was learned of names and hosts while our own network was down."""
        self._paused = False
        self._naming.forget()
        self._queues.forget(self._clock())
        self._dispatch()

    def abandon(self, facts: NotChecked) -> None:
        """Give back with *facts* what waits, and whatever is yet to wait."""
        self._course.abandoned = facts
        self._course.answer_all(self._queues.all_drained(self._clock()), facts)

    async def stop(self) -> None:
        """End everything; whoever still waits is told so."""
        self._stopped = True
        waiting = self._queues.all_drained(self._clock())
        for item in [*waiting, *(turn.item for turn in self._workers.values())]:
            item.sink.close()
        tasks = [*self._workers, *self._look_ups]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._alarm.close()

    def _dispatch(self) -> None:
        """Start whatever may start now, and set the alarm for what may start later."""
        if self._paused or self._stopped:
            return
        self._look_ahead()
        while len(self._workers) < self._settings.concurrency:
            turn = self._next()
            if turn is None:
                soonest = self._queues.soonest()
                if soonest is not None:
                    self._alarm.set(soonest)
                return
            task = asyncio.get_running_loop().create_task(self._work(turn))
            self._workers[task] = turn
            task.add_done_callback(self._ended)

    def _next(self) -> _Turn | None:
        """Take what is next, past what nobody waits for any more."""
        while not (self._paused or self._stopped):
            now = self._clock()
            found = self._queues.next(now, fresh=not self._backlog.full)
            if found is None:
                return None
            if not found[1].sink.closed:
                return _Turn(*found)
            self._queues.done(found[0], now)
        return None

    async def _work(self, turn: _Turn | None) -> None:
        """Serve one turn after the other, as long as there are any."""
        task = asyncio.current_task()
        while turn is not None and task is not None:
            self._workers[task] = turn
            await self._serve(turn)
            turn = self._next()
            if turn is not None:
                self._dispatch()

    async def _serve(self, turn: _Turn) -> None:
        """Make one request."""
        host, chain = turn.host, self._course.begin(turn.item)
        started = self._clock()
        # Since its turn the loop may have been busy with others: the pause counts from this moment.
        host.pace.started(started)
        seen = await self._exchange.ask(chain, last=not host.left)
        turn.running = False
        self._course.settle(host, chain, seen, started, self._clock())

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Clear up after a worker; one that ended by a bug of ours hands it to whoever waits."""
        turn = self._workers.pop(task)
        if turn.running:
            self._queues.done(turn.host, self._clock())
        error = None if task.cancelled() else task.exception()
        if error is not None:
            turn.item.sink.fail(error)
        self._dispatch()

    def _look_ahead(self) -> None:
        """Look up the names of the hosts that are next in line."""
        enough = 2 * self._settings.concurrency
        while self._naming.ahead and len(self._look_ups) < MOST_LOOK_UPS and self._queues.ready < enough:
            host = self._queues.unnamed(self._clock())
            if host is None:
                return
            task = asyncio.get_running_loop().create_task(self._name(host))
            self._look_ups[task] = host
            task.add_done_callback(self._named)

    async def _name(self, host: Host) -> None:
        """Look up the name of *host*; where there is no such name, that answers for all that waits for it.

        A name server that fails is asked once more, when it has had time to recover.
        """
        host.attempts += 1
        found = await self._naming.look_up(host.name)
        now = self._clock()
        host.looking = False
        if isinstance(found, str):
            shared = self._queues.settle(host, found, now)
            if shared.facts is not None:
                self._course.answer_all(self._queues.drained(shared, now), shared.facts)
        elif found.reason is Reason.RESOLVER and host.attempts <= min(1, self._settings.retries):
            host.pace.not_before = now + PASSING_SECONDS + backoff(0, self._random())
            self._queues.place(host, now)
        else:
            host.facts = found
            self._course.answer_all(self._queues.drained(host, now), found)

    def _named(self, task: asyncio.Task[None]) -> None:
        """Clear up after a look-up; one that ended by a bug of ours hands it to whoever waits."""
        host = self._look_ups.pop(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            for item in self._queues.drained(host, self._clock()):
                item.sink.fail(error)
        self._dispatch()

    def _room(self) -> None:
        """Go on with fresh addresses: somebody has read what came of others."""
        self._queues.freed(self._clock())
        self._dispatch()
