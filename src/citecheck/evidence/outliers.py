"""When an access date stands alone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

# A report is researched within months, its notes seldom over more than two years.
FAR = timedelta(days=730)
# With fewer others there is no telling what is usual.
ENOUGH = 5


def is_outlier(day: date, days: tuple[date, ...]) -> bool:
    """Tell whether *day*, one of the sorted *days*, is far from every other.

    It is when there are at least five others, the nearest is more than two years away, and further away than
    the others are from one another, so that a document kept up over decades has none. Takes time logarithmic
    in the number of days.
    """
    at = bisect_left(days, day)
    if len(days) <= ENOUGH or bisect_right(days, day) - at > 1:
        return False
    others = [*days[max(at - 1, 0) : at], *days[at + 1 : at + 2]]
    nearest = min(abs(other - day) for other in others)
    first = days[1] if at == 0 else days[0]
    last = days[-2] if at == len(days) - 1 else days[-1]
    return nearest > max(FAR, last - first)


def would_be_outlier(day: date, days: tuple[date, ...]) -> bool:
    """Tell whether *day* would be far from every one of the sorted *days*, were it one of them."""
    if len(days) < ENOUGH:
        return False
    at = bisect_left(days, day)
    nearest = min(abs(other - day) for other in days[max(at - 1, 0) : at + 1])
    return nearest > max(FAR, days[-1] - days[0])


def is_outlier_without(left_out: date | None, day: date, days: tuple[date, ...]) -> bool:
    """Tell whether *day*, one of the sorted *days*, is an outlier among those that are not *left_out*."""
    at = bisect_left(days, day)
    about = sum(abs(other - day) <= FAR for other in days[max(at - 2, 0) : at + 3])
    if about > 2 or day == left_out:  # noqa: PLR2004 - itself and the one that is left out
        return False
    return is_outlier(day, tuple(other for other in days if other != left_out))
