"""Real servers on loopback, for what only sockets show."""

import asyncio
import socket
import struct
from contextlib import asynccontextmanager

import httpx
from web.stopping import hang_up, stop

from citecheck.settings import Settings
from citecheck.web import Client
from citecheck.web.faults import FAILURES, Guarded, answer_for
from citecheck.web.transport import Transport

QUICK = {"delay": 0.0, "retries": 0, "timeout": 0.3, "connect_timeout": 0.3}


class Server:
    """Answers every connection with *behave(server, reader, writer, head)*; keeps the heads that it read."""

    def __init__(self, behave, address="127.0.0.1", tls=None, *, port=0, speaks_first=False):
        self._behave, self._address, self._tls, self._speaks_first = behave, address, tls, speaks_first
        self.port = port
        self.heads = []
        self.connections = 0
        self._open = []

    async def __aenter__(self):
        self._server = await asyncio.start_server(self._serve, self._address, self.port, ssl=self._tls)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_):
        await stop([self._server])
        await hang_up(self._open)

    async def _serve(self, reader, writer):
        self.connections += 1
        self._open.append(writer.transport)
        try:
            head = b"" if self._speaks_first else await reader.readuntil(b"\r\n\r\n")
            self.heads.append(head)
            await self._behave(self, reader, writer, head)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


def saying(*pieces, pause=0.0):
    """Send *pieces* with a pause between two."""

    async def behave(_server, _reader, writer, _head):
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)

    return behave


def keeping(*replies):
    """Answer one request after the other over one connection, with the last of *replies* from then on.

    A reply of None ends the connection once a request has come.
    """

    async def behave(server, reader, writer, _head):
        number = 0
        while (reply := replies[min(number, len(replies) - 1)]) is not None:
            writer.write(reply)
            await writer.drain()
            server.heads.append(await reader.readuntil(b"\r\n\r\n"))
            number += 1

    return behave


def tunnelling(port):
    """Behave as a proxy that takes CONNECT and leads whatever comes to *port* of this machine."""

    async def behave(_server, reader, writer, _head):
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await asyncio.gather(_copy(reader, far_writer), _copy(far_reader, writer))

    return behave


async def _copy(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


async def hanging(_server, reader, _writer, _head):
    await reader.read()


async def resetting(_server, _reader, writer, _head):
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def resolver(table):
    """Resolve by *table*; a value that is an exception is raised."""

    async def resolve(name):
        found = table.get(name, socket.gaierror(socket.EAI_NONAME, "no such name"))
        if isinstance(found, Exception):
            raise found
        return found

    return resolve


LOOPBACK = resolver({"a.test": ["127.0.0.1"], "b.test": ["127.0.0.1"]})


@asynccontextmanager
async def quick_client(resolve=LOOPBACK, **settings):
    async with Client(Settings(**{**QUICK, "allow_private": True, **settings}), resolve=resolve) as client:
        yield client


@asynccontextmanager
async def bare(resolve=LOOPBACK, environ=None, **settings):
    """httpx over our transport alone: no queues, no redirects, no repetitions."""
    transport = Transport(Settings(**{"allow_private": True, **settings}), resolve, environ or {})
    async with httpx.AsyncClient(transport=transport, trust_env=False, timeout=0.3) as http:
        yield http


async def ask(http, url, *, headers=None, method="GET", content=None, **extensions):
    """Return the response with its body as it came over the wire, a `NoAnswer`, or the `Guarded`."""
    named = {f"citecheck.{name}": value for name, value in extensions.items()}
    request = http.build_request(method, url, headers=headers, content=content, extensions=named)
    try:
        response = await http.send(request, stream=True)
        try:
            response.extensions["raw"] = b"".join([part async for part in response.aiter_raw()])
        finally:
            await response.aclose()
    except Guarded as error:
        return error
    except FAILURES as error:
        return answer_for(error)
    return response
