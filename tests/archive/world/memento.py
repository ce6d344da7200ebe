"""How the Wayback Machine shows what it holds: replay, TimeGate and TimeMap (RFC 7089), over pywb."""

from __future__ import annotations

import http.client
import re
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import urljoin

from world.cdx import distance, moment

_REPLAY = re.compile(r"/web/(\d{1,14})([a-z]{2}_)?/(.+)", re.DOTALL)
_TIMEMAP = re.compile(r"/web/timemap/link/(.+)", re.DOTALL)
_TIMEGATE = re.compile(r"/web/([a-z]+:/.+)", re.DOTALL)
_KEPT = ("Content-Type", "Content-Encoding")
_NOT_HERE = ("X-Archive-Wayback-Runtime-Error", "ResourceNotInArchiveException: the Resource was not found")


def replayed(path, headers, pywb, base):
    """Return status, headers and body for *path* below `/web/`, or None if that is no such path.

    *headers* are those of the request, with lower-case names; *base* is the address of this archive.
    """
    if found := _TIMEMAP.fullmatch(path):
        return _timemap(found[1], pywb, base)
    if found := _REPLAY.fullmatch(path):
        return _memento(*found.groups(default=""), pywb, base)
    if found := _TIMEGATE.fullmatch(path):
        return _timegate(found[1], headers.get("accept-datetime"), pywb, base)
    return None


def _memento(timestamp, modifier, url, pywb, base):
    """Show the capture of that very moment, or redirect to the nearest one.

    With the modifier `id_` it is shown as it was recorded; otherwise for people, with a banner, and a redirect as a
    page that says that it was one.
    """
    rows = pywb.rows(url)
    if not rows:
        return _missing(url)
    row = min(rows, key=lambda each: (distance(each.timestamp, timestamp), each.original != url))
    if row.timestamp != timestamp:
        return 302, [("Location", _address(row, base, modifier)), *_link(row, rows, base)], b""
    status, said, body = pywb.raw(row)
    given = dict(said)
    if "Memento-Datetime" not in given:  # a redirect to another form of the address, whose capture comes next
        return 302, [("Location", _within(given["Location"], base))], b""
    headers = [("Memento-Datetime", given["Memento-Datetime"]), *_link(row, rows, base)]
    headers += [(f"x-archive-orig-{name.lower()}", value) for name, value in said if name not in _ADDED]
    headers += [(name, given[name]) for name in _KEPT if name in given]
    target = f"{base}/web/{row.timestamp}{modifier}/{urljoin(row.original, given.get('Location', ''))}"
    if modifier == "id_":
        return status, [*headers, *([("Location", target)] if "Location" in given else [])], body
    if "Location" in given:
        return 200, headers, f"<html>Got an HTTP {status} response at crawl time: {target}</html>".encode()
    return status, headers, body if "Content-Encoding" in given else _with_banner(body)


def _with_banner(body):
    """Return *body* as people are shown it."""
    is_page = body.lstrip()[:1] == b"<"
    return b"<!-- BEGIN WAYBACK TOOLBAR INSERT --><!-- END WAYBACK TOOLBAR INSERT -->" * is_page + body


def _timegate(url, wanted, pywb, base):
    """Redirect to the capture nearest to the asked moment; without one to the latest."""
    rows = pywb.rows(url)
    if not rows:
        return _missing(url)
    at = parsedate_to_datetime(wanted).astimezone(UTC) if wanted else datetime.now(UTC)
    row = min(rows, key=lambda each: abs((moment(each.timestamp) - at).total_seconds()))
    headers = [("Location", _address(row, base)), ("Vary", "accept-datetime"), *_link(row, rows, base)]
    return 302, headers, b""


def _timemap(url, pywb, base):
    """List all captures as links (RFC 7089, section 5)."""
    rows = pywb.rows(url)
    if not rows:
        return _missing(url)
    own = (
        f'<{base}/web/timemap/link/{url}>; rel="self"; type="application/link-format"; '
        f'from="{_date(rows[0])}"; until="{_date(rows[-1])}"'
    )
    lines = [f'<{rows[0].original}>; rel="original"', own, f'<{base}/web/{url}>; rel="timegate"']
    lines += [_memento_link(row, "first memento" if row == rows[0] else "memento", base) for row in rows]
    return 200, [("Content-Type", "application/link-format")], ",\n".join(lines).encode()


def _missing(url):
    """Say that nothing is here; without `Memento-Datetime` this is no capture of an error."""
    text = f"<html><h1>Hrm.</h1><p>The Wayback Machine has not archived that URL.</p><p>{len(url)}</p></html>"
    return http.client.NOT_FOUND, [_NOT_HERE, ("Content-Type", "text/html; charset=utf-8")], text.encode()


def _link(row, rows, base):
    """Return the header that leads to the other captures, in the order of the real one."""
    links = [
        f'<{row.original}>; rel="original"',
        f'<{base}/web/timemap/link/{row.original}>; rel="timemap"; type="application/link-format"',
        f'<{base}/web/{row.original}>; rel="timegate"',
    ]
    place = rows.index(row)
    named = {"first": 0, "prev": place - 1, "": place, "next": place + 1, "last": len(rows) - 1}
    links += [
        _memento_link(rows[index], f"{name} memento".strip(), base)
        for name, index in named.items()
        if 0 <= index < len(rows) and (index != place or not name)
    ]
    return [("Link", ", ".join(links))]


def _memento_link(row, relation, base):
    """Return one link to a capture."""
    return f'<{_address(row, base)}>; rel="{relation}"; datetime="{_date(row)}"'


def _date(row):
    """Return when *row* was captured as HTTP writes it."""
    return format_datetime(moment(row.timestamp), usegmt=True)


def _address(row, base, modifier=""):
    """Return where *row* is shown."""
    return f"{base}/web/{row.timestamp}{modifier}/{row.original}"


def _within(location, base):
    """Return an address of pywb's as one of this archive."""
    return f"{base}/web/{location.partition('/cite/')[2]}"


_ADDED = {"Memento-Datetime", "Link", "Date", "Content-Length", "Transfer-Encoding"}
