"""Which of the captures is the copy to name: pure functions over what the index said."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, time

from citecheck.archive.address import address_of, same_address
from citecheck.archive.timeline import Timeline
from citecheck.evidence.wording import day as in_words
from citecheck.models import Capture, Citation, Listing, NoSnapshot, Snapshot, WrittenDate

AFTER = 1.5
"""A copy from after the access date counts as so many times farther away than one from before it.

The author can only have seen an earlier or an equal state. InternetArchiveBot takes any earlier copy before
a later one (APII.php, `closest=before`); but one of the next day shows more than one of last year.
"""


def choose(
    listing: Listing, *, url: str, wanted: date, accessed: date | None, base: str
) -> Snapshot | NoSnapshot:
    """Return the first of the captures as `ranked` orders them, with what the listing says about it.

    *accessed* is the full access date, from which `Snapshot.days` counts; *base* is the archive's address.
    Captures that only redirect or that hold an error are never chosen; `NoSnapshot` counts them.
    """
    best = next(iter(ranked(listing, url=url, wanted=wanted, accessed=accessed)), None)
    if best is None:
        return NoSnapshot(unusable=len(listing.captures))
    return described(best, listing, url=url, accessed=accessed, base=base)


def ranked(listing: Listing, *, url: str, wanted: date, accessed: date | None) -> tuple[Capture, ...]:
    """Return the usable captures, the best copy of what stood there at noon (UTC) of *wanted* first.

    Near ones first; where *accessed* is known, later ones count as farther away (`AFTER`). Those that the
    listing speaks against come after those at a comparable distance that it does not. Of two captures of one
    moment the one under the very address *url*, as cited, comes first.
    """
    noon = noon_of(wanted)
    timeline = Timeline.of(listing)

    def rank(capture: Capture) -> tuple[float, datetime, bool]:
        """Return what the captures are ordered by: the weighed distance first."""
        distance = (capture.captured - noon).total_seconds()
        weight = AFTER if distance > 0 and accessed is not None else 1.0
        if timeline.trouble_between(noon, capture.captured) is not None:
            weight *= AFTER
        return abs(distance) * weight, capture.captured, capture.original != url

    return tuple(sorted(timeline.pages, key=rank))


def described(capture: Capture, listing: Listing, *, url: str, accessed: date | None, base: str) -> Snapshot:
    """Return *capture* as the copy that was chosen out of *listing*; the rest is as in `choose`."""
    timeline = Timeline.of(listing)
    noon = noon_of(accessed) if accessed else None
    trouble = timeline.trouble_between(noon, capture.captured) if noon else None
    return Snapshot(
        url=address_of(capture, base),
        captured=capture.captured,
        status=capture.status,
        days=None if accessed is None else (capture.captured.date() - accessed).days,
        bracketed=noon is not None and timeline.same_around(noon, capture.digest),
        doubt=None if trouble is None else _in_words(trouble),
        form=None if same_address(capture.original, url) else capture.original,
        archive=listing.archive,
    )


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


def _in_words(trouble: Capture) -> str:
    """Say what the archive saw that speaks against a copy."""
    what = "a redirect" if (trouble.status or 0) < 400 else f"an error {trouble.status}"  # noqa: PLR2004 - 3xx
    return f"between the two days the archive saw {what}, on {in_words(trouble.captured.date())}"


def _last_day(written: WrittenDate) -> date | None:
    """Return the last day that *written* can mean; None without a year or for an impossible date."""
    if written.year is None or not written.is_possible:
        return None
    month = written.month or 12
    day = written.day or calendar.monthrange(written.year, month)[1]
    return date(written.year, month, day)
