"""Whether a copy shows the cited page: what replays tell, and which copy is named after them.

Pure functions over what was replayed. A capture is asked to be looked at only if that can still matter: the
best one first, the next one with other bytes where it shows something else, three at most.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from citecheck.archive.choice import described, noon_of, ranked
from citecheck.evidence.wording import day as in_words
from citecheck.models import (
    Answer,
    Capture,
    LinkFacts,
    NoAnswer,
    NoSnapshot,
    NotChecked,
    Reason,
    Sign,
    Verdict,
)
from citecheck.verdict import judge
from citecheck.verdict.seen import BARRIERS, look

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from citecheck.models import Citation, Listing, Snapshot

MOST_LOOKED_AT = 3
"""Copies of one page for one citation: a fourth is farther from the day, and each costs the archive."""

NEAR = 30
"""Days: a copy from so soon before or after the access is taken for what the author saw."""

_OWN_WORDS = "answers 200, but "

Replayed = Callable[[Capture], LinkFacts | None]
"""Gives what the replay of a capture brought; None where nobody looked."""


class Shows(Enum):
    """What a copy shows."""

    THE_PAGE = auto()  # or nothing that speaks against it
    NOTHING = auto()  # that could be read; a browser may still show it
    ANOTHER_NAME = auto()  # a page, under names that are not those of the cited one
    SOMETHING_ELSE = auto()  # an error, a barrier, what a redirect led to
    UNKNOWN = auto()  # nobody looked, or the archive could not be asked


_DISPROVED = frozenset({Shows.ANOTHER_NAME, Shows.SOMETHING_ELSE})


@dataclass(frozen=True, slots=True)
class Sight:
    """What a look at a copy told.

    *bears_title* is None where that cannot be told; *words* say what is seen instead, or why nothing is.
    """

    shows: Shows
    bears_title: bool | None = None
    words: str | None = None


def sight(facts: LinkFacts | None, citation: Citation, url: str) -> Sight:
    """Judge the *facts* of a replay as a live page is: whether they show what *citation* cites at *url*."""
    match facts:
        case None:
            return Sight(Shows.UNKNOWN)
        case NotChecked(why=why):
            return Sight(Shows.UNKNOWN, words=f"it was not looked at: {why}")
        case NoAnswer(reason=Reason.NOT_A_CAPTURE, detail=detail):
            return Sight(Shows.NOTHING, words=detail)
        case NoAnswer(reason=reason, detail=detail):
            return Sight(Shows.UNKNOWN, words=f"it could not be looked at: {detail or reason}")
        case Answer():
            return _sight_of(facts, citation, url)


def candidates(listing: Listing, *, url: str, wanted: date, accessed: date | None) -> tuple[Capture, ...]:
    """Return the captures that may be looked at, each with other bytes, the best first; as in `ranked`."""
    digests: set[str] = set()
    found: list[Capture] = []
    for capture in ranked(listing, url=url, wanted=wanted, accessed=accessed):
        if capture.digest not in digests:
            found.append(capture)
            digests |= {capture.digest} - {"-"}  # which stands for "not known"
        if len(found) == MOST_LOOKED_AT:
            break
    return tuple(found)


def next_capture(
    captures: Sequence[Capture], replayed: Replayed, citation: Citation, url: str
) -> Capture | None:
    """Return which of the `candidates` is to be looked at next; None where another look tells nothing new."""
    for capture in captures:
        facts = replayed(capture)
        if facts is None:
            return capture
        if sight(facts, citation, url).shows in {Shows.THE_PAGE, Shows.UNKNOWN}:
            return None
    return None


def choose_seen(  # noqa: PLR0913 - what `choose` takes, and what the replays brought
    listing: Listing,
    replayed: Replayed,
    citation: Citation,
    *,
    url: str,
    wanted: date,
    accessed: date | None,
    base: str,
) -> tuple[Snapshot | NoSnapshot, Answer | None]:
    """Return the copy to name, as `choose` does, and what it shows if that is what the author saw.

    It is the first that shows the cited page; else the first of which the contrary is not known; else the
    first of all, which then says itself that it shows something else.
    """
    captures = candidates(listing, url=url, wanted=wanted, accessed=accessed)
    looks = [(capture, sight(replayed(capture), citation, url)) for capture in captures]
    if not looks:
        return NoSnapshot(unusable=len(listing.captures)), None
    capture, found = min(looks, key=lambda each: _rank(each[1]))
    snapshot = described(capture, listing, url=url, accessed=accessed, base=base)
    disproved = [each for each, look in looks if look.shows in _DISPROVED]
    snapshot = replace(
        snapshot,
        title_matches=found.bears_title,
        shows=found.words,
        doubt=snapshot.doubt or _doubt(capture, disproved, accessed),
    )
    facts = replayed(capture)
    return snapshot, facts if isinstance(facts, Answer) and _is_witness(snapshot, found) else None


def _sight_of(facts: Answer, citation: Citation, url: str) -> Sight:
    """Judge what was shown."""
    if facts.unread and not facts.words and not facts.title:
        return Sight(Shows.NOTHING, words=f"it could not be read: {facts.unread}")
    judgement, seen = judge(facts, citation, url), look(facts, citation, url)
    words = judgement.reason.removeprefix(_OWN_WORDS)
    match judgement.verdict:
        case Verdict.LIVE | Verdict.MOVED:
            return Sight(Shows.THE_PAGE, seen.same or None)
        case Verdict.CHANGED if not facts.hops:
            return Sight(Shows.ANOTHER_NAME, False, words)  # noqa: FBT003 - the field is named in the class
        case Verdict.BLOCKED if seen.mark_of((Sign.EMPTY,)) and not seen.mark_of(BARRIERS):
            return Sight(Shows.NOTHING, None, words)
        case _:
            return Sight(Shows.SOMETHING_ELSE, False, words)  # noqa: FBT003 - the same


def _rank(found: Sight) -> int:
    """Order copies by what speaks for naming them; among equals the nearest stays first."""
    return 0 if found.shows is Shows.THE_PAGE else 2 if found.shows in _DISPROVED else 1


def _doubt(capture: Capture, disproved: Sequence[Capture], accessed: date | None) -> str | None:
    """Say what looking at better copies told against *capture*: another page stood there in between."""
    if accessed is None:
        return None
    begin, end = sorted((noon_of(accessed), capture.captured))
    between = next((each for each in disproved if begin < each.captured < end), None)
    if between is None:
        return None
    return f"between the two days the archive saw something else, on {in_words(between.captured.date())}"


def _is_witness(snapshot: Snapshot, found: Sight) -> bool:
    """Tell whether a copy shows what the author saw, so that the page of today may be compared with it.

    It bears the cited title; or it is of about the day, and nothing but its name, which a note may translate
    or describe, speaks against it.
    """
    if found.bears_title:
        return True
    near = snapshot.days is not None and abs(snapshot.days) <= NEAR and snapshot.doubt is None
    return (near or snapshot.bracketed) and found.shows in {Shows.THE_PAGE, Shows.ANOTHER_NAME}
