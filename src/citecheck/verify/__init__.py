"""The run, in order: parse, check, archive, suggest, judge.

    prepare ─> asking (check) ─> doubts (network, portal) ─> siblings ─> outcomes (store)
                                                                       └> copies (archive)
                                                                           └> forms (archive)
    outcomes ─> assemble (verdict, strikes, suggest, rules)

This room alone knows the order of the stages; none of them knows another.
"""

from __future__ import annotations

import asyncio
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from citecheck.settings import Settings
from citecheck.store import Store, cache_folder
from citecheck.verify.assemble import assemble
from citecheck.verify.prepare import prepare, targets_of
from citecheck.verify.progress import Progress
from citecheck.verify.run import Run
from citecheck.verify.together import with_helpers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from citecheck.models import Document, Report

__all__ = ["Progress", "lint_all", "verify", "verify_all"]

_TICK = 0.5  # seconds between two looks at what the run waits for


def verify(document: Document, settings: Settings | None = None) -> Report:
    """Check the endnotes of one *document*: how they are written, and whether their pages are still there.

    Asks each cited page and the web archive, politely, and keeps what it learns in the cache folder. Failures
    of the network are in the report, never raised; `CacheError` and `SettingsError` are what can be.
    """
    return verify_all([document], settings or Settings())[0]


def verify_all(
    documents: Sequence[Document],
    settings: Settings,
    watch: Callable[[Progress], None] | None = None,
) -> tuple[Report, ...]:
    """Check several documents in one run, which asks equal URLs once; *watch* is told how far it is."""
    now = datetime.now(UTC)
    prepared = [prepare(document, now.date()) for document in documents]
    folder = None if settings.no_cache else cache_folder(settings, Path.cwd(), os.environ)
    with Store.open(folder) as store:
        run = Run(settings, store, targets_of(prepared), watch)
        asyncio.run(with_helpers(run.ask(), _tick(run)))
        return tuple(assemble(each, settings, run.outcomes, now, run.warnings()) for each in prepared)


def lint_all(
    documents: Sequence[Document], settings: Settings, today: date | None = None
) -> tuple[Report, ...]:
    """Judge how the endnotes of *documents* are written, without a network; *today* is the day of it."""
    day = today or datetime.now(UTC).date()
    return tuple(assemble(prepare(document, day), settings) for document in documents)


async def _tick(run: Run) -> None:
    """Tell the watcher again and again, because waiting for the archive makes no progress by itself."""
    while True:
        await asyncio.sleep(_TICK)
        run.tell()
