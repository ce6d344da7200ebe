"""One host and what waits for it."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Generic, TypeVar

from citecheck.web.chain import Chain
from citecheck.web.pace import Pace
from citecheck.web.sinks import Ticket

if TYPE_CHECKING:
    from collections.abc import Callable

    from citecheck.models import NoAnswer

Item = Ticket | Chain

_T = TypeVar("_T")

# So many connections in a row without an answer, and the host's other addresses are set aside.
SILENT_IN_A_ROW = 2


class Line(Generic[_T]):
    """First in, first out, in two lists: a fifth of an empty `deque`, and there is one for each host."""

    __slots__ = ("_coming", "_going")

    def __init__(self) -> None:
        self._coming: list[_T] = []
        self._going: list[_T] | None = None

    def __bool__(self) -> bool:
        """Tell whether anything waits."""
        return bool(self._coming or self._going)

    def push(self, item: _T) -> None:
        """Add *item* at the end."""
        self._coming.append(item)

    def pop(self) -> _T:
        """Take the first item; raises `IndexError` where there is none."""
        if not self._going:
            self._coming.reverse()
            self._going, self._coming = self._coming, []
        return self._going.pop()

    def weed(self, test: Callable[[_T], bool]) -> list[_T]:
        """Take the items that pass *test*; the rest keeps its order."""
        whole = [*reversed(self._going or ()), *self._coming]
        self._going, self._coming = None, [item for item in whole if not test(item)]
        return [item for item in whole if test(item)] if len(self._coming) < len(whole) else []


class Host:
    """What waits for one host, and how it is to be asked.

    *left* counts what waits: *soon* holds what somebody waits for and the redirects of what was begun,
    *fresh* the addresses of batches, *late* the repetitions with the time before which they may not start.

    *named* says that the name was looked up, *looking* that it is being, *attempts* counts how often.
    *silent* counts the connections in a row that nobody answered, *aside* is the time before which a host
    that was set aside for that may not be tried again, and *probed* says that it was. *facts*, once set, are
    the answer for all that waits. *stamp* is that of the host's only valid place in a line.
    """

    __slots__ = (
        "aside",
        "attempts",
        "facts",
        "fresh",
        "late",
        "left",
        "looking",
        "most",
        "name",
        "named",
        "pace",
        "probed",
        "running",
        "silent",
        "soon",
        "stamp",
    )

    def __init__(self, name: str, *, delay: float, most: int, named: bool) -> None:
        self.name = name
        self.most = most
        self.named = named
        self.pace = Pace(delay, delay)
        self.soon: Line[Item] | None = None
        self.fresh: Line[Ticket] | None = None
        self.late: list[tuple[float, int, Item]] | None = None
        self.left = 0
        self.running = 0
        self.silent = 0
        self.looking = False
        self.attempts = 0
        self.aside: float | None = None
        self.probed = False
        self.facts: NoAnswer | None = None
        self.stamp = 0

    @property
    def work(self) -> float:
        """About how long it will take to ask for all that waits, in no unit: only the order counts."""
        return self.left * (0.1 + self.pace.delay)

    def push_soon(self, item: Item) -> None:
        """Add what goes before the batches."""
        if self.soon is None:
            self.soon = Line()
        self.soon.push(item)
        self.left += 1

    def push_fresh(self, ticket: Ticket) -> None:
        """Add an address of a batch."""
        if self.fresh is None:
            self.fresh = Line()
        self.fresh.push(ticket)
        self.left += 1

    def push_late(self, item: Item, when: float, count: int) -> None:
        """Add a repetition, not before *when*; *count* settles which of two is first."""
        if self.late is None:
            self.late = []
        heappush(self.late, (when, count, item))
        self.left += 1

    def ready_at(self) -> float | None:
        """Return the time before which nothing may start here; None where nothing waits."""
        if self.soon or self.fresh:
            return self.pace.not_before
        return max(self.pace.not_before, self.late[0][0]) if self.late else None

    def take(self) -> Item:
        """Take what is next; the repetitions come when all else has been asked for."""
        self.left -= 1
        if self.soon:
            return self.soon.pop()
        if self.fresh:
            return self.fresh.pop()
        return heappop(self.late or [])[2]

    def weed(self, test: Callable[[Item], bool]) -> list[Item]:
        """Take what passes *test*; the rest keeps its order."""
        taken: list[Item] = []
        for line in (self.soon, self.fresh):
            taken += line.weed(test) if line else ()
        late = self.late or []
        self.late = [entry for entry in late if not test(entry[2])]
        heapify(self.late)
        taken += [entry[2] for entry in late if test(entry[2])]
        self.left -= len(taken)
        return taken

    def absorb(self, other: Host) -> None:
        """Take over what waits for *other*, which turned out to be the same machine."""
        while other.soon:
            self.push_soon(other.soon.pop())
        while other.fresh:
            self.push_fresh(other.fresh.pop())
        for when, count, item in other.late or ():
            self.push_late(item, when, count)
        other.late, other.left = None, 0
