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
