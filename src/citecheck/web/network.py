"""Where sockets are opened, and therefore where addresses are checked.

A name is resolved here, every address that may not be asked is dropped, and the connection goes to the
literal that was checked, so that no second look-up can give another (DNS rebinding). httpcore keeps the
name for SNI and Host.
"""

from __future__ import annotations

import asyncio
import errno
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import httpcore

from citecheck.models import Reason
from citecheck.web.faults import Fault, Guarded, answer_for
from citecheck.web.guard import is_public

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citecheck.web.names import Resolve

# A name with many addresses is tried at a few: IPv6 that leads nowhere must leave time for IPv4.
MOST_ADDRESSES = 4
_SAYS_LITTLE = {Reason.UNREACHABLE}


class Network(httpcore.AnyIOBackend):
    """Opens connections to checked addresses; *guarded* says whether private ones are refused."""

    def __init__(self, resolve: Resolve, *, guarded: bool) -> None:
        self._resolve = resolve
        self._guarded = guarded

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address of *host* that may be asked and answers."""
        loop = asyncio.get_running_loop()
        end = loop.time() + (timeout or 60.0)
        addresses = await self._addresses(host, timeout)
        troubles: list[Exception] = []
        for index, address in enumerate(addresses):
            left = max(end - loop.time(), 0.001)
            share = left if index == len(addresses) - 1 else left / 2
            try:
                return await super().connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as trouble:
                troubles.append(trouble)
        raise _most_telling(troubles)

    async def _addresses(self, host: str, timeout: float | None) -> Sequence[str]:  # noqa: ASYNC109 - passed on
        """Resolve *host* and drop what may not be asked; raises `Guarded` when nothing is left."""
        try:
            async with asyncio.timeout(timeout):
                found = [host] if _is_literal(host) else await self._resolve(host)
        except TimeoutError as error:
            raise Fault(Reason.RESOLVER, "the name server did not answer in time") from error
        allowed = [address for address in found if not self._guarded or is_public(address)]
        if found and not allowed:
            raise Guarded(f"private address {found[0]}")
        if not allowed:
            raise Fault(Reason.NO_SUCH_HOST, "the name has no address")
        return _both_families(allowed)[:MOST_ADDRESSES]


class ProxyNetwork(httpcore.AnyIOBackend):
    """Opens connections to the proxy; that it does not answer is a fault of our side."""

    def __init__(self, resolve: Resolve) -> None:
        self._network = Network(resolve, guarded=False)

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the proxy."""
        try:
            return await self._network.connect_tcp(host, port, timeout, local_address, socket_options)
        except (httpcore.ConnectError, httpcore.ConnectTimeout, OSError, Fault) as error:
            raise Fault(Reason.PROXY, f"the proxy: {answer_for(error).reason.value}") from error


def _is_literal(host: str) -> bool:
    """Tell whether *host* is an address already; other spellings of one go through the resolver."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _both_families(addresses: Sequence[str]) -> list[str]:
    """Return *addresses* with the first of each family in front, as the resolver sorts (RFC 8305, 4)."""
    first = addresses[0]
    other = next((address for address in addresses if (":" in address) != (":" in first)), None)
    front = [first] if other is None else [first, other]
    return front + [address for address in addresses if address not in front]


def _most_telling(troubles: Sequence[Exception]) -> Exception:
    """Return the failure that says most: a family that is not routed here says nothing about the host."""
    for trouble in troubles:
        if answer_for(trouble).reason not in _SAYS_LITTLE:
            return trouble
    return troubles[0] if troubles else OSError(errno.EHOSTUNREACH, "no address to connect to")
