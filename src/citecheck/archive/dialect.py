"""The Wayback CDX dialect, spoken by waybackpy: it writes the query and reads the rows, and never connects.

waybackpy's network code takes 400, 403, 404 and 429 for "not archived", has no timeout and repeats a refused
request six times; and one row that it cannot read ends the whole listing. So its one seam,
`cdx_api_manager`, is given the text that our own client fetched, one row at a time.

Importing this file imports waybackpy and with it requests (about 0.1 s): import it where it is used.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

from waybackpy import WaybackMachineCDXServerAPI
from waybackpy.cdx_utils import full_url
from waybackpy.exceptions import WaybackError

from citecheck.archive.address import stamp_of
from citecheck.models import Capture, Listing

if TYPE_CHECKING:
    from collections.abc import Generator

    from waybackpy.cdx_snapshot import CDXSnapshot

ROWS = 25_000
"""How many rows are asked for: about 4 MB. Only home pages of large sites have more captures."""

FORMS = 500
"""How many addresses that begin alike are asked for; with more of them nothing could be told apart."""

_LONGEST_ROW = 16_384  # bytes; addresses of more than 8,000 characters are not cited
_TIMESTAMP = len("YYYYMMDDhhmmss")
_STATUS = len("200")


class Index(WaybackMachineCDXServerAPI):
    """waybackpy's query of one address, without its network."""

    def __init__(
        self, url: str, endpoint: str, *, until: str | None = None, since: str | None = None
    ) -> None:
        """Ask *endpoint* for the captures of *url*.

        With *until* (14 digits) for those up to it, newest first; with *since* for those from it on.
        """
        order = "reverse" if until else None
        super().__init__(url, start_timestamp=since, end_timestamp=until, sort=order, limit=str(ROWS))
        self.endpoint = endpoint
        # Set here, because the constructor refuses it together with a `*` in the address. It is what makes
        # the server take such a `*` for itself instead of for "everything that begins so".
        self.match_type = "exact"
        self._row = ""

    def address(self) -> str:
        """Return the address of the query."""
        payload: dict[str, str] = {}
        self.add_payload(payload)
        payload |= {"showResumeKey": "true", "limit": str(self.limit)}
        return str(full_url(self.endpoint, payload))

    def cdx_api_manager(self, payload: dict[str, str], headers: dict[str, str]) -> Generator[str]:  # noqa: ARG002
        """Give waybackpy the row to read, where it would have asked the network."""
        yield self._row

    def read(self, row: str) -> CDXSnapshot | None:
        """Return what waybackpy makes of one row; None where it is malformed."""
        self._row = row
        try:
            return next(self.snapshots(), None)
        except (WaybackError, ValueError):  # the wrong number of columns; a day that no calendar has
            return None


class Beginning(Index):
    """waybackpy's query of all addresses that begin alike: of each the first row that may show a page."""

    def __init__(self, beginning: str, endpoint: str) -> None:
        """Ask *endpoint* for the addresses that begin with *beginning*."""
        super().__init__(beginning, endpoint)
        self.match_type = "prefix"
        # Redirects and errors go before the rows are collapsed, or they would stand for the pages behind
        # them. What is left are pages, and revisits, whose status is a hyphen.
        self.filters = ["!statuscode:[345].."]
        self.collapses = ["urlkey"]
        self.limit = str(FORMS)


def query_address(
    url: str, endpoint: str, *, until: datetime | None = None, since: datetime | None = None
) -> str:
    """Return the address that asks *endpoint* for the captures of *url*, oldest first.

    With *since* they begin at that moment; with *until* the newest come first, beginning at that one. There
    is no filter by status: redirects and errors are what tells "holds nothing usable" from "holds nothing".
    And no `collapse`: by day it hides a page behind a redirect of the same day.
    """
    bounds = {"until": until, "since": since}
    stamps = {name: stamp_of(moment) for name, moment in bounds.items() if moment is not None}
    return Index(url, endpoint, **stamps).address()


def beginning_address(beginning: str, endpoint: str) -> str:
    """Return the address that asks *endpoint* for all addresses that begin with *beginning*, a row each.

    It never asks for the rows nearest to a day: the index then reads one block of its rows as if they were
    all of one address (internetarchive/wayback, issue 299).
    """
    return Beginning(beginning, endpoint).address()


def read_listing(body: bytes, *, cut: bool) -> Listing | None:
    """Return the listing that *body* is, in the order of time; None if it is something else.

    An empty body is a listing without captures. *cut* says that the end of the body is missing: the row that
    it breaks off in is not counted.
    """
    text = body.decode("utf-8", "replace").replace("\r\n", "\n")
    if cut:
        text = text.rpartition("\n")[0]
    rows, more = _without_resume_key(text.strip())
    captures, malformed, beyond = _read_rows(rows)
    if not captures and (malformed or more or cut):
        return None
    captures.sort(key=lambda capture: capture.captured)
    return Listing(tuple(captures), malformed, truncated=more or cut or beyond)


def _without_resume_key(text: str) -> tuple[str, bool]:
    """Take off the key that stands after an empty line where there are more rows; tell if there was one."""
    rows, gap, key = text.rpartition("\n\n")
    if gap and key and not any(space in key for space in " \n"):
        return rows, True
    return text, False


def _read_rows(text: str) -> tuple[list[Capture], int, bool]:
    """Return the captures, the number of malformed rows, and whether there were more rows than asked for."""
    index = Index("", "")
    lines = io.StringIO(text)
    captures, malformed = [], 0
    for line in islice(lines, ROWS):
        row = line.strip()
        if not row:
            continue
        capture = _capture_of(index, row)
        if capture is None:
            malformed += 1
        else:
            captures.append(capture)
    return captures, malformed, next(lines, None) is not None


def _capture_of(index: Index, row: str) -> Capture | None:
    """Return the capture that *row* names; None where it is malformed."""
    found = index.read(row) if len(row) <= _LONGEST_ROW else None
    # `strptime` reads shorter and non-ASCII numbers as well, as a moment that nobody wrote.
    if found is None or not (len(found.timestamp) == _TIMESTAMP and _is_number(found.timestamp)):
        return None
    if found.statuscode != "-" and not (len(found.statuscode) == _STATUS and _is_number(found.statuscode)):
        return None
    return Capture(
        captured=found.datetime_timestamp.replace(tzinfo=UTC),
        original=found.original,
        status=None if found.statuscode == "-" else int(found.statuscode),
        mimetype=found.mimetype,
        digest=found.digest,
    )


def _is_number(text: str) -> bool:
    """Tell whether *text* consists of ASCII digits."""
    return text.isascii() and text.isdigit()
