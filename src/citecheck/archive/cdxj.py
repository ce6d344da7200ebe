"""The index of pywb, whose dialect is another than the Wayback Machine's.

It names its fields otherwise, writes one JSON object a line, and finds what is nearest to a day by itself.
Where it holds nothing it may answer with what is *like* the address (pywb issue 522), and for a collection
that does not exist with an empty listing.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import msgspec

from citecheck.archive.asking import ask, askable, manner_at, refusal
from citecheck.archive.choice import noon_of
from citecheck.archive.folding import same_page
from citecheck.models import ArchiveFacts, Capture, Listing, NoAnswer, NotChecked, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from citecheck.archive.archives import Archive
    from citecheck.archive.pace import Pace
    from citecheck.web import Client, Reply

ROWS = 5_000
"""How many rows are asked for, those nearest to the wanted day: about 2 MB."""

_LONGEST_ROW = 16_384  # bytes
_STATUS = len("200")
_UNASKED = "http://example.com/"  # reserved for examples (RFC 2606, section 3); any address would do


class _Row(msgspec.Struct):
    """What a row may hold, under the names of pywb and of older servers."""

    timestamp: str | None = None
    url: str | None = None
    original: str | None = None
    mime: str | None = None
    mimetype: str | None = None
    status: str | int | None = None
    statuscode: str | int | None = None
    digest: str | None = None
    access: str = "allow"


_DECODER = msgspec.json.Decoder(_Row)


async def listing(url: str, client: Client, pace: Pace, archive: Archive, wanted: date) -> ArchiveFacts:
    """Ask the collection *archive* for the captures of *url* that are nearest to the day *wanted*."""
    bare = askable(url)
    if isinstance(bare, NotChecked):
        return bare

    async def read(reply: Reply) -> Listing | NoAnswer:
        """Return the listing that *reply* is, in a thread: many rows take long."""
        if not _is_rows(reply):
            return refusal(reply, archive.name)
        found = await asyncio.to_thread(read_rows, reply.body, bare, archive, cut=reply.cut)
        return refusal(reply, archive.name) if found is None else found

    address = query_address(bare, archive.base, wanted)
    facts = await ask(address, client, pace, manner_at(archive.base), read)
    if isinstance(facts, Listing) and not facts.captures and not (archive.known or pace.trusted):
        return await _none_unless_no_collection(facts, client, pace, archive)
    return facts


async def is_index(archive: Archive, client: Client, pace: Pace) -> bool | None:
    """Tell whether the index of a pywb collection answers at *archive*; None where nobody can tell now."""

    async def read(reply: Reply) -> bool | NoAnswer:
        """Tell whether *reply* is one of an index; what may pass tells nothing."""
        met = refusal(reply, archive.name)
        passes = met.reason not in {Reason.NOT_A_LISTING, Reason.REFUSED_BY_ARCHIVE}
        return met if passes else _is_rows(reply)

    address = query_address(_UNASKED, archive.base, datetime.now(UTC).date(), rows=1)
    said = await ask(address, client, pace, manner_at(archive.base), read)
    return said if isinstance(said, bool) else None


def query_address(url: str, base: str, wanted: date, rows: int = ROWS) -> str:
    """Return the address that asks the collection at *base* for the captures of *url* about *wanted*."""
    query = {
        "url": url,
        "output": "json",
        "sort": "closest",
        "closest": f"{noon_of(wanted):%Y%m%d%H%M%S}",
        "limit": str(rows),
        "allowFuzzy": "false",
    }
    return f"{base}/cdx?{urlencode(query)}"


def read_rows(body: bytes, url: str, archive: Archive, *, cut: bool = False) -> Listing | None:
    """Return the listing of *url* that *body* is, in the order of time; None if it is something else.

    Rows of other addresses, and of captures that the archive shows nobody, are left out.
    """
    captures: list[Capture] = []
    count = malformed = 0
    for line in _lines(body, cut=cut):
        count += 1
        row = _row(line)
        capture = None if row is None else _capture(row, archive)
        if capture is None:
            malformed += 1
        elif row is not None and row.access == "allow" and same_page(capture.original, url):
            captures.append(capture)
    if count and malformed == count:
        return None
    captures.sort(key=lambda capture: capture.captured)
    more = cut or count >= ROWS
    return Listing(tuple(captures), malformed, truncated=more, archive=archive.name)


def _lines(body: bytes, *, cut: bool) -> Iterator[bytes]:
    """Yield the rows that are whole; at most as many as were asked for."""
    lines = body.split(b"\n", ROWS + 1)[: ROWS + 1]
    if cut and len(lines) <= ROWS:
        lines.pop()
    yield from (line.strip() for line in lines[:ROWS] if line.strip())


def _row(line: bytes) -> _Row | None:
    """Read one row: a JSON object, before which its key and its moment may stand (CDXJ)."""
    if len(line) > _LONGEST_ROW:
        return None
    before, brace, fields = line.partition(b"{")
    try:
        row = _DECODER.decode(brace + fields)
    except (ValueError, RecursionError):  # msgspec's errors are ValueErrors
        return None
    if before.strip() and row.timestamp is None:
        row.timestamp = before.split()[-1].decode("ascii", "replace")
    return row


def _capture(row: _Row, archive: Archive) -> Capture | None:
    """Return the capture that *row* names; None where it is malformed."""
    original, stamp = row.url or row.original, row.timestamp or ""
    moment = moment_of(stamp)
    status = row.statuscode if row.status is None else row.status
    written = "-" if status in {None, ""} else str(status)
    if moment is None or not original or not (written == "-" or _is_number(written, _STATUS)):
        return None
    return Capture(
        captured=moment,
        original=original,
        status=None if written == "-" else int(written),
        mimetype=row.mime or row.mimetype or "-",
        digest=row.digest or "-",
        address=archive.shown.format(base=archive.base, moment=stamp, url=original),
    )


def moment_of(stamp: str) -> datetime | None:
    """Return the moment that 14 digits name; None if they are something else."""
    if not _is_number(stamp, 14):
        return None
    try:
        return datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _is_number(text: str, digits: int) -> bool:
    """Tell whether *text* is a number of so many digits."""
    return len(text) == digits and text.isascii() and text.isdigit()


def _is_rows(reply: Reply) -> bool:
    """Tell whether an answer can be one of an index: not a page for people."""
    kind = reply.headers.get("content-type", "")
    return reply.status == 200 and "html" not in kind  # noqa: PLR2004 - only this status carries rows


async def _none_unless_no_collection(
    none: Listing, client: Client, pace: Pace, archive: Archive
) -> Listing | NoAnswer | NotChecked:
    """Return *none*, or, where there is no such collection, that this cannot be known.

    A server without the collection answers for every address with an empty listing; the page of the
    collection itself tells.
    """
    where = f"{archive.base}/"

    async def read(reply: Reply) -> Listing | NoAnswer:
        """Return *none* if the page of the collection is there; what else there is said instead."""
        if reply.status < 400:  # noqa: PLR2004 - the bound of refusals
            pace.trusted = True
            return none
        met = NoAnswer(Reason.NOT_A_LISTING, f"no collection is at {where}, which answers {reply.status}")
        if reply.status < 500:  # noqa: PLR2004 - the bound of what may pass
            pace.close(met)
        return met

    return await ask(where, client, pace, manner_at(archive.base), read)
