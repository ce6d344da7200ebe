"""One connection: a request goes out as bytes, a reply comes in piece by piece.

Callbacks instead of asyncio's streams, because a reply that nobody reads must stop coming, a deadline must
cost next to nothing, and what ended a connection must stay known.
"""

from __future__ import annotations

import asyncio
import ssl
from typing import TYPE_CHECKING, cast

from citecheck.models import Reason
from citecheck.web.faults import Fault, answer_by_code
from citecheck.web.line import Line
from citecheck.web.tls import HandshakeFault, Rung
from citecheck.web.wire import ReplyReader, WireError

if TYPE_CHECKING:
    from collections.abc import Callable
    from socket import socket

    from citecheck.web.secure import Secure
    from citecheck.web.wire import Head

KIB = 1024
# Received and not yet taken: beyond this the other side has to wait.
PAUSE_AT = 64 * KIB
# The rest of a reply that is worth reading so that the connection can be used again, and for how long.
LITTLE, LITTLE_SECONDS = 64 * KIB, 1.0

_CLOSED = "the server closed the connection without an answer"
_NO_TLS = (Reason.CONNECT_TIMEOUT, "no TLS handshake in time")
_NO_HEAD = (Reason.READ_TIMEOUT, "no answer in time")
_NO_REST = (Reason.READ_TIMEOUT, "the rest did not come in time")


