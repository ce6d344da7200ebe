"""A small archive on loopback that speaks pywb's index and Memento, for tests.

    with MementoServer({"http://example.org/a": ["20110523120000"]}) as archive:
        run("citecheck", "check", "--archive", archive.base + "/cite", ...)

One collection, `cite`: its index at `/cite/cdx`, its TimeMap at `/cite/timemap/link/`, its TimeGate at `/cite/`.
It answers as pywb 2.10 does, which was asked: a listing of nothing for a collection that does not exist, a 404 of
the TimeGate that bears no mark of Memento.
"""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

from loopback_server import LoopbackServer

from citecheck.archive.linkformat import http_moment, written_moment


def moment(stamp):
    return datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)


class MementoServer:
    """The server; *captures* are stamps by address. What was asked is in `asked`, as paths, and `headers`."""

    def __init__(self, captures, home=200):
        self.captures, self.home = captures, home
        self.asked, self.headers = [], []

    def __enter__(self):
        self._server = LoopbackServer(_handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def base(self):
        return f"http://127.0.0.1:{self._server.server_port}"

    def answer(self, path, headers):
        """Return status, headers and body."""
        if path == "/cite/":
            return self.home, {"Content-Type": "text/html"}, "the collection"
        if urlsplit(path).path.endswith("/cdx"):
            return self._index(urlsplit(path))
        if path.startswith("/cite/timemap/link/"):
            return self._timemap(path.removeprefix("/cite/timemap/link/"))
        if path.startswith("/cite/http"):
            return self._timegate(path.removeprefix("/cite/"), headers)
        return 404, {"Content-Type": "text/html"}, "not found"

    def place(self, stamp, url):
        return f"{self.base}/cite/{stamp}/{url}"

    def _index(self, parts):
        query = parse_qs(parts.query)
        url = query["url"][0]
        rows = self.captures.get(url, []) if parts.path == "/cite/cdx" else []
        lines = [
            json.dumps(
                {
                    "urlkey": "k",
                    "timestamp": stamp,
                    "url": url,
                    "mime": "text/html",
                    "status": "200",
                    "digest": stamp,
                }
            )
            for stamp in rows
        ]
        return 200, {"Content-Type": "text/x-ndjson"}, "".join(f"{line}\n" for line in lines)

    def _timemap(self, url):
        if url not in self.captures:
            return 404, {"Content-Type": "application/link-format"}, ""
        lines = [f'<{self.base}/cite/{url}>; rel="timegate"', f'<{url}>; rel="original"']
        lines += [
            f'<{self.place(stamp, url)}>; rel="memento"; datetime="{written_moment(moment(stamp))}"; collection="cite"'
            for stamp in self.captures[url]
        ]
        return 200, {"Content-Type": "application/link-format"}, ",\n".join(lines)

    def _timegate(self, url, headers):
        if url not in self.captures:
            return 404, {"Content-Type": "text/html"}, "not in this collection"
        wanted = http_moment(headers["accept-datetime"])
        nearest = min(self.captures[url], key=lambda stamp: abs(moment(stamp) - wanted))
        place = self.place(nearest, url)
        link = (
            f'<{url}>; rel="original", <{place}>; rel="memento"; datetime="{written_moment(moment(nearest))}"'
        )
        return 307, {"Location": place, "Link": link, "Vary": "accept-datetime"}, ""


def _handler(archive):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            asked = {name.lower(): value for name, value in self.headers.items()}
            archive.asked.append(self.path)
            archive.headers.append(asked)
            status, headers, body = archive.answer(self.path, asked)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_):
            """Keep the test's output clean."""

    return Handler
