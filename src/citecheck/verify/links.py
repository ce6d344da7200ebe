"""What the cache knows of a link, whether that answers for this run, and keeping what is learned."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from citecheck.errors import SettingsError
from citecheck.models import LinkFacts, NotChecked
from citecheck.store import Kept, Store, is_fresh
from citecheck.verify.offline import AS_TOLD, judgement_of

if TYPE_CHECKING:
    from citecheck.settings import Settings
    from citecheck.verify.prepare import Target

_EXCLUDED = NotChecked("excluded by the settings")


class Links:
    """Reads links from *store* as *settings* allow, and keeps each answer there as soon as it is known."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings = settings
        self._store = store
        self._excluded = _patterns(settings.exclude)

    def known(self, target: Target) -> Kept[LinkFacts] | None:
        """Return what is known of *target* without asking; None if it has to be asked."""
        if any(pattern.search(target.url) for pattern in self._excluded):
            return Kept(_EXCLUDED, datetime.now(UTC))
        kept = self._store.link(target.url)
        if kept is not None and self._answers(kept, target):
            return kept
        return Kept(AS_TOLD, datetime.now(UTC)) if self._settings.offline else None

    def keep(self, url: str, facts: LinkFacts) -> Kept[LinkFacts]:
        """Keep what was just seen of *url*; that nobody was asked is no observation."""
        now = datetime.now(UTC)
        return Kept(facts, now) if isinstance(facts, NotChecked) else self._store.keep_link(url, facts, now)

    def _answers(self, kept: Kept[LinkFacts], target: Target) -> bool:
        """Tell whether what the cache knows answers for this run; without a network anything does."""
        if self._settings.offline:
            return True
        verdict = judgement_of(kept.facts, target).verdict
        seconds = getattr(self._settings.time_to_live, verdict.replace("-", "_"), 0.0)
        return not self._settings.refresh and is_fresh(kept.at, datetime.now(UTC), seconds)


def _patterns(exclude: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Compile the patterns of addresses that are never asked."""
    try:
        return tuple(re.compile(pattern) for pattern in exclude)
    except re.error as error:
        raise SettingsError(f"exclude: {error.pattern!r} is not a regular expression: {error}") from error
