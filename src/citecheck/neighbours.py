"""The other citations of a document, indexed once, so that a rule can look around a note in constant time."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from citecheck.models import Citation, Marker


def host_of(url: str) -> str:
    """Return the host of *url* in lower case without `www.`; empty where there is none or it is malformed."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


@dataclass(frozen=True, slots=True)
class Neighbours:
    """All citations of one document and the indexes over them; make it with `Neighbours.of`."""

    citations: tuple[Citation, ...]
    markers: tuple[Marker, ...] | None
    today: date
    by_url: dict[str, tuple[Citation, ...]] = field(repr=False)
    by_host: dict[str, tuple[Citation, ...]] = field(repr=False)
    by_number: dict[int, tuple[Citation, ...]] = field(repr=False)
    marker_counts: Counter[int] = field(repr=False)
    access_days: tuple[date, ...] = field(repr=False)

    @classmethod
    def of(
        cls, citations: tuple[Citation, ...], markers: tuple[Marker, ...] | None, today: date
    ) -> Neighbours:
        """Index *citations*; *markers* is None where the body has none, *today* is the day of the check."""
        by_url, by_host = defaultdict(list), defaultdict(list)
        by_number = defaultdict(list)
        for citation in citations:
            by_number[citation.number].append(citation)
            for url in {cited.url for cited in citation.urls}:
                by_url[url].append(citation)
            for host in {host_of(cited.url) for cited in citation.urls} - {""}:
                by_host[host].append(citation)
        days = [citation.accessed.as_date() for citation in citations if citation.accessed]
        return cls(
            citations=citations,
            markers=markers,
            today=today,
            by_url={url: tuple(group) for url, group in by_url.items()},
            by_host={host: tuple(group) for host, group in by_host.items()},
            by_number={number: tuple(group) for number, group in by_number.items()},
            marker_counts=Counter(marker.number for marker in markers or ()),
            access_days=tuple(sorted(day for day in days if day is not None)),
        )
