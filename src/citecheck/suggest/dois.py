"""DOIs that a source has and its note does not give: I104.

A publisher's address that carries its DOI is replaced by the address of the DOI, which stays when the
publisher rebuilds. Where only the page, or its copy, names a DOI, that is put beside the address: a
repository names the DOI of the published version too, which may be behind a paywall.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from citecheck.evidence.dois import address_of, beside, carried_by, cites_doi
from citecheck.evidence.printed import place_of, printed_as
from citecheck.evidence.sources import metadata_of
from citecheck.models import Confidence, Correction, Span, Suggestion, Verdict
from citecheck.suggest.addresses import of_address
from citecheck.suggest.agreeing import with_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.models import Citation, CitedUrl, Entry, Link

CODE = "I104"
_GONE = frozenset({Verdict.DEAD, Verdict.SOFT_404, Verdict.CHANGED})


def carried(corrections: Sequence[Correction], citation: Citation, text: str) -> tuple[Correction, ...]:
    """Return *corrections* of *citation* with the DOIs that its addresses carry."""
    if cites_doi(citation):
        return tuple(corrections)
    for cited in citation.urls:
        doi = carried_by(cited.url)
        if doi is not None:
            because = f"the address carries the DOI {doi}, which leads to the source wherever it moves"
            corrections = _replaced(corrections, cited, text, Suggestion("", address_of(doi), because))
    return tuple(corrections)


def named(entry: Entry, text: str) -> tuple[Correction, ...]:
    """Return the corrections of *entry* with the DOIs that its pages, or their copies, name."""
    corrections: Sequence[Correction] = entry.corrections
    if not cites_doi(entry.citation):
        for link in entry.links:
            corrections = _with_link(corrections, link, text)
    return tuple(corrections)


def _with_link(corrections: Sequence[Correction], link: Link, text: str) -> Sequence[Correction]:
    """Return *corrections* with what *link* tells of DOIs.

    Where the page is gone, a DOI stands in its stead only if it was seen to lead to the source. What the
    address only seemed to carry is left out where the page names another one.
    """
    guessed = [each for each in corrections if each.code == CODE and link.cited.span.holds(each.span)]
    was_seen = any(each.suggestion.confidence is Confidence.CERTAIN for each in guessed)
    may_replace = was_seen or link.judgement.verdict not in _GONE
    said = metadata_of(link)
    doi = said[0].doi if said else None
    if said is None or doi is None:
        return corrections if may_replace else without_guess(corrections, link.cited, text)
    rest = without_guess(corrections, link.cited, text)
    because = f"its DOI is {doi}: {said[1]}"
    if may_replace and _is_in(link.cited.url, doi):
        sure = Suggestion("", address_of(doi), because, Confidence.CERTAIN)
        return _replaced(rest, link.cited, text, sure)
    span = place_of(text, link.cited)
    if span is not None:
        rest.append(Correction(CODE, Span(span.end, span.end), Suggestion("", beside(doi), because)))
    return rest


def without_guess(corrections: Sequence[Correction], cited: CitedUrl, text: str) -> list[Correction]:
    """Return *corrections* without the DOI that *cited* seemed to carry, and with what that had displaced."""
    if not any(each.code == CODE and cited.span.holds(each.span) for each in corrections):
        return list(corrections)
    rest = [
        each for each in corrections if each.span.start == each.span.end or not cited.span.holds(each.span)
    ]
    return [*rest, *of_address(cited, text)]


def _is_in(url: str, doi: str) -> bool:
    """Tell whether *url* carries *doi*, as such or as its publisher writes it; DOIs have no case."""
    return doi.lower() in unquote(url).lower() or doi.lower() == (carried_by(url) or "").lower()


def _replaced(
    corrections: Sequence[Correction], cited: CitedUrl, text: str, suggestion: Suggestion
) -> Sequence[Correction]:
    """Return *corrections* with what *suggestion* says instead of *cited*."""
    span = place_of(text, cited)
    if span is None:
        return corrections
    new = Correction(CODE, span, replace(suggestion, replace=printed_as(text, cited, span)))
    return tuple(with_address(corrections, new, suggestion.because))
