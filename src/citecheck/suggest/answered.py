"""What the web and the archive answered, as corrections.

    L101, L102, L103  a copy of what is gone
    L104              a new address
    I104              a DOI
    N108              the source of a bare address

A copy is offered where the page is gone, or shows something else now, and nothing speaks against the copy.
Where a page was not reached, or only its readers may see it, it may be well: no copy replaces it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from citecheck.evidence.cited_copies import cites_a_copy, original_of
from citecheck.evidence.copies import is_citable, snapshot_in_words
from citecheck.evidence.printed import place_of, printed_as
from citecheck.evidence.queries import has_credentials
from citecheck.models import Answer, Confidence, Correction, Snapshot, Suggestion, Verdict
from citecheck.safe import shown
from citecheck.suggest.addresses import AS_PRINTED
from citecheck.suggest.agreeing import with_address
from citecheck.suggest.bare import source_of_bare
from citecheck.suggest.dois import CODE, named
from citecheck.suggest.secure import secure_form

if TYPE_CHECKING:
    from citecheck.models import Entry, Link

_COPIED = {Verdict.DEAD: "L101", Verdict.SOFT_404: "L102", Verdict.CHANGED: "L103"}
_MOVED = "L104"
# What looks like a slip in a path is none where the cited page stands at that very address.
_SLIPS = frozenset({"U103", "U105"})


def with_answers(entry: Entry, text: str) -> Entry:
    """Return *entry* with the corrections that its links' answers carry.

    Where a page has moved, its new address stands for what the document itself offers for the URL; and a DOI
    for both, and for a copy, because it leads to the source itself.
    """
    corrections = list(named(entry, text))
    for link in entry.links:
        if link.judgement.verdict is Verdict.LIVE:
            corrections = [_seen(each, link) for each in corrections if not _is_slip_in(each, link)]
        found = None if has_credentials(link.cited.url) else _of_link(link, text)
        if found is None:
            continue
        doi = next((each for each in corrections if each.code == CODE and each.span == found.span), None)
        if found.code == _MOVED:
            new = found if doi is None else replace(found, suggestion=doi.suggestion)
            corrections = [*with_address(corrections, new, f"the page {found.suggestion.because}")]
            corrections += [doi] if doi else []
        elif doi is None and not _has_copy(entry, link):
            corrections.append(found)
    corrections += source_of_bare(entry)
    return replace(entry, corrections=tuple(sorted(corrections, key=lambda each: each.span)))


def _is_slip_in(correction: Correction, link: Link) -> bool:
    """Tell whether *correction* mends a spelling within the address of *link*."""
    return correction.code in _SLIPS and link.cited.span.holds(correction.span)


def _seen(correction: Correction, link: Link) -> Correction:
    """Return *correction*, of how an address is printed, as certain if the page was seen at what it makes."""
    suggestion = correction.suggestion
    is_asked = correction.code in AS_PRINTED and suggestion.replacement in (
        link.cited.url,
        secure_form(link.cited.url),
    )
    if not is_asked or not link.cited.span.holds(correction.span):
        return correction
    because = f"{suggestion.because}; at that address the page is there"
    return replace(correction, suggestion=replace(suggestion, because=because, confidence=Confidence.CERTAIN))


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
    span = place_of(text, link.cited)
    if span is None:
        return None
    printed = printed_as(text, link.cited, span)
    copy = usable_copy(link)
    if copy is not None:
        because = f"the archive holds a copy {shown(snapshot_in_words(copy))}"
        return Correction(_COPIED[link.judgement.verdict], span, Suggestion(printed, copy.url, because))
    if link.judgement.verdict is Verdict.MOVED and isinstance(link.facts, Answer):
        target = link.facts.final_url
        if not has_credentials(target):
            return Correction(_MOVED, span, Suggestion(printed, target, shown(link.judgement.reason)))
    return None
