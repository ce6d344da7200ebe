"""Save Page Now 2 on loopback, behaving as its documentation and its users say, for tests.

    with SpnServer({"http://example.org/a": Captured(pending=2)}) as archive:
        run("citecheck", "archive", "--wayback", archive.base, ...)
        assert archive.submitted == ["http://example.org/a"]

An address that is not in the table is captured at the first look. It is also an archive with an index and a
replay: *copies* are what it holds, by address and timestamp, with the title and the text of the page.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha1
from html import escape
from http.server import BaseHTTPRequestHandler
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from loopback_server import LoopbackServer

ACCESS, SECRET = "access-of-tests", "secret-of-tests"
AUTHORIZATION = f"LOW {ACCESS}:{SECRET}"
KEYS = {"IA_ACCESS_KEY_ID": ACCESS, "IA_SECRET_ACCESS_KEY": SECRET}

# Anything but these names, or a value but "1", is a mistake in the request.
OPTIONS = {"skip_first_archive": "1", "delay_wb_availability": "1", "if_not_archived_within": "86400"}

WHEN = "20261124100000"


@dataclass(frozen=True, slots=True)
class Captured:
    """A capture that is *pending* for so many looks and then there, at *timestamp*, of *original* if it moved."""

    pending: int = 0
    timestamp: Any = WHEN
    original: Any = None


@dataclass(frozen=True, slots=True)
class Failed:
    """A capture that begins and fails with *code*."""

    code: str
    message: str = "It did not work."


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal at once, with status 200 and no job unless *status* says otherwise."""

    code: str
    message: str = "It will not be."
    status: int = 200


@dataclass(frozen=True, slots=True)
class Recent:
    """A capture of the last day stands for another: no job, and a message."""

    message: str = "The same snapshot had been made 5 hours ago."


@dataclass(frozen=True, slots=True)
class Said:
    """Whatever *body* is, with *status* and *headers*; *drop* resets the connection instead."""

    status: int = 200
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    delay: float = 0.0
    drop: bool = False


Behaviour = Captured | Failed | Refused | Recent | Said

TOO_MANY = Said(429, "<html>429 Too Many Requests</html>", (("Retry-After", "20"),))


@dataclass(frozen=True, slots=True)
class Copy:
    """What the archive holds: a page with this *title* and *text*, captured with *status*."""

    title: str = "Page"
    text: str = "Text."
    status: int = 200

    @property
    def body(self) -> bytes:
        return f"<html><head><title>{escape(self.title)}</title></head><body><p>{self.text}</p></body></html>".encode()


