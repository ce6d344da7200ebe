"""One run over the cited URLs: each page is asked once, and then the archive about it."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from citecheck.archive import Pace
from citecheck.models import ArchiveFacts, LinkFacts, NoAnswer, Verdict
from citecheck.store import Kept, Store
from citecheck.verify.copies import Copies
from citecheck.verify.links import Links
from citecheck.verify.network import Network
from citecheck.verify.offline import judgement_of
from citecheck.verify.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from citecheck.settings import Settings
    from citecheck.verify.prepare import Target

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run learned of one URL: its facts with their time and history, and what the archive holds."""

    link: Kept[LinkFacts]
    archive: ArchiveFacts
    history: tuple[Kept[LinkFacts], ...]


class Run:
    """Asks *targets* and tells *watch* how far it is."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        targets: tuple[Target, ...],
        watch: Callable[[Progress], None] | None = None,
    ) -> None:
        self._settings = settings
        self._store = store
        self._targets = targets
        self._watch = watch
        self._verdicts: Counter[Verdict] = Counter()
        self._copies_done = 0
        self._unknown: Counter[str] = Counter()
        self._pace = Pace(settings.archive_pace, asked=_ages(store, settings.wayback))

    async def outcomes(self) -> dict[str, Outcome]:
        """Ask for every target and return what was learned, by URL."""
        from citecheck.web import Client, network_is_up

        network = Network(lambda: network_is_up(self._settings))
        async with Client(self._settings) as client:
            links = Links(self._settings, self._store, client, network)
            copies = Copies(self._settings, self._store, client, network, self._pace)
            found = await asyncio.gather(*(self._one(target, links, copies) for target in self._targets))
        return dict(zip((target.url for target in self._targets), found, strict=True))

    def tell(self) -> None:
        """Tell the watcher how far the run is."""
        if self._watch is not None:
            done, total = self._verdicts.total(), len(self._targets)
            counts = dict(self._verdicts)
            self._watch(Progress(done, total, self._copies_done, total, counts, self._waits_for()))

    def warnings(self) -> tuple[str, ...]:
        """Return what went wrong with the run itself, a sentence each."""
        return tuple(
            f"the archive could not be asked about {count} {'page' if count == 1 else 'pages'}: {why}"
            for why, count in self._unknown.items()
        )

    async def _one(self, target: Target, links: Links, copies: Copies) -> Outcome:
        """Ask one page, and then the archive about it."""
        link = await links.ask(target)
        verdict = judgement_of(link.facts, target).verdict
        self._verdicts[verdict] += 1
        self.tell()
        archive = await copies.ask(target, verdict)
        if isinstance(archive, NoAnswer):
            self._unknown[archive.detail.removeprefix("not asked: ") or archive.reason] += 1
        self._copies_done += 1
        self.tell()
        return Outcome(link, archive, self._store.link_history(target.url))

    def _waits_for(self) -> str:
        """Say what the run waits for, if it is the archive's pace."""
        seconds = self._pace.waiting
        return f"the archive's pace, {seconds:.0f} s" if seconds else ""


def _ages(store: Store, base: str) -> tuple[float, ...]:
    """Return how many seconds ago earlier runs asked the archive, as far as its limit still counts them."""
    now = datetime.now(UTC)
    return tuple((now - at).total_seconds() for at in store.asked(base, now - _MINUTE))
