"""A server that speaks as web.archive.org does, about what pywb holds, and fails when it is told to.

    /cdx/search/cdx, /web/timemap/cdx     the index (`cdx.py`); these and the TimeMaps share the limit
    /wayback/available                    the availability API (`availability.py`)
    /web/…                                replay, TimeGate, TimeMap (`memento.py`)

It is a dialect, not the service: Save Page Now and exclusions of sites are not here.
"""

from __future__ import annotations

import socket
import struct
import sys
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, unquote, urlsplit

from world.availability import answer_many, answer_one
from world.cdx import BadQuery, listing
from world.faults import TOO_MANY, Fault, Faults
from world.limiter import Limiter
from world.memento import replayed

INDEX = ("/cdx/search/cdx", "/web/timemap/cdx")
AVAILABLE = "/wayback/available"
LIMITED = ("/cdx/", "/web/timemap/")


@dataclass(slots=True)
class Asked:
    """One request: when it came (monotonic seconds), what it asked for, and what it was told.

    *url* is the address that was looked up; *status* is None while nothing was answered, and where the connection
    was broken.
    """

    at: float
    method: str
    path: str
    url: str
    parameters: tuple[tuple[str, str], ...]
    headers: dict[str, str]
    status: int | None = None


class Front:
    """The server over *pywb*; `with` starts and stops it."""

    def __init__(self, pywb):
        self.pywb = pywb
        self.faults, self.limiter = Faults(), Limiter()
        self.log = []
        self.closing = threading.Event()
        self.refusing = False
        self._port = 0
        self._lock = threading.Lock()

    def __enter__(self):
        self._listen()
        return self

    def __exit__(self, *_):
        self.closing.set()
        self._deaf()

    @property
    def base(self):
        """What to give to `--wayback`."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def looked_up(self):
        """The addresses that the index was asked for, in order."""
        return [asked.url for asked in self.log if asked.path.startswith(INDEX)]

    def calm(self):
        """Forget faults, limits and the log."""
        self.faults.clear()
        self.limiter.off()
        self.log.clear()

    @contextmanager
    def refused(self):
        """Refuse connections, as a firewall does after too many requests."""
        self.refusing = True
        self._deaf()
        try:
            yield
        finally:
            self.refusing = False
            self._listen()

    def note(self, method, target, headers, body):
        """Take note of a request, and return what is known of it."""
        path, _, query = target.partition("?")
        # Below `/web/` the query belongs to the address that is shown.
        ours = path in {*INDEX, AVAILABLE}
        parameters = tuple(parse_qsl(query, keep_blank_values=True)) if ours else ()
        url = dict(parameters).get("url") or unquote(body if ours else target)
        asked = Asked(time.monotonic(), method, path, url, parameters, headers)
        with self._lock:
            self.log.append(asked)
        return asked

    def trouble(self, asked):
        """Return the fault that this request meets, the limit included."""
        if asked.path.startswith(LIMITED) and not self.limiter.admits(asked.at):
            return TOO_MANY
        return self.faults.next(asked.path, asked.url)

    def answer(self, asked, target, body):
        """Return status, headers and body of the right answer."""
        if asked.path in INDEX:
            try:
                kind, text = listing(asked.parameters, self.pywb.rows)
            except BadQuery as bad:
                return 400, [("Content-Type", "text/plain")], str(bad).encode()
            return 200, [("Content-Type", kind)], text.encode()
        if asked.path == AVAILABLE:
            query = urlsplit(target).query
            text = (
                answer_one(query, self.pywb, self.base)
                if asked.method == "GET"
                else answer_many(body, self.pywb, self.base)
            )
            return 200, [("Content-Type", "application/json")], text.encode()
        found = replayed(target, asked.headers, self.pywb, self.base)
        return found or (404, [("Content-Type", "text/plain")], b"no such service")

    def _listen(self):
        """Take connections, at the port of before where there was one."""
        self._server = _Server(("127.0.0.1", self._port), type("Handler", (_Handler,), {"front": self}))
        self._port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def _deaf(self):
        """Take no more connections."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    """Says nothing of clients that go away."""

    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        """Let connections that broke be; a bug of the tests' own must be seen."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """Answers one connection for a *front*, which a subclass names."""

    front: Front
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self):
        self._serve()

    def do_HEAD(self):
        self._serve()

    def do_POST(self):
        self._serve()

    def log_message(self, *_):
        """Keep the test's output clean; the log is for the tests."""

    def _serve(self):
        """Take note of the request, and answer it or meet it with its fault."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = self.front.note(self.command, self.path, headers, body)
        fault = self.front.trouble(asked) or Fault()
        if fault.delay:
            self.front.closing.wait(fault.delay)
        if fault.reset or self.front.refusing:
            self._reset()
            return
        status, said, content = _faulty(fault, lambda: self.front.answer(asked, self.path, body))
        asked.status = status
        self._send(status, said, content, fault.cut)

    def _send(self, status, headers, body, cut):
        """Send an answer, of whose body only the first *cut* bytes where that is a number."""
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body[:cut])
        if cut is not None:
            self.close_connection = True

    def _reset(self):
        """Close so that the other side gets a reset (RST) and no farewell."""
        linger = struct.pack("ii", 1, 0)
        with suppress(OSError):  # it may have gone first
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.close_connection = True


def _faulty(fault, right):
    """Return what is sent: the fault's own words, or the right answer, which its rows may spoil."""
    if fault.status is not None:
        return fault.status, list(fault.headers), fault.body.encode()
    status, headers, body = right()
    if fault.alone or (fault.rows and body):
        rows = "".join(f"{row}\n" for row in fault.rows).encode()
        body = rows if fault.alone else rows + body
    return status, headers, body
