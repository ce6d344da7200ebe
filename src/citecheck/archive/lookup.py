"""Ask an archive's index what it holds of one address: rows, none, or no answer, never mixed up."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from citecheck.archive.choice import noon_of
from citecheck.models import ArchiveFacts, Listing, NoAnswer, NotChecked, Reason
from citecheck.web import manner_for_archive

if TYPE_CHECKING:
    from citecheck.archive.pace import Pace
    from citecheck.web import Client, Manner, Reply

ATTEMPTS = 2
"""One repetition at most: the live index may need a minute for an answer, and each request is paced."""

_MAY_PASS = frozenset({Reason.SERVER_ERROR, Reason.READ_TIMEOUT, Reason.CONNECT_TIMEOUT, Reason.RESET})

_EXCLUSIONS = {
    # The header of the answer, or the text of older servers, names the exception of the Java code.
    "AdministrativeAccessControlException": "the address is excluded from the archive",
    "RobotAccessControlException": "the address is excluded from the archive by the site's robots.txt",
}

_BEYOND = timedelta(days=30)


async def listing(url: str, client: Client, pace: Pace, base: str, wanted: date) -> ArchiveFacts:
    """Ask the archive at *base* for all captures of *url*, and give a listing or why there is none.

    One request, which waits for its turn in *pace*. Where the index has more rows than were asked for and
    they end before *wanted*, a second request fetches those about that day. An empty `Listing` says that the
    archive has no capture; whatever keeps it from saying so is a `NoAnswer`. Credentials in *url* stay here.
    """
    bare = _askable(url)
    if isinstance(bare, NotChecked):
        return bare
    first = await _ask(bare, client, pace, base)
    if not isinstance(first, Listing) or not _ends_before(first, wanted):
        return first
    second = await _ask(bare, client, pace, base, about=wanted)
    return _joined(first, second) if isinstance(second, Listing) else second


def _askable(url: str) -> str | NotChecked:
    """Return *url* without credentials, or why no archive can hold it."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return NotChecked("malformed address")
    if parts.scheme.lower() not in {"http", "https", "ftp"}:
        return NotChecked(f"scheme {parts.scheme}" if parts.scheme else "malformed address")
    if not host:
        return NotChecked("malformed address")
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])) if "@" in parts.netloc else url


async def _ask(
    url: str, client: Client, pace: Pace, base: str, *, about: date | None = None
) -> Listing | NoAnswer | NotChecked:
    """Send one query, and once more if what it met may pass."""
    from citecheck.archive.dialect import query_address

    endpoint = f"{base.rstrip('/')}/cdx/search/cdx"
    address = query_address(url, endpoint, until=noon_of(about) + _BEYOND if about else None)
    facts: ArchiveFacts | None = None
    for _ in range(ATTEMPTS):
        async with pace.turn() as closed:
            if closed is not None:
                return facts or closed
            facts = await _facts_of(await client.get(address, _manner(base)))
            pace.learn(facts)
        if not isinstance(facts, NoAnswer) or facts.reason not in _MAY_PASS:
            return facts
    return facts or NotChecked("not asked")


async def _facts_of(reply: Reply | NoAnswer | NotChecked) -> ArchiveFacts:
    """Turn what came back into facts; failures of the transport pass through."""
    if isinstance(reply, NoAnswer | NotChecked):
        return reply
    if reply.status == 200:  # noqa: PLR2004 - only this status carries rows
        return await _listing_of(reply)
    if reply.status == 429:  # noqa: PLR2004 - too many requests (RFC 6585, section 4)
        wait = reply.headers.get("retry-after")
        asks = f" and asks to wait {wait[:40]}" if wait else ""
        return NoAnswer(Reason.RATE_LIMITED, f"the archive answers 429{asks}")
    if reply.status >= 500:  # noqa: PLR2004 - the class of server errors
        return NoAnswer(Reason.SERVER_ERROR, f"the archive answers {reply.status}")
    if reply.status >= 400:  # noqa: PLR2004 - the class of refusals
        why = _exclusion(reply) or f"the archive answers {reply.status}"
        return NoAnswer(Reason.REFUSED_BY_ARCHIVE, why)
    return NoAnswer(Reason.NOT_A_LISTING, f"the archive answers {reply.status}")


async def _listing_of(reply: Reply) -> Listing | NoAnswer:
    """Read the rows of an answer 200, in a thread because there may be many."""
    from citecheck.archive.dialect import read_listing

    found = await asyncio.to_thread(read_listing, reply.body, cut=reply.cut)
    if found is not None:
        return found
    if why := _exclusion(reply):
        return NoAnswer(Reason.REFUSED_BY_ARCHIVE, why)
    kind = reply.headers.get("content-type", "no content type")
    return NoAnswer(Reason.NOT_A_LISTING, f"the archive answers 200 without a listing ({kind[:80]})")


def _exclusion(reply: Reply) -> str | None:
    """Return why the archive never shows this address, if that is what it says."""
    said = reply.headers.get("x-archive-wayback-runtime-error", "")
    said += reply.body[:4096].decode("utf-8", "replace")
    return next((why for name, why in _EXCLUSIONS.items() if name in said), None)


def _ends_before(found: Listing, wanted: date) -> bool:
    """Tell whether the rows that came end before the wanted day although there are more."""
    return found.truncated and bool(found.captures) and found.captures[-1].captured < noon_of(wanted)


def _joined(first: Listing, second: Listing) -> Listing:
    """Return both listings as one, each capture once and in the order of time."""
    captures = dict.fromkeys((*first.captures, *second.captures))
    return Listing(
        tuple(sorted(captures, key=lambda capture: capture.captured)),
        first.malformed + second.malformed,
        truncated=True,
    )


def _manner(base: str) -> Manner:
    """Return how an index is asked; the client repeats nothing by itself, because the pace would not know."""
    return replace(manner_for_archive(base), retries=0)
