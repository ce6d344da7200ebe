"""What an index says about a page over time: when it was seen, and when something else was."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citecheck.models import Capture, Listing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

REVISIT = "warc/revisit"
"""The mimetype of a capture whose bytes equal an earlier one's (WARC 1.1, section 6.7)."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The captures that show a page, and those that show a redirect or an error, each in the order of time.

    Troubles of a day on which the page was seen too are left out: mostly that is the redirect to the other
    spelling of the address, over which the crawler came to the page.
    """

    pages: tuple[Capture, ...]
    troubles: tuple[Capture, ...]

    @classmethod
    def of(cls, listing: Listing) -> Timeline:
        """Sort the rows of *listing*."""
        pages = usable(listing)
        days = {row.captured.date() for row in pages}
        troubles = (row for row in listing.captures if _is_trouble(row) and row.captured.date() not in days)
        return cls(tuple(sorted(pages, key=_moment)), tuple(sorted(troubles, key=_moment)))

    def trouble_between(self, noon: datetime, other: datetime) -> Capture | None:
        """Return the trouble nearest to *noon* that was seen between it and the *other* moment."""
        seen = _between(self.troubles, min(noon, other), max(noon, other))
        if not seen:
            return None
        return seen[0] if other > noon else seen[-1]

    def same_around(self, noon: datetime, digest: str) -> bool:
        """Tell whether the nearest pages before and after *noon* both hold the bytes of that *digest*.

        Then these bytes stood there at that moment, however far apart the two are, unless the archive saw
        something else in between.
        """
        place = bisect_right(self.pages, noon, key=_moment)
        if not 0 < place < len(self.pages):
            return False
        before, after = self.pages[place - 1], self.pages[place]
        same = before.digest == after.digest == digest != "-"
        return same and not _between(self.troubles, before.captured, after.captured)


def usable(listing: Listing) -> tuple[Capture, ...]:
    """Return the captures that show a page: those with a 2xx status, and the revisits of one of them.

    A revisit row does not say what it revisits: it may repeat an error as well as a page. So it counts only
    if a 2xx row of the listing has the same digest. Of what Memento names nothing but the moment is known,
    and it counts: whether it shows a page is seen when it is opened.
    """
    pages = {row.digest for row in listing.captures if _is_success(row.status)} - {"-"}
    return tuple(
        row
        for row in listing.captures
        if _is_success(row.status)
        or (row.status is None and (not row.mimetype or (row.mimetype == REVISIT and row.digest in pages)))
    )


def _between(rows: Sequence[Capture], begin: datetime, end: datetime) -> Sequence[Capture]:
    """Return the *rows*, which are in order, from after *begin* to before *end*."""
    return rows[bisect_right(rows, begin, key=_moment) : bisect_left(rows, end, key=_moment)]


def _moment(capture: Capture) -> datetime:
    """Return when *capture* was made."""
    return capture.captured


def _is_success(status: int | None) -> bool:
    """Tell whether a page was served (RFC 9110, section 15.3)."""
    return status is not None and 200 <= status < 300  # noqa: PLR2004 - the bounds of the class


def _is_trouble(row: Capture) -> bool:
    """Tell whether a redirect or an error was served (RFC 9110, sections 15.4 to 15.6)."""
    return row.status is not None and row.status >= 300  # noqa: PLR2004 - the bound of the classes
