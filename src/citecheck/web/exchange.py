"""One request and what is needed of its answer."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import httpx

from citecheck.models import NoAnswer, NotChecked, Reason
from citecheck.web.address import authorization, without_credentials
from citecheck.web.chain import REDIRECTS, Chain
from citecheck.web.decode import BoundedBody
from citecheck.web.faults import FAILURES, Guarded, answer_for
from citecheck.web.manner import Manner, Reply
from citecheck.web.transport import DIRECT, GUARDED, LAST

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from citecheck.settings import Settings

PROJECT = "https://pypi.org/project/citecheck-endnotes/"

_OK = range(200, 300)


@dataclass(frozen=True, slots=True)
class Redirect:
    """What answered sends on to *location*: a header, or the page itself (*page* is what it is, then)."""

    status: int
    location: bytes
    page: Reply | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of one request; *response* is there for its cookies where a server answered."""

    outcome: Reply | Redirect | NoAnswer | NotChecked
    response: httpx.Response | None = None


class Exchange:
    """Sends requests through *transport*, one at a call."""

    def __init__(self, settings: Settings, transport: httpx.AsyncBaseTransport) -> None:
        self._settings = settings
        self._headers = _headers(settings)
        self._http = _Bare(transport=transport, trust_env=False, follow_redirects=False)

    async def aclose(self) -> None:
        """Close every connection."""
        await self._http.aclose()

    async def ask(self, chain: Chain, *, last: bool) -> Seen:
        """Ask for the address of *chain*; *last* says that nothing more waits for its host.

        Raises nothing for what the network or the server does. Whatever breaks once there is a status, the
        status stands.
        """
        reading: _Reading | None = None
        limit = asyncio.timeout(min(longest_request(self._settings, chain.manner), chain.budget))
        try:
            async with limit:
                request = self._request(chain, last=last)
                response = await self._http.send(request, stream=True)
                reading = _Reading(chain, response)
                limit.reschedule(
                    asyncio.get_running_loop().time() + _read_timeout(self._settings, chain.manner)
                )
                try:
                    await reading.run()
                finally:
                    await response.aclose()
        except Guarded as error:
            return Seen(NotChecked(str(error)))
        except FAILURES as error:  # a TimeoutError is an OSError
            late = NoAnswer(Reason.READ_TIMEOUT, "no answer in time") if limit.expired() else None
            why = late or answer_for(error)
            if reading is None:
                return Seen(why)
            reading.broken("the body did not come in time" if late else why.detail)
        return Seen(reading.outcome(), reading.response)

    def _request(self, chain: Chain, *, last: bool) -> httpx.Request:
        """Build the next request of *chain*.

        Its parts are put together here: `AsyncClient.build_request` parses and merges the same headers anew
        for each request, which takes longer than all else that is done in this room.
        """
        manner, url = chain.manner, chain.address
        headers = [(b"Host", url.netloc), *self._headers, (b"Accept", manner.accept.encode("ascii"))]
        headers += [(name.encode("ascii"), value.encode("ascii")) for name, value in chain.headers]
        credentials = authorization(url)
        if credentials is not None:
            headers.append((b"Authorization", credentials))
        read, connect = _read_timeout(self._settings, manner), self._settings.connect_timeout
        timeout = {"connect": connect, "read": read, "write": read, "pool": None}
        extensions = {GUARDED: chain.guarded, DIRECT: chain.direct, LAST: last, "timeout": timeout}
        bare = without_credentials(url)
        request = (
            httpx.Request("GET", bare, headers=headers, stream=_NOTHING, extensions=extensions)
            if chain.body is None
            else httpx.Request("POST", bare, headers=headers, content=chain.body, extensions=extensions)
        )
        chain.cookies_for(request)
        return request


def longest_request(settings: Settings, manner: Manner) -> float:
    """Return the seconds that one request may take until its head is there: look-up, TCP, TLS, answer.

    The timeouts of httpx hold for single operations, so a server that drips a byte a second meets none of
    them (encode/httpx #1450).
    """
    return 2 * settings.connect_timeout + _read_timeout(settings, manner)


def _read_timeout(settings: Settings, manner: Manner) -> float:
    """Return the seconds to wait for the next bytes."""
    return settings.timeout if manner.read_timeout is None else manner.read_timeout


