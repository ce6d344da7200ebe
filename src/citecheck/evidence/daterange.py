"""What a date with missing parts leaves open: its first and its last possible day, and the days in a URL."""

from __future__ import annotations

import calendar
import re
from datetime import MAXYEAR, date, timedelta
from typing import TYPE_CHECKING

from citecheck.evidence.lexicon import host_of, path_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.models import WrittenDate

TIME_ZONES = timedelta(days=1)
"""Where it is today already it is not yet elsewhere."""

_DECEMBER = 12
_FIRST_YEAR_OF_THE_WEB = 1991

# A day in a path stands between characters that are no digits: 20100322, 2010-03-22, 2010/03/22, 2011/0511,
# and the fourteen digits of a timestamp, of which the first eight are read.
_DAY = re.compile(
    r"(?<![^\W_])(\d{4})([/_.-])(\d{2})\2(\d{2})(?!\d)"
    r"|(?<=/)(\d{4})/(\d{2})(\d{2})(?=/|$)"
    r"|(?<![^\W_])(\d{4})(\d{2})(\d{2})(?:\d{6})?(?!\d)"
)

# The dates in these paths say when the copy was made.
_ARCHIVES = re.compile(
    r"(?:^|\.)(?:archive\.(?:org|today|is|ph|md|li|vn|fo)|arquivo\.pt|webcitation\.org|perma\.cc"
    r"|webarchive\.[a-z.]+|archive-it\.org)$"
)


def bounds(written: WrittenDate) -> tuple[date, date] | None:
    """Return the first and the last day that *written* can mean; None without a year or if it is impossible.

    An ambiguous date can mean either of its two readings.
    """
    if written.year is None or not written.is_possible or written.year >= MAXYEAR:
        return None
    if written.ambiguous and written.month and written.day:
        readings = sorted(
            (date(written.year, written.month, written.day), date(written.year, written.day, written.month))
        )
        return readings[0], readings[1]
    first_month, last_month = written.month or 1, written.month or _DECEMBER
    last_day = written.day or calendar.monthrange(written.year, last_month)[1]
    return date(written.year, first_month, written.day or 1), date(written.year, last_month, last_day)


def is_read_before(read: WrittenDate, appeared: WrittenDate) -> bool:
    """Tell whether what was *read* then had not *appeared* yet anywhere.

    Dates that lack parts are compared as far as they go. A day is allowed: what appears in Tokyo on Monday
    morning is read in New York on Sunday evening.
    """
    last, first = bounds(read), bounds(appeared)
    return last is not None and first is not None and last[1] + TIME_ZONES < first[0]


def is_archive(url: str) -> bool:
    """Tell whether *url* is the address of an archived copy."""
    return _ARCHIVES.search(host_of(url)) is not None


def days_in_path(url: str, latest: int) -> tuple[date, ...]:
    """Return the days that the path of *url* names clearly, from 1991 to the year *latest*.

    Archives are left out: their paths name the day of the copy.
    """
    if is_archive(url):
        return ()
    return tuple(dict.fromkeys(_days(path_of(url), latest)))


def _days(path: str, latest: int) -> Iterator[date]:
    """Give each day of *path* that the calendar has."""
    for match in _DAY.finditer(path):
        parts = [int(part) for part in match.groups() if part and part.isdigit()]
        year, month, day = parts
        known = _FIRST_YEAR_OF_THE_WEB <= year <= latest and 1 <= month <= _DECEMBER
        if known and 1 <= day <= calendar.monthrange(year, month)[1]:
            yield date(year, month, day)
