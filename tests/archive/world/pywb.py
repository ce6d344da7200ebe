"""pywb as a process of its own: started on WARC files, asked for rows and for bytes."""

from __future__ import annotations

import http.client
import json
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

SERVE = Path(__file__).with_name("pywb_serve.py")
KEPT = "!#$%&'()*+,/:;=?@[]~"  # characters of addresses that are sent as they are


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the index, in the columns and in the spelling of the Wayback Machine."""

    urlkey: str
    timestamp: str
    original: str
    mimetype: str
    statuscode: str
    digest: str
    length: str


@dataclass(frozen=True, slots=True)
class Pywb:
    """A running pywb: its *port* on loopback, and the certificate (*ca*) for what it proxies over https."""

    port: int
    ca: Path

    @property
    def base(self):
        """The address of its collection, which speaks pywb's own dialect."""
        return f"http://127.0.0.1:{self.port}/cite"

    @property
    def proxy(self):
        """Its address as a proxy, which shows the web of one day."""
        return f"http://127.0.0.1:{self.port}"

    def rows(self, url, match_type="exact"):
        """Return every row for *url*, by address and time."""
        query = {"url": url, "matchType": match_type, "output": "json", "allowFuzzy": "false"}
        status, _, body = self._get(f"/cite/cdx?{urlencode(query)}")
        if status != http.client.OK:  # no row is not an error, and an error is not "no row"
            raise RuntimeError(f"pywb answers {status} about {url}: {body[:500]!r}")
        return [_row_of(json.loads(line)) for line in body.splitlines()]

    def raw(self, row):
        """Return status, headers and bytes of a capture, as they were recorded."""
        return self._get(f"/cite/{row.timestamp}id_/{quote(row.original, safe=KEPT)}")

    def _get(self, target):
        """Ask for *target*, and read all of the answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", target, headers={"Accept-Encoding": "gzip"})  # as stored
            answer = connection.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            connection.close()


def _row_of(said):
    """Translate one row of pywb, which leaves out what a revisit has not."""
    return Row(
        said["urlkey"],
        said["timestamp"],
        said["url"],
        said["mime"],
        said.get("status") or "-",
        said["digest"].removeprefix("sha1:"),
        said.get("length", "-"),
    )


@contextmanager
def running_pywb(python, folder, day):
    """Serve `collections/*/archive` of *folder* as long as the context lasts; *day* is that of the proxied web."""
    said = folder / "pywb.log"
    with said.open("w") as log:
        process = subprocess.Popen(
            [str(python), "-I", str(SERVE), str(folder), day],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        with process:
            port = process.stdout.readline().strip()
            if not port.isdigit():
                process.kill()
                raise RuntimeError(f"pywb did not start:\n{port}\n{said.read_text()}")
            try:
                yield Pywb(int(port), folder / "ca.pem")
            finally:
                process.kill()
