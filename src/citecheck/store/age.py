"""How old an observation is, since when a link fails, how often: pure functions over times and verdicts."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from citecheck.models import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

FAILING = frozenset({Verdict.DEAD, Verdict.SOFT_404, Verdict.CHANGED, Verdict.UNREACHABLE})
"""The source was not there. `blocked`, `skipped` and `offline` say nothing of it."""

_A_DAY = timedelta(days=1)


def is_fresh(at: datetime, now: datetime, seconds: float) -> bool:
    """Tell whether what was seen *at* still answers *now*, *seconds* being its time to live.

    Something seen in the future is not fresh: a clock was wrong, and nobody knows by how much.
    """
    return timedelta(0) <= now - at and (now - at).total_seconds() < seconds


def failing_since(history: Iterable[tuple[datetime, Verdict]]) -> datetime | None:
    """Return when the failures began that no success has followed; None if the link does not fail.

    *history* holds the time and the verdict of each observation, newest first. Verdicts that say nothing of
    the source neither end a row of failures nor belong to it.
    """
    since = None
    for at, verdict in history:
        if verdict.is_there:
            break
        if verdict in FAILING:
            since = at
    return since


def strikes_against(history: Iterable[tuple[datetime, Verdict]]) -> int | None:
    """Return how many times, a day apart, a link was found dead since it last worked; None if it never did.

    *history* is as in `failing_since`. Of the observations since then that say `dead`, the first counts, and
    each that comes at least a day after the last that counted: two runs in one afternoon see one outage.
    Verdicts that say nothing of the page neither count nor begin the counting anew. (InternetArchiveBot asks
    three times, days apart, and takes what it could not tell for alive: APII.php, `updateLinkInfo`.)
    """
    found: list[datetime] = []
    for at, verdict in history:
        if verdict.is_there:
            return _a_day_apart(reversed(found))
        if verdict is Verdict.DEAD:
            found.append(at)
    return None


def _a_day_apart(times: Iterable[datetime]) -> int:
    """Return how many of *times*, oldest first, count if each must be a day after the one before."""
    counted: datetime | None = None
    number = 0
    for at in times:
        if counted is None or at - counted >= _A_DAY:
            counted, number = at, number + 1
    return number
