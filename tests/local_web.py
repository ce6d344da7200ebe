"""A small web on loopback, reached as a proxy: addresses are asked for as they are cited, tests.

    with LocalWeb({"http://example.org/a": Page("Title of A")}) as web:
        run("citecheck", "check", "--proxy", web.base, ...)
        assert web.addresses == ["http://example.org/a"]

With an authority (`trustme.CA`) it is asked for `https` addresses too, in tunnels at whose ends it is each host.
An address that is not known is absent: the proxy says so with 502, as proxies do (RFC 9110, 15.6.3). Asked
directly, it is a site, whose pages are known by their paths:

    with LocalWeb({"/a": Page("Title of A")}) as site:
        site.dies_at = 3       # with the third request it is gone, in the middle of whatever it does
        run("citecheck", "check", "--allow-private", ...)
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Self

from loopback_server import LoopbackServer

if TYPE_CHECKING:
    import trustme


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its title, its status, further headers, the seconds it takes, and what it says."""

    title: str = "Page"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    text: str = "Text."


class LocalWeb:
    """The server; `with` starts and stops it. `addresses` are the ones asked for, in order, with repetitions."""

    def __init__(self, pages: Mapping[str, Page], authority: trustme.CA | None = None) -> None:
        self.authority = authority
        self.pages = {_key(url): page for url, page in pages.items()}
        self.addresses: list[str] = []
        self.methods: set[str] = set()
        self.dies_at: int | None = None
        self.is_dead = False
        self._connections: list[socket.socket] = []
        self._lock = threading.Lock()

    def add(self, url: str, page: Page) -> None:
        """Have *page* at *url* too."""
        self.pages[_key(url)] = page

    def __enter__(self) -> Self:
        self._server = LoopbackServer(_handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def base(self) -> str:
        """What to give to `--proxy`."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def opened(self, connection: socket.socket) -> None:
        """Take note of a connection."""
        with self._lock:
            self._connections.append(connection)

    def die(self) -> None:
        """Take no connection any more, and end those that are open, whatever is under way."""
        self.is_dead = True
        for open_socket in (self._server.socket, *self._connections):
            with suppress(OSError):  # the other side may have gone first
                open_socket.shutdown(socket.SHUT_RDWR)

    def page(self, method: str, url: str) -> Page:
        """Return what is answered to a request for *url*, and take note of it."""
        with self._lock:
            self.addresses.append(url)
            self.methods.add(method)
            if len(self.addresses) == self.dies_at:
                self.die()
        return self.pages.get(_key(url), Page("Bad Gateway", status=502))


def _key(url: str) -> str:
    """Return *url* as it is sent: without its fragment."""
    return url.partition("#")[0]


def _handler(web: LocalWeb) -> type[BaseHTTPRequestHandler]:
    """Make the class of request handlers that answer for *web*."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        origin = ""

        def setup(self) -> None:
            web.opened(self.request)
            super().setup()

        def finish(self) -> None:
            super().finish()
            if self.connection is not self.request:
                self.connection.close()

        def do_CONNECT(self) -> None:
            """Be the host at the end of the tunnel, as far as there is an authority that vouches for it."""
            if web.authority is None:
                self.send_error(501, f"Unsupported method ({self.command!r})")
                return
            self.origin = f"https://{self.path.removesuffix(':443')}"
            self.send_response(200, "Connection established")
            self.end_headers()
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            web.authority.issue_cert(self.path.partition(":")[0]).configure_cert(context)
            self.connection = context.wrap_socket(self.connection, server_side=True)
            self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)
            self.close_connection = False

        def do_GET(self) -> None:
            page = web.page(self.command, self.origin + self.path)
            if web.is_dead:
                self.close_connection = True
                return
            time.sleep(page.delay)
            body = f"<html><head><title>{escape(page.title)}</title></head><body><p>{escape(page.text)}</p></body></html>".encode()
            self.send_response(page.status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            for name, value in page.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    return Handler
