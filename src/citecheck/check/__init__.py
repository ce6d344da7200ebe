"""From an address to facts: what answers there, what it calls itself, and which kind of page it is."""

from __future__ import annotations

import asyncio
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from citecheck.check.asking import ASKED
from citecheck.check.facts import facts_of
from citecheck.check.kinds import Kind, kind_of
from citecheck.check.names import distinct
from citecheck.check.sibling import directory_of, sibling_of
from citecheck.phrases import prepare
from citecheck.web import Reply

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable

    from citecheck.check.first_page import FirstPages
    from citecheck.models import Answer, LinkFacts, NoAnswer, NotChecked
    from citecheck.web import Client

    _Outcome = Reply | NoAnswer | NotChecked

_ON_THEIR_WAY = 0.02  # seconds: less than the way to most servers and back

__all__ = ["ASKED", "check", "check_all", "directory_of", "facts_of", "reading", "sibling_of"]


async def check(url: str, client: Client) -> LinkFacts:
    """Ask for *url* through *client* and return what was seen; raises nothing for what the web does."""
    from citecheck.check.first_page import FirstPages

    async with FirstPages() as pages:
        return await _facts(await client.get(url, ASKED), pages)


async def check_all(urls: Iterable[str], client: Client) -> AsyncGenerator[tuple[str, LinkFacts], None]:
    """Ask for *urls* through *client*; yield each with what was seen, as the answers come.

    Close it where it is not used up. It takes the URLs as the client asks for them, and keeps none.
    """
    from citecheck.check.first_page import FirstPages

    outcomes = cast("AsyncGenerator[tuple[str, _Outcome], None]", client.visit(urls, ASKED))
    # While the first requests are on their way, so that it does not hold up what comes with the first answer.
    preparing = asyncio.get_running_loop().call_later(_ON_THEIR_WAY, prepare)
    try:
        async with FirstPages() as pages, aclosing(outcomes):
            async for url, outcome in outcomes:
                yield url, await _facts(outcome, pages)
    finally:
        preparing.cancel()


@asynccontextmanager
async def reading() -> AsyncIterator[Callable[[Reply], Awaitable[Answer]]]:
    """Give what makes facts of a reply as `check` does: what a capture of a page shows is read likewise."""
    from citecheck.check.first_page import FirstPages

    async with FirstPages() as pages:

        async def read(reply: Reply) -> Answer:
            """Return the facts of *reply*."""
            return await _seen(reply, pages)

        yield read


async def _facts(outcome: _Outcome, pages: FirstPages) -> LinkFacts:
    """Return the facts of an *outcome*."""
    return await _seen(outcome, pages) if isinstance(outcome, Reply) else outcome


async def _seen(reply: Reply, pages: FirstPages) -> Answer:
    """Return the facts of a *reply*, for a PDF with what its first page says."""
    facts = facts_of(reply)
    if kind_of(reply.body, reply.headers.get("content-type", "")) is not Kind.PDF:
        return facts
    lines = await pages.lines(reply.body)
    return replace(facts, signals=distinct((*facts.signals, *lines), facts.title))