class Connection:
    """Asks over *opened*, a connected socket, and hands out what comes; one request at a time.

    *scratch* is what lines share (`Line`). *secure* is the TLS that is spoken, if any; `rung` and `flaw` say
    how it was come by. `got` counts the bytes that came in answer to the last request.
    """

    __slots__ = (
        "_allowance", "_cut", "_early", "_error", "_given", "_keep", "_line", "_loop", "_over", "_reader",
        "_then", "_timer", "_unread", "_waiter", "flaw", "got", "rung", "secure",
    )  # fmt: skip

    def __init__(self, opened: socket, scratch: memoryview, secure: Secure | None = None) -> None:
        self.secure = secure
        self._loop = asyncio.get_running_loop()
        self._reader: ReplyReader | None = None
        self._early = b""
        self._waiter: asyncio.Future[None] | None = None
        self._error: Exception | None = None
        self._over = self._cut = self._keep = False
        self._unread = self._given = self.got = 0
        # While the rest of a reply is read for nobody: what to do then, how much may come, and until when.
        self._then: Callable[[Connection], None] | None = None
        self._allowance = 0
        self._timer: asyncio.TimerHandle | None = None
        self.rung = Rung.DEFAULT
        self.flaw: str | None = None
        self._line = Line(opened, scratch, self)

    # --- what the line calls

    def received(self, data: memoryview) -> None:
        """Take *data* out of the shared buffer."""
        if self.secure is None:
            self._receive(bytes(data))
        else:
            self._decrypt(self.secure, data)

    def ended(self, error: Exception | None = None) -> None:
        """Take note, once, that the connection ended and how."""
        if self._over:
            return
        self._over, self._error = True, error
        self._stop_timer()
        if self._reader is not None:
            self._cut = error is not None and not self._reader.finished
            self._end_reply()
        self._wake()

    # --- what the transport calls

    async def handshake(self, seconds: float | None) -> None:
        """Make the connection secure if it is to be; raises `HandshakeFault`, or `Fault` after *seconds*."""
        if self.secure is None:
            return
        try:
            self.secure.start()
        except ssl.SSLError as error:
            self.ended(error)
        self._line.write(self.secure.to_send())
        if not self._over:
            await self._wait(seconds, _NO_TLS)
        if not self.secure.ready:
            raise HandshakeFault(self._error if isinstance(self._error, ssl.SSLError) else None)

    def ask(self, request: bytes, *, head_only: bool, keep: bool) -> None:
        """Send *request*; *keep* says whether another one may follow over this connection."""
        self._reader = ReplyReader(head_only=head_only)
        self._keep = keep
        self._unread = self._given = self.got = 0
        if self._early:
            early, self._early = self._early, b""
            self._receive(early)
        if self._over:
            self._end_reply()
            return
        if self.secure is not None:
            self.secure.send(request)
            request = self.secure.to_send()
        self._line.write(request)

    async def head(self, seconds: float | None) -> Head:
        """Return the head of the reply, which may take *seconds* as a whole; raises `Fault`.

        The bound is on the whole head: a server that drips a byte a second would meet none on single bytes.
        """
        reader = cast("ReplyReader", self._reader)
        if reader.head is None and not self._over:
            await self._wait(seconds, _NO_HEAD)
        if reader.head is None:
            raise self._fault()
        return reader.head

    @property
    def tolerated(self) -> tuple[str, ...]:
        """What had to be forgiven in the reply so far."""
        return self._reader.tolerated if self._reader is not None else ()

    async def more(self, seconds: float | None) -> bytes:
        """Return the next part of the body, nothing at its end; each may take *seconds*. Raises `Fault`."""
        reader = cast("ReplyReader", self._reader)
        while True:
            data = reader.take()
            self._unread = 0
            self._line.resume()
            if data:
                self._given += len(data)
                return data
            if reader.broken is not None or self._cut:
                raise self._fault()
            if reader.finished or self._over:
                return b""
            await self._wait(seconds, _NO_REST)

    @property
    def alive(self) -> bool:
        """Whether another request may be sent."""
        return not self._over

    def settle(self, then: Callable[[Connection], None]) -> None:
        """End this reply: call *then* if the connection can be used again, now or soon; else close it."""
        reader = self._reader
        if reader is None or not self._keep or not self.alive:
            self.close()
        elif reader.finished:
            self._free(reader, then)
        elif self._is_little(reader):
            self._then, self._allowance = then, LITTLE
            self._timer = self._loop.call_later(LITTLE_SECONDS, self.abort)
            reader.take()
            self._line.resume()
        else:
            self.abort()

    def close(self) -> None:
        """Close; a secure one that is at the end of a reply says goodbye."""
        if self.secure is not None and not self._over and (self._reader is None or self._reader.finished):
            self.secure.close()
            self._line.write(self.secure.to_send())
        self.abort()

    def abort(self) -> None:
        """Close at once."""
        self._line.close()
        self.ended()

    # --- inside

    def _decrypt(self, secure: Secure, data: memoryview) -> None:
        """Take *data* through TLS."""
        plain, error = b"", None
        try:
            plain = secure.receive(data)
        except ssl.SSLError as trouble:
            error = trouble
        # What has to be said: a part of the handshake, or the alert that tells why it ended.
        self._line.write(secure.to_send())
        if plain:
            self._receive(plain)
        elif secure.ready and self._reader is None:
            self._wake()
        if error is not None or secure.ended:
            self._line.close()
            self.ended(error)

    def _receive(self, data: bytes) -> None:
        """Take what the server said."""
        reader = self._reader
        if reader is None:
            self._receive_early(data)
            return
        self.got += len(data)
        try:
            reader.feed(data)
        except WireError as error:
            self._line.close()
            self.ended(error)
            return
        if self._then is not None:
            self._drain(reader, self._then, len(data))
            return
        self._unread += len(data)
        if reader.head is not None:
            if self._unread > PAUSE_AT and not reader.finished:
                self._line.pause()
            self._wake()

    def _receive_early(self, data: bytes) -> None:
        """Keep what a server says before it is asked, as long as nothing was asked over this connection yet.

        Later such bytes can only be a second answer to a question that is settled.
        """
        if self._keep or len(self._early) + len(data) > PAUSE_AT:
            self.abort()
        else:
            self._early += data
            self._wake()

    def _drain(self, reader: ReplyReader, then: Callable[[Connection], None], size: int) -> None:
        """Go on reading for nobody."""
        reader.take()
        self._allowance -= size
        if reader.finished:
            self._then = None
            self._stop_timer()
            self._free(reader, then)
        elif self._allowance < 0:
            self.abort()

    def _free(self, reader: ReplyReader, then: Callable[[Connection], None]) -> None:
        """Hand the connection back for another request, or close it."""
        if reader.reusable and self.alive:
            self._reader = None
            then(self)
        else:
            self.close()

    def _is_little(self, reader: ReplyReader) -> bool:
        """Tell whether the rest of the reply may be read for nobody, as far as its head tells."""
        if reader.head is None or reader.tolerated:
            return False
        for name, value in reader.head.headers:
            if name == b"connection" and b"close" in value.lower():
                return False
            if name == b"content-length" and value.isdigit() and int(value) - self._given > LITTLE:
                return False
        return True

    def _end_reply(self) -> None:
        """Let the reader of the reply know that nothing more comes."""
        try:
            if self._reader is not None:
                self._reader.end()
        except WireError as error:
            self._error = self._error or error

    def _fault(self) -> Fault:
        """Return why the reply is not whole."""
        found = answer_by_code(self._error) if self._error is not None else None
        if found is not None:
            return Fault(found.reason, found.detail)
        reader = cast("ReplyReader", self._reader)
        if reader.broken is not None:
            return Fault(Reason.PROTOCOL if "chunk" in reader.broken else Reason.RESET, reader.broken)
        if isinstance(self._error, WireError) and self.got:
            return Fault(Reason.PROTOCOL, f"not an answer in HTTP: {self._error.detail}")
        return Fault(Reason.RESET, "the connection broke" if self.got else _CLOSED)

    async def _wait(self, seconds: float | None, late: tuple[Reason, str]) -> None:
        """Wait until something happens; raises *late* as a `Fault` after *seconds*."""
        waiter = self._waiter = self._loop.create_future()
        timer = None if seconds is None else self._loop.call_later(seconds, _expire, waiter, late)
        try:
            await waiter
        finally:
            self._waiter = None
            if timer is not None:
                timer.cancel()

    def _wake(self) -> None:
        """Let whoever waits look again."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def _stop_timer(self) -> None:
        """Stop the clock of what is read for nobody."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def _expire(waiter: asyncio.Future[None], late: tuple[Reason, str]) -> None:
    """Let *waiter* fail, unless what it waits for has come in the same moment."""
    if not waiter.done():
        waiter.set_exception(Fault(*late))
