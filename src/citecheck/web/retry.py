"""Whether and when to ask again: pure functions over what came back."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from citecheck.models import NoAnswer, NotChecked, Reason
from citecheck.web.manner import Manner, Reply

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_RETRY_AFTER = 60.0
LONGEST_BACKOFF = 30.0
_FIRST_BACKOFF = 1.0

_PASSING = {
    Reason.RESOLVER,
    Reason.RESET,
    Reason.UNREACHABLE,
    Reason.CONNECT_TIMEOUT,
    Reason.READ_TIMEOUT,
}
_WORTH_ONE_MORE = {Reason.REFUSED}


def worth_asking_again(outcome: Reply | NoAnswer | NotChecked, tries: int, most: int, manner: Manner) -> bool:
    """Tell whether *outcome* may pass; *tries* repetitions were made and *most* are allowed."""
    if tries >= most:
        return False
    match outcome:
        case Reply(status=status):
            return status in manner.retried or (status in manner.retried_once and tries == 0)
        case NoAnswer(reason=reason):
            return reason in _PASSING or (reason in _WORTH_ONE_MORE and tries == 0)
    return False


def backoff(tries: int, chance: float) -> float:
    """Return the seconds to wait before repetition number *tries* (from 0), by a *chance* in [0, 1).

    Exponential with full jitter, which spreads clients best (M. Brooker, AWS Architecture Blog, 2015,
    "Exponential Backoff And Jitter").
    """
    return chance * min(LONGEST_BACKOFF, _FIRST_BACKOFF * 2.0 ** min(tries, 10))


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Return the seconds that `Retry-After` asks for (RFC 9110, 10.2.3): a minute at most, or None."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        # More than nine digits are more than the bound whatever they are; int() of thousands is slow.
        return LONGEST_RETRY_AFTER if len(text) > 9 else min(float(text), LONGEST_RETRY_AFTER)  # noqa: PLR2004
    when = _http_date(text)
    if when is None:
        return None
    seconds = (when - (now or datetime.now(UTC))).total_seconds()
    return min(max(seconds, 0.0), LONGEST_RETRY_AFTER)


def _http_date(text: str) -> datetime | None:
    """Read an HTTP-date; None where *text* is none."""
    try:
        when = parsedate_to_datetime(text[:64])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)
