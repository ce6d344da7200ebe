"""A connected socket in the event loop: what comes is handed on, what is written goes out.

asyncio's own transports ask the system for the names of both ends and take three turns of the loop until the
first byte can be sent; for connections that carry one request, as most do here, that is a quarter of all that
they cost.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import socket


class Owner(Protocol):
    """Whoever speaks over a line."""

    def received(self, data: memoryview) -> None:
        """Take *data*, which is overwritten as soon as this returns."""

    def ended(self, error: OSError | None) -> None:
        """Take note that nothing more will come, and why if it broke; called at most once."""


class Line:
    """Reads from *opened* (connected, not blocking) into *scratch*, for *owner*; belongs to the running loop.

    All lines of a loop may share one *scratch*: whatever comes is taken out of it before the loop goes on.
    """

    __slots__ = ("_loop", "_opened", "_owner", "_paused", "_scratch", "_unsent", "_writing", "open")

    def __init__(self, opened: socket.socket, scratch: memoryview, owner: Owner) -> None:
        self._opened, self._scratch, self._owner = opened, scratch, owner
        self._loop = asyncio.get_running_loop()
        self._unsent = b""
        self._paused = self._writing = False
        self.open = True
        self._loop.add_reader(opened.fileno(), self._readable)

    def write(self, data: bytes) -> None:
        """Send *data*, now as far as the system takes it, the rest as soon as it does."""
        if self.open and data:
            self._unsent += data
            self._writable()

    def pause(self) -> None:
        """Let nothing more come for now."""
        if self.open and not self._paused:
            self._paused = True
            self._loop.remove_reader(self._opened.fileno())

    def resume(self) -> None:
        """Let it come again."""
        if self.open and self._paused:
            self._paused = False
            self._loop.add_reader(self._opened.fileno(), self._readable)

    def close(self) -> None:
        """Close the socket; what the system has not taken yet is lost."""
        if not self.open:
            return
        self.open = False
        number = self._opened.fileno()
        self._loop.remove_reader(number)
        if self._writing:
            self._loop.remove_writer(number)
        self._opened.close()
        del self._owner  # who holds this line: nothing is left for the garbage collector to find

    def _readable(self) -> None:
        """Read once; the loop calls again while there is more."""
        try:
            count = self._opened.recv_into(self._scratch)
        except (BlockingIOError, InterruptedError):
            return
        except OSError as error:
            self._end(error)
            return
        if count:
            self._owner.received(self._scratch[:count])
        else:
            self._end(None)

    def _writable(self) -> None:
        """Send what is left."""
        try:
            sent = self._opened.send(self._unsent)
        except (BlockingIOError, InterruptedError):
            sent = 0
        except OSError:
            # The other side takes nothing any more. What it said before that can still be read, and reading
            # tells how the connection ended.
            sent = len(self._unsent)
        self._unsent = self._unsent[sent:]
        if self._unsent and not self._writing:
            self._loop.add_writer(self._opened.fileno(), self._writable)
        elif self._writing and not self._unsent:
            self._loop.remove_writer(self._opened.fileno())
        self._writing = bool(self._unsent)

    def _end(self, error: OSError | None) -> None:
        """Close and tell."""
        owner = self._owner
        self.close()
        owner.ended(error)
