"""Whether a page that is there has moved for good, so that the new address should be cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.models import Judgement, Verdict
from citecheck.verdict.addresses import is_lasting, is_same_address
from citecheck.verdict.wording import short

if TYPE_CHECKING:
    from citecheck.verdict.seen import Seen

_PERMANENT = (301, 308)
_BY_ITSELF = range(200, 300)
_NOTHING_TO_SHOW = (204, 205)


def moved_or_live(seen: Seen) -> Judgement:
    """Judge a page against which nothing speaks."""
    if has_moved(seen):
        facts = seen.facts
        by_itself = any(hop.status in _BY_ITSELF for hop in facts.hops)
        how = "the page itself sends its readers to" if by_itself else "redirects for good to"
        return Judgement(Verdict.MOVED, f"{how} {short(facts.final_url)}{_because(seen)}")
    if seen.facts.status in _NOTHING_TO_SHOW:
        return Judgement(Verdict.LIVE, f"answers {seen.facts.status}: well, and with nothing to show")
    return Judgement(Verdict.LIVE, f"answers {seen.facts.status}{_because(seen)}")


def has_moved(seen: Seen) -> bool:
    """Tell whether every hop is for good, and the new address no other spelling of the old.

    A page that sends its readers on by itself means it for good, as search engines take it too. Addresses
    that are meant to be cited, as those of DOIs, and what only adds a slash or `https`, have not moved.
    """
    hops = seen.facts.hops
    if not hops or any(hop.status not in _PERMANENT and hop.status not in _BY_ITSELF for hop in hops):
        return False
    if is_same_address(seen.url, seen.facts.final_url):
        return False
    return not is_lasting(seen.url, seen.facts.final_url)


def _because(seen: Seen) -> str:
    """Say what makes sure that it is the cited page, where something does."""
    return ", and the title is the cited one" if seen.same else ""