@dataclass(slots=True)
class SpnServer:
    """The server; `with` starts and stops it.

    *pages* say what comes of an address: one behaviour, or a list of which each submission takes the next and
    the last stays. *user* and *statuses* are said instead of the account and of every job, one a request.
    `submitted` holds the addresses that came with the right keys, `log` every request as method and path.
    """

    pages: Mapping[str, Behaviour | list[Behaviour]] = field(default_factory=dict)
    copies: Mapping[tuple[str, str], Copy] = field(default_factory=dict)
    available: int = 3
    made: int = 0
    limit: int = 30_000
    user: list[Said] = field(default_factory=list)
    statuses: list[Said] = field(default_factory=list)
    index: Said | None = None
    submitted: list[str] = field(default_factory=list)
    forms: list[dict[str, str]] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    _tries: Counter[str] = field(default_factory=Counter)
    _looks: Counter[str] = field(default_factory=Counter)
    _jobs: dict[str, tuple[str, Behaviour]] = field(default_factory=dict)
    _server: Any = None
    _thread: Any = None
    _lock: Any = field(default_factory=threading.Lock)

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

    def begin(self, url: str, job: str | None = None) -> str:
        """Begin a capture of *url* as if it had been submitted by an earlier run; return its job."""
        found = self.pages.get(url, Captured())
        behaviour = found[min(self._tries[url], len(found) - 1)] if isinstance(found, list) else found
        self._tries[url] += 1
        # The name of a job follows from the address (MKRWW/wortlaut issue 108).
        name = job or f"spn2-{sha1(url.encode(), usedforsecurity=False).hexdigest()}"
        self._jobs[name] = (url, behaviour)
        return name

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: str) -> Said:
        """Answer one request."""
        with self._lock:
            self.log.append(f"{method} {path}")
            parts = urlsplit(path)
            if parts.path.startswith("/save"):
                return self._of_service(method, parts.path, headers, body)
            if "Authorization" in headers:
                self.strangers.append(path)
            return self._of_archive(parts.path, parse_qs(parts.query), path)

    def _of_service(self, method: str, path: str, headers: Mapping[str, str], body: str) -> Said:
        """Answer as Save Page Now, to those alone who have keys and ask for JSON."""
        if headers.get("Authorization") != AUTHORIZATION:
            return _json({"message": "You need to be logged in to use Save Page Now."}, 401)
        if headers.get("Accept") != "application/json":
            return Said(200, "<html>Save Page Now</html>")
        if (method, path) == ("POST", "/save"):
            return self._submit(body, headers.get("Content-Type", ""))
        if method == "GET" and path.startswith("/save/status/"):
            told, name = (
                (self.user, "") if path.endswith("/user") else (self.statuses, path.rpartition("/")[2])
            )
            return told.pop(0) if told else self._status(name) if name else self._account()
        return Said(405)

    def _account(self) -> Said:
        counts = {"daily_captures": self.made, "daily_captures_limit": self.limit}
        return _json({"available": self.available, "processing": 0, **counts})

    def _submit(self, body: str, kind: str) -> Said:
        form = {name: values[0] for name, values in parse_qs(body).items()}
        if kind != "application/x-www-form-urlencoded" or form.keys() - {"url"} != OPTIONS.keys():
            return Said(400, f"not a form of Save Page Now: {body}")
        url = form["url"]
        self.submitted.append(url)
        self.forms.append(form)
        job = self.begin(url)
        match self._jobs[job][1]:
            case Said() as said:
                return said
            case Refused(code, message, status):
                return _json({"status": "error", "status_ext": code, "message": message}, status)
            case Recent(message):
                return _json({"url": url, "job_id": None, "message": message})
        return _json({"url": url, "job_id": job})

    def _status(self, job: str) -> Said:
        """What a job has forgotten is pending for ever (agude/wayback-machine-archiver issue 28)."""
        url, behaviour = self._jobs.get(job, ("", Captured(pending=10**9)))
        self._looks[job] += 1
        match behaviour:
            case Failed(code, message):
                failed = {
                    "status": "error",
                    "exception": "[Errno -2]",
                    "status_ext": code,
                    "message": message,
                }
                return _json({**failed, "job_id": job, "resources": []})
            case Captured(pending, timestamp, original) if self._looks[job] > pending:
                where = {"timestamp": timestamp, "original_url": original or url}
                return _json({"status": "success", "job_id": job, **where, "duration_sec": 16.04})
        return _json({"status": "pending", "job_id": job, "resources": []})

    def _of_archive(self, path: str, query: Mapping[str, list[str]], whole: str) -> Said:
        """Answer as an index or as a replay."""
        if path == "/cdx/search/cdx":
            return self.index or Said(200, self._rows(query["url"][0]), (("Content-Type", "text/plain"),))
        _, _, rest = whole.partition("/web/")
        timestamp, _, url = rest.partition("/")
        copy = self.copies.get((url, timestamp.removesuffix("id_")))
        if copy is None:
            return Said(404, "not archived")
        moment = time.strptime(timestamp.removesuffix("id_"), "%Y%m%d%H%M%S")
        seen = ("Memento-Datetime", time.strftime("%a, %d %b %Y %H:%M:%S GMT", moment))
        return Said(copy.status, copy.body.decode(), (("Content-Type", "text/html; charset=utf-8"), seen))

    def _rows(self, url: str) -> str:
        rows = []
        for (original, timestamp), copy in sorted(self.copies.items(), key=lambda item: item[0][1]):
            if original == url:
                digest = sha1(copy.body, usedforsecurity=False).hexdigest()[:32].upper()
                rows.append(f"key {timestamp} {original} text/html {copy.status} {digest} 1234")
        return "".join(f"{row}\n" for row in rows)


def _json(value: object, status: int = 200) -> Said:
    """Say *value* as JSON."""
    return Said(status, json.dumps(value), (("Content-Type", "application/json"),))


def _handler(server: SpnServer) -> type[BaseHTTPRequestHandler]:
    """Make the class of request handlers that answer for *server*."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            said = server.answer(self.command, self.path, self.headers, body)
            time.sleep(said.delay)
            if said.drop:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
                self.close_connection = True
                return
            data = said.body.encode()
            self.send_response(said.status)
            self.send_header("Content-Length", str(len(data)))
            for name, value in said.headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = _answer  # noqa: N815 - the names that the library calls

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    return Handler
