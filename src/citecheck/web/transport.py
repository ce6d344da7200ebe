"""What lies under the client: connections that are never kept, over sockets whose addresses are checked.

httpx's own transport takes no network backend, hence this one over httpcore's pool. Connections are not
kept: one request at a time goes to a host and a second apart, and the pool costs least when it is empty
(encode/httpcore #1035: each request walks every connection).
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterable, AsyncIterator
from typing import TYPE_CHECKING

import httpcore
import httpx

from citecheck.errors import SettingsError
from citecheck.web.network import Network, ProxyNetwork

if TYPE_CHECKING:
    from citecheck.settings import Settings
    from citecheck.web.names import Resolve

# The keys of a request's extensions that say which way it goes.
GUARDED, DIRECT = "citecheck.guarded", "citecheck.direct"


class Transport(httpx.AsyncBaseTransport):
    """Sends each request the way that its extensions name: guarded, not guarded, or through the proxy."""

    def __init__(self, settings: Settings, resolve: Resolve) -> None:
        context = tls_context()
        self._guarded = _pool(context, Network(resolve, guarded=not settings.allow_private))
        self._open = _pool(context, Network(resolve, guarded=False))
        self._proxy: httpcore.AsyncConnectionPool | None = None
        if settings.proxy is not None:
            url, auth = _proxy(settings.proxy)
            self._proxy = httpcore.AsyncHTTPProxy(
                proxy_url=url,
                proxy_auth=auth,
                ssl_context=context,
                max_connections=None,
                max_keepalive_connections=0,
                network_backend=ProxyNetwork(resolve),
            )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; failures come as httpcore's exceptions, `Fault` or `Guarded`."""
        pool = self._guarded if request.extensions.get(GUARDED, True) else self._open
        if self._proxy is not None and not request.extensions.get(DIRECT, False):
            pool = self._proxy
        url = request.url
        answer = await pool.handle_async_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    async def aclose(self) -> None:
        """Close what is still open."""
        for pool in (self._guarded, self._open, self._proxy):
            if pool is not None:
                await pool.aclose()


class LocationAside(httpx.AsyncBaseTransport):
    """Passes on what *inner* answers, with the `Location` header moved to the extensions.

    httpx reads that header even when it is told not to follow, and raises for one that it cannot read
    (pydantic/httpx2 #1064); here a bad one is a fact about the page.
    """

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request and set `location` aside as the bytes that came."""
        response = await self._inner.handle_async_request(request)
        raw = response.headers.raw
        places = [value for name, value in raw if name.lower() == b"location"]
        if places:
            response.headers = httpx.Headers([pair for pair in raw if pair[0].lower() != b"location"])
            response.extensions["location"] = places[0]
        return response

    async def aclose(self) -> None:
        """Close the inner transport."""
        await self._inner.aclose()


class _Body(httpx.AsyncByteStream):
    """The body of an httpcore answer as httpx takes it."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        stream = self._answer.stream
        if isinstance(stream, AsyncIterable):
            async for part in stream:
                yield part

    async def aclose(self) -> None:
        await self._answer.aclose()


def _pool(context: ssl.SSLContext, network: Network) -> httpcore.AsyncConnectionPool:
    """Make a pool that keeps nothing and bounds nothing: the queues of the client do that."""
    return httpcore.AsyncConnectionPool(
        ssl_context=context, max_connections=None, max_keepalive_connections=0, network_backend=network
    )


def tls_context() -> ssl.SSLContext:
    """Make the one TLS context of a run; it honours SSL_CERT_FILE and SSL_CERT_DIR.

    From Python 3.13 the default refuses certificates without an authority key identifier, which browsers take
    (cpython #107361); the strict flag is taken off again.
    """
    context = httpx.create_ssl_context(trust_env=True)
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    return context


def _proxy(text: str) -> tuple[httpcore.URL, tuple[bytes, bytes] | None]:
    """Read the address of a proxy; raises `SettingsError`."""
    try:
        proxy = httpx.Proxy(text)
    except (httpx.InvalidURL, ValueError) as error:
        raise SettingsError("proxy: not an address; write http://host:port") from error
    url = proxy.url
    if url.scheme not in {"http", "https"} or not url.raw_host:
        raise SettingsError(f"proxy: {url.scheme or 'no'} scheme is not supported; write http://host:port")
    return httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=b"/"), proxy.raw_auth
