"""How far a run is, for whoever watches it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from citecheck.models import Verdict


@dataclass(frozen=True, slots=True)
class Progress:
    """The counts of a run under way: links asked, copies looked up, what it waits for (empty: nothing)."""

    links_done: int
    links_total: int
    copies_done: int
    copies_total: int
    verdicts: Mapping[Verdict, int]
    waiting: str
