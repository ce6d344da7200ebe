"""The typographic dash of a printed address, which may be right: it is asked where the hyphen finds nothing.

gone with a hyphen ─> the address as it is printed, asked ─> the page is there: it is cited so

Word processors make dashes of hyphens, so that the hyphen is asked first; but names of files can have dashes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from citecheck.evidence.printed import DASHED, with_dashes
from citecheck.models import Answer, NotChecked, Verdict
from citecheck.verify.prepare import Target

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citecheck.models import Entry, Judgement, Link, LinkFacts


def dashed_target(target: Target, verdict: Verdict) -> Iterator[Target]:
    """Give the address of *target* with the dashes that print has, if it is gone without them."""
    cited = next((each for each in target.citation.urls if each.url == target.url), None)
    url = with_dashes(cited) if cited and verdict.is_gone else None
    if url is not None:
        yield Target(url, target.citation)


def with_dashed(entry: Entry, confirmed: Mapping[str, tuple[LinkFacts, Judgement]]) -> Entry:
    """Return *entry* with its links as print has them where the pages are there and nowhere else."""
    links = [_as_printed(link, confirmed) for link in entry.links]
    mended = {link.cited: new.cited for link, new in zip(entry.links, links, strict=True)}
    right = [new.span for old, new in mended.items() if old != new]
    if not right:
        return entry
    urls = tuple(mended.get(cited, cited) for cited in entry.citation.urls)
    kept = (each for each in entry.corrections if not any(span.holds(each.span) for span in right))
    citation = replace(entry.citation, urls=urls)
    return replace(entry, citation=citation, links=tuple(links), corrections=tuple(kept))


def _as_printed(link: Link, confirmed: Mapping[str, tuple[LinkFacts, Judgement]]) -> Link:
    """Return *link* with the address that print has, if its page was found there alone."""
    url = with_dashes(link.cited) if link.judgement.verdict.is_gone else None
    facts, judgement = confirmed.get(url or "", (None, None))
    if url is None or not isinstance(facts, Answer) or judgement is None or not judgement.verdict.is_there:
        return link
    repairs = tuple(each for each in link.cited.repairs if each != DASHED)
    return replace(
        link,
        cited=replace(link.cited, url=url, repairs=repairs),
        facts=facts,
        judgement=judgement,
        snapshot=NotChecked("the archive was asked for the address with a hyphen"),
        failing_since=None,
        forms=(),
        shown_by_copy=None,
    )
