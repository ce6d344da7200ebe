"""The polite client: one address in, one value out."""

from __future__ import annotations

import asyncio
import random as chance
import time
from contextlib import aclosing
from dataclasses import dataclass, replace
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING, Self, cast

import httpx

from citecheck.models import NoAnswer, NotChecked, Reason
from citecheck.web.address import SCHEMES, BadAddressError, read_address, shown, without_credentials
from citecheck.web.chain import REDIRECTS, Chain
from citecheck.web.decode import BoundedBody
from citecheck.web.faults import FAILURES, Guarded, answer_for
from citecheck.web.guard import private_host
from citecheck.web.manner import PAGE, Manner, Reply
from citecheck.web.names import Names
from citecheck.web.queues import Queues
from citecheck.web.retry import backoff, retry_after, worth_asking_again
from citecheck.web.transport import DIRECT, GUARDED, LocationAside, Transport

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable
    from types import TracebackType

    from citecheck.settings import Settings
    from citecheck.web.names import Resolve

PROJECT = "https://pypi.org/project/citecheck-endnotes/"

# All requests for one address, redirects and repetitions included, may take this many times what one may.
BUDGET = 4


@dataclass(frozen=True, slots=True)
class _Redirect:
    """A redirect that is to be followed."""

    status: int
    location: bytes


_Outcome = Reply | NoAnswer | NotChecked


