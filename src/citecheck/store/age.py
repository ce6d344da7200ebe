"""How old an observation is, and since when a link fails: pure functions over times and verdicts."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from citecheck.models import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

FAILING = frozenset({Verdict.DEAD, Verdict.SOFT_404, Verdict.CHANGED, Verdict.UNREACHABLE})
"""The source was not there. `blocked`, `skipped` and `offline` say nothing of it."""

WORKING = frozenset({Verdict.LIVE, Verdict.MOVED})
"""The source was there."""


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
        if verdict in WORKING:
            break
        if verdict in FAILING:
            since = at
    return since