class _Reading:
    """The answer of one request while it is read."""

    def __init__(self, chain: Chain, response: httpx.Response) -> None:
        self.response = response
        self._chain = chain
        self._headers = _texts(response.headers.raw)
        self._kind = self._headers.get("content-type", "").partition(";")[0].strip().lower()
        self._body: BoundedBody | None = None
        self._unread: str | None = None
        self._left = False
        location: bytes | None = response.extensions.get("location")
        if location:
            self._headers["location"] = location.decode("latin-1")
        self._location = location or b""

    async def run(self) -> None:
        """Read the body, as far as it is needed."""
        if self._redirects:
            return
        manner = self._chain.manner
        limit = next((limit for kind, limit in manner.limits if kind == self._kind), manner.body_limit)
        self._body = body = BoundedBody(self._headers.get("content-encoding", ""), limit)
        stream = cast("httpx.AsyncByteStream", self.response.stream)
        async with aclosing(cast("AsyncGenerator[bytes, None]", aiter(stream))) as chunks:
            async for chunk in chunks:
                body.feed(chunk)
                if body.done:
                    return
                if manner.enough is not None and manner.enough(self._kind, body.body):
                    self._left = True
                    return
        body.finish()

    def broken(self, why: str) -> None:
        """Say that the body broke off."""
        self._left, self._unread = True, why

    def outcome(self) -> Reply | Redirect:
        """Return what was read."""
        status, chain = self.response.status_code, self._chain
        chain.tls = self.response.extensions.get("tls") or chain.tls
        if self._redirects:
            return Redirect(status, self._location)
        body = self._body
        data, cut, unread = (body.body, body.cut, body.unread) if body is not None else (b"", False, None)
        reply = Reply(
            status,
            chain.shown,
            self._headers,
            data,
            cut=cut or self._left,
            hops=chain.hops,
            tls=chain.tls,
            unread=self._unread or unread,
        )
        target = self._refresh(reply)
        return reply if target is None else Redirect(status, target.encode("utf-8", "replace"), reply)

    @property
    def _redirects(self) -> bool:
        """Whether the answer sends on to another address."""
        return self.response.status_code in REDIRECTS and bool(self._location) and self._chain.manner.follow

    def _refresh(self, reply: Reply) -> str | None:
        """Return where the page sends its readers by itself: its header, or its body."""
        manner = self._chain.manner
        if manner.refresh is None or not manner.follow or reply.status not in _OK:
            return None
        header = reply.headers.get("refresh")
        if header is not None:
            # The header and the element mean the same (HTML standard, shared declarative refresh steps).
            element = f'<meta http-equiv="refresh" content="{header.replace(chr(34), "&quot;")}">'
            target = manner.refresh("text/html", element.encode("utf-8", "replace"))
            if target is not None:
                return target
        return manner.refresh(self._kind, reply.body)


class _NoCookies(httpx.Cookies):
    """A jar that takes nothing."""

    def extract_cookies(self, response: httpx.Response) -> None:
        """Leave the cookies of *response* alone."""


class _Bare(httpx.AsyncClient):
    """The client without its jar.

    One jar for everybody would carry state from one citation to the next, and httpx searches the whole of it
    at every request (httpx #2875); `Chain` keeps one for each chain of redirects. Even a jar that refuses
    everything takes longer to ask than the request to build.
    """

    _no_cookies = _NoCookies()

    @property
    def cookies(self) -> httpx.Cookies:
        """The jar."""
        return self._no_cookies

    @cookies.setter
    def cookies(self, cookies: object) -> None:
        """Leave the jar as it is."""


_NOTHING = httpx.ByteStream(b"")


def _headers(settings: Settings) -> list[tuple[bytes, bytes]]:
    """Return the headers of every request: an honest name, the rest as a browser sends it.

    The name has the form of a browser's, because many servers turn away what has not (as crawlers of search
    engines do, it says who it is after "compatible;"). gzip and deflate alone are asked for, because every
    Python can bound what they make. English is preferred, but a page in any language is welcome.
    """
    from citecheck import __version__

    name = settings.user_agent or f"Mozilla/5.0 (compatible; citecheck/{__version__}; +{PROJECT})"
    return [
        (b"User-Agent", name.encode("utf-8")),
        (b"Accept-Language", b"en,*;q=0.5"),
        (b"Accept-Encoding", b"gzip, deflate"),
    ]


def _texts(raw: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return headers as text by lower-case name, those that came several times joined."""
    texts: dict[str, str] = {}
    for name, value in raw:
        key, text = name.decode("latin-1").lower(), _text(value)
        texts[key] = f"{texts[key]}, {text}" if key in texts else text
    return texts


def _text(value: bytes) -> str:
    """Return a header's value as text: UTF-8 where it is that, else Latin-1."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")
