"""Guesses at what a broken URL was, asked of the live web where neither page nor copy was found.

trouble, no copy, no form in the archive ─> a few guesses ─> the one that bears the cited title
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from citecheck.models import Answer, Confidence, Listing, Verdict
from citecheck.suggest.archived import with_right_address
from citecheck.suggest.damage import damage_of
from citecheck.suggest.guesses import guesses
from citecheck.verdict.seen import look
from citecheck.verify.forms import damage_to
from citecheck.verify.offline import judgement_of
from citecheck.verify.prepare import Target

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citecheck.models import Entry, Judgement, Link, LinkFacts
    from citecheck.verify.outcomes import Outcome

_GONE = frozenset({Verdict.DEAD, Verdict.SOFT_404})
_THERE = frozenset({Verdict.LIVE, Verdict.MOVED})
_EVIDENCE = "at that address the page is there, with the cited title"


def guessed_targets(targets: tuple[Target, ...], outcomes: Mapping[str, Outcome]) -> Iterator[Target]:
    """Give the guesses at the damaged URLs among *targets* whose page is gone and of which nothing is held.

    A host that does not exist is not asked again; and without a title nothing would tell the right page.
    """
    for target in targets:
        outcome = outcomes.get(target.url)
        if outcome is None or not target.citation.title or not _is_unknown(outcome, target):
            continue
        damage = damage_to(target)
        for url in guesses(damage) if damage else ():
            yield Target(url, target.citation)


def with_guesses(entry: Entry, confirmed: Mapping[str, tuple[LinkFacts, Judgement]], text: str) -> Entry:
    """Return *entry* with the guess that was seen to be right, if just one was; *text* is the document's."""
    offered = entry.corrections
    for link in entry.links:
        found = _seen(entry, link, confirmed) if link.judgement.verdict in _GONE else []
        if len(found) == 1:
            sure = Confidence.CERTAIN
            offered = with_right_address(offered, link.cited, found[0], _EVIDENCE, text, sure=sure)
    return replace(entry, corrections=offered)


def _is_unknown(outcome: Outcome, target: Target) -> bool:
    """Tell whether a server says that the page of *target* is not there, and the archive has nothing."""
    facts, held = outcome.link.facts, outcome.archive
    if not isinstance(facts, Answer) or outcome.forms or (isinstance(held, Listing) and held.captures):
        return False
    return judgement_of(facts, target).verdict in _GONE


def _seen(entry: Entry, link: Link, confirmed: Mapping[str, tuple[LinkFacts, Judgement]]) -> list[str]:
    """Return the guesses at the URL of *link* at which the cited page was seen."""
    damage = damage_of(link.cited, entry.citation, entry.corrections) if confirmed else None
    found = []
    for url in guesses(damage) if damage else ():
        facts, judgement = confirmed.get(url, (None, None))
        if isinstance(facts, Answer) and judgement is not None and judgement.verdict in _THERE:
            found += [url] if look(facts, entry.citation, url).same else []
    return found
