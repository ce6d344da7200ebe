"""Real servers on loopback, for what only sockets show."""

import asyncio
import socket
import struct
from contextlib import asynccontextmanager

from citecheck.settings import Settings
from citecheck.web import Client

QUICK = {"delay": 0.0, "retries": 0, "timeout": 0.3, "connect_timeout": 0.3}


class Server:
    """Answers every connection with *behave(server, reader, writer, head)*; keeps the heads that it read."""

    def __init__(self, behave, address="127.0.0.1", tls=None, *, speaks_first=False):
        self._behave, self._address, self._tls, self._speaks_first = behave, address, tls, speaks_first
        self.heads = []
        self.connections = 0

    async def __aenter__(self):
        self._server = await asyncio.start_server(self._serve, self._address, 0, ssl=self._tls)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_):
        self._server.close()

    async def _serve(self, reader, writer):
        self.connections += 1
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
