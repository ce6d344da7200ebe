"""The polite client: addresses in, a value out for each."""

from __future__ import annotations

import asyncio
import os
import random as chance
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from citecheck.web.address import SCHEMES, BadAddressError, host_of, read_address
from citecheck.web.crew import Crew
from citecheck.web.exchange import Exchange
from citecheck.web.manner import PAGE, Manner, Reply
from citecheck.web.naming import Naming
from citecheck.web.proxy import proxies_of
from citecheck.web.sinks import Single, Ticket
from citecheck.web.transport import LocationAside, Transport

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
    from types import TracebackType

    import httpx

    from citecheck.models import NoAnswer, NotChecked
    from citecheck.settings import Settings
    from citecheck.web.crew import Queue
    from citecheck.web.names import Resolve


class Client:
    """Asks addresses politely; use it as an asynchronous context manager, one for a run.

    A host is asked by `per_host` requests at a time that start `delay` seconds apart, all hosts together by
    `concurrency`. *transport* replaces the network (names are then looked up only if *resolve* is given too),
    *resolve* the name server; *sleep*, *clock* (seconds) and *random* (in [0, 1)) are those of the queues and
    of the waits between repetitions.
    """

    def __init__(  # noqa: PLR0913 - what the tests replace
        self,
        settings: Settings,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        resolve: Resolve | None = None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
        random: Callable[[], float] = chance.random,
    ) -> None:
        given = transport is not None
        proxies = proxies_of(settings, {} if given else os.environ)
        self._naming = naming = Naming(settings, resolve, proxies, ahead=not given or resolve is not None)
        under = LocationAside(transport) if transport else Transport(settings, naming.addresses)
        self._exchange = Exchange(settings, under)
        self._crew = Crew(settings, self._exchange, naming, sleep=sleep, clock=clock, random=random)

    async def __aenter__(self) -> Self:
        """Open the client."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End what still runs, and close every connection."""
        await self._crew.stop()
        await self._exchange.aclose()

    async def get(self, url: str, manner: Manner = PAGE) -> Reply | NoAnswer | NotChecked:
        """Ask for *url* in the given *manner*, redirects followed, and return what came of it.

        Goes before the addresses of `visit`. Raises nothing for whatever the network, the server or the
        address does.
        """
        single = Single(manner)
        self._crew.admit(Ticket(url, single))
        try:
            return await single.future
        except asyncio.CancelledError:
            self._crew.withdraw(single)
            raise

    async def post(self, url: str, body: bytes, manner: Manner = PAGE) -> Reply | NoAnswer | NotChecked:
        """Send *body* to *url* once, and return what came of it; the *headers* of *manner* say what it is.

        It is never sent a second time, and no redirect is followed: what it did is not known then. Raises
        nothing, as `get`.
        """
        return await self.get(url, replace(manner, body=body, retries=0, follow=False))

    async def visit(
        self, urls: Iterable[str], manner: Manner = PAGE
    ) -> AsyncIterator[tuple[str, Reply | NoAnswer | NotChecked]]:
        """Ask for all *urls*, and give each once with what came of it, in the order in which that is known.

        What waits takes about a hundred bytes an address; when outcomes are read more slowly than they come,
        no further address is begun. Whoever leaves early closes the generator (`contextlib.aclosing`), which
        ends what still runs. Raises nothing for whatever the network, a server or an address does.
        """
        batch = self._crew.batch(urls, manner)
        try:
            while (found := await batch.next()) is not None:
                yield found
        finally:
            self._crew.withdraw(batch)

    async def is_public(self, url: str) -> bool:
        """Tell whether the host of *url* belongs to the public internet, before others are told of it.

        Where a proxy looks names up, the name alone is judged; one that cannot be found is not public.
        """
        try:
            address = read_address(url)
        except BadAddressError:
            return False
        return address.scheme in SCHEMES and await self._naming.is_public(url, host_of(address))

    def longest(self) -> Queue | None:
        """Return the queue of the host that takes longest; None if nothing waits. Not for a busy loop."""
        return self._crew.longest()

    def pause(self) -> None:
        """Start no request until `resume`; those that run go on."""
        self._crew.pause()

    def resume(self) -> None:
        """Go on after `pause`; names and hosts that failed are tried anew."""
        self._crew.resume()

    def abandon(self, facts: NotChecked) -> None:
        """Give back with *facts* whatever waits or is yet to be asked for; those that run go on."""
        self._crew.abandon(facts)
