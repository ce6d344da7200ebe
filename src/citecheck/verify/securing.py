"""Which plain addresses are asked at their secure form too, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.evidence.lexicon import host_of
from citecheck.models import Answer, Verdict
from citecheck.suggest.secure import CODE, secure_form
from citecheck.verify.prepare import Target

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from citecheck.models import LinkFacts

SECURE = CODE
"""The rule for which that is asked."""


def by_host(secure: Iterable[Target], cited: Container[str]) -> tuple[list[Target], dict[str, list[Target]]]:
    """Return the first of the *secure* forms of each host, and by its address the others at that host.

    A host that has none costs one request and not one for each of its pages. What is *cited* anyway is left
    out.
    """
    firsts: dict[str, Target] = {}
    others: dict[str, list[Target]] = {}
    for target in secure:
        if target.url in cited:
            continue
        first = firsts.setdefault(host_of(target.url), target)
        found = others.setdefault(first.url, [])
        if target is not first:
            found.append(target)
    return list(firsts.values()), others


def secure_target(target: Target, facts: LinkFacts, verdict: Verdict) -> Iterator[Target]:
    """Give the secure form of *target* if its page was read at a plain address.

    Pages that are not there have none, and those to whose secure form their server leads by itself.
    """
    secure = secure_form(target.url)
    if secure is None or verdict is not Verdict.LIVE or not isinstance(facts, Answer):
        return
    if not facts.final_url.startswith("https:"):
        yield Target(secure, target.citation)
