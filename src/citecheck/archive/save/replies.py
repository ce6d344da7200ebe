"""What the answers of Save Page Now mean: pure functions over what came back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeGuard, TypeVar

import msgspec

from citecheck.archive.address import address_of
from citecheck.archive.asking import asked_to_wait
from citecheck.archive.save.keys import WHERE
from citecheck.archive.save.words import BUSY, in_words, is_about_us
from citecheck.models import Capture, Fate, NoAnswer, NotChecked, Reason, Submission
from citecheck.web import Reply

Outcome = Reply | NoAnswer | NotChecked

PAUSE = 60.0
"""Seconds to wait after a 429 that names no time: limits are counted by the minute."""

# With these no request arrived, so nothing can have come of it; the next one would end likewise.
_NEVER_ARRIVED = frozenset(
    {
        Reason.NO_SUCH_HOST,
        Reason.RESOLVER,
        Reason.REFUSED,
        Reason.UNREACHABLE,
        Reason.CONNECT_TIMEOUT,
        Reason.TLS,
        Reason.PROXY,
        Reason.MALFORMED,
    }
)
_ALL_THE_SAME = "it may have saved the page all the same; look again later"
_OK = 200
_LONGEST_JOB, _LONGEST_ADDRESS = 200, 8000
_TIMESTAMP = re.compile(r"[0-9]{14}")
_REPLAYED = re.compile(r"/web/([0-9]{14})/(https?:.{1,8000})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Begun:
    """A capture is under way, named *job*."""

    job: str


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing was taken; the service wants to be left alone for so many *seconds*.

    *busy* says that only further captures are meant, and not questions about those under way.
    """

    seconds: float
    why: str
    busy: bool = False


@dataclass(frozen=True, slots=True)
class Closed:
    """Nothing was taken, nor would anything else be; *keys* says that it is they that are not accepted."""

    why: str
    keys: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """How many captures may be under way at once, and how many more be made today (None: not said)."""

    available: int | None = None
    left: int | None = None


class _Said(msgspec.Struct):
    """What the service says of a submission or a job; a key that is missing is not one that is null."""

    job_id: str | msgspec.UnsetType | None = msgspec.UNSET
    status: str | None = None
    status_ext: str | None = None
    message: str | None = None
    timestamp: str | None = None
    original_url: str | None = None


class _Counts(msgspec.Struct):
    """What the service says of an account."""

    available: int | None = None
    daily_captures: int | None = None
    daily_captures_limit: int | None = None


def of_submission(outcome: Outcome, base: str) -> Begun | Submission | Wait | Closed:
    """Return what came of a submission to the archive at *base*.

    Whatever leaves open whether the page was captured is `Fate.UNKNOWN`.
    """
    if not isinstance(outcome, Reply):
        return _unanswered(outcome)
    said = _read(outcome.body, _Said)
    turned_away = _turned_away(outcome, said, base)
    if turned_away is not None:
        return turned_away
    if outcome.status >= 500:  # noqa: PLR2004 - the class of server errors
        return Submission(Fate.UNKNOWN, f"the archive answers {outcome.status}; {_ALL_THE_SAME}")
    if _is_refusal(said):
        return _refused(said)
    return _accepted(outcome, said, base)


def of_status(outcome: Outcome, url: str, base: str) -> Submission | Wait | Closed | None:
    """Return what became of the capture of *url*; None while nothing is known.

    A failure to hear of it is nothing known: it is asked for again.
    """
    if not isinstance(outcome, Reply):
        return None
    if outcome.status in {401, 429}:
        return _turned_away(outcome, None, base)
    if outcome.status == 404:  # noqa: PLR2004 - not found
        return Submission(Fate.UNKNOWN, f"the archive has forgotten the capture; {_ALL_THE_SAME}")
    said = _read(outcome.body, _Said) if outcome.status == _OK else None
    if said is None:
        return None
    if said.status == "success":
        return _saved(said.timestamp or "", said.original_url or url, url, base)
    return _failed(said) if said.status == "error" else None


def of_account(outcome: Outcome, base: str) -> Account | Wait | Closed:
    """Return what the account may do, or why nothing can be submitted."""
    if not isinstance(outcome, Reply):
        return _closed(outcome)
    turned_away = _turned_away(outcome, None, base)
    if turned_away is not None:
        return turned_away
    counts = _read(outcome.body, _Counts) if outcome.status == _OK else None
    if counts is None:
        return Closed(f"Save Page Now does not say how it is (it answers {outcome.status})")
    made, most = counts.daily_captures, counts.daily_captures_limit
    return Account(counts.available, None if made is None or most is None else max(0, most - made))


