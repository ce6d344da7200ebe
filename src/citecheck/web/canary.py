"""Whether our own network is up: asked before a failure is laid on a page."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from citecheck.web.names import Names, Resolve

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from citecheck.settings import Settings

_DEFAULT_PORTS = {"http": 80, "https": 443}


async def network_is_up(settings: Settings, resolve: Resolve | None = None) -> bool:
    """Tell whether a name that always resolves does; with a proxy, whether it takes a connection.

    The canary names are asked at once and the first answer counts; none within the connect timeout means
    that the network is down. Without canaries there is nothing to ask, and the network counts as up.
    """
    try:
        async with asyncio.timeout(settings.connect_timeout):
            if settings.proxy is not None:
                return await _takes_connection(settings.proxy)
            # A resolver of its own: what the run has learned must not answer for the network of now.
            return await _any_resolves(settings.canaries, resolve or Names())
    except TimeoutError:
        return False


async def _any_resolves(names: tuple[str, ...], resolve: Resolve) -> bool:
    """Tell whether any of *names* has an address."""
    if not names:
        return True
    tasks = [asyncio.ensure_future(_resolves(resolve(name))) for name in names]
    try:
        for task in asyncio.as_completed(tasks):
            if await task:
                return True
    finally:
        for task in tasks:
            task.cancel()
    return False


async def _resolves(look_up: Awaitable[object]) -> bool:
    """Tell whether *look_up* gives anything."""
    try:
        return bool(await look_up)
    except OSError:
        return False


async def _takes_connection(proxy: str) -> bool:
    """Tell whether the proxy takes a TCP connection."""
    try:
        parts = urlsplit(proxy)
        port = parts.port or _DEFAULT_PORTS.get(parts.scheme, 80)
        _, writer = await asyncio.open_connection(parts.hostname, port)
    except (OSError, ValueError):
        return False
    writer.close()
    return True
