"""The availability API of the Internet Archive: a first, cheap look at many addresses in one request.

Its batch form is not in the documentation (archive.org/help/wayback_api.php), but InternetArchiveBot has
asked it for years (APII.php): a line for each question, and the nearest capture before or after a moment,
with one of the wanted statuses, for each line. It names no revisits and lags behind, and leaves out what is
archived for no visible reason (internetarchive/wayback issues 296 and 306): what it names is there, and what
it does not name proves nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import msgspec

from citecheck.archive.asking import askable, asked_to_wait, manner_at, refusal
from citecheck.archive.cdxj import moment_of
from citecheck.archive.choice import noon_of
from citecheck.archive.folding import same_page
from citecheck.models import Capture, Listing, NoAnswer, NotChecked, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from citecheck.archive.pace import Pace
    from citecheck.web import Client, Manner, Reply

AT_ONCE = 50
"""How many addresses are asked about in one request."""

NEAR = timedelta(days=30)
"""A copy within a month of the wanted day is near; Wikipedia's DASHBot took no others."""

_SIDES = ("before", "after")
_STATUSES = ("200", "203", "206")  # those that show a page, as InternetArchiveBot asks for them
_READ_TIMEOUT = 15.0  # seconds; it answers within one, or it is better to ask the index
_BODY_LIMIT = 1 << 20
_NAMED = re.compile(r"https?://[^/]{1,255}/web/(\d{14})(?:[a-z]{2}_)?/(.{1,8192})", re.IGNORECASE)


async def available(
    asked: Sequence[tuple[str, date]], client: Client, pace: Pace, address: str
) -> Mapping[str, Listing] | NoAnswer:
    """Ask at *address* for the captures of each URL that are nearest to its day, on either side of it.

    One request for all of *asked* (at most `AT_ONCE`), which waits for its turn in *pace* and is not sent
    again. Each listing holds one or two captures and is `partial`; that a URL is missing says nothing.
    Credentials in the URLs stay here.
    """
    body = "\n".join(_lines(asked))
    if not body:
        return {}
    async with pace.turn() as closed:
        if closed is not None:
            return closed
        reply = await client.post(address, body.encode(), _manner(address))
        found = _read(reply, asked)
        pace.learn(found, asked_to_wait(reply))
    return found


def is_enough(listing: Listing, wanted: date) -> bool:
    """Tell whether the captures of a partial *listing* leave nothing to be asked about a page that is there.

    The copy of such a page is a reserve: one from within a month of the day *wanted* will do. Of a page in
    trouble it is all that is left, and what the archive saw before and after it tells what it is worth.
    """
    noon = noon_of(wanted)
    return any(abs(capture.captured - noon) <= NEAR for capture in listing.captures)


def _lines(asked: Sequence[tuple[str, date]]) -> Iterator[str]:
    """Yield two questions for each address that an archive can hold."""
    for number, (url, day) in enumerate(asked):
        bare = askable(url)
        if isinstance(bare, NotChecked):
            continue
        for side in _SIDES:
            # The form with https is not found where the one without a scheme is (internetarchive/wayback
            # issue 296).
            fields = [("url", bare.removeprefix("https://")), ("timestamp", f"{noon_of(day):%Y%m%d%H%M%S}")]
            fields += [("closest", side), *(("statuscodes", status) for status in _STATUSES)]
            yield urlencode([*fields, ("tag", f"{number}-{side}")])


def _read(
    reply: Reply | NoAnswer | NotChecked, asked: Sequence[tuple[str, date]]
) -> Mapping[str, Listing] | NoAnswer:
    """Return what *reply* names of each address that was *asked* about."""
    if isinstance(reply, NotChecked):
        return NoAnswer(Reason.MALFORMED, reply.why)
    if isinstance(reply, NoAnswer):
        return reply
    results = _results(reply)
    if results is None:
        return refusal(reply, "the availability API")
    found: dict[str, list[Capture]] = {}
    for result in results:
        url = _asked_with(result.get("tag"), asked)
        capture = None if url is None else _capture(result, url)
        if url is not None and capture is not None:
            found.setdefault(url, []).append(capture)
    return {url: _listing(captures) for url, captures in found.items()}


def _results(reply: Reply) -> list[dict[str, object]] | None:
    """Return the results of an answer; None where it is something else."""
    if reply.status != 200 or reply.cut:  # noqa: PLR2004 - only this status carries results
        return None
    try:
        said = msgspec.json.decode(reply.body, type=dict[str, object])
    except (ValueError, RecursionError):  # msgspec's errors are ValueErrors
        return None
    results = said.get("results")
    return [each for each in results if isinstance(each, dict)] if isinstance(results, list) else None


def _asked_with(tag: object, asked: Sequence[tuple[str, date]]) -> str | None:
    """Return the address that was asked about with this *tag*; None if there was none."""
    number, _, side = str(tag)[:20].partition("-")
    is_ours = number.isascii() and number.isdigit() and side in _SIDES and int(number) < len(asked)
    return asked[int(number)][0] if is_ours else None


def _capture(result: dict[str, object], url: str) -> Capture | None:
    """Return the capture of *url* that a result names; None if it names none that can be believed."""
    match result:
        case {"archived_snapshots": {"closest": {"available": True, "url": str(place), "status": status}}}:
            named = _NAMED.fullmatch(place)
        case _:
            return None
    moment = moment_of(named[1]) if named else None
    if named is None or moment is None or str(status) not in _STATUSES or not same_page(named[2], url):
        return None
    return Capture(moment, named[2], int(str(status)), "-", "-")


def _listing(captures: list[Capture]) -> Listing:
    """Return the few *captures* in the order of time."""
    ordered = sorted(set(captures), key=lambda capture: capture.captured)
    return Listing(tuple(ordered), partial=True)


def _manner(address: str) -> Manner:
    """Return how the interface is asked."""
    headers = (("Wayback-Api-Version", "2"), ("Content-Type", "application/x-www-form-urlencoded"))
    return replace(manner_at(address), headers=headers, read_timeout=_READ_TIMEOUT, body_limit=_BODY_LIMIT)
