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
from citecheck.verify.prepare import Target

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citecheck.models import Entry, Judgement, Link, LinkFacts
    from citecheck.verify.outcomes import Outcome

_EVIDENCE = "at that address the page is there, with the cited title"


def guessed_targets(target: Target, outcome: Outcome, verdict: Verdict) -> Iterator[Target]:
    """Give the guesses at the URL of *target*, if it is damaged, its page gone and nothing of it held.

    A host that does not exist is not asked again; and without a title nothing would tell the right page.
    """
    if target.citation.title and _is_unknown(outcome, verdict):
        damage = damage_to(target)
        for url in guesses(damage) if damage else ():
            yield Target(url, target.citation)


def with_guesses(entry: Entry, confirmed: Mapping[str, tuple[LinkFacts, Judgement]], text: str) -> Entry:
    """Return *entry* with the guess that was seen to be right, if just one was; *text* is the document's."""
    offered = entry.corrections
    for link in entry.links:
        found = _seen(entry, link, confirmed) if link.judgement.verdict.is_gone else []
        if len(found) == 1:
            sure = Confidence.CERTAIN
            offered = with_right_address(offered, link.cited, found[0], _EVIDENCE, text, sure=sure)
    return replace(entry, corrections=offered)


def _is_unknown(outcome: Outcome, verdict: Verdict) -> bool:
    """Tell whether a server says that a page is not there, and the archive has nothing."""
    held = outcome.archive
    if not verdict.is_gone or not isinstance(outcome.link.facts, Answer):
        return False
    return not outcome.forms and not (isinstance(held, Listing) and held.captures)


def _seen(entry: Entry, link: Link, confirmed: Mapping[str, tuple[LinkFacts, Judgement]]) -> list[str]:
    """Return the guesses at the URL of *link* at which the cited page was seen."""
    damage = damage_of(link.cited, entry.citation, entry.corrections) if confirmed else None
    found = []
    for url in guesses(damage) if damage else ():
        facts, judgement = confirmed.get(url, (None, None))
        if isinstance(facts, Answer) and judgement is not None and judgement.verdict.is_there:
            found += [url] if look(facts, entry.citation, url).same else []
    return found
