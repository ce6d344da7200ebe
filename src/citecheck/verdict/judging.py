"""The judge: which file has the word, and what stands beside every verdict on an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.models import Answer, Judgement, LinkFacts, NoAnswer, NotChecked, Verdict
from citecheck.verdict import siblings
from citecheck.verdict.copies import settle
from citecheck.verdict.pages import of_page
from citecheck.verdict.seen import Seen, look
from citecheck.verdict.silence import of_silence
from citecheck.verdict.statuses import GONE_FOR, of_absence, of_other
from citecheck.verdict.wording import answers, beside

if TYPE_CHECKING:
    from citecheck.models import Citation

_SUCCESS = range(200, 300)
_NOTHING_TO_SHOW = (204, 205)


def judge(facts: LinkFacts, citation: Citation, url: str, copy: Answer | None = None) -> Judgement:
    """Return the verdict on *url*, cited by *citation*, with the sentence that says why; raises nothing.

    *copy* is what an archived copy shows, where that can be taken for what the author of the note saw.
    """
    match facts:
        case NotChecked(why=why):
            return Judgement(Verdict.SKIPPED, why)
        case NoAnswer():
            return of_silence(facts)
        case Answer():
            seen = look(facts, citation, url)
            found = _of_answer(seen)
            if copy is not None:
                found = settle(found, seen, copy)
            return Judgement(found.verdict, found.reason + beside(facts))


def in_doubt(facts: LinkFacts, citation: Citation, url: str) -> bool:
    """Tell whether what a made-up address beside *url* answers could change the verdict.

    It could where the page is taken for the cited one, or for another source, and no title of several words
    says so; and where a page that bears the cited title comes with 404. Nothing is in doubt that has a
    sibling already.
    """
    if not isinstance(facts, Answer) or facts.sibling is not None:
        return False
    if facts.status in _NOTHING_TO_SHOW:
        return False
    seen = look(facts, citation, url)
    sure = seen.same and seen.surely and not seen.contradicted
    if facts.status not in GONE_FOR and (sure or not siblings.can_tell(seen)):
        return False
    may_change = facts.status in GONE_FOR or facts.status in _SUCCESS
    return may_change and _of_answer(seen).verdict in {Verdict.LIVE, Verdict.MOVED, Verdict.CHANGED}


def _of_answer(seen: Seen) -> Judgement:
    """Judge an answer by its barrier, and hand it on by its status."""
    facts = seen.facts
    if facts.barrier is not None:
        return Judgement(Verdict.BLOCKED, f"{answers(facts)} with a challenge ({facts.barrier})")
    if facts.status in GONE_FOR:
        return of_absence(seen)
    return of_page(seen) if facts.status in _SUCCESS else of_other(seen)
