"""What is said of a page that was not asked because there is no network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.models import Judgement, LinkFacts, NotChecked, Verdict
from citecheck.verdict import judge

if TYPE_CHECKING:
    from citecheck.models import Answer
    from citecheck.verify.prepare import Target

OUR_FAULT = NotChecked("our own network is down; nothing is said about the page")
AS_TOLD = NotChecked("not asked: --offline")


def judgement_of(facts: LinkFacts, target: Target, copy: Answer | None = None) -> Judgement:
    """Judge *facts* as the citation of *target* needs them, a fault of our own network included.

    *copy* is what an archived copy shows, where that can be taken for what the author saw.
    """
    if facts == OUR_FAULT:
        return Judgement(Verdict.OFFLINE, OUR_FAULT.why)
    return judge(facts, target.citation, target.url, copy)
