"""A small archive on loopback whose index speaks the Wayback CDX dialect, for tests.

    with CdxServer([captured("http://example.org/a", "20110523120000")]) as archive:
        run("citecheck", "check", "--wayback", archive.base, ...)
        assert archive.addresses == ["http://example.org/a"]

Real sockets, no limits of its own. It refuses a parameter that it does not know, so that a misspelt query
does not pass for an empty archive.
"""

from __future__ import annotations

import re
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha1
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Self
from urllib.parse import parse_qsl, quote_plus, unquote, urlsplit

from loopback_server import LoopbackServer

if TYPE_CHECKING:
    from collections.abc import Iterable

FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
PARAMETERS = {
    "url", "matchType", "from", "to", "filter", "collapse", "limit", "sort", "showResumeKey", "gzip", "output",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the index; *statuscode* is `-` for a revisit."""

    timestamp: str
    original: str
    mimetype: str = "text/html"
    statuscode: str = "200"
    digest: str = "A" * 32
    length: str = "1234"

    @property
    def urlkey(self) -> str:
        return urlkey(self.original)

    def __str__(self) -> str:
        return " ".join(getattr(self, name) for name in FIELDS)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is answered instead of a listing, after *delay* seconds; *status* None closes the connection."""

    status: int | None = 200
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    delay: float = 0.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: when it came (monotonic seconds), the address looked up, all parameters, the headers."""

    at: float
    url: str
    parameters: tuple[tuple[str, str], ...]
    headers: dict[str, str]


TOO_MANY = Fault(429, "<html>429 Too Many Requests</html>", (("Content-Type", "text/html"),))
TOO_MANY_FOR_A_MINUTE = Fault(429, TOO_MANY.body, (*TOO_MANY.headers, ("Retry-After", "60")))
HTML = Fault(200, "<html><h1>Temporarily Offline</h1>\n" + "<p>We are sorry. </p>\n" * 20, TOO_MANY.headers)
UNAVAILABLE = Fault(503, "Temporarily Offline")
NOT_FOUND = Fault(404, "not found")
EXCLUDED = Fault(
    403,
    "Blocked Site Error",
    (
        (
            "X-Archive-Wayback-Runtime-Error",
            "org.archive.wayback.exception.AdministrativeAccessControlException: Blocked Site Error",
        ),
    ),
)
CLOSED = Fault(None)


def captured(original: str, timestamp: str, status: int | None = 200, body: str | None = None) -> Row:
    """Make the row of one capture; *status* None is a revisit, equal *body* gives an equal digest."""
    text = f"{original} {timestamp}" if body is None else body
    return Row(
        timestamp,
        original,
        "warc/revisit" if status is None else "text/html",
        "-" if status is None else str(status),
        sha1(text.encode(), usedforsecurity=False).hexdigest()[:32].upper(),
    )


def urlkey(url: str) -> str:
    """Fold *url* as the index does: without scheme, `www.`, default port, case, last slash and fragment."""
    parts = urlsplit(url if "//" in url else f"//{url}")
    host = re.sub(r"^www\d*\.", "", parts.hostname or "")
    port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    query = "&".join(sorted(parts.query.lower().split("&"))) if parts.query else ""
    path = parts.path.rstrip("/").lower() or "/"
    return ",".join(reversed(host.split("."))) + port + ")" + path + (f"?{query}" if query else "")


class CdxServer:
    """The server; `with` starts and stops it.

    *malformed* lines come before the rows of every listing that has some; every listing takes *delay*
    seconds. Captures of addresses that have one of the `titles` can be seen. What was asked is in `asked`, in order; `most_in_flight` is the largest number of requests that
    were under way together.
    """

    def __init__(self, rows: Iterable[Row] = (), *, malformed: Iterable[str] = (), delay: float = 0.0):
        self.rows = tuple(rows)
        self.malformed = tuple(malformed)
        self.delay = delay
        self.asked: list[Asked] = []
        self.most_in_flight = 0
        self.titles: dict[str, str] = {}
        self._in_flight = 0
        self._faults: list[tuple[Fault, str]] = []
        self._standing: list[tuple[Fault, str]] = []
        self._lock = threading.Lock()

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
        """What to give to `--wayback`."""
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def addresses(self) -> list[str]:
        """The addresses looked up, in order."""
        return [asked.url for asked in self.asked if ("matchType", "prefix") not in asked.parameters]

    @property
    def beginnings(self) -> list[str]:
        """What the addresses looked for begin with, in order."""
        return [asked.url for asked in self.asked if ("matchType", "prefix") in asked.parameters]

    def fail(self, fault: Fault, times: int | None = None, *, about: str = "") -> None:
        """Answer the next *times* requests (None: all) for addresses that contain *about* with *fault*."""
        if times is None:
            self._standing.append((fault, about))
        else:
            self._faults += [(fault, about)] * times

    def answer(self, path: str, headers: dict[str, str]) -> Fault:
        """Return what is answered to the request for *path*."""
        parts = urlsplit(path)
        parameters = tuple(parse_qsl(parts.query, keep_blank_values=True))
        values = dict(parameters)
        if not parts.path.endswith("/cdx/search/cdx"):
            return self._replay(path)
        with self._lock:
            self.asked.append(Asked(time.monotonic(), values.get("url", ""), parameters, headers))
            return self._fault_for(values.get("url", "")) or self._listing(parameters)

    def _replay(self, path: str) -> Fault:
        """Show the capture at *path* if its address has one of the `titles`."""
        replayed = re.fullmatch(r"/web/(\d{14})(?:id_)?/(.+)", path)
        title = self.titles.get(unquote(replayed[2])) if replayed else None
        if replayed is None or title is None:
            return NOT_FOUND
        moment = datetime.strptime(replayed[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        headers = (*TOO_MANY.headers, ("Memento-Datetime", format_datetime(moment, usegmt=True)))
        return Fault(200, f"<title>{title}</title><h1>{title}</h1><p>What it said.</p>", headers)

    def entered(self, by: int) -> None:
        """Count the requests under way."""
        with self._lock:
            self._in_flight += by
            self.most_in_flight = max(self.most_in_flight, self._in_flight)

    def _fault_for(self, url: str) -> Fault | None:
        for planned in self._faults:
            if planned[1] in url:
                self._faults.remove(planned)
                return planned[0]
        return next((fault for fault, about in self._standing if about in url), None)

    def _listing(self, parameters: tuple[tuple[str, str], ...]) -> Fault:
        values = dict(parameters)
        match = values.get("matchType", "exact")
        if not values.get("url") or values.keys() - PARAMETERS or match not in {"exact", "prefix"}:
            return Fault(400, f"bad query {values}")
        key = urlkey(values["url"])
        found = [row for row in self.rows if _has_key(row, key, match) and _passes(row, parameters)]
        found.sort(key=lambda row: (row.urlkey, row.timestamp), reverse=values.get("sort") == "reverse")
        if values.get("collapse") == "urlkey":
            found = list({row.urlkey: row for row in reversed(found)}.values())[::-1]
        limit = int(values.get("limit", 150_000))
        lines = [*self.malformed, *map(str, found[:limit])] if found else []
        if len(found) > limit and values.get("showResumeKey") == "true":
            lines += ["", quote_plus(f"{found[limit].urlkey} {found[limit].timestamp}!")]
        return Fault(200, "".join(f"{line}\n" for line in lines), delay=self.delay)


def _has_key(row: Row, key: str, match: str) -> bool:
    """Tell whether *row* is of the address with *key*, or of one that begins with it."""
    return row.urlkey.startswith(key) if match == "prefix" else row.urlkey == key


def _passes(row: Row, parameters: tuple[tuple[str, str], ...]) -> bool:
    """Tell whether *row* lies between `from` and `to` and passes every `filter=[!]field:regex`."""
    for name, value in parameters:
        if name == "from" and row.timestamp < value.ljust(14, "0"):
            return False
        if name == "to" and row.timestamp > value.ljust(14, "9"):
            return False
        if name == "filter":
            column, _, pattern = value.removeprefix("!").partition(":")
            if (re.fullmatch(pattern, getattr(row, column)) is None) != value.startswith("!"):
                return False
    return True


def _handler(archive: CdxServer) -> type[BaseHTTPRequestHandler]:
    """Make the class of request handlers that answer for *archive*."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            archive.entered(1)
            try:
                self._answer(
                    archive.answer(self.path, {key.lower(): val for key, val in self.headers.items()})
                )
            finally:
                archive.entered(-1)

        def _answer(self, said: Fault) -> None:
            time.sleep(said.delay)
            if said.status is None:
                self.close_connection = True
                return
            body = said.body.encode()
            self.send_response(said.status)
            for name, value in dict((("Content-Type", "text/plain"), *said.headers)).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    return Handler
