"""Whether our own network is up, and whether it tells the truth: asked before a failure is laid on a page.

Nothing that a run has learned answers here: each look has a resolver and a client of its own.
"""

from __future__ import annotations

import asyncio
import socket
from dataclasses import replace
from secrets import token_hex
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from citecheck.web.guard import is_public
from citecheck.web.manner import PAGE, Reply
from citecheck.web.names import MOST_THREADS, Names, Resolve

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator
    from contextlib import AbstractAsyncContextManager

    from citecheck.settings import Settings
    from citecheck.web.client import Client

_DEFAULT_PORTS = {"http": 80, "https": 443}
_INTERCEPTED = 511  # what a network answers in a page's place until somebody logs in (RFC 6585, section 6)

# Seconds to wait for what is said of a name that cannot exist: a liar answers at once, and a name server
# that is slow to deny is none.
_LONGEST_DENIAL = 2.0

# Codes with which a resolver says that there is no such name, or none with an address. EAI_NODATA and
# EAI_ADDRFAMILY are glibc's.
_NO_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", -5), getattr(socket, "EAI_ADDRFAMILY", -9)}


async def network_is_up(settings: Settings, resolve: Resolve | None = None) -> bool:
    """Tell whether our own network is up, as `Canary.is_up` does."""
    return await Canary(settings, resolve).is_up()


