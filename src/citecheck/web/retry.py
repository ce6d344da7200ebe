"""Whether and when to ask again: pure functions over what came back."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from citecheck.models import NoAnswer, NotChecked, Reason
from citecheck.web.manner import Manner, Reply

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

LONGEST_RETRY_AFTER = 60.0
LONGEST_BACKOFF = 30.0
_FIRST_BACKOFF = 1.0

# What passes by itself so often that it is asked as many times as the settings allow.
_PASSING = {
    Reason.RESOLVER,
    Reason.RESET,
    Reason.UNREACHABLE,
    Reason.CONNECT_TIMEOUT,
    Reason.READ_TIMEOUT,
}

# Nothing listens there: a server that is being restarted, or none. One more request tells.
_WORTH_ONE_MORE = {Reason.REFUSED}

# Connections that nobody answered: what two in a row say of a host holds for all its addresses.
SILENT = {Reason.CONNECT_TIMEOUT, Reason.UNREACHABLE}

# The statuses whose `Retry-After` is meant for us (RFC 6585, 4; RFC 9110, 15.6.4).
_WAITS = {429, 503}

Kind = int | Reason


def worth_asking_again(
    outcome: Reply | NoAnswer | NotChecked, before: Collection[Kind], most: int, manner: Manner
) -> bool:
    """Tell whether *outcome* may pass.

    *before* holds the kinds of the outcomes so far; *most* repetitions are allowed.

    What is worth one repetition only is granted it although others were made before: a 404 that came once,
    after two timeouts, does not count yet.
    """
    kind = kind_of(outcome)
    if kind is None or not most:
        return False
    if kind in manner.retried or kind in _PASSING:
        return len(before) < most
    return (kind in manner.retried_once or kind in _WORTH_ONE_MORE) and kind not in before


def kind_of(outcome: Reply | NoAnswer | NotChecked) -> Kind | None:
    """Return what counts of *outcome* when it is asked again: the status or the reason."""
    match outcome:
        case Reply(status=status):
            return status
        case NoAnswer(reason=reason):
            return reason
    return None


def backoff(tries: int, chance: float) -> float:
    """Return the seconds to wait before repetition number *tries* (from 0), by a *chance* in [0, 1).

    Exponential, half of it fixed and half jitter: full jitter spreads clients best (M. Brooker, AWS
    Architecture Blog, 2015, "Exponential Backoff And Jitter"), but it may also wait for no time at all, and
    what passes does not pass in no time.
    """
    longest = min(LONGEST_BACKOFF, _FIRST_BACKOFF * 2.0 ** min(tries, 10))
    return longest * (1.0 + chance) / 2.0


def retry_after(
    headers: Mapping[str, str], now: datetime | None = None, longest: float = LONGEST_RETRY_AFTER
) -> float | None:
    """Return the seconds that `Retry-After` asks for (RFC 9110, 10.2.3), *longest* at most, or None."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        # More than nine digits are more than the bound whatever they are; int() of thousands is slow.
        return longest if len(text) > 9 else min(float(text), longest)  # noqa: PLR2004
    when = _http_date(text)
    if when is None:
        return None
    seconds = (when - (now or datetime.now(UTC))).total_seconds()
    return min(max(seconds, 0.0), longest)


def asked_to_wait(outcome: object, now: datetime | None = None) -> float | None:
    """Return the seconds that a server asks us to wait, with "too many requests" or "not available"."""
    if isinstance(outcome, Reply) and outcome.status in _WAITS:
        return retry_after(outcome.headers, now)
    return None


def _http_date(text: str) -> datetime | None:
    """Read an HTTP-date; None where *text* is none."""
    try:
        when = parsedate_to_datetime(text[:64])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)
