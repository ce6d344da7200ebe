"""Which plain addresses are asked at their secure form too, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.evidence.lexicon import host_of
from citecheck.models import Answer, Verdict
from citecheck.suggest.secure import CODE, secure_form
from citecheck.verify.offline import judgement_of
from citecheck.verify.prepare import Target

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citecheck.verify.outcomes import Outcome

SECURE = CODE
"""The rule for which that is asked."""


def secure_targets(
    targets: tuple[Target, ...], outcomes: Mapping[str, Outcome]
) -> tuple[list[Target], dict[str, list[Target]]]:
    """Return the first secure form of each host, and by its address the others at that host.

    A host that has none costs one request and not one for each of its pages. Those forms are left out that
    are cited anyway, and pages that are not there, or to whose secure form their server leads by itself.
    """
    cited = {target.url for target in targets}
    firsts: dict[str, Target] = {}
    others: dict[str, list[Target]] = {}
    for target in _plain(targets, outcomes):
        if target.url in cited:
            continue
        first = firsts.setdefault(host_of(target.url), target)
        found = others.setdefault(first.url, [])
        if target is not first:
            found.append(target)
    return list(firsts.values()), others


def _plain(targets: tuple[Target, ...], outcomes: Mapping[str, Outcome]) -> Iterator[Target]:
    """Give the secure form of each target whose page was read at a plain address."""
    for target in targets:
        secure = secure_form(target.url)
        if secure is None or target.url not in outcomes:
            continue
        facts = outcomes[target.url].link.facts
        if not isinstance(facts, Answer) or facts.final_url.startswith("https:"):
            continue
        if judgement_of(facts, target).verdict is Verdict.LIVE:
            yield Target(secure, target.citation)
