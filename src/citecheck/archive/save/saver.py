"""A list of addresses for Save Page Now, from the first submission to the last outcome."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import TYPE_CHECKING

from citecheck.archive.save.replies import Account, Begun, Closed, Wait
from citecheck.archive.save.service import SavePageNow
from citecheck.archive.save.turns import Turns
from citecheck.errors import SettingsError
from citecheck.models import Fate, Submission

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from citecheck.archive.pace import Ledger
    from citecheck.archive.save.keys import Keys
    from citecheck.web import Client

PATIENCE = 240.0
"""Seconds for one capture: the service ends it after two minutes, and may begin it late."""

AT_ONCE = 5
"""Captures under way: a usual one takes half a minute, and six are begun in a minute."""

FAILURES_IN_A_ROW = 3
"""After so many submissions without a clear answer no further one is made."""

_FIRST_LOOK, _NEXT_LOOKS = 5.0, 10.0  # seconds until a capture is asked about; 17 to 50 s are usual
_ONE_MORE = 5.0  # seconds until the account is asked about once more

_AHEAD = Submission(Fate.UNKNOWN, "submitted; the run ended before the archive answered")
_UNDER_WAY = "submitted; the run ended before the capture did"
_LATER = "look again later"


class Saver:
    """Submits addresses to the archive at *base*; *keep* is given what is known of each, as soon as it is.

    What is kept is never less than what was done: an address is kept as `Fate.UNKNOWN` before it is sent.
    *ledger* is where the submissions of all runs are counted. Raises `SettingsError` for a base to
    which keys cannot be sent safely.
    """

    def __init__(  # noqa: PLR0913 - whom it asks, whom it tells, and what the tests replace
        self,
        base: str,
        keys: Keys,
        client: Client,
        *,
        keep: Callable[[str, Submission], None],
        ledger: Ledger | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._service = SavePageNow(base, keys, client)
        self._keep, self._clock = keep, clock
        self._turns = Turns(ledger, clock=clock, sleep=sleep)
        self._failures = 0
        self.found: dict[str, Submission] = {}

    @property
    def waiting(self) -> float:
        """How many seconds the next submission still waits for its turn."""
        return self._turns.waiting

    async def save(self, urls: Iterable[str], running: Mapping[str, str]) -> dict[str, Submission]:
        """Submit *urls* and see the captures *running* (address to job) to their end.

        Returns what came of each. Raises `SettingsError` where the archive does not accept the keys; then
        nothing was submitted.
        """
        waiting = deque(dict.fromkeys(urls))
        account = await self._account()
        most = 1
        if account is not None:
            self._shorten(waiting, account.left)
            most = max(1, min(AT_ONCE, AT_ONCE if account.available is None else account.available))
        await asyncio.gather(
            *(self._work(waiting) for _ in range(most)),
            *(self._resume(url, job) for url, job in running.items()),
        )
        return self.found

    async def _account(self) -> Account | None:
        """Ask what the account may do, once more after a failure; None closes the service for this run."""
        why = ""
        for _ in range(2):
            answer = await self._service.account()
            match answer:
                case Account():
                    return answer
                case Closed(keys=True):
                    raise SettingsError(answer.why)
                case Wait():
                    self._turns.hold(answer)
                case Closed():
                    why = answer.why
            await self._turns.rest(_ONE_MORE)
        self._turns.close(why, silent=True)
        return None

    def _shorten(self, waiting: deque[str], left: int | None) -> None:
        """Take off what goes beyond the captures that the account has *left* today."""
        while left is not None and len(waiting) > left:
            self._learn(waiting.pop(), _not_submitted("the account has no more captures today"))

    async def _work(self, waiting: deque[str]) -> None:
        """Submit one address after the other and see each to its end."""
        while waiting:
            url = waiting.popleft()
            self._learn(url, await self._submit(url))

    async def _submit(self, url: str) -> Submission:
        """Submit *url*; once more only where the service did not take it and asked to wait."""
        why = ""
        for _ in range(2):
            closed = await self._turns.turn()
            if closed is not None:
                return _not_submitted(closed)
            self._keep(url, _AHEAD)
            answer = await self._service.submit(url)
            match answer:
                case Begun():
                    return await self._follow(url, answer.job)
                case Submission():
                    self._count(answer)
                    return answer
                case Closed():
                    self._turns.close(answer.why, silent=answer.keys)
                    return _not_submitted(answer.why)
                case Wait():
                    why = answer.why
                    self._turns.hold(answer)
                    self._keep(url, _not_submitted(why))
        return _not_submitted(why)

    async def _follow(self, url: str, job: str) -> Submission:
        """See the capture *job*, which was begun just now, to its end."""
        self._failures = 0
        self._keep(url, Submission(Fate.UNKNOWN, _UNDER_WAY, job=job))
        return await self._outcome(url, job)

    async def _resume(self, url: str, job: str) -> None:
        """See the capture *job* of an earlier run to its end; that it has none is known already."""
        ended = await self._outcome(url, job)
        self._learn(url, ended, news=ended.fate is not Fate.UNKNOWN)

    async def _outcome(self, url: str, job: str) -> Submission:
        """Ask what became of the capture *job*, again and again, for `PATIENCE` seconds."""
        until, pause = self._clock() + PATIENCE, _FIRST_LOOK
        while self._clock() < until:
            await self._turns.rest(pause)
            if self._turns.silent:
                return Submission(Fate.UNKNOWN, f"{self._turns.closed}; {_LATER}", job=job)
            pause = _NEXT_LOOKS
            answer = await self._service.status(job, url)
            match answer:
                case Submission():
                    return answer
                case Closed():
                    self._turns.close(answer.why, silent=True)
                case Wait():
                    self._turns.hold(answer)
        return Submission(Fate.UNKNOWN, f"not finished after {PATIENCE:.0f} s; {_LATER}", job=job)

    def _learn(self, url: str, ended: Submission, *, news: bool = True) -> None:
        """Take note of what came of *url*."""
        self.found[url] = ended
        if news:
            self._keep(url, ended)

    def _count(self, ended: Submission) -> None:
        """Count submissions without a clear answer, and make no more after some in a row."""
        self._failures = self._failures + 1 if ended.fate is Fate.UNKNOWN else 0
        if self._failures >= FAILURES_IN_A_ROW:
            self._turns.close(f"{self._failures} submissions in a row had no clear answer")


def _not_submitted(why: str) -> Submission:
    """Return that nothing was captured, because nothing was taken."""
    return Submission(Fate.NOT_SUBMITTED, f"not submitted: {why}")
