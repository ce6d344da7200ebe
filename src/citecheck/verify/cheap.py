"""The first, cheap look: many pages that are there in one request, so that the index is free for the others.

It can only save requests. What it does not find, or not near enough, is asked of the index as if it had not
been looked for; the first failure ends it.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from citecheck.archive.availability import AT_ONCE, available
from citecheck.models import NoAnswer
from citecheck.verify.desk import Errand, will_do

if TYPE_CHECKING:
    from collections.abc import Callable

    from citecheck.archive import Pace
    from citecheck.models import Listing
    from citecheck.web import Client

GATHERING = 5.0
"""Seconds for which a request waits for more to ask about; the index is asked about the others meanwhile."""

_MOST_DAYS = 4  # a page that is cited with more access dates needs the whole listing


class Cheap:
    """Asks the availability API at *address* about what is `put`.

    *found* is given each errand that needs no more, with its listing, *missed* each that has to be asked of
    the index.
    """

    def __init__(
        self,
        address: str,
        pace: Pace,
        *,
        found: Callable[[Errand, Listing], None],
        missed: Callable[[Errand], None],
    ) -> None:
        self._address, self._pace = address, pace
        self._found, self._missed = found, missed
        self._waiting: list[Errand] = []
        self._some, self._enough = asyncio.Event(), asyncio.Event()
        self._hurried = self._ended = False

    def takes(self, errand: Errand) -> bool:
        """Tell whether *errand* is to be looked for here first."""
        return not self._ended and errand.verdict.is_there and len(errand.days) <= _MOST_DAYS

    def put(self, errand: Errand) -> None:
        """Look for the copies of *errand*, soon."""
        self._waiting.append(errand)
        self._some.set()
        if self._hurried or len(self._waiting) >= AT_ONCE:
            self._enough.set()

    @property
    def queued(self) -> int:
        """How many pages wait to be looked for."""
        return len(self._waiting)

    def hurry(self) -> None:
        """Wait no longer for more: there will be no more."""
        self._hurried = True
        self._enough.set()

    async def work(self, client: Client) -> None:
        """Ask one batch after another, for ever."""
        while True:
            await self._some.wait()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._enough.wait(), GATHERING)
            await self._ask(self._batch(), client)

    def _batch(self) -> list[Errand]:
        """Take what is asked together."""
        size = days = 0
        for errand in self._waiting:
            days += len(errand.days)
            if size and days > AT_ONCE:
                break
            size += 1
        batch, self._waiting = self._waiting[:size], self._waiting[size:]
        if not self._waiting:
            self._some.clear()
        if len(self._waiting) < AT_ONCE and not self._hurried:
            self._enough.clear()
        return batch

    async def _ask(self, batch: list[Errand], client: Client) -> None:
        """Ask about *batch*, and pass each errand on."""
        questions = [(errand.target.url, day) for errand in batch for day in errand.days]
        answers = await available(questions, client, self._pace, self._address)
        if isinstance(answers, NoAnswer):
            self._ended = True
            batch, self._waiting, answers = [*batch, *self._waiting], [], {}
            self._some.clear()
        for errand in batch:
            listing = answers.get(errand.target.url)
            if listing is not None and will_do(listing, errand):
                self._found(errand, listing)
            else:
                self._missed(errand)