class Canary:
    """Asks the canaries of *settings*: names that resolve, and answer over http, wherever there is a network.

    *resolve* replaces the system's resolver, *open_client* the client; *proxy_for* gives the proxy over which
    an address is asked, or None.
    """

    def __init__(
        self,
        settings: Settings,
        resolve: Resolve | None = None,
        *,
        proxy_for: Callable[[str], str | None] | None = None,
        open_client: Callable[[], AbstractAsyncContextManager[Client]] | None = None,
    ) -> None:
        self._settings = settings
        self._resolve = resolve
        self._proxy_for = proxy_for or (lambda _url: settings.proxy)
        self._open_client = open_client or self._client

    async def is_up(self, witnesses: Iterable[str] = ()) -> bool:
        """Tell whether any canary is there; with a proxy, whether that takes a connection.

        A name is there if it has an address which names that cannot exist have not; *witnesses* are names
        that resolved in this run, and count like canaries. All are asked at once and the first good answer
        counts; none within the connect timeout means that the network is down. Without canaries there is
        nothing to ask, and the network counts as up.
        """
        settings = self._settings
        if settings.proxy is None and not settings.canaries:
            return True
        try:
            async with asyncio.timeout(settings.connect_timeout):
                if settings.proxy is not None:
                    return await _takes_connection(settings.proxy)
                return await self._any_is_there(witnesses)
        except TimeoutError:
            return False

    async def lies(self) -> frozenset[str]:
        """Return the addresses that the resolver gives for names that cannot exist; none if it is honest.

        `.invalid` never exists (RFC 6761, section 6.4), but a resolver nearby may know that by itself, and
        the liar stand behind it: hence a random name under a domain that does exist, too. Nothing is asked
        where there are no canaries, or where a proxy looks names up.
        """
        if self._settings.proxy is not None or not self._settings.canaries:
            return frozenset()
        resolve = self._fresh()
        word = f"citecheck-{token_hex(8)}"
        try:
            async with asyncio.timeout(_LONGEST_DENIAL):
                found = await asyncio.gather(
                    *(_addresses(resolve, f"{word}.{suffix}") for suffix in ("invalid", "com"))
                )
        except TimeoutError:
            return frozenset()
        return frozenset(address for addresses in found for address in addresses or ())

    async def addresses(self, names: Iterable[str]) -> dict[str, Collection[str] | None]:
        """Look *names* up anew: the addresses of each, none if there is no such name, None if not known."""
        resolve, once = self._fresh(), tuple(dict.fromkeys(names))
        known: dict[str, Collection[str] | None] = {}
        for start in range(0, len(once), MOST_THREADS):
            some = once[start : start + MOST_THREADS]
            found = await asyncio.gather(*(_addresses(resolve, _on_the_wire(name)) for name in some))
            known |= zip(some, found, strict=True)
        return known

    async def page(self, avoid: Collection[str]) -> Reply | None:
        """Return what a canary answers over plain http, which whoever stands in the way can answer for it.

        Canaries whose host, without `www.`, is one of *avoid* are not asked; None if none could be.
        """
        urls = [url for url in self._pages() if _host(url) not in avoid]
        try:
            async with asyncio.timeout(self._settings.timeout):
                for url in urls:
                    reply = await self._ask(url)
                    if reply is not None:
                        return reply
        except TimeoutError:
            pass
        return None

    async def _any_is_there(self, witnesses: Iterable[str]) -> bool:
        """Tell whether any canary or witness is there."""
        lies = asyncio.ensure_future(self.lies())
        looks = [self._is_there(canary, lies) for canary in self._settings.canaries]
        looks += [self._has_true_address(name, lies) for name in witnesses]
        tasks = [asyncio.ensure_future(look) for look in looks]
        try:
            for task in asyncio.as_completed(tasks):
                if await task:
                    return True
        finally:
            for pending in (lies, *tasks):
                pending.cancel()
            await asyncio.gather(lies, *tasks, return_exceptions=True)
        return False

    async def _is_there(self, canary: str, lies: Awaitable[frozenset[str]]) -> bool:
        """Ask one canary: look a name up, ask for an address, connect to the proxy before it."""
        url = _url_of(canary)
        proxy = self._proxy_for(url)
        if proxy is not None:
            return await _takes_connection(proxy)
        if url == canary:
            reply = await self._ask(url)
            return reply is not None and reply.status != _INTERCEPTED
        return await self._has_true_address(canary, lies)

    async def _has_true_address(self, name: str, lies: Awaitable[frozenset[str]]) -> bool:
        """Tell whether *name* has an address that can be meant."""
        found = await _addresses(self._fresh(), name)
        allowed = [each for each in found or () if self._settings.allow_private or is_public(each)]
        # Shielded: the first canary that is done must not take the answer from the others.
        return bool(allowed) and not set(allowed) <= await asyncio.shield(asyncio.ensure_future(lies))

    def _pages(self) -> Iterator[str]:
        """Give the canaries that can be asked over plain http without a proxy."""
        for canary in self._settings.canaries:
            url = _url_of(canary)
            if url.startswith("http://") and self._proxy_for(url) is None:
                yield url

    async def _ask(self, url: str) -> Reply | None:
        """Ask for *url* once, with a client of its own."""
        async with self._open_client() as client:
            reply = await client.get(url, replace(PAGE, retries=0, queued=False))
        return reply if isinstance(reply, Reply) else None

    def _client(self) -> Client:
        """Make the client for one question."""
        from citecheck.web.client import Client

        return Client(self._settings, resolve=self._resolve)

    def _fresh(self) -> Resolve:
        """Return a resolver that remembers nothing."""
        return self._resolve or Names()


async def _addresses(resolve: Resolve, name: str) -> Collection[str] | None:
    """Return the addresses of *name*, none if it is denied, None if the resolver failed."""
    try:
        return tuple(await resolve(name))
    except socket.gaierror as error:
        return () if error.errno in _NO_NAME else None
    except (OSError, UnicodeError):
        return None


def _on_the_wire(name: str) -> str:
    """Return *name* as the client would look it up: in ASCII, where that is possible."""
    if name.isascii():
        return name
    from citecheck.web.address import BadAddressError, host_of, read_address

    try:
        return host_of(read_address(f"http://{name}/"))
    except BadAddressError:
        return name


def _url_of(canary: str) -> str:
    """Return the address at which *canary* is asked: itself if it is one, else the name's own over http."""
    return canary if "://" in canary else f"http://{canary}/"


def _host(url: str) -> str:
    """Return the host of *url* without `www.`; empty where it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


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
