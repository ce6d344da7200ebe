"""The other citations of a document, indexed once, so that a rule can look around a note in constant time."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from citecheck.evidence.daterange import TIME_ZONES
from citecheck.evidence.lexicon import Lexicon, host_of
from citecheck.evidence.spelling import fold
from citecheck.models import Citation, Marker

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Neighbours", "NoteKey", "host_of", "key_of", "source_key"]


def source_key(citation: Citation) -> str:
    """Return what two notes of one source have in common: title, authors and publication date, folded.

    Empty where the note has no title.
    """
    if citation.title is None:
        return ""
    names = sorted(author.name for author in citation.authors)
    published = citation.published.edtf if citation.published else None
    parts = [" ".join(re.findall(r"\w+", fold(part))) for part in (citation.title, *names)]
    return "|".join([*parts, published or ""])


NoteKey = tuple[int, int]
"""The series of a note and its number in it: the notes of each chapter may begin at 1."""


def key_of(numbered: Citation | Marker) -> NoteKey:
    """Return what a note and the markers that point to it have in common."""
    return numbered.series, numbered.number


@dataclass(frozen=True, slots=True)
class Neighbours:
    """All citations of one document and the indexes over them; make it with `Neighbours.of`.

    *cited_in* and *notes_in* count the numbers that the body names and that notes have, by series. *dated*
    is the day on which the document was finished, where that bounds its access dates.
    """

    citations: tuple[Citation, ...]
    markers: tuple[Marker, ...] | None
    today: date
    by_url: dict[str, tuple[Citation, ...]] = field(repr=False)
    days_by_url: dict[str, dict[date, tuple[int, ...]]] = field(repr=False)
    by_host: dict[str, tuple[Citation, ...]] = field(repr=False)
    by_number: dict[NoteKey, tuple[Citation, ...]] = field(repr=False)
    marker_counts: Counter[NoteKey] = field(repr=False)
    by_source: dict[str, tuple[Citation, ...]] = field(repr=False)
    lexicon: Lexicon = field(repr=False)
    access_days: tuple[date, ...] = field(repr=False)
    with_url: int = 0
    with_url_and_access: int = 0
    repeated_markers: int = 0
    cited_in: Counter[int] = field(default_factory=Counter, repr=False)
    notes_in: Counter[int] = field(default_factory=Counter, repr=False)
    dated: date | None = None

    @property
    def latest(self) -> date:
        """The last day on which a source can have been read: that of the document, else that of the check."""
        return self.today if self.dated is None else min(self.today, self.dated)

    @classmethod
    def of(
        cls,
        citations: tuple[Citation, ...],
        markers: tuple[Marker, ...] | None,
        today: date,
        dated: date | None = None,
    ) -> Neighbours:
        """Index *citations*; *markers* is None where the body has none, *today* is the day of the check.

        *dated* is the day that the document gives for itself, which counts unless several sources were read
        after it: some documents are kept up to date. Days that have not come yet show nothing of the kind.
        """
        by_url, by_host = defaultdict(list), defaultdict(list)
        by_number, by_source = defaultdict(list), defaultdict(list)
        for citation in citations:
            by_number[key_of(citation)].append(citation)
            by_source[source_key(citation)].append(citation)
            for url in {cited.url for cited in citation.urls}:
                by_url[url].append(citation)
            for host in {host_of(cited.url) for cited in citation.urls} - {""}:
                by_host[host].append(citation)
        counts = Counter(key_of(marker) for marker in markers or ())
        days = [citation.accessed.as_date() for citation in citations if citation.accessed]
        return cls(
            citations=citations,
            markers=markers,
            today=today,
            by_url={url: tuple(group) for url, group in by_url.items()},
            days_by_url={url: _by_day(group) for url, group in by_url.items()},
            by_host={host: tuple(group) for host, group in by_host.items()},
            by_number={key: tuple(group) for key, group in by_number.items()},
            by_source={key: tuple(group) for key, group in by_source.items() if key},
            lexicon=Lexicon.of(citations),
            marker_counts=counts,
            repeated_markers=sum(count > 1 for count in counts.values()),
            access_days=tuple(sorted(day for day in days if day is not None)),
            cited_in=Counter(series for series, _ in counts),
            notes_in=Counter(series for series, _ in by_number),
            dated=dated if dated is not None and _is_last(dated, days, today) else None,
            with_url=sum(bool(citation.urls) for citation in citations),
            with_url_and_access=sum(bool(citation.urls and citation.accessed) for citation in citations),
        )


def _by_day(citations: Iterable[Citation]) -> dict[date, tuple[int, ...]]:
    """Return the days on which *citations* were accessed, each with the numbers of its notes."""
    numbers: defaultdict[date, list[int]] = defaultdict(list)
    for citation in citations:
        day = citation.accessed.as_date() if citation.accessed else None
        if day is not None:
            numbers[day].append(citation.number)
    return {day: tuple(found) for day, found in numbers.items()}


def _is_last(dated: date, days: Iterable[date | None], today: date) -> bool:
    """Tell whether at most one of *days* up to *today*, which may then be wrong, is later than *dated*."""
    return len({day for day in days if day is not None and dated < day <= today + TIME_ZONES}) <= 1
