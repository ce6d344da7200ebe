"""Which of the captures is the copy to name: pure functions over what the index said."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, time

from citecheck.models import Capture, Citation, Listing, NoSnapshot, Snapshot, WrittenDate

REVISIT = "warc/revisit"
"""The mimetype of a capture whose bytes equal an earlier one's (WARC 1.1, section 6.7)."""


def choose(
    listing: Listing, *, url: str, wanted: date, accessed: date | None, base: str
) -> Snapshot | NoSnapshot:
    """Return the usable capture nearest to noon (UTC) of *wanted*; of two equally near ones the earlier.

    *url* is the address as cited: of two captures of one moment the one under that very address is taken.
    *accessed* is the full access date, from which `Snapshot.days` counts; *base* is the archive's address.
    Captures that only redirect or that hold an error are never chosen; `NoSnapshot` counts them.
    """
    candidates = usable(listing)
    if not candidates:
        return NoSnapshot(unusable=len(listing.captures))
    noon = noon_of(wanted)
    best = min(
        candidates,
        key=lambda capture: (abs(capture.captured - noon), capture.captured, capture.original != url),
    )
    return Snapshot(
        url=address_of(best, base),
        captured=best.captured,
        status=best.status,
        days=None if accessed is None else (best.captured.date() - accessed).days,
    )


def usable(listing: Listing) -> tuple[Capture, ...]:
    """Return the captures that show a page: those with a 2xx status, and the revisits of one of them.

    A revisit row does not say what it revisits: it may repeat an error as well as a page. So it counts only
    if a 2xx row of the listing has the same digest.
    """
    pages = {row.digest for row in listing.captures if _is_success(row.status)} - {"-"}
    return tuple(
        row
        for row in listing.captures
        if _is_success(row.status) or (row.status is None and row.mimetype == REVISIT and row.digest in pages)
    )


def address_of(capture: Capture, base: str) -> str:
    """Return where the archive at *base* replays *capture*."""
    moment = capture.captured.astimezone(UTC)
    return f"{base.rstrip('/')}/web/{moment:%Y%m%d%H%M%S}/{capture.original}"


def noon_of(day: date) -> datetime:
    """Return noon of *day* in UTC: the middle of a day whose hour is not known."""
    return datetime.combine(day, time(12), UTC)


def wanted_day(citation: Citation, today: date) -> date:
    """Return the day whose copy is wanted: of the access, else of the publication, else *today*.

    An access date counts only if it is a full date that the calendar has and that has come. A publication
    date may lack its day or its month; its last possible day stands for it, because by then the source was
    surely out. It is never later than *today*.
    """
    accessed = citation.accessed and citation.accessed.as_date()
    if accessed and accessed <= today:
        return accessed
    published = citation.published and _last_day(citation.published)
    return min(published, today) if published else today


def _last_day(written: WrittenDate) -> date | None:
    """Return the last day that *written* can mean; None without a year or for an impossible date."""
    if written.year is None or not written.is_possible:
        return None
    month = written.month or 12
    day = written.day or calendar.monthrange(written.year, month)[1]
    return date(written.year, month, day)


def _is_success(status: int | None) -> bool:
    """Tell whether a page was served (RFC 9110, section 15.3)."""
    return status is not None and 200 <= status < 300  # noqa: PLR2004 - the bounds of the class
