"""The availability API: the nearest copy of one address (GET), or of many at once (POST, version 2).

A first, cheap pass: it never names revisits, and that it names nothing proves nothing (internetarchive/wayback issues
296 and 306). The batch form is the one that InternetArchiveBot uses.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from urllib.parse import parse_qs

from world.cdx import distance

_STATUSES = ("200", "203", "206")


def answer_one(query, pywb, base):
    """Return the JSON for the query string of a GET."""
    asked = parse_qs(query)
    url, timestamp = _one(asked, "url"), _one(asked, "timestamp")
    said = {"url": url, "archived_snapshots": _closest(asked, pywb, base)}
    return json.dumps(said | ({"timestamp": timestamp} if timestamp else {}))


def answer_many(body, pywb, base):
    """Return the JSON for the lines of a POST."""
    results = []
    for line in body.splitlines():
        asked = parse_qs(line)
        if asked:
            found = {name: values[0] for name, values in asked.items() if name in {"url", "timestamp", "tag"}}
            results.append(found | {"archived_snapshots": _closest(asked, pywb, base)})
    return json.dumps({"results": results})


def _closest(asked, pywb, base):
    """Return `{"closest": …}`, or an empty object."""
    now = f"{datetime.now(UTC):%Y%m%d%H%M%S}"
    timestamp, side = _one(asked, "timestamp") or now, _one(asked, "closest") or "either"
    statuses = asked.get("statuscodes", _STATUSES)
    rows = [row for row in pywb.rows(_one(asked, "url")) if row.statuscode in statuses]
    if side == "before":
        rows = [row for row in rows if row.timestamp <= timestamp.ljust(14, "9")]
    if side == "after":
        rows = [row for row in rows if row.timestamp >= timestamp]
    if not rows:
        return {}
    row = min(rows, key=lambda each: distance(each.timestamp, timestamp))
    url = f"{base}/web/{row.timestamp}/{row.original}"
    return {"closest": {"status": row.statuscode, "available": True, "url": url, "timestamp": row.timestamp}}


def _one(asked, name):
    """Return the first value of *name*, or an empty text."""
    return asked.get(name, [""])[0]
