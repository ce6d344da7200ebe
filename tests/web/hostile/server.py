"""The hostile web: every behaviour on a loopback address of its own, all in one thread.

    with HostileWeb(BEHAVIOURS) as web:
        monkeypatch.setattr(names, "_ask_system", web.resolve)
        ... ask web.url_of(behaviour) ...
        assert web.seen["404"].methods == {"GET"}

The names are `NAME.test`, any name below it, and `other-NAME.test`; `resolve` stands for the name server.
"""

from __future__ import annotations

import asyncio
import resource
import socket
import struct
import threading
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from web.hostile.certificates import context_for
from web.hostile.replies import error
from web.stopping import hang_up, stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from web.hostile.behaviour import Behaviour
    from web.hostile.replies import Action

# A name that always resolves, to an address where nobody is.
CANARY, NOBODY = "canary.test", "127.0.9.200"

# Where nobody listens: port 1 belongs to a service that nobody offers any more.
CLOSED = 1

_NOT_FOUND = error("404 Not Found")
_LINGER_NOT = struct.pack("ii", 1, 0)  # a close that sends a reset


@dataclass(frozen=True, slots=True)
class Request:
    """One request: as it came, and its headers with lower-case names (the last of equal ones counts)."""

    method: str
    target: str
    headers: dict[str, str]
    raw: bytes
    secure: bool


@dataclass(slots=True)
class Seen:
    """What a behaviour's host has seen."""

    requests: list[Request] = field(default_factory=list)
    connections: int = 0
    sent: int = 0

    @property
    def targets(self) -> Counter[tuple[str, str]]:
        """How often each path was asked for, by host."""
        return Counter((request.headers.get("host", ""), request.target) for request in self.requests)


class Exchange:
    """One request and the way to answer it."""

    def __init__(self, place: _Place, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._place, self._reader, self._writer = place, reader, writer
        self.request: Request | None = None
        self.secure = writer.get_extra_info("ssl_object") is not None
        self.number = self.total = 0

    async def send(self, data: bytes) -> None:
        """Send *data* and wait until it is on its way."""
        self._writer.write(data)
        self._place.seen.sent += len(data)
        await self._writer.drain()

    def fill(self, data: bytes) -> bytes:
        """Put addresses in the place of `{here}` and the like."""
        for name, value in self._place.addresses.items():
            data = data.replace(b"{" + name.encode() + b"}", value.encode())
        return data

    def reset(self) -> None:
        """End the connection with a reset."""
        self._writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NOT)
        self._writer.transport.abort()

    async def wait_for_the_end(self) -> None:
        """Say nothing more until the client goes."""
        while await self._reader.read(1 << 16):
            pass


class _Place:
    """The host of one behaviour."""

    def __init__(self, behaviour: Behaviour, address: str) -> None:
        self.behaviour, self.address = behaviour, address
        self.seen = Seen()
        self.addresses: dict[str, str] = {}
        self._held: list[socket.socket] = []
        self.servers: list[asyncio.Server] = []
        self.connections: set[asyncio.WriteTransport] = set()

    async def open(self) -> None:
        """Open the ports and learn their numbers."""
        plain = self._bind((self.address, 0))
        port = plain.getsockname()[1]
        secure = self._bind((self.address, 0)) if self.behaviour.tls else None
        host = self.behaviour.host
        self.addresses = {
            "here": f"http://{host}:{port}",
            "www": f"http://www.{host}:{port}",
            "other": f"http://other-{host}:{port}",
            "secure": f"https://{host}:{secure.getsockname()[1] if secure else CLOSED}",
            "tls": f"https://{host}:{port}",
            "closed": f"http://{host}:{CLOSED}",
            "ip": f"http://{self.address}:{port}",
            "host": host,
            "port": str(port),
        }
        for name in self.behaviour.crowded:
            self._crowd(plain if name == "own" else self._bind((name, port)))
        if self.behaviour.serve is None or "own" in self.behaviour.crowded:
            return
        self.servers = [await asyncio.start_server(self._serve, sock=plain)]
        if self.behaviour.tls and secure:
            context = context_for(self.behaviour.tls, host)
            self.servers.append(await asyncio.start_server(self._serve, sock=secure, ssl=context))

    def close(self) -> None:
        """Close what was kept from listening."""
        for each in self._held:
            each.close()

    def _bind(self, address: tuple[str, int]) -> socket.socket:
        """Take a port without listening at it: until then connections are refused."""
        held = socket.socket(socket.AF_INET6 if ":" in address[0] else socket.AF_INET)
        held.bind(address)
        self._held.append(held)
        return held

    def _crowd(self, held: socket.socket) -> None:
        """Fill the queue of *held*, so that it answers no further connection (the kernel drops their SYNs)."""
        held.listen(0)
        for _ in range(4):
            filler = socket.socket(held.family)
            filler.settimeout(0)
            with suppress(BlockingIOError):
                filler.connect(held.getsockname()[:2])
            self._held.append(filler)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        self.seen.connections += 1
        self.connections.add(writer.transport)
        # Cancelled at the end of the test: Python 3.11's streams log a handler that lets that through.
        ends = (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError)
        with suppress(*ends):
            exchange = Exchange(self, reader, writer)
            action = self._speaks_first()
            if action is not None:
                await action(exchange)
            while action is None:
                head = await reader.readuntil(b"\r\n\r\n")
                if not await self._answer(exchange, _request(head, secure=exchange.secure)):
                    break
        if not writer.transport.is_closing():
            writer.close()

    def _speaks_first(self) -> Action | None:
        """Return what is said before anything was asked."""
        serve = self.behaviour.serve
        return serve["connect"] if isinstance(serve, dict) and "connect" in serve else None

    async def _answer(self, exchange: Exchange, request: Request) -> bool:
        """Answer *request*; tell whether the connection is good for another one."""
        host = request.headers.get("host", "").partition(":")[0]
        key = (request.headers.get("host", ""), request.target)
        exchange.request, exchange.number = request, self.seen.targets[key]
        self.seen.requests.append(request)
        exchange.total = len(self.seen.requests)
        action = self.behaviour.action(host, request.target) or _NOT_FOUND
        kept = await action(exchange)
        return kept and "close" not in request.headers.get("connection", "").lower()


