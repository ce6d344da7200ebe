"""What an archive shows for a capture: its bytes as they were, redirects followed within archive and time.

The raw replay (`id_`) answers with the status of the captured answer; `Memento-Datetime` says that it is one
(RFC 7089, section 2.1.1). The Wayback Machine leads redirects of pages to the capture of the same moment,
pywb leaves them as they were, so that a client that follows them leaves the archive; and both lead from a
moment of which they have no capture to the nearest one, which may be of another year. So each address that is
asked is made here, and none is asked that is farther than a day from the capture.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from citecheck.archive.address import joined, place_of, raw_beside
from citecheck.archive.archives import raw_address
from citecheck.archive.asking import ask, refusal
from citecheck.models import Capture, Hop, NoAnswer, NotChecked, Reason
from citecheck.web import PAGE, Manner, Reply, manner_for_archive

if TYPE_CHECKING:
    from citecheck.archive.archives import Archive
    from citecheck.archive.pace import Pace
    from citecheck.web import Client

WINDOW = timedelta(hours=24)
"""How far from the capture another one may be that stands for what it led to (EDGI wayback's default)."""

MOST_ADDRESSES = 12
"""Addresses asked for one capture: a few redirects, each perhaps over the archive's nearest capture."""

_OK = range(200, 300)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_REFUSALS = frozenset({403, 429})
_FAILURES = range(500, 600)


@dataclass(frozen=True, slots=True)
class _Way:
    """Where a reply leads: the moment and the address of a capture, and whether the page itself led there."""

    captured: datetime
    original: str
    of_page: bool


async def shown(
    capture: Capture, archive: Archive, client: Client, pace: Pace, page: Manner = PAGE
) -> Reply | NoAnswer | NotChecked:
    """Return what was captured as the web answered then, or why *archive* does not show it.

    *pace* is that of the archive's replays. *page* is how live pages are asked: its limits, and its way to
    tell where a page sends its readers by itself, hold here too. The addresses of the reply and of its hops
    are those of the web of that day.
    """
    here, address = capture, raw_address(capture, archive)
    manner = _manner(address, page)
    hops, asked = tuple[Hop, ...](), set[str]()
    if not address:
        return _nothing("the archive does not say where", hops)
    while len(asked) < MOST_ADDRESSES and address not in asked:
        asked.add(address)
        reply = await ask(address, client, pace, manner, _read)
        if not isinstance(reply, Reply):
            return replace(reply, hops=hops) if isinstance(reply, NoAnswer) else reply
        way = _way(reply, here, address, page)
        if way is None:
            return _as_captured(reply, here, capture, hops)
        hops += (Hop(here.original, reply.status, way.original),) if way.of_page else ()
        there = raw_beside(address, way.captured, way.original)
        if there is None or abs(way.captured - capture.captured) > WINDOW:
            return _nothing(f"of what it led to, {way.original}, there is no copy of that day", hops)
        here, address = replace(here, captured=way.captured, original=way.original), there
    return NoAnswer(Reason.TOO_MANY_HOPS, "the archived redirects do not end", hops)


def _manner(address: str, page: Manner) -> Manner:
    """Return how a replay is asked: as much of it as of a page, in the way of an archive, step by step."""
    archive = manner_for_archive(address)
    return replace(
        archive,
        accept=page.accept,
        body_limit=page.body_limit,
        limits=page.limits,
        enough=page.enough,
        retries=0,
        follow=False,
    )


async def _read(reply: Reply) -> Reply | NoAnswer:
    """Tell an archive that refuses, or that is out of order, from the capture of an answer."""
    fails = reply.status in _REFUSALS or reply.status in _FAILURES
    return refusal(reply) if fails and _moment_of(reply) is None else reply


def _way(reply: Reply, here: Capture, address: str, page: Manner) -> _Way | None:
    """Return where *reply*, the replay of *here* at *address*, leads; None where it stays."""
    is_captured = _moment_of(reply) is not None
    location = reply.headers.get("location", "") if reply.status in _REDIRECTS else ""
    place = place_of(location, address)
    if place is not None:
        return _Way(*place, of_page=is_captured)
    if is_captured and reply.status in _OK and page.refresh is not None:
        location = page.refresh(reply.headers.get("content-type", "").partition(";")[0], reply.body) or ""
    target = joined(here.original, location) if location and is_captured else None
    if target is None or (target == here.original and reply.status in _OK):
        return None  # many a page loads itself anew
    return _Way(here.captured, target, of_page=True)


def _as_captured(reply: Reply, here: Capture, capture: Capture, hops: tuple[Hop, ...]) -> Reply | NoAnswer:
    """Return *reply* as the web answered then, if it is a capture of about that moment."""
    moment = _moment_of(reply)
    if moment is None:
        there = (
            f"of what it led to, {here.original}, there is no copy"
            if hops
            else "the archive does not show it"
        )
        return _nothing(f"{there} (it answers {reply.status})", hops)
    if abs(moment - capture.captured) > WINDOW:
        return _nothing("the archive shows another day in its place", hops)
    return replace(reply, url=here.original, hops=hops, tls=None)


def _nothing(detail: str, hops: tuple[Hop, ...]) -> NoAnswer:
    """Say that the archive does not show what its index names."""
    return NoAnswer(Reason.NOT_A_CAPTURE, detail, hops)


def _moment_of(reply: Reply) -> datetime | None:
    """Return when what was replayed was captured; None if that is no capture."""
    try:
        moment = parsedate_to_datetime(reply.headers["memento-datetime"][:64])
    except (KeyError, ValueError, TypeError, IndexError, OverflowError):  # not there, or no date
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
