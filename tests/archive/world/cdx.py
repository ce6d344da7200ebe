"""The Wayback Machine's query language for its index, over rows that pywb gave.

What it does differently from pywb: filters are regular expressions for a whole field (`~`: for a part of it),
`closest` sorts only together with `sort=closest`, `limit` counts from the end where it is negative, adjacent rows
can be collapsed, and a listing that is cut off ends with a key to go on with (internetarchive/wayback, README of
wayback-cdx-server).
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from urllib.parse import quote_plus, unquote_plus

from world.pywb import Row

FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
MOST_ROWS = 150_000
MATCHES = {"exact", "prefix", "host", "domain"}
_SINGLE = {"url", "matchType", "from", "to", "limit", "offset", "sort", "closest", "fl", "output", "gzip"}
_MANY = {"filter", "collapse"}
_KEYS = {"showResumeKey", "resumeKey", "fastLatest"}


class BadQuery(Exception):  # noqa: N818 - it is the query that is bad
    """A query that the index refuses. The real one overlooks what it does not know; tests should not."""


def listing(parameters, rows_of):
    """Return the content type and the body of the answer to *parameters* (pairs of name and value).

    *rows_of* takes an address and a kind of match, and gives all rows in the order of addresses and time.
    """
    query = _checked(parameters)
    rows = rows_of(*_looked_up(query))
    rows = [row for row in rows if _passes(row, parameters, query)]
    rows = _sorted(rows, query)
    for name, value in parameters:
        if name == "collapse":
            rows = _collapsed(rows, value)
    rows, key = _page(rows, query)
    return _written(rows, key if query.get("showResumeKey") == "true" else None, query)


def _checked(parameters):
    """Return the parameters that may stand once as a mapping; raises `BadQuery`."""
    query = {name: value for name, value in parameters if name not in _MANY}
    unknown = {name for name, _ in parameters} - _SINGLE - _MANY - _KEYS
    if unknown or not query.get("url"):
        raise BadQuery(f"no url, or unknown parameters: {sorted(unknown)}")
    if query.get("sort", "closest") not in {"closest", "reverse"} or query.get("output", "json") != "json":
        raise BadQuery(f"sort or output: {query}")
    if query.get("sort") == "closest" and not query.get("closest"):
        raise BadQuery("sort=closest without closest")
    for name, value in parameters:
        field = value.lstrip("!~").partition(":")[0]
        if name in _MANY and field not in FIELDS:
            raise BadQuery(f"{name}: {value}")
    return query


def _looked_up(query):
    """Return the address and the kind of match, which a `*` at either end of the address can say."""
    url, match = query["url"], query.get("matchType")
    if match is None and url.startswith("*."):
        url, match = url[2:], "domain"
    elif match is None and url.endswith("*"):
        url, match = url[:-1], "prefix"
    if (match or "exact") not in MATCHES:
        raise BadQuery(f"matchType: {match}")
    return url, match or "exact"


def _passes(row, parameters, query):
    """Tell whether *row* is of the asked time and passes every filter."""
    if row.timestamp < query.get("from", "").ljust(14, "0"):
        return False
    if row.timestamp > query.get("to", "").ljust(14, "9"):
        return False
    return all(_fits(row, value) for name, value in parameters if name == "filter")


def _fits(row, said):
    """Tell whether *row* passes the filter `[!][~]field:expression`."""
    negated = said.startswith("!")
    match = re.search if said.removeprefix("!").startswith("~") else re.fullmatch
    field, _, pattern = said.lstrip("!~").partition(":")
    return (match(pattern, getattr(row, field)) is None) == negated


def _sorted(rows, query):
    """Return *rows* in the asked order."""
    if query.get("sort") == "reverse":
        return sorted(rows, key=attrgetter("timestamp"), reverse=True)
    if query.get("sort") == "closest":
        return sorted(rows, key=lambda row: distance(row.timestamp, query["closest"]))
    return rows


def _collapsed(rows, said):
    """Return the first of adjacent rows that agree in `field[:digits]`."""
    field, _, length = said.partition(":")
    groups = groupby(rows, key=lambda row: getattr(row, field)[: int(length) if length else None])
    return [next(group) for _, group in groups]


def _page(rows, query):
    """Return the part of *rows* that is asked for, and the key of the row that would come next."""
    if begin := query.get("resumeKey"):
        # It is written percent-encoded; waybackpy encodes it once more where others send it as it is.
        begin = unquote_plus(begin) if ")" not in begin else begin
        rows = [row for row in rows if _key(row) >= begin]
    rows = rows[int(query.get("offset", 0)) :]
    limit = int(query.get("limit", MOST_ROWS))
    if limit < 0:
        return rows[limit:], None
    return rows[:limit], _key(rows[limit]) if len(rows) > limit else None


def _key(row):
    """Return what stands for a place in the order of rows."""
    return f"{row.urlkey} {row.timestamp}"


def _written(rows, key, query):
    """Return the content type and the body."""
    names = query["fl"].split(",") if query.get("fl") else FIELDS
    table = [[getattr(row, name) if name in Row.__slots__ else "-" for name in names] for row in rows]
    if query.get("output") == "json":
        more = [[], [quote_plus(key)]] if key else []
        return "application/json", json.dumps([list(names), *table, *more] if table else []) + "\n"
    lines = [" ".join(columns) for columns in table] + (["", quote_plus(key)] if key else [])
    return "text/plain", "".join(f"{line}\n" for line in lines)


def distance(timestamp, other):
    """Return the seconds between two timestamps of up to 14 digits."""
    return abs((moment(timestamp) - moment(other)).total_seconds())


def moment(timestamp):
    """Return the moment that up to 14 digits name: the first that begins so."""
    filled = timestamp + "10000101000000"[len(timestamp) :]
    return datetime.strptime(filled[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