class HostileWeb:
    """The servers of all behaviours; `with` starts and stops them."""

    def __init__(self, behaviours: Sequence[Behaviour]) -> None:
        self._places = {
            each.name: _Place(each, f"127.0.{1 + number // 250}.{1 + number % 250}")
            for number, each in enumerate(each for each in behaviours if each.guest_of is None)
        }
        self._labels = {place.behaviour.label: place for place in self._places.values()}
        self._resolved: Counter[str] = Counter()

    @property
    def seen(self) -> dict[str, Seen]:
        """What each behaviour's host has seen, by name."""
        return {name: place.seen for name, place in self._places.items()}

    @property
    def looked_up(self) -> Counter[str]:
        """How often each name was looked up."""
        return self._resolved

    def url_of(self, behaviour: Behaviour) -> str:
        """Return the address that is cited."""
        url = behaviour.url
        for name, value in self._places[behaviour.place].addresses.items():
            url = url.replace("{" + name + "}", value)
        return url

    def address_of(self, name: str) -> tuple[str, int]:
        """Return address and port of the behaviour *name*."""
        place = self._places[name]
        return place.address, int(place.addresses["port"])

    def fill(self, name: str, **values: str) -> None:
        """Let the behaviour *name* put *values* in the place of `{their names}`."""
        self._places[name].addresses.update(values)

    def resolve(self, name: str) -> tuple[str, ...]:
        """Answer as a name server does; raises `socket.gaierror`."""
        host = name.lower().rstrip(".")
        self._resolved[host] += 1
        if host == CANARY:
            return (NOBODY,)
        place = next((self._labels[key] for key in _keys(host) if key in self._labels), None)
        if place is None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        behaviour = place.behaviour
        if behaviour.fails_first is not None and self._resolved[host] == 1:
            raise behaviour.fails_first
        if isinstance(behaviour.resolves, Exception):
            raise behaviour.resolves
        return tuple(place.address if each == "own" else each for each in behaviour.resolves)

    def __enter__(self) -> Self:
        # A socket for each behaviour is more than many systems allow a process to begin with.
        self._limits = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted, allowed = 4 * len(self._places) + 1024, self._limits[1]
        most = wanted if allowed == resource.RLIM_INFINITY else min(wanted, allowed)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(most, self._limits[0]), allowed))
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="hostile web", daemon=True)
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result()
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, self._limits)

    async def _open(self) -> None:
        self._loop.set_exception_handler(_ignore_clients_that_go)
        for place in self._places.values():
            await place.open()

    async def _close(self) -> None:
        places = self._places.values()
        await stop(server for place in places for server in place.servers)
        for place in places:
            place.close()
        # Until nobody is left: what has been accepted begins a task of its own.
        while others := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.sleep(0)  # what has not begun yet learns which connection is its own
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
        await hang_up(connection for place in places for connection in place.connections)


def _keys(host: str) -> tuple[str, ...]:
    """Return the behaviours that a host name may belong to."""
    labels = host.split(".")
    name = labels[-2] if labels[-1:] == ["test"] and len(labels) > 1 else ""
    return (name, name.removeprefix("other-"))


def _request(head: bytes, *, secure: bool) -> Request:
    """Read the head of a request."""
    first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
    method, target, _ = (*first.split(" "), "", "")[:3]
    parted = (line.partition(":") for line in lines)
    return Request(method, target, {name.lower(): value.strip() for name, _, value in parted}, head, secure)


def _ignore_clients_that_go(_loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
    """Drop what is told about connections that ended: clients may; anything else is a fault of the tests."""
    if not isinstance(context.get("exception"), OSError | asyncio.IncompleteReadError):
        asyncio.get_event_loop().default_exception_handler(context)
