"""Ends asyncio's servers so that no connection stays open behind them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


async def stop(servers: Iterable[asyncio.Server]) -> None:
    """Close *servers*, and let what they were accepting become connections first.

    A connection that is still being accepted when its server closes is left open for the garbage collector:
    `Server._attach` asserts that the server is there (CPython 3.11), and the transport that is half made is lost.
    """
    servers = list(servers)
    for server in servers:
        for each in server.sockets:
            asyncio.get_running_loop().remove_reader(each.fileno())
    await asyncio.sleep(0)
    for server in servers:
        server.close()


async def hang_up(connections: Iterable[asyncio.WriteTransport]) -> None:
    """End *connections* whose client has not closed yet, or never read what waits to be sent to it."""
    for each in list(connections):
        each.abort()
    # Sockets are closed in the loop's turn after the one that ends their connection.
    for _ in range(2):
        await asyncio.sleep(0)
