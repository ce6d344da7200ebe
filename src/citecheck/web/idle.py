"""Connections that wait for another request to their origin: few, and not for long."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable

    from citecheck.web.connection import Connection

# Servers close an idle connection after 5 to 75 s (the defaults of Apache and nginx); one that is closed
# while a request is on its way costs a second connection.
IDLE_SECONDS = 10.0


class Idle:
    """Keeps at most *most* connections, each for *seconds*; the one that waited longest goes first."""

    def __init__(self, most: int, seconds: float = IDLE_SECONDS) -> None:
        self._most, self._seconds = most, seconds
        self._by_origin: dict[Hashable, list[Connection]] = {}
        # In the order in which they came: where to find each, and when it has waited long enough.
        self._waiting: dict[Connection, tuple[Hashable, float]] = {}
        self._timer: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        """Return how many wait."""
        return len(self._waiting)

    def take(self, origin: Hashable) -> Connection | None:
        """Return a connection to *origin* that is still open, the one used last, or None."""
        kept = self._by_origin.get(origin)
        while kept:
            connection = kept[-1]
            self._forget(connection)
            if connection.alive:
                return connection
        return None

    def put(self, origin: Hashable, connection: Connection) -> None:
        """Keep *connection* for another request to *origin*."""
        loop = asyncio.get_running_loop()
        while len(self._waiting) >= self._most:
            self._leave(next(iter(self._waiting)))
        self._by_origin.setdefault(origin, []).append(connection)
        self._waiting[connection] = origin, loop.time() + self._seconds
        if self._timer is None:
            self._timer = loop.call_later(self._seconds, self._sweep)

    def close(self) -> None:
        """Close all of them."""
        for connection in list(self._waiting):
            self._leave(connection)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _sweep(self) -> None:
        """Close those that have waited long enough, and come back for the next."""
        loop = asyncio.get_running_loop()
        self._timer = None
        while self._waiting:
            connection, (_, until) = next(iter(self._waiting.items()))
            if until > loop.time():
                self._timer = loop.call_at(until, self._sweep)
                return
            self._leave(connection)

    def _leave(self, connection: Connection) -> None:
        """Close *connection* and forget it."""
        self._forget(connection)
        connection.close()

    def _forget(self, connection: Connection) -> None:
        """Take *connection* off the list."""
        origin, _ = self._waiting.pop(connection)
        kept = self._by_origin[origin]
        kept.remove(connection)
        if not kept:
            del self._by_origin[origin]
