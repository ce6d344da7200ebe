"""How far a run is, for whoever watches it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeVar

from citecheck.models import Verdict

_T = TypeVar("_T")


class Stage(Enum):
    """What is done: documents are counted while they are read and judged, links while they are asked.

    While what is offered instead is asked (confirming), addresses are counted where documents else are.
    """

    READING = "reading"
    ASKING = "asking"
    CONFIRMING = "confirming"
    JUDGING = "judging"


@dataclass(frozen=True, slots=True)
class Progress:
    """The counts of a run under way: distinct links asked, copies looked up, documents read or judged.

    A total of documents is None where nobody knows it. *waiting* says what is waited for; empty is nothing.
    """

    links_done: int = 0
    links_total: int = 0
    copies_done: int = 0
    copies_total: int = 0
    verdicts: Mapping[Verdict, int] = field(default_factory=dict)
    waiting: str = ""
    stage: Stage = Stage.ASKING
    documents_done: int = 0
    documents_total: int | None = None


Watch = Callable[[Progress], None] | None
"""Who is told how far a run is; None where nobody looks."""


def told(things: Iterable[_T], stage: Stage, watch: Watch) -> Iterator[_T]:
    """Give *things*, and tell *watch* before each how many came before it, and of how many."""
    total = len(things) if isinstance(things, Sized) else None
    for number, thing in enumerate(things):
        if watch is not None:
            watch(Progress(stage=stage, documents_done=number, documents_total=total))
        yield thing
