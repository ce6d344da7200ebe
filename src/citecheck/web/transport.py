"""What lies under the client: one request in, the head of one reply out, over connections of our own.

Only public API of httpx is used (`AsyncBaseTransport`), and neither its pool, which walks all connections at
every request (httpcore #1035), nor h11, which refuses heads that browsers read. Behind a proxy httpx's own
transport serves.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx

from citecheck.models import Reason
from citecheck.web.connection import PAUSE_AT, Connection
from citecheck.web.faults import Fault, Guarded
from citecheck.web.guard import private_host
from citecheck.web.idle import Idle
from citecheck.web.network import Network
from citecheck.web.outgoing import CREDENTIALS, written
from citecheck.web.proxy import proxies_of
from citecheck.web.secure import Secure
from citecheck.web.tls import Ladder, Rung
from citecheck.web.tunnel import Tunnels

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping, Sequence
    from socket import socket

    from citecheck.settings import Settings
    from citecheck.web.names import Resolve
    from citecheck.web.wire import Head

# The keys of a request's extensions: whether private addresses are refused (yes unless it says no), whether
# it goes past the proxy, and whether no further request to this origin waits.
GUARDED, DIRECT, LAST = "citecheck.guarded", "citecheck.direct", "citecheck.last"

# A page of an origin is asked a second after the last one, so as many connections wait as hosts are in turn.
MOST_IDLE = 256

_PORTS = {"http": 80, "https": 443}
_REPEATABLE = frozenset({"GET", "HEAD"})
# To learn what a page is, a server that cannot be verified will do; nothing is entrusted to it.
_UNTRUSTED = "nothing is sent to a server whose certificate cannot be verified"


class Origin(NamedTuple):
    """What a connection leads to; one that was made without the guard serves no guarded request."""

    scheme: str
    host: str
    port: int
    guarded: bool


class Transport(httpx.AsyncBaseTransport):
    """Sends each request the way that its extensions name: guarded, not guarded, or through the proxy.

    *environ* is where proxies are looked for if the settings name none (None: the process's environment); one
    that cannot be read raises `SettingsError`. The extensions of a response may hold `location` (the bytes
    of that header, set aside: httpx raises for one that it cannot read, pydantic/httpx2 #1064), `tls` (the
    fault of the secure connection, in plain words) and `tolerated` (what had to be forgiven in the reply).
    """

    def __init__(
        self, settings: Settings, resolve: Resolve, environ: Mapping[str, str] | None = None
    ) -> None:
        self._guards = not settings.allow_private
        self._proxies = proxies_of(settings, os.environ if environ is None else environ)
        self._network = Network(resolve)
        self._ladder = Ladder()
        self._tunnels = Tunnels(self._ladder.contexts)
        self._idle = Idle(MOST_IDLE)
        self._scratch = memoryview(bytearray(PAUSE_AT))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request and return once the head of the reply is there; raises `Fault` or `Guarded`.

        The timeouts are httpx's: `connect` (seconds) holds for look-up and addresses together, and again for
        the handshake; `read` for the whole head, and for each part of the body.
        """
        url, extensions = request.url, request.extensions
        scheme, host = url.scheme, url.raw_host.decode("ascii").lower()
        if scheme not in _PORTS or not host:
            raise Fault(Reason.MALFORMED, "the address cannot be requested")
        guarded = self._guards and extensions.get(GUARDED, True)
        origin = Origin(scheme, host, url.port or _PORTS[scheme], guarded)
        proxy = None if extensions.get(DIRECT) else self._proxies.for_host(scheme, host, origin.port)
        if proxy is not None:
            return await self._through(proxy, origin, request)
        return await self._directly(origin, request)

    async def aclose(self) -> None:
        """Close what is still open."""
        self._idle.close()
        await self._tunnels.close()

    async def _directly(self, origin: Origin, request: httpx.Request) -> httpx.Response:
        """Send *request* over a connection of our own."""
        kept = self._idle.take(origin) if request.method in _REPEATABLE else None
        if kept is not None:
            try:
                return await self._exchange(kept, origin, request)
            except Fault as fault:
                # RFC 9112 9.3.1: a kept connection may have been closed while the request was on its way.
                if kept.got or fault.answer.reason is not Reason.RESET:
                    raise
        connection = await self._open(origin, _seconds(request, "connect"))
        if connection.rung is Rung.ANYTHING and request.method not in _REPEATABLE:
            connection.abort()
            raise Fault(Reason.TLS, _UNTRUSTED)
        return await self._exchange(connection, origin, request)

    async def _exchange(
        self, connection: Connection, origin: Origin, request: httpx.Request
    ) -> httpx.Response:
        """Ask over *connection*."""
        last, trusted = bool(request.extensions.get(LAST)), connection.rung is not Rung.ANYTHING
        answered = False
        try:
            line, keep = written(request, last=last, trusted=trusted)
            connection.ask(line, head_only=request.method == "HEAD", keep=keep)
            head = await connection.head(_seconds(request, "read"))
            answered = True
        finally:
            if not answered:
                connection.abort()
        body = _Body(connection, _seconds(request, "read"), partial(self._idle.put, origin))
        return _response(head, connection, body)

    async def _open(self, origin: Origin, seconds: float | None) -> Connection:
        """Make a connection to *origin*, with as much of TLS as its server can do."""
        if origin.scheme == "http":
            return await self._connect(origin, seconds, None)

        async def attempt(rung: Rung) -> tuple[Connection, ssl.SSLObject | None]:
            """Connect with TLS as *rung* has it."""
            made = await self._connect(origin, seconds, rung)
            return made, made.secure.session if made.secure is not None else None

        connection, rung, flaw = await self._ladder.climb(f"{origin.host}:{origin.port}", attempt)
        connection.rung, connection.flaw = rung, flaw
        return connection

    async def _connect(self, origin: Origin, seconds: float | None, rung: Rung | None) -> Connection:
        """Make one connection to *origin*, with TLS as *rung* has it, if any."""
        opened = await self._network.dial(origin.host, origin.port, seconds, guarded=origin.guarded)
        secure = None if rung is None else _secure(self._ladder.contexts.of(rung), origin.host, opened)
        connection = Connection(opened, self._scratch, secure)
        ready = False
        try:
            await connection.handshake(seconds)
            ready = True
        finally:
            if not ready:
                connection.abort()
        return connection

    async def _through(self, proxy: str, origin: Origin, request: httpx.Request) -> httpx.Response:
        """Send *request* through *proxy*, where names are resolved: the guard sees the name alone."""
        if origin.guarded and private_host(origin.host, resolved_elsewhere=True):
            raise Guarded(f"private address {origin.host}")

        async def attempt(rung: Rung) -> tuple[httpx.Response, ssl.SSLObject | None]:
            """Send the request with TLS as *rung* has it: without credentials where anybody may answer."""
            if rung is Rung.ANYTHING and request.method not in _REPEATABLE:
                raise Fault(Reason.TLS, _UNTRUSTED)
            asked = request if rung is not Rung.ANYTHING else _without_credentials(request)
            return await self._tunnels.send(proxy, asked, rung)

        if origin.scheme == "http":
            response, _ = await attempt(Rung.DEFAULT)
        else:
            response, _, flaw = await self._ladder.climb(f"{origin.host}:{origin.port}", attempt)
            if flaw is not None:
                response.extensions["tls"] = flaw
        return _location_aside(response)


class LocationAside(httpx.AsyncBaseTransport):
    """Passes on what *inner* answers, with the `Location` header in the extensions as `Transport` has it."""

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request and set `location` aside as the bytes that came."""
        return _location_aside(await self._inner.handle_async_request(request))

    async def aclose(self) -> None:
        """Close the inner transport."""
        await self._inner.aclose()


class _Body(httpx.AsyncByteStream):
    """The body of a reply, as it comes; closing it frees the connection for another request, or closes it."""

    def __init__(self, connection: Connection, seconds: float | None, free: partial[None]) -> None:
        self._connection: Connection | None = connection
        self._seconds = seconds
        self._free = free
        self.extensions: dict[str, Any] = {}

    def __aiter__(self) -> _Body:
        """Return itself: a body comes once."""
        return self

    async def __anext__(self) -> bytes:
        """Return the next bytes that came."""
        connection = self._connection
        if connection is None:
            raise StopAsyncIteration
        try:
            data = await connection.more(self._seconds)
        except Fault:
            connection.abort()
            raise
        if not data:
            raise StopAsyncIteration
        return data

    async def aclose(self) -> None:
        """Let go of the connection, and say what had to be forgiven on it."""
        connection, self._connection = self._connection, None
        if connection is not None:
            _note(connection, self.extensions)
            connection.settle(self._free)


def _response(head: Head, connection: Connection, body: _Body) -> httpx.Response:
    """Return what came as httpx takes it."""
    extensions = body.extensions
    extensions["reason_phrase"] = head.reason
    if connection.flaw is not None:
        extensions["tls"] = connection.flaw
    _note(connection, extensions)
    headers: Sequence[tuple[bytes, bytes]] = head.headers
    places = [value for name, value in headers if name == b"location"]
    if places:
        extensions["location"] = places[0]
        headers = [pair for pair in headers if pair[0] != b"location"]
    return httpx.Response(head.status, headers=headers, stream=body, extensions=extensions)


def _note(connection: Connection, extensions: dict[str, Any]) -> None:
    """Say what had to be forgiven so far."""
    tolerated = connection.tolerated
    if tolerated:
        extensions["tolerated"] = tolerated


def _location_aside(response: httpx.Response) -> httpx.Response:
    """Move `Location` from the headers of *response* to its extensions."""
    raw = response.headers.raw
    places = [value for name, value in raw if name.lower() == b"location"]
    if places:
        response.headers = httpx.Headers([pair for pair in raw if pair[0].lower() != b"location"])
        response.extensions["location"] = places[0]
    return response


def _secure(context: ssl.SSLContext, host: str, opened: socket) -> Secure:
    """Return the TLS of one connection to *host*; the final dot of a name is no part of a certificate's."""
    try:
        return Secure(context, host.removesuffix("."))
    except ValueError as error:
        opened.close()
        raise Fault(Reason.TLS, "the name cannot be written in a TLS handshake") from error


def _without_credentials(request: httpx.Request) -> httpx.Request:
    """Return *request* without cookies and credentials."""
    headers = [pair for pair in request.headers.raw if pair[0].lower() not in CREDENTIALS]
    return httpx.Request(request.method, request.url, headers=headers, extensions=request.extensions)


def _seconds(request: httpx.Request, kind: str) -> float | None:
    """Return one of httpx's timeouts."""
    found: float | None = request.extensions.get("timeout", {}).get(kind)
    return found
