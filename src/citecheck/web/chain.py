"""One address being asked: its redirects so far, its cookies, and how much time it has left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx

from citecheck.models import Hop, NoAnswer, Reason
from citecheck.web.address import BadAddressError, host_of, next_address, origin_of, without_credentials
from citecheck.web.retry import Kind
from citecheck.web.sinks import Sink

if TYPE_CHECKING:
    from citecheck.web.manner import Manner

# Browsers follow 20 (Fetch standard, HTTP-redirect fetch, step 7), curl 50. Sites that move a reader between
# http and https, with and without `www.`, while they set cookies reach thirty, and a cited page is not lost
# because of that; circles end sooner.
MOST_HOPS = 50

# How often the same address may be come to with the same cookies: a server may send a reader once round to
# the same place and then let him in, but what comes round twice goes on for ever.
MOST_ROUNDS = 2

REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(slots=True, eq=False)
class Chain:
    """One cited address from its first request to its outcome, which goes to *sink*.

    *asked* is the address as it was given, *address* the one to be asked next; *budget* is the seconds that
    its requests, and the waits that hosts impose, may still take together. *before* holds the kinds of the
    outcomes that were asked about again, *tls* the fault of a secure connection on the way.
    """

    asked: str
    sink: Sink
    address: httpx.URL
    budget: float
    host: str = ""
    before: tuple[Kind, ...] = ()
    hops: tuple[Hop, ...] = ()
    tls: str | None = None
    _start: httpx.URL | None = None
    _jar: httpx.Cookies | None = None
    _rounds: dict[tuple[str, str], int] | None = None

    def __post_init__(self) -> None:
        """Note the host."""
        self.host = host_of(self.address)

    @property
    def manner(self) -> Manner:
        """How it is asked."""
        return self.sink.manner

    @property
    def shown(self) -> str:
        """The address to be asked next, without credentials."""
        return str(without_credentials(self.address))

    @property
    def guarded(self) -> bool:
        """Whether the next request must stay off private addresses; an exemption is for the first origin."""
        return self.manner.guarded or self._elsewhere()

    @property
    def direct(self) -> bool:
        """Whether the next request goes past the proxy; that too holds for the first origin alone."""
        return self.manner.direct and not self._elsewhere()

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """The further headers of the next request."""
        return () if self._elsewhere() else self.manner.headers

    @property
    def body(self) -> bytes | None:
        """What the next request carries; a redirect is followed without it, as by a browser (303, 302)."""
        return None if self.hops else self.manner.body

    def cookies_for(self, request: httpx.Request) -> None:
        """Add the cookies of the chain to *request*."""
        if self._jar is not None:
            self._jar.set_cookie_header(request)

    def keep_cookies(self, response: httpx.Response) -> None:
        """Keep the cookies of *response* for the rest of the chain; some sites redirect for ever without."""
        if any(name.lower() == b"set-cookie" for name, _ in response.headers.raw):
            self._jar = self._jar if self._jar is not None else httpx.Cookies()
            self._jar.extract_cookies(response)

    def follow(self, status: int, location: bytes) -> NoAnswer | None:
        """Go on to *location*; return why the chain ends here instead, if it does."""
        try:
            target = next_address(self.address, location)
        except BadAddressError as error:
            return NoAnswer(Reason.BAD_REDIRECT, str(error), self.hops)
        if self._rounds is None:
            self._start, self._rounds = self.address, {(str(self.address), ""): 1}
        here = self.shown
        self.address, self.host = target, host_of(target)
        self.hops += (Hop(here, status, self.shown),)
        if len(self.hops) > MOST_HOPS:
            return NoAnswer(Reason.TOO_MANY_HOPS, f"more than {MOST_HOPS} redirects", self.hops[:MOST_HOPS])
        state = (str(target), self._cookie_line())
        rounds = self._rounds.get(state, 0) + 1
        if rounds > MOST_ROUNDS:
            return NoAnswer(Reason.TOO_MANY_HOPS, "the redirects go in a circle", self.hops)
        self._rounds[state] = rounds
        return None

    def _elsewhere(self) -> bool:
        """Tell whether the chain has left the origin where it began."""
        return self._start is not None and origin_of(self.address) != origin_of(self._start)

    def _cookie_line(self) -> str:
        """Return the cookies of the next request: with others than before, no circle is closed."""
        if self._jar is None:
            return ""
        probe = httpx.Request("GET", without_credentials(self.address))
        self._jar.set_cookie_header(probe)
        return str(probe.headers.get("cookie", ""))
