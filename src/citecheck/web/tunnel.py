"""Requests through a proxy, sent by httpx's own transport.

A proxy is one host, and names are resolved there; so what our own connections are for, checked addresses and
thousands of hosts, is out of reach, and httpx knows how proxies are spoken to.
"""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any

import httpx

from citecheck.models import Reason
from citecheck.web.faults import FAILURES, Fault, answer_for, causes
from citecheck.web.tls import Contexts, HandshakeFault, Rung

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

# Nothing is kept: each request and each release walks all connections of httpcore's pool (httpcore #1035).
_LIMITS = httpx.Limits(max_connections=None, max_keepalive_connections=0)


class Tunnels:
    """httpx's transports, one for each proxy and way of speaking TLS, made when they are first needed."""

    def __init__(self, contexts: Contexts) -> None:
        self._contexts = contexts
        self._made: dict[tuple[str, Rung], httpx.AsyncHTTPTransport] = {}

    async def send(
        self, proxy: str, request: httpx.Request, rung: Rung
    ) -> tuple[httpx.Response, ssl.SSLObject | None]:
        """Send *request* through *proxy*; return the response and the TLS session it came over.

        Raises `HandshakeFault` where TLS with the server failed, and `Fault`.
        """
        stage = _Stage("https" if proxy.startswith("https:") else "http")
        request.extensions = {**request.extensions, "trace": stage.reach}
        try:
            response = await self._transport(proxy, rung).handle_async_request(request)
        except FAILURES as error:
            raise stage.fault(error) from error
        stream = response.extensions.get("network_stream")
        session = stream.get_extra_info("ssl_object") if stream is not None else None
        response.stream = _Stream(response.stream)
        return response, session

    async def close(self) -> None:
        """Close what is still open."""
        for transport in self._made.values():
            await transport.aclose()

    def _transport(self, proxy: str, rung: Rung) -> httpx.AsyncHTTPTransport:
        """Return the transport for *proxy* at *rung*."""
        made = self._made.get((proxy, rung))
        if made is None:
            own = self._contexts.of(Rung.DEFAULT) if proxy.startswith("https:") else None
            made = self._made[proxy, rung] = httpx.AsyncHTTPTransport(
                verify=self._contexts.of(rung),
                trust_env=False,
                limits=_LIMITS,
                proxy=httpx.Proxy(proxy, ssl_context=own),
            )
        return made


class _Stage:
    """How far a request came: only what happens before the proxy is reached is the proxy's fault."""

    def __init__(self, scheme: str) -> None:
        self._last = (
            "connection.start_tls.complete" if scheme == "https" else "connection.connect_tcp.complete"
        )
        self._reached: set[str] = set()

    async def reach(self, name: str, _info: dict[str, Any]) -> None:
        """Take note of an event of httpcore's."""
        self._reached.add(name)

    def fault(self, error: BaseException) -> Fault:
        """Return what *error* means at this stage."""
        found = answer_for(error)
        if self._last not in self._reached:
            return Fault(Reason.PROXY, f"the proxy: {found.reason.value}")
        if "proxy.start_tls.started" in self._reached and found.reason is Reason.TLS:
            return HandshakeFault(next(cause for cause in causes(error) if isinstance(cause, ssl.SSLError)))
        return Fault(found.reason, found.detail)


class _Stream(httpx.AsyncByteStream):
    """A body whose failures are ours."""

    def __init__(self, inner: httpx.SyncByteStream | httpx.AsyncByteStream) -> None:
        if not isinstance(inner, httpx.AsyncByteStream):
            raise TypeError("an asynchronous transport gives asynchronous bodies")
        self._inner = inner

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Yield the body as it comes."""
        try:
            async for part in self._inner:
                yield part
        except FAILURES as error:
            found = answer_for(error)
            # After the head, h11 refuses nothing but framing.
            detail = "the body broke off" if found.reason is Reason.PROTOCOL else found.detail
            raise Fault(found.reason, detail) from error

    async def aclose(self) -> None:
        """Close the body."""
        await self._inner.aclose()
