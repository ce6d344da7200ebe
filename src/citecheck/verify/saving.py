"""Have the live pages that documents cite saved by Save Page Now, where the archive has no copy that will do.

pages now (run) ─> needs (index, replay) ─> what would be submitted ─> saver ─> what came of it (store)
"""

from __future__ import annotations

import asyncio
import os
from collections import deque
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from citecheck.archive.save import Saver, keys_of, refuse_open_line
from citecheck.errors import SettingsError
from citecheck.models import SavedPage, SavingReport, Standing, Submission, Verdict
from citecheck.settings import changed
from citecheck.store import Store, Turns, cache_folder
from citecheck.verify.needs import Needs
from citecheck.verify.offline import judgement_of
from citecheck.verify.prepare import prepare_all
from citecheck.verify.progress import Progress, Stage, told
from citecheck.verify.run import Run
from citecheck.verify.together import with_helpers
from citecheck.verify.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from citecheck.archive.save import Keys
    from citecheck.models import Document, LinkFacts
    from citecheck.settings import Settings
    from citecheck.verify.prepare import Target
    from citecheck.verify.progress import Watch
    from citecheck.web import Client

_TICK = 0.5  # seconds between two looks at what the run waits for
_AT_ONCE = 4  # pages about which the archive is asked side by side


def save_all(
    documents: Iterable[Document],
    settings: Settings,
    *,
    dry_run: bool = False,
    watch: Watch = None,
    environ: Mapping[str, str] | None = None,
) -> SavingReport:
    """Submit the live pages of *documents* that need a copy to Save Page Now; *dry_run* submits nothing.

    The keys come from *environ* (default: the process's); a dry run needs none. What is on private networks
    is never asked, let alone submitted. Raises `SettingsError` where there are no keys, where the archive
    does not take them, and for a base to which they cannot be sent; `CacheError` as every run.
    """
    keys = None
    if not dry_run:
        keys = keys_of(os.environ if environ is None else environ)
        refuse_open_line(settings.wayback)
        if settings.offline:
            raise SettingsError("nothing can be saved offline; --dry-run says what would be")
    settings = changed(settings, snapshots="none", allow_private=False)
    _, targets = prepare_all(told(documents, Stage.READING, watch), datetime.now(UTC).date())
    folder = None if settings.no_cache else cache_folder(settings, Path.cwd(), os.environ)
    with Store.open(folder) as store:
        return asyncio.run(_Saving(settings, store, targets, watch).run(keys))


class _Saving:
    """One call: *targets* are looked at, and what needs a copy is submitted."""

    def __init__(self, settings: Settings, store: Store, targets: tuple[Target, ...], watch: Watch) -> None:
        self._settings, self._store, self._targets, self._watch = settings, store, targets, watch
        self._run = Run(settings, store, targets, watch)
        self._decided: dict[str, SavedPage] = {}
        self._saver: Saver | None = None
        self._to_save = 0

    async def run(self, keys: Keys | None) -> SavingReport:
        """Look at everything; submit with *keys*, or nothing without."""
        await with_helpers(self._run.ask(), _tick(self._run.look_round))
        async with World(self._settings).client() as client:
            await with_helpers(self._decide(client), _tick(self._tell))
            if keys is not None:
                await with_helpers(self._save(keys, client), _tick(self._tell))
        return SavingReport(
            archive=self._settings.wayback.rstrip("/"),
            at=datetime.now(UTC),
            dry_run=keys is None,
            pages=tuple(self._decided[target.url] for target in self._targets),
            offline=await self._is_offline(),
            warnings=self._run.warnings(),
        )

    async def _decide(self, client: Client) -> None:
        """Learn of each page whether it needs a copy."""
        from citecheck.check import reading

        waiting = deque(self._targets)

        async def work(needs: Needs) -> None:
            """Decide about pages while any wait."""
            while waiting:
                target = waiting.popleft()
                self._decided[target.url] = await needs.of(target, self._facts(target))

        async with reading() as read:
            needs = Needs(self._settings, self._store, client, read)
            await asyncio.gather(*(work(needs) for _ in range(_AT_ONCE)))

    async def _save(self, keys: Keys, client: Client) -> None:
        """Submit what is planned, and see captures of an earlier run to their end."""
        pages = [(page.address, page) for page in self._decided.values() if page.address is not None]
        planned = dict.fromkeys(address for address, page in pages if page.standing is Standing.PLANNED)
        kept = ((address, page.submission) for address, page in pages)
        running = {address: submission.job for address, submission in kept if submission and submission.job}
        self._to_save = len(planned) + len(running)
        if not self._to_save:
            return
        base = self._settings.wayback.rstrip("/")
        ledger = Turns(self._store, f"{base} save")
        self._saver = Saver(base, keys, client, keep=self._keep, ledger=ledger)
        found = await self._saver.save(planned, running)
        for address, page in pages:
            if address in found:
                self._decided[page.url] = _ended(page, found[address])

    async def _is_offline(self) -> bool:
        """Tell whether our own network is to blame for what could not be learned or submitted."""
        verdicts = (judgement_of(self._facts(target), target).verdict for target in self._targets)
        if Verdict.OFFLINE in verdicts:
            return True
        open_ends = {Standing.UNDECIDED, Standing.NOT_SUBMITTED}
        failed = any(page.standing in open_ends for page in self._decided.values())
        return failed and not self._settings.offline and not await World(self._settings).network().is_up()

    def _keep(self, address: str, submission: Submission) -> None:
        """Keep what is known of a submission."""
        self._store.keep_submission(self._settings.wayback, address, submission, datetime.now(UTC))

    def _facts(self, target: Target) -> LinkFacts:
        """Return what the run learned of the page of *target*."""
        return self._run.outcomes[target.url].link.facts

    def _tell(self) -> None:
        """Tell the watcher how far it is."""
        if self._watch is not None:
            total = len(self._targets)
            self._watch(Progress(total, total, len(self._decided), total, {}, self._waits_for()))

    def _waits_for(self) -> str:
        """Say what is waited for, once pages are being saved."""
        if self._saver is None:
            return ""
        pause = self._saver.waiting
        soon = f", the next in {pause:.0f} s" if pause >= 1 else ""
        return f"{len(self._saver.found)} of {self._to_save} saved{soon}"


async def _tick(tell: Callable[[], None]) -> None:
    """Tell the watcher again and again, because waiting makes no progress by itself."""
    while True:
        await asyncio.sleep(_TICK)
        tell()


def _ended(page: SavedPage, submission: Submission) -> SavedPage:
    """Return *page* with what came of its submission."""
    return replace(page, standing=Standing(submission.fate), submission=submission)
