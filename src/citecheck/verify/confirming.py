"""Ask whether what is offered instead of an address answers: the web's own evidence for a correction.

asked links ─> corrections of parts of their addresses ─> the mended addresses, asked likewise

A mended spelling is sure where the page is there; a tidied address, and the secure form of a plain one, must
answer as the cited one does; a DOI must be known to its resolver.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from citecheck import rules
from citecheck.edits.urls import mended
from citecheck.models import Answer, Confidence, Verdict
from citecheck.settings import changed
from citecheck.suggest.dois import without_guess
from citecheck.verify.dashes import dashed_target
from citecheck.verify.guessing import guessed_targets
from citecheck.verify.offline import judgement_of
from citecheck.verify.prepare import Target
from citecheck.verify.progress import Progress, Stage
from citecheck.verify.run import Run
from citecheck.verify.securing import SECURE, by_host, secure_target
from citecheck.verify.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping

    from citecheck.models import Correction, Entry, Judgement, Link, LinkFacts
    from citecheck.settings import Settings
    from citecheck.store import Store
    from citecheck.verify.outcomes import Outcome
    from citecheck.verify.progress import Watch

SPELLINGS = frozenset({"U103", "U104", "U105"})
TIDIED = frozenset({"U113", "U114"})
DOIS = frozenset({"I104"})
BROKEN = "U102"
_ASKED = SPELLINGS | TIDIED | DOIS
_NOTHING_TO_LEARN = frozenset({Verdict.OFFLINE, Verdict.SKIPPED, Verdict.MALFORMED})

_LONGEST = 10.0  # seconds

Confirmed = dict[str, "tuple[LinkFacts, Judgement]"]
"""What answers at a mended address, by that address."""


class Confirming:
    """Asks, as the links of a run are asked, of the *world* that is made of the settings.

    Each address is asked once: a host that has nothing at the secure port must not hold a run up.
    """

    def __init__(
        self,
        settings: Settings,
        store: Store,
        watch: Watch = None,
        world: Callable[[Settings], World] = World,
    ) -> None:
        self._settings, self._store, self._world = settings, store, world
        self._watch = watch

    def confirm(self, targets: tuple[Target, ...], outcomes: Mapping[str, Outcome]) -> Confirmed:
        """Ask the mended addresses of *targets*; return what answers there.

        Of the plain addresses at one host the first is asked at its secure one, and the others only if that
        answers. What no rule that holds would offer is not asked.
        """
        wanted = rules.chosen_codes(self._settings.select, self._settings.ignore)
        cited = {target.url for target in targets}
        instead: list[Target] = []
        secure: list[Target] = []
        for target in targets:
            if target.url in outcomes:
                outcome = outcomes[target.url]
                verdict = judgement_of(outcome.link.facts, target).verdict
                instead += dashed_target(target, verdict)
                instead += _mended(target, verdict, wanted, cited)
                instead += guessed_targets(target, outcome, verdict) if BROKEN in wanted else ()
                secure += secure_target(target, outcome.link.facts, verdict) if SECURE in wanted else ()
        firsts, others = by_host(secure, cited)
        known = self._asked((*instead, *firsts))
        answering = [each for first in firsts if _is_there(known, first.url) for each in others[first.url]]
        return known | self._asked(answering)

    def _asked(self, targets: Iterable[Target]) -> Confirmed:
        """Ask *targets*, each once; return what answers."""
        wanted = {target.url: target for target in targets}
        if not wanted:
            return {}
        hurried = changed(
            self._settings,
            snapshots="none",
            retries=0,
            timeout=min(self._settings.timeout, _LONGEST),
        )
        run = Run(hurried, self._store, tuple(wanted.values()), self._tell, self._world)
        asyncio.run(run.ask())
        return {
            url: (run.outcomes[url].link.facts, judgement_of(run.outcomes[url].link.facts, target))
            for url, target in wanted.items()
            if url in run.outcomes
        }

    def _tell(self, progress: Progress) -> None:
        """Tell the watcher how far the asking is."""
        if self._watch is not None:
            done, total = progress.links_done, progress.links_total
            self._watch(
                Progress(
                    stage=Stage.CONFIRMING,
                    documents_done=done,
                    documents_total=total,
                    waiting=progress.waiting,
                )
            )


def _is_there(known: Confirmed, url: str) -> bool:
    """Tell whether the page of *url* was found there."""
    return url in known and known[url][1].verdict.is_there


def shows_the_same(confirmed: Confirmed, link: Link, url: str) -> bool:
    """Tell whether what answers at *url* is the page of *link*."""
    facts, judgement = confirmed.get(url, (None, None))
    if not isinstance(facts, Answer) or facts.tls or judgement is None:
        return False  # what browsers warn of is no better address
    return _same(link.facts, facts, there=judgement.verdict.is_there)


def with_confirmed(entry: Entry, confirmed: Confirmed, text: str) -> Entry:
    """Return *entry* with its corrections of addresses strengthened, or left out, by what answers there."""
    kept = list(entry.corrections)
    for link in entry.links:
        mine = [each for each in kept if link.cited.span.holds(each.span)]
        known = confirmed.get(mended(link.cited, mine, text)) if mine else None
        if known is not None:
            if known[1].verdict is Verdict.DEAD and any(each.code in DOIS for each in mine):
                kept = without_guess(kept, link.cited, text)
                continue
            kept = [
                judged
                for each in kept
                if (judged := _judged(each, link, *known) if each in mine else each) is not None
            ]
    return replace(entry, corrections=tuple(kept))


def _mended(
    target: Target, verdict: Verdict, codes: Container[str], cited: Container[str]
) -> Iterator[Target]:
    """Give the mended address of *target* where its parts are corrected, unless it is *cited* anyway."""
    if target.within is None or verdict in _NOTHING_TO_LEARN:
        return
    found = [each for each in target.offered if each.code in _ASKED and each.code in codes]
    for each in target.citation.urls if found else ():
        url = mended(each, found, target.within().document.text) if each.url == target.url else target.url
        if url not in cited:
            yield Target(url, target.citation)


def _judged(correction: Correction, link: Link, facts: LinkFacts, judgement: Judgement) -> Correction | None:
    """Return *correction* with what answers at the address that it makes; None if that speaks against it."""
    there = judgement.verdict.is_there
    if correction.code in TIDIED and link.judgement.verdict.is_there:
        return (
            _surer(correction, "the page answers the same without it")
            if _same(link.facts, facts, there=there)
            else None
        )
    if correction.code in DOIS:
        return _surer(correction, "at that address the page is there") if there else correction
    if correction.code in SPELLINGS and there and not link.judgement.verdict.is_there:
        return _surer(correction, "at that address the page is there")
    return correction


def _same(one: LinkFacts, other: LinkFacts, *, there: bool) -> bool:
    """Tell whether two addresses show one page: the same bytes, or the same title."""
    if not there or not isinstance(one, Answer) or not isinstance(other, Answer):
        return False
    return (one.fingerprint is not None and one.fingerprint == other.fingerprint) or (
        one.title is not None and one.title == other.title
    )


def _surer(correction: Correction, evidence: str) -> Correction:
    """Return *correction* as certain, with *evidence* added to its reason."""
    suggestion = correction.suggestion
    because = f"{suggestion.because}; {evidence}"
    return replace(correction, suggestion=replace(suggestion, because=because, confidence=Confidence.CERTAIN))
