"""Find the right form of a damaged URL among the addresses that the archive holds.

trouble and no copy ─> damage ─> one query of what begins alike ─> one form? its captures ─> its title
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from citecheck.archive import listing, wanted_day
from citecheck.archive.choice import ranked
from citecheck.archive.folding import same_page
from citecheck.archive.forms import beginning_of, forms_in, is_near
from citecheck.archive.prefix import beginning_with
from citecheck.archive.timeline import usable
from citecheck.evidence.forms import right_form
from citecheck.evidence.hosts import fault_of, is_private
from citecheck.evidence.lexicon import host_of
from citecheck.models import ArchivedForm, ArchiveFacts, Listing, NoAnswer, NotChecked, Verdict
from citecheck.store import Kept, is_fresh
from citecheck.suggest.archived import with_form
from citecheck.suggest.damage import damage_of
from citecheck.verify.offline import AS_TOLD
from citecheck.verify.prepare import as_cited

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from citecheck.archive import Pace
    from citecheck.models import Capture, Citation, Damage, Entry
    from citecheck.settings import Settings
    from citecheck.store import Store
    from citecheck.verify.prepare import Target
    from citecheck.web import Client

    Shows = Callable[[Capture, Target, Client | None], Awaitable[bool | None]]
    Asked = Awaitable[ArchiveFacts]

_NOT_IN_TROUBLE = frozenset({Verdict.LIVE, Verdict.MOVED, Verdict.SKIPPED, Verdict.OFFLINE})


class FormSearch:
    """Looks for the right forms of what is `put`, at the *pace* of the archive, and lets *learn* know them.

    What the index answers is kept in *store*. *is_our_fault* tells whether our own network is to blame for
    what was met; *shows* tells whether the copy in a capture bears the title that a target's citation gives.
    """

    def __init__(  # noqa: PLR0913 - what it knows, what it may ask, and who tells what that means
        self,
        settings: Settings,
        store: Store,
        pace: Pace,
        *,
        is_our_fault: Callable[[ArchiveFacts], Awaitable[bool]],
        learn: Callable[[str, tuple[ArchivedForm, ...]], None],
        shows: Shows | None = None,
    ) -> None:
        self._settings, self._store, self._pace = settings, store, pace
        self._is_our_fault, self._learn, self._shows = is_our_fault, learn, shows
        self._began = datetime.now(UTC)
        self._waiting: asyncio.Queue[tuple[Target, Damage]] = asyncio.Queue()

    def put(self, target: Target, verdict: Verdict, held: ArchiveFacts) -> None:
        """Look for forms of *target* if its page is not there and the archive, by *held*, has no copy."""
        unwanted = self._settings.snapshots == "none" and not self._settings.offline
        if unwanted or not is_in_trouble(verdict, held):
            return
        damage = damage_to(target)
        if damage is not None and beginning_of(damage) is not None and _may_be_held(damage.url):
            self._waiting.put_nowait((target, damage))

    @property
    def wanted(self) -> bool:
        """Whether anything that was put is still to be looked for."""
        return not self._waiting.empty()

    async def join(self) -> None:
        """Wait until everything that was put has been looked for."""
        await self._waiting.join()

    async def work(self, client: Client | None) -> None:
        """Look for one after another with *client*, for ever; without one only the cache answers."""
        while True:
            target, damage = await self._waiting.get()
            self._learn(target.url, await self.forms_for(target, damage, client))
            self._waiting.task_done()

    async def forms_for(
        self, target: Target, damage: Damage, client: Client | None
    ) -> tuple[ArchivedForm, ...]:
        """Return the forms of the damaged URL of *target* that the archive holds; one alone is looked at."""
        beginning = beginning_of(damage)
        rows = NotChecked("too short") if beginning is None else await self._beginning_with(beginning, client)
        forms = forms_in(rows, damage) if isinstance(rows, Listing) else ()
        if any(same_page(form.url, target.url) for form in forms):
            return ()  # what the index takes for the cited address is no other one
        return await self._seen(forms[0], target, client) if len(forms) == 1 else forms

    async def _seen(
        self, form: ArchivedForm, target: Target, client: Client | None
    ) -> tuple[ArchivedForm, ...]:
        """Return *form* with what its own captures and its copy say; nothing if none of them shows a page."""
        citation = as_cited(target.citation, target.url)
        facts = await self._captures_of(form.url, citation, client)
        if not isinstance(facts, Listing):
            # The row that the query brought is the first capture; what is nearer to the access is not known.
            return (replace(form, near=is_near(form.captured.date(), citation) or None),)
        day = wanted_day(citation, datetime.now(UTC).date())
        accessed = citation.accessed.as_date() if citation.accessed else None
        best = next(iter(ranked(facts, url=form.url, wanted=day, accessed=accessed)), None)
        if best is None:
            return ()
        near = is_near(best.captured.date(), citation)
        shows = await self._shows(best, target, client) if self._shows and near is not False else None
        return (replace(form, captured=best.captured, near=near, title_matches=shows),)

    async def _beginning_with(self, beginning: str, client: Client | None) -> ArchiveFacts:
        """Return the addresses that begin so: from the cache where that answers, else from the archive."""
        base = self._settings.wayback
        kept = self._store.forms(base, beginning)
        if kept is not None and self._answers(kept):
            return kept.facts
        if client is None:
            return AS_TOLD
        facts = await self._asked(beginning_with(beginning, client, self._pace, base))
        if not isinstance(facts, NotChecked):
            self._store.keep_forms(base, beginning, facts, datetime.now(UTC))
        return facts

    async def _captures_of(self, url: str, citation: Citation, client: Client | None) -> ArchiveFacts:
        """Return the captures of one address, likewise."""
        base = self._settings.wayback
        kept = self._store.listing(base, url)
        if kept is not None and self._answers(kept):
            return kept.facts
        if client is None:
            return AS_TOLD
        day = wanted_day(citation, datetime.now(UTC).date())
        facts = await self._asked(listing(url, client, self._pace, base, day))
        if not isinstance(facts, NotChecked):
            self._store.keep_listing(base, url, facts, datetime.now(UTC))
        return facts

    async def _asked(self, asking: Asked) -> ArchiveFacts:
        """Return what the archive answers; what says nothing of it, and is not to be kept, as not asked."""
        facts = await asking
        if facts == self._pace.closed or (isinstance(facts, NoAnswer) and await self._is_our_fault(facts)):
            return NotChecked("could not ask")
        return facts

    def _answers(self, kept: Kept[ArchiveFacts]) -> bool:
        """Tell whether what the cache knows answers for this run; without a network anything does."""
        if self._settings.offline or kept.at >= self._began:
            return True
        live = self._settings.time_to_live
        match kept.facts:
            case Listing(partial=True):
                return False
            case Listing(captures=()):
                seconds = live.snapshot_none
            case Listing():
                seconds = live.snapshot_found
            case _:
                seconds = live.snapshot_unknown
        return not self._settings.refresh and is_fresh(kept.at, datetime.now(UTC), seconds)


def is_in_trouble(verdict: Verdict, held: ArchiveFacts) -> bool:
    """Tell whether a page that was judged *verdict* is not there, and no copy either by what was *held*.

    Who could not be asked about copies, or was asked for any one of them, cannot say that there is none. No
    archive is asked for the copies of a malformed address.
    """
    if verdict in _NOT_IN_TROUBLE:
        return False
    match held:
        case Listing(partial=False):
            return not usable(held)
        case _:
            return verdict is Verdict.MALFORMED


def with_forms(entry: Entry, text: str) -> Entry:
    """Return *entry* with the corrections that the right forms of its URLs make; *text* is the document's."""
    offered = entry.corrections
    for link in entry.links:
        right = right_form(link.forms)
        if right is not None:
            offered = with_form(offered, link.cited, right, text)
    return replace(entry, corrections=offered)


def damage_to(target: Target) -> Damage | None:
    """Return what is uncertain about the URL of *target* as its citation prints it; None if nothing is."""
    cited = next((each for each in target.citation.urls if each.url == target.url), None)
    if cited is None or target.within is None:
        return None
    return damage_of(cited, target.citation, target.offered)


def _may_be_held(url: str) -> bool:
    """Tell whether an archive of the web can hold *url* at all, and may be told of it."""
    return fault_of(url) is None and not is_private(host_of(url))
