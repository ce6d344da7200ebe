"""Ask an archive's index about one address: a listing, or why there is none."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from citecheck.archive.asking import ask, askable, manner_at, refusal
from citecheck.archive.choice import noon_of
from citecheck.models import ArchiveFacts, Listing, NoAnswer, NotChecked

if TYPE_CHECKING:
    from datetime import date, datetime

    from citecheck.archive.pace import Pace
    from citecheck.web import Client, Reply


NEAR = timedelta(days=31)


async def listing(url: str, client: Client, pace: Pace, base: str, wanted: date) -> ArchiveFacts:
    """Ask the archive at *base* for all captures of *url*, and give a listing or why there is none.

    One request, which waits for its turn in *pace*. Where there are more rows than came, and those end before
    noon of *wanted*, two more requests fetch what lies before and after it, the nearest first, so that what
    is cut off then is farther away. An empty `Listing` says that the archive has no capture; whatever keeps
    it from saying so is a `NoAnswer`. Credentials in *url* stay here.
    """
    bare = askable(url)
    if isinstance(bare, NotChecked):
        return bare
    noon = noon_of(wanted)
    found = await _ask(bare, client, pace, base)
    if not isinstance(found, Listing) or not _ends_before(found, noon):
        return found
    for bounds in ({"until": noon}, {"since": noon}):
        side = await _ask(bare, client, pace, base, **bounds)
        if not isinstance(side, Listing):
            return side
        found = merged(found, side)
    return found


async def _ask(
    url: str, client: Client, pace: Pace, base: str, **bounds: datetime
) -> Listing | NoAnswer | NotChecked:
    """Send the query of one address, within *bounds* of time as `query_address` takes them."""
    from citecheck.archive.dialect import query_address

    return await ask_index(query_address(url, endpoint_of(base), **bounds), client, pace, base)


def endpoint_of(base: str) -> str:
    """Return where the archive at *base* answers queries of its index."""
    return f"{base.rstrip('/')}/cdx/search/cdx"


async def ask_index(address: str, client: Client, pace: Pace, base: str) -> Listing | NoAnswer | NotChecked:
    """Send the query *address* to the archive at *base*, and once more if what it met may pass."""
    return await ask(address, client, pace, manner_at(base), _listing_of)


async def _listing_of(reply: Reply) -> Listing | NoAnswer:
    """Read the rows of an answer 200, in a thread because there may be many."""
    from citecheck.archive.dialect import read_listing

    if reply.status != 200:  # noqa: PLR2004 - only this status carries rows
        return refusal(reply)
    found = await asyncio.to_thread(read_listing, reply.body, cut=reply.cut)
    return refusal(reply) if found is None else found


def _ends_before(found: Listing, noon: datetime) -> bool:
    """Tell whether the rows that came end before *noon* although there are more."""
    return found.truncated and bool(found.captures) and found.captures[-1].captured < noon


def covers(found: Listing, day: date) -> bool:
    """Tell whether the captures nearest to *day* are sure to be in *found*.

    A listing with more rows than came is whole about the day for which it was asked, and nobody knows where
    it has its gaps; a page with so many captures has one in every month.
    """
    noon = noon_of(day)
    return not found.truncated or any(abs(each.captured - noon) <= NEAR for each in found.captures)


def merged(first: Listing, second: Listing) -> Listing:
    """Return both listings as one, each capture once and in the order of time."""
    captures = dict.fromkeys((*first.captures, *second.captures))
    return replace(
        first,
        captures=tuple(sorted(captures, key=lambda capture: capture.captured)),
        malformed=first.malformed + second.malformed,
        truncated=True,
    )