class Client:
    """Asks addresses politely; use it as an asynchronous context manager, one for a run.

    *transport* replaces the network, *resolve* the name server; *sleep*, *clock* (seconds) and *random*
    (in [0, 1)) are those of the queues and of the waits between repetitions.
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
        self._settings = settings
        self._sleep, self._clock, self._random = sleep, clock, random
        self._queues = Queues(settings, clock=clock, sleep=sleep)
        inner = transport or Transport(settings, resolve or Names())
        # A jar for everybody would carry state from one citation to the next, and httpx searches the whole of
        # it at every request; `Chain` keeps one for each chain of redirects.
        no_cookies = CookieJar(policy=DefaultCookiePolicy(allowed_domains=[]))
        self._http = httpx.AsyncClient(
            transport=LocationAside(inner),
            headers=_headers(settings),
            cookies=no_cookies,
            trust_env=False,
            follow_redirects=False,
        )

    async def __aenter__(self) -> Self:
        """Open the client."""
        await self._http.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close every connection."""
        await self._http.__aexit__(kind, error, trace)

    async def get(self, url: str, manner: Manner = PAGE) -> Reply | NoAnswer | NotChecked:
        """Ask for *url* in the given *manner*, redirects followed, and return what came of it.

        Raises nothing for whatever the network, the server or the address does.
        """
        try:
            address = read_address(url)
        except BadAddressError as error:
            return NoAnswer(Reason.MALFORMED, str(error))
        if address.scheme not in SCHEMES:
            return NotChecked(f"scheme {address.scheme[:20] or 'none'} is not asked")
        chain = Chain(address, manner, budget=BUDGET * self._longest(manner))
        while True:
            outcome = await self._ask(chain)
            if not isinstance(outcome, _Redirect):
                return _with_hops(outcome, chain)
            ended = chain.follow(outcome.status, outcome.location)
            if ended is not None:
                return ended

    async def _ask(self, chain: Chain) -> _Outcome | _Redirect:
        """Ask the current address of *chain*, again where what came may pass."""
        most = self._settings.retries if chain.manner.retries is None else chain.manner.retries
        while True:
            if chain.budget <= 0:
                return NoAnswer(Reason.READ_TIMEOUT, "redirects and repetitions took too long")
            outcome = await self._ask_once(chain)
            if isinstance(outcome, _Redirect):
                return outcome
            if not worth_asking_again(outcome, chain.tries, most, chain.manner) or chain.budget <= 0:
                return outcome
            if not await self._wait(chain, outcome):
                return outcome
            chain.tries += 1

    async def _wait(self, chain: Chain, outcome: _Outcome) -> bool:
        """Wait before a repetition, without a place; false where the host has made us wait too often."""
        asked = retry_after(outcome.headers) if isinstance(outcome, Reply) else None
        if asked is None:
            await self._sleep(backoff(chain.tries, self._random()))
            return True
        if chain.manner.queued:
            return self._queues.hold(chain.host, asked)
        await self._sleep(asked)
        return True

    async def _ask_once(self, chain: Chain) -> _Outcome | _Redirect:
        """Wait for the turn and make one request."""
        guarded = chain.guarded and not self._settings.allow_private
        if guarded and private_host(chain.host, resolved_elsewhere=self._settings.proxy is not None):
            return NotChecked(f"private address {chain.host}")
        turn = self._queues.turn(chain.host) if chain.manner.queued else self._queues.place()
        async with turn:
            started = self._clock()
            try:
                return await self._exchange(chain)
            except Guarded as error:
                return NotChecked(str(error))
            except FAILURES as error:
                return answer_for(error)
            finally:
                chain.budget -= self._clock() - started

    async def _exchange(self, chain: Chain) -> _Outcome | _Redirect:
        """Send one request and read what is needed of its answer."""
        longest = min(self._longest(chain.manner), chain.budget)
        try:
            async with asyncio.timeout(longest):
                response = await self._http.send(self._request(chain), stream=True)
        except TimeoutError:
            return NoAnswer(Reason.READ_TIMEOUT, "no answer in time")
        try:
            chain.keep_cookies(response)
            location = response.extensions.get("location")
            if response.status_code in REDIRECTS and location and chain.manner.follow:
                return _Redirect(response.status_code, location)
            body, cut = await self._body(response, chain.manner)
        finally:
            await response.aclose()
        headers = dict(response.headers.items())
        if location:
            headers["location"] = location.decode("latin-1")
        return Reply(response.status_code, shown(chain.address), headers, body, cut)

    async def _body(self, response: httpx.Response, manner: Manner) -> tuple[bytes, bool]:
        """Read the body up to the limit; whatever breaks on the way, the status stands."""
        reader = BoundedBody(response.headers.get("content-encoding", ""), manner.body_limit)
        try:
            async with asyncio.timeout(self._read_timeout(manner)), _chunks(response) as chunks:
                async for chunk in chunks:
                    reader.feed(chunk)
                    if reader.done:
                        break
                else:
                    reader.finish()
        except FAILURES:  # a TimeoutError is an OSError
            reader.cut = True
        return reader.body, reader.cut

    def _request(self, chain: Chain) -> httpx.Request:
        """Build the next request of *chain*."""
        read, connect = self._read_timeout(chain.manner), self._settings.connect_timeout
        request = self._http.build_request(
            "GET",
            without_credentials(chain.address),
            headers={"Accept": chain.manner.accept},
            timeout=httpx.Timeout(read, connect=connect, pool=None),
            extensions={GUARDED: chain.guarded, DIRECT: chain.direct},
        )
        return chain.prepare(request)

    def _read_timeout(self, manner: Manner) -> float:
        """Return the seconds to wait for the next bytes."""
        return self._settings.timeout if manner.read_timeout is None else manner.read_timeout

    def _longest(self, manner: Manner) -> float:
        """Return the seconds that one request may take until its head is there: look-up, TCP, TLS, answer.

        The timeouts of httpx hold for single operations, so a server that drips a byte a second meets none of
        them (encode/httpx #1450).
        """
        return 2 * self._settings.connect_timeout + self._read_timeout(manner)


def _chunks(response: httpx.Response) -> aclosing[AsyncGenerator[bytes, None]]:
    """Return the body as it comes over the wire; closed at once when the reader stops early."""
    return aclosing(cast("AsyncGenerator[bytes, None]", response.aiter_raw()))


def _headers(settings: Settings) -> dict[str, str]:
    """Return the headers of every request: an honest name, the rest as a browser sends it.

    gzip and deflate alone, because `zlib` can bound what it makes. English is preferred, but a page in any
    language is welcome.
    """
    from citecheck import __version__

    return {
        "User-Agent": settings.user_agent or f"citecheck/{__version__} (+{PROJECT})",
        "Accept-Language": "en,*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }


def _with_hops(outcome: _Outcome, chain: Chain) -> _Outcome:
    """Add the redirects that led to *outcome*."""
    return outcome if isinstance(outcome, NotChecked) else replace(outcome, hops=chain.hops)
