"""Where outcomes go: to one who waits for one, or to a batch that is read as it fills."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citecheck.models import NoAnswer, NotChecked
from citecheck.web.manner import KIB, Manner, Reply

if TYPE_CHECKING:
    from collections.abc import Callable

Outcome = Reply | NoAnswer | NotChecked

# Outcomes that nobody has read yet may take so many bytes before no further waiting address is started.
MOST_UNREAD = 16 * KIB * KIB
_LEAST_WEIGHT = KIB


class Single:
    """One address, one outcome."""

    __slots__ = ("future", "manner")

    def __init__(self, manner: Manner) -> None:
        self.manner = manner
        self.future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()

    @property
    def closed(self) -> bool:
        """Whether nobody waits any more."""
        return self.future.done()

    def give(self, _url: str, outcome: Outcome) -> None:
        """Hand *outcome* over."""
        if not self.future.done():
            self.future.set_result(outcome)

    def fail(self, error: BaseException) -> None:
        """Hand over a bug of ours, which falls where the address was asked for."""
        if not self.future.done():
            self.future.set_exception(error)

    def close(self) -> None:
        """Tell whoever waits that nothing will come."""
        self.future.cancel()


class Backlog:
    """The weight, in bytes, of outcomes that nobody has read yet; *room* is called when there is room."""

    def __init__(self, room: Callable[[], None]) -> None:
        self._weight = 0
        self._room = room

    @property
    def full(self) -> bool:
        """Whether no further waiting address should be started."""
        return self._weight >= MOST_UNREAD

    def add(self, outcome: Outcome) -> None:
        """Count *outcome*."""
        self._weight += _weight(outcome)

    def take(self, outcome: Outcome) -> None:
        """Count *outcome* no more."""
        was_full = self.full
        self._weight -= _weight(outcome)
        if was_full and not self.full:
            self._room()


class Batch:
    """Many addresses, whose outcomes are read in the order in which they come; *due* have not come yet."""

    def __init__(self, manner: Manner, backlog: Backlog) -> None:
        self.manner = manner
        self.closed = False
        self.due = 0
        self._backlog = backlog
        self._found: deque[tuple[str, Outcome]] = deque()
        self._error: BaseException | None = None
        self._waiter: asyncio.Future[None] | None = None

    def give(self, url: str, outcome: Outcome) -> None:
        """Add the outcome of *url*."""
        self.due -= 1
        if not self.closed:
            self._found.append((url, outcome))
            self._backlog.add(outcome)
            self._wake()

    def fail(self, error: BaseException) -> None:
        """Hand over a bug of ours, which falls where the batch is read."""
        self.due -= 1
        self._error = error
        self._wake()

    async def next(self) -> tuple[str, Outcome] | None:
        """Return the next outcome with its address; None when all have come."""
        while not self._found:
            if self._error is not None:
                raise self._error
            if not self.due:
                return None
            self._waiter = asyncio.get_running_loop().create_future()
            await self._waiter
        url, outcome = self._found.popleft()
        self._backlog.take(outcome)
        return url, outcome

    def close(self) -> None:
        """Forget what has come and take nothing more; whoever waits is told so."""
        self.closed = True
        while self._found:
            self._backlog.take(self._found.popleft()[1])
        if self._waiter is not None:
            self._waiter.cancel()

    def _wake(self) -> None:
        """Let the reader go on."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)


Sink = Single | Batch


@dataclass(slots=True, eq=False)
class Ticket:
    """An address that waits for its first request: all that is kept of it until then."""

    url: str
    sink: Sink


def _weight(outcome: Outcome) -> int:
    """Return about how many bytes *outcome* holds on to."""
    return _LEAST_WEIGHT + (len(outcome.body) if isinstance(outcome, Reply) else 0)
