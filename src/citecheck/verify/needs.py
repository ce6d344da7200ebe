"""Learn of each live page whether it needs a new copy: from the cache, the archive's index, its replay."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from citecheck.archive.address import address_of
from citecheck.archive.archives import archives_of, is_forbidden, listing_of
from citecheck.archive.pace import Pace
from citecheck.archive.replay import shown
from citecheck.archive.save import may_be_sent_again, secret_in
from citecheck.models import (
    Answer,
    ArchiveFacts,
    Capture,
    Listing,
    NoAnswer,
    NotChecked,
    SavedPage,
    Standing,
    Verdict,
)
from citecheck.settings import DAY, HOUR
from citecheck.store import Turns, is_fresh
from citecheck.verdict.addresses import split
from citecheck.verify.offline import AS_TOLD, judgement_of
from citecheck.verify.wishes import MOST_REDIRECTS, Likeness, compared, moved_to, newest_of
from citecheck.web import Reply

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from citecheck.archive.archives import Archive
    from citecheck.models import LinkFacts
    from citecheck.settings import Settings
    from citecheck.store import Store
    from citecheck.verify.prepare import Target
    from citecheck.web import Client

    Read = Callable[[Reply], Awaitable[Answer]]

JOB_SECONDS = HOUR
"""For so long the archive knows what became of a capture."""

_NO_COPY = "the archive has no copy of it"


class Needs:
    """Decides about pages, one at a time, with what *store* knows and what the archive says to *client*.

    *read* makes facts of the reply that is a copy.
    """

    def __init__(self, settings: Settings, store: Store, client: Client, read: Read) -> None:
        self._settings, self._store, self._client, self._read = settings, store, client, read
        self._archive = _place_to_save(settings)
        self._pace = _pace(store, self._archive, self._archive.key, self._archive.per_minute)
        self._replays = _pace(store, self._archive, f"{self._archive.key} replays", self._archive.replays)

    async def of(self, target: Target, facts: LinkFacts) -> SavedPage:
        """Decide about the page of *target*, of which *facts* are known."""
        judgement = judgement_of(facts, target)
        if judgement.verdict is Verdict.OFFLINE:
            return SavedPage(target.url, Standing.UNDECIDED, judgement.reason)
        if not judgement.verdict.is_there or not isinstance(facts, Answer):
            return SavedPage(target.url, Standing.NOT_LIVE, f"{judgement.verdict}: {judgement.reason}")
        withheld = await self._withheld(target.url)
        if withheld is not None:
            return SavedPage(target.url, Standing.WITHHELD, withheld)
        address = address_to_save(target.url, facts)
        return self._of_today(target.url, address) or await self._by_copies(target.url, facts, address)

    async def _withheld(self, url: str) -> str | None:
        """Return why *url* is not to be given to an archive; None if it may be."""
        parts, base = split(url), split(self._archive.base)
        itself = (parts.hostname, parts.port) == (base.hostname, base.port)
        if itself or parts.hostname == "web.archive.org" or is_forbidden(parts.hostname or ""):
            return "it is a page of an archive itself"
        secret = secret_in(url)
        if secret is None and not self._settings.offline and not await self._client.is_public(url):
            return "its host is not known to be one of the public internet"
        return secret

    def _of_today(self, url: str, address: str) -> SavedPage | None:
        """Return what came of *address* within the last day; None if it may be submitted.

        What was captured today shows in the index after some hours only. A capture is named by its job while
        the archive may still know it.
        """
        kept, now = self._store.submission(self._archive.key, address), datetime.now(UTC)
        if kept is None or may_be_sent_again(kept.facts) or not is_fresh(kept.at, now, DAY):
            return None
        known = kept.facts if is_fresh(kept.at, now, JOB_SECONDS) else replace(kept.facts, job="")
        return SavedPage(url, Standing(known.fate), f"submitted at {kept.at:%H:%M} UTC", address, known)

    async def _by_copies(self, url: str, live: Answer, address: str) -> SavedPage:
        """Decide by the newest copy; before anything is submitted, by one that is known since today."""
        likeness = Likeness(None, AS_TOLD.why)
        for anew in (False, True):
            newest = await self._newest(url, live, anew=anew)
            match newest:
                case NoAnswer() | NotChecked():
                    why = newest.why if isinstance(newest, NotChecked) else newest.detail or newest.reason
                    likeness = Likeness(
                        None, f"the archive could not be asked: {why.removeprefix('not asked: ')}"
                    )
                case Capture():
                    copy = await self._look(newest)
                    likeness = compared(live, copy, newest.captured.date())
                case None:
                    likeness = Likeness(far=True, why=_NO_COPY)
            if not likeness.far or self._settings.offline:
                break
        if likeness.far is None:
            return SavedPage(url, Standing.UNDECIDED, likeness.why)
        if not likeness.far:
            return SavedPage(url, Standing.HAS_COPY, likeness.why)
        return SavedPage(url, Standing.PLANNED, likeness.why, address)

    async def _newest(self, url: str, live: Answer, *, anew: bool) -> Capture | NoAnswer | NotChecked | None:
        """Return the newest copy of the page under the cited address, else under the one where it is now."""
        moved = moved_to(url, live)
        places = [url] if moved is None or secret_in(moved) else [url, moved]
        for place in places:
            facts = await self._listing(place, anew=anew)
            if not isinstance(facts, Listing):
                return facts
            newest = newest_of(facts)
            if newest is not None:
                return newest
        return None

    async def _listing(self, url: str, *, anew: bool) -> ArchiveFacts:
        """Return what the index says of *url*: from the cache, unless that is older than today and *anew*."""
        key, now = self._archive.key, datetime.now(UTC)
        kept = self._store.listing(key, url)
        if kept is not None and self._answers(kept.facts, kept.at, now, anew=anew):
            return kept.facts
        if self._settings.offline:
            return AS_TOLD
        facts = await listing_of(url, self._client, self._pace, self._archive, now.date())
        if not isinstance(facts, NotChecked) and facts != self._pace.closed:
            self._store.keep_listing(key, url, facts, datetime.now(UTC))
        return facts

    def _answers(self, facts: ArchiveFacts, at: datetime, now: datetime, *, anew: bool) -> bool:
        """Tell whether what the cache knows answers here; the newest copy is what counts."""
        if self._settings.offline:
            return True
        if not isinstance(facts, Listing):
            return is_fresh(at, now, self._settings.time_to_live.snapshot_unknown)
        return not facts.partial and (not anew or is_fresh(at, now, DAY))

    async def _look(self, capture: Capture) -> LinkFacts:
        """Return what the archive shows for *capture*, read as the live page was."""
        from citecheck.check import ASKED

        key, copy = self._archive.key, address_of(capture, self._archive.base)
        kept = self._store.replay(key, copy)
        if kept is not None and isinstance(kept.facts, Answer):  # a capture stays what it is
            return kept.facts
        if self._settings.offline:
            return AS_TOLD
        reply = await shown(capture, self._archive, self._client, self._replays, ASKED)
        facts = await self._read(reply) if isinstance(reply, Reply) else reply
        if not isinstance(facts, NotChecked) and facts != self._replays.closed:
            self._store.keep_replay(key, copy, facts, datetime.now(UTC))
        return facts


def address_to_save(url: str, live: Answer) -> str:
    """Return what is submitted for the page of *url*: the address as cited, without its fragment.

    The archive follows its redirects and keeps both, so that a reader who has the cited address alone finds
    the page. Where there are more redirects than it follows, it is the address where they end.
    """
    ends = live.final_url if len(live.hops) > MOST_REDIRECTS and secret_in(live.final_url) is None else url
    return urldefrag(ends).url


def _place_to_save(settings: Settings) -> Archive:
    """Return the archive of `--wayback`, where pages are saved."""
    return next(each for each in archives_of(settings) if each.primary)


def _pace(store: Store, archive: Archive, name: str, per_minute: int) -> Pace:
    """Return the pace of *name*, which all runs share that use the cache."""
    return Pace(per_minute, ledger=Turns(store, name), own=archive.own)
