"""From an address to facts: what answers there, what it calls itself, and which kind of page it is."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from citecheck.check.asking import ASKED
from citecheck.check.facts import facts_of
from citecheck.check.kinds import Kind, kind_of
from citecheck.check.names import distinct
from citecheck.check.sibling import directory_of, sibling_of
from citecheck.web import Reply

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable

    from citecheck.check.first_page import FirstPages
    from citecheck.models import LinkFacts, NoAnswer, NotChecked
    from citecheck.web import Client

    _Outcome = Reply | NoAnswer | NotChecked

__all__ = ["check", "check_all", "directory_of", "facts_of", "sibling_of"]


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
    async with FirstPages() as pages, aclosing(outcomes):
        async for url, outcome in outcomes:
            yield url, await _facts(outcome, pages)


async def _facts(outcome: _Outcome, pages: FirstPages) -> LinkFacts:
    """Return the facts of an *outcome*, for a PDF with what its first page says."""
    if not isinstance(outcome, Reply):
        return outcome
    facts = facts_of(outcome)
    if kind_of(outcome.body, outcome.headers.get("content-type", "")) is not Kind.PDF:
        return facts
    lines = await pages.lines(outcome.body)
    return replace(facts, signals=distinct((*facts.signals, *lines), facts.title))
