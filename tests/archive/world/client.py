"""A client that follows nothing and hides nothing, for looking at the archive itself."""

from __future__ import annotations

import http.client
from urllib.parse import urlencode, urlsplit


def get(base, target, *, method="GET", body=None, **headers):
    """Ask the server at *base*; return status, headers (lower case) and body."""
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=20)
    try:
        connection.request(
            method, target, body, {name.replace("_", "-"): val for name, val in headers.items()}
        )
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def cdx(world, url, *more, **parameters):
    """Return the lines of a listing of *url*."""
    query = urlencode([("url", url), *more, *parameters.items()])
    status, _, body = get(world.front, f"/cdx/search/cdx?{query}")
    assert status == 200, body
    return body.decode().splitlines()


def columns(lines, *places):
    """Return the columns at *places* of every line."""
    return [tuple(line.split(" ")[place] for place in places) for line in lines]