def _turned_away(reply: Reply, said: _Said | None, base: str) -> Wait | Closed | None:
    """Return what a status says that is about us and not about a page; None for any other.

    Where the service names an error of its own, that says more.
    """
    match reply.status:
        case 401:
            unsafe = f" (they were not sent: {reply.tls})" if reply.tls else ""
            return Closed(f"the archive does not accept the keys{unsafe}; see {WHERE}", keys=True)
        case 429:
            seconds = asked_to_wait(reply)
            return Wait(PAUSE if seconds is None else seconds, "the archive answers 429 (too many requests)")
        case 403 if not _is_refusal(said):
            return Closed("the archive answers 403 (forbidden)")
        case 404 | 405 | 501 if not _is_refusal(said):
            return Closed(f"there is no Save Page Now at {base} (it answers {reply.status})")
    return None


def _is_refusal(said: _Said | None) -> TypeGuard[_Said]:
    """Tell whether the service names an error."""
    return said is not None and (said.status == "error" or bool(said.status_ext))


def _unanswered(outcome: NoAnswer | NotChecked) -> Submission | Closed:
    """Return what it means that nobody answered."""
    if isinstance(outcome, NotChecked) or outcome.reason in _NEVER_ARRIVED:
        return _closed(outcome)
    return Submission(Fate.UNKNOWN, f"{outcome.detail or outcome.reason}; {_ALL_THE_SAME}")


def _closed(outcome: NoAnswer | NotChecked) -> Closed:
    """Return why the service is out of reach."""
    why = outcome.why if isinstance(outcome, NotChecked) else outcome.detail or outcome.reason
    return Closed(f"the archive cannot be reached ({why})")


def _refused(said: _Said) -> Submission | Wait | Closed:
    """Return a refusal, which comes with status 200 too."""
    failed = _failed(said)
    if failed.code == BUSY:
        return Wait(PAUSE, failed.why, busy=True)
    return Closed(failed.why) if is_about_us(failed.code) else failed


def _failed(said: _Said) -> Submission:
    """Return the failure of a capture."""
    code = (said.status_ext or "")[:80]
    return Submission(Fate.REFUSED, in_words(code, said.message or ""), code=code)


def _accepted(reply: Reply, said: _Said | None, base: str) -> Begun | Submission:
    """Return what an answer says that names no error: a job, or that there is a capture already."""
    if reply.status >= 400:  # noqa: PLR2004 - the class of refusals
        message = in_words("", (said and said.message) or "")
        return Submission(Fate.REFUSED, f"the archive answers {reply.status}; {message}")
    if reply.status >= 300:  # noqa: PLR2004 - the class of redirects
        return _sent_elsewhere(reply, base)
    if said is not None and isinstance(said.job_id, str) and 0 < len(said.job_id) <= _LONGEST_JOB:
        return Begun(said.job_id)
    if said is not None and said.job_id is None and said.message:
        return Submission(Fate.ARCHIVED, f"the archive says: {said.message[:200]}")
    why = f"the archive answers {reply.status} without naming a capture; {_ALL_THE_SAME}"
    return Submission(Fate.UNKNOWN, why)


def _sent_elsewhere(reply: Reply, base: str) -> Submission:
    """Return what a redirect says: to a capture, as its users see it without keys, or to nothing we know."""
    found = _REPLAYED.search(reply.headers.get("location", ""))
    if found is not None:
        return _saved(found[1], found[2], found[2], base)
    return Submission(
        Fate.UNKNOWN, f"the archive answers {reply.status} and leads elsewhere; {_ALL_THE_SAME}"
    )


def _saved(timestamp: str, original: str, url: str, base: str) -> Submission:
    """Return a capture with its address, as far as it is one."""
    captured = _moment(timestamp)
    if captured is None:
        return Submission(Fate.SAVED, "saved; the archive did not say under which address")
    usable = original.startswith(("http://", "https://")) and len(original) <= _LONGEST_ADDRESS
    page = original if usable and not any(map(str.isspace, original)) and original.isprintable() else url
    snapshot = address_of(Capture(captured, page, None, "", ""), base)
    return Submission(Fate.SAVED, "saved", snapshot=snapshot, captured=captured)


def _moment(timestamp: str) -> datetime | None:
    """Return the moment that fourteen digits name; None where they name none."""
    if not _TIMESTAMP.fullmatch(timestamp):
        return None
    try:
        return datetime.strptime(timestamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


_Shape = TypeVar("_Shape", bound=msgspec.Struct)


def _read(body: bytes, shape: type[_Shape]) -> _Shape | None:
    """Return the JSON object that *body* is; None where it is something else."""
    try:
        return msgspec.json.decode(body, type=shape)
    except (ValueError, RecursionError):  # msgspec's errors are ValueErrors
        return None
