"""The run, in order: parse, check, archive, suggest, judge.

    prepare ─> asking (check) ─> doubts (network, portal) ─> siblings ─> outcomes (store)
                                                                       └> copies (archive)
                                                                           └> forms (archive)
    outcomes ─> confirming (the addresses that are offered instead, asked likewise)
    outcomes ─> assemble (verdict, strikes, suggest, rules)

This room alone knows the order of the stages; none of them knows another.
"""

from __future__ import annotations

import asyncio
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from citecheck import rules
from citecheck.settings import Settings
from citecheck.store import SQLITE, Store, cache_folder
from citecheck.verify.assemble import Assembling
from citecheck.verify.confirming import Confirming
from citecheck.verify.prepare import prepare, prepare_all
from citecheck.verify.progress import Progress, Stage, told
from citecheck.verify.run import Run
from citecheck.verify.together import with_helpers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citecheck.models import Document, Report
    from citecheck.verify.progress import Watch

__all__ = ["SQLITE", "Progress", "cache_folder", "lint_all", "verify", "verify_all"]

_TICK = 0.5  # seconds between two looks at what the run waits for


def verify(document: Document, settings: Settings | None = None) -> Report:
    """Check the endnotes of one *document*: how they are written, and whether their pages are still there.

    Asks each cited page and the web archive, politely, and keeps what it learns in the cache folder. Failures
    of the network are in the report, never raised; `CacheError` and `SettingsError` are what can be.
    """
    return verify_all([document], settings or Settings())[0]


def verify_all(documents: Iterable[Document], settings: Settings, watch: Watch = None) -> Sequence[Report]:
    """Check several documents in one run, which asks equal URLs once; *watch* is told how far it is.

    Each document is taken when its turn comes and let go again, and each report is made when it is taken
    from what is returned: of many, one at a time is in memory.
    """
    rules.refuse_unknown_codes(settings)
    now = datetime.now(UTC)
    prepared, targets = prepare_all(told(documents, Stage.READING, watch), now.date())
    folder = None if settings.no_cache else cache_folder(settings, Path.cwd(), os.environ)
    with Store.open(folder) as store:
        run = Run(settings, store, targets, watch)
        asyncio.run(with_helpers(run.ask(), _tick(run)))
        confirmed = Confirming(settings, store, watch).confirm(targets, run.outcomes)
        assembling = Assembling(settings, run.outcomes, now, run.warnings(), confirmed)
        return assembling.reports(told(prepared, Stage.JUDGING, watch))


def lint_all(
    documents: Iterable[Document], settings: Settings, today: date | None = None, watch: Watch = None
) -> Sequence[Report]:
    """Judge how the endnotes of *documents* are written, without a network; *today* is the day of it.

    Documents and reports are taken one at a time, as by `verify_all`.
    """
    rules.refuse_unknown_codes(settings)
    day = today or datetime.now(UTC).date()
    return Assembling(settings).reports(
        prepare(document, day) for document in told(documents, Stage.READING, watch)
    )


async def _tick(run: Run) -> None:
    """Tell the watcher again and again, because waiting for the archive makes no progress by itself."""
    while True:
        await asyncio.sleep(_TICK)
        run.look_round()
