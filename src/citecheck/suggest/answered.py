"""What the web and the archive answered, as corrections: L104 a new address; L101, L102, L103 a copy.

A copy is offered where the page is gone, or shows something else now, and nothing speaks against the copy.
Where a page was not reached, or only its readers may see it, it may be well: no copy replaces it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from citecheck.evidence.cited_copies import cites_a_copy, original_of
from citecheck.evidence.copies import is_citable, snapshot_in_words
from citecheck.evidence.printed import whole
from citecheck.evidence.queries import has_credentials
from citecheck.models import Answer, Correction, Snapshot, Suggestion, Verdict
from citecheck.safe import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.models import Entry, Link

_COPIED = {Verdict.DEAD: "L101", Verdict.SOFT_404: "L102", Verdict.CHANGED: "L103"}
_MOVED = "L104"
_SPACED, _SCHEMELESS = "U102", "U112"
# What looks like a slip in a path is none where the cited page stands at that very address.
_SLIPS = frozenset({"U103", "U105"})


def with_answers(entry: Entry, text: str) -> Entry:
    """Return *entry* with the corrections that its links' answers carry.

    Where a page has moved, its new address stands for what the document itself offers for the URL: to mend
    the old address, and then to leave it, is to correct twice.
    """
    corrections = list(entry.corrections)
    for link in entry.links:
        if link.judgement.verdict is Verdict.LIVE:
            corrections = [each for each in corrections if not _is_slip_in(each, link)]
        found = None if has_credentials(link.cited.url) else _of_link(link, text)
        if found is None or (found.code != _MOVED and _has_copy(entry, link)):
            continue
        if found.code == _MOVED:
            corrections = [*_agreeing(corrections, found)]
        corrections.append(found)
    return replace(entry, corrections=tuple(sorted(corrections, key=lambda each: each.span)))


def _is_slip_in(correction: Correction, link: Link) -> bool:
    """Tell whether *correction* mends a spelling within the address of *link*."""
    return correction.code in _SLIPS and link.cited.span.holds(correction.span)


def _has_copy(entry: Entry, link: Link) -> bool:
    """Tell whether *entry* gives a copy of the page of *link* already, or that page is one."""
    url = link.cited.url
    return original_of(url) is not None or cites_a_copy(entry.citation, url)


def usable_copy(link: Link) -> Snapshot | None:
    """Return the copy that can be cited in the stead of the page of *link*; None where there is none.

    None too where the page is not gone, and where something speaks against the copy.
    """
    copy = link.snapshot
    if link.judgement.verdict not in _COPIED or not isinstance(copy, Snapshot):
        return None
    return copy if is_citable(copy) else None


def _of_link(link: Link, text: str) -> Correction | None:
    """Return what the answers at *link* say to write instead."""
    span = whole(text, link.cited)
    if span is None:
        return None
    copy = usable_copy(link)
    if copy is not None:
        because = f"the archive holds a copy {shown(snapshot_in_words(copy))}"
        return Correction(_COPIED[link.judgement.verdict], span, Suggestion(span.of(text), copy.url, because))
    if link.judgement.verdict is Verdict.MOVED and isinstance(link.facts, Answer):
        target = link.facts.final_url
        if not has_credentials(target):
            return Correction(_MOVED, span, Suggestion(span.of(text), target, shown(link.judgement.reason)))
    return None


def _agreeing(corrections: Sequence[Correction], moved: Correction) -> list[Correction]:
    """Return *corrections* with those of the URL that has *moved* left out, or made to say so too."""
    kept = []
    for each in corrections:
        if not moved.span.holds(each.span):
            kept.append(each)
        elif each.code in (_SPACED, _SCHEMELESS):
            because = f"{each.suggestion.because}; the page {moved.suggestion.because}"
            suggestion = replace(moved.suggestion, because=because)
            kept.append(replace(each, span=moved.span, suggestion=suggestion))
    return kept
