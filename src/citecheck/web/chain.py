"""One address being asked: its redirects so far, its cookies, and how much time it has left."""

from __future__ import annotations

from dataclasses import dataclass, field

import httpx

from citecheck.models import Hop, NoAnswer, Reason
from citecheck.web.address import (
    BadAddressError,
    authorization,
    host_of,
    next_address,
    origin_of,
    shown,
    without_credentials,
)
from citecheck.web.manner import Manner

# Browsers follow 20 (Fetch standard, HTTP-redirect fetch, step 7).
MOST_HOPS = 20
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(slots=True)
class Chain:
    """The state of one `Client.get`: *budget* is the seconds that its requests may still take together."""

    address: httpx.URL
    manner: Manner
    budget: float
    tries: int = 0
    hops: tuple[Hop, ...] = ()
    start: tuple[str, str, int | None] = ("", "", None)
    _jar: httpx.Cookies | None = None
    _seen: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Remember where the chain began."""
        self.start = origin_of(self.address)
        self._seen.add((str(self.address), ""))

    @property
    def host(self) -> str:
        """The host whose turn it is."""
        return host_of(self.address)

    @property
    def guarded(self) -> bool:
        """Whether the next request must stay off private addresses; an exemption is for the first origin."""
        return self.manner.guarded or origin_of(self.address) != self.start

    @property
    def direct(self) -> bool:
        """Whether the next request goes past the proxy; that too holds for the first origin alone."""
        return self.manner.direct and origin_of(self.address) == self.start

    def prepare(self, request: httpx.Request) -> httpx.Request:
        """Add the credentials of the address and the cookies of the chain to *request*."""
        request.headers.update(authorization(self.address))
        if self._jar is not None:
            self._jar.set_cookie_header(request)
        return request

    def keep_cookies(self, response: httpx.Response) -> None:
        """Keep the cookies of *response* for the rest of the chain; some sites redirect for ever without."""
        if "set-cookie" in response.headers:
            self._jar = self._jar if self._jar is not None else httpx.Cookies()
            self._jar.extract_cookies(response)

    def follow(self, status: int, location: bytes) -> NoAnswer | None:
        """Go on to *location*; return why the chain ends here instead, if it does."""
        try:
            target = next_address(self.address, location)
        except BadAddressError as error:
            return NoAnswer(Reason.BAD_REDIRECT, str(error), self.hops)
        self.hops += (Hop(shown(self.address), status, shown(target)),)
        self.address = target
        if len(self.hops) > MOST_HOPS:
            return NoAnswer(Reason.TOO_MANY_HOPS, f"more than {MOST_HOPS} redirects", self.hops[:MOST_HOPS])
        state = (str(target), self._cookie_line())
        if state in self._seen:
            return NoAnswer(Reason.TOO_MANY_HOPS, "the redirects go in a circle", self.hops)
        self._seen.add(state)
        return None

    def _cookie_line(self) -> str:
        """Return the cookies of the next request: with others than before, no circle is closed."""
        if self._jar is None:
            return ""
        probe = httpx.Request("GET", without_credentials(self.address))
        self._jar.set_cookie_header(probe)
        return str(probe.headers.get("cookie", ""))
