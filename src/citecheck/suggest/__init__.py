"""What to write instead: each correction with the evidence for it, from the document itself.

    dates       D101 to D105: the notes with the same URL, the other access dates, the day of the document
    addresses   U102, U112 to U114, U116: the URL alone
    endings     U103: the other URLs of its pattern
    hosts       U104: the names in the note, the other hosts
    paths       U105: the words of the note, of the other URLs, of addresses everywhere
    dois        I104: the address of a publisher
    targets     of a link over words several corrections have one place, and are made one after the other

What an archive holds comes later, and only for links in trouble: `damage` says what is uncertain about a URL,
`archived` what the one form of it that was found adds.

Nothing is offered that the evidence does not carry, and where it points two ways nothing is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.evidence.queries import has_credentials
from citecheck.models import Confidence
from citecheck.suggest import addresses, dates, dois, endings, hosts, paths, targets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citecheck.evidence.neighbours import Neighbours
    from citecheck.models import Citation, Correction, Span, Suggestion

__all__ = ["corrections"]


def corrections(citation: Citation, neighbours: Neighbours, text: str) -> tuple[Correction, ...]:
    """Return what to write instead in *citation*, in the order of the text.

    *text* is the text of the document, and spans are offsets into it. A correction of a part may lie inside
    that of a whole URL (U102, U116): it then holds for the replacement too, or is in it already. Of the same
    place two different replacements are only given as candidates. Nothing is offered for a note one of whose
    URLs carries a password: the offer would repeat it.
    """
    if any(has_credentials(cited.url) for cited in citation.urls):
        return ()
    printed: list[Correction] = []
    under: list[Correction] = []
    for each in _all(citation, neighbours, text):
        (under if targets.is_of_target(each, text) else printed).append(each)
    offered = (*_consistent(printed), *targets.consistent(under))
    found = dois.carried(offered, citation, text)
    return tuple(sorted(found, key=lambda each: each.span))


def _all(citation: Citation, neighbours: Neighbours, text: str) -> Iterator[Correction]:
    """Give every correction, the surest first."""
    yield from dates.impossible_dates(citation, neighbours)
    yield from dates.incomplete_access_date(citation, neighbours)
    yield from dates.wrong_access_date(citation, neighbours)
    yield from dates.outlying_access_date(citation, neighbours)
    for cited in citation.urls:
        yield from addresses.of_address(cited, text)
    yield from hosts.misspelt_hosts(citation, neighbours, text)
    yield from paths.misspelt_paths(citation, neighbours, text)
    yield from endings.lost_extensions(citation, neighbours, text)


def _consistent(found: Iterable[Correction]) -> Iterator[Correction]:
    """Give those of *found* that do not contradict an earlier one about the same place.

    Candidates do: each may be meant, and none is chosen.
    """
    said: dict[Span, Suggestion] = {}
    for correction in found:
        first = said.setdefault(correction.span, correction.suggestion)
        undecided = first.confidence is correction.suggestion.confidence is Confidence.CANDIDATE
        if undecided or first.replacement == correction.suggestion.replacement:
            yield correction
