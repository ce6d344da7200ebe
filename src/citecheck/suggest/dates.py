"""Dates that the document itself can put right: D101 to D105.

Where more than one day fits, each is a candidate and none is chosen.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from citecheck.evidence.daterange import TIME_ZONES, bounds, days_in_path, is_read_before
from citecheck.evidence.outliers import is_outlier
from citecheck.evidence.wording import day as in_words, notes, verb
from citecheck.models import Confidence, Correction
from citecheck.suggest.days import (
    MOST,
    are_swapped,
    bounded,
    is_allowed,
    meant_days,
    read_close_by,
    read_together,
    same_url,
    slip_of_year,
    written_day,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from citecheck.evidence.neighbours import Neighbours
    from citecheck.models import Citation, Correction, WrittenDate

# How many parts of a date must agree before another date counts as the one that was meant.
_ENOUGH_PARTS = 2
# With fewer other access dates, the time in which a report was researched is not known.
_ENOUGH_DATES = 5


def impossible_dates(citation: Citation, neighbours: Neighbours) -> Iterator[Correction]:
    """Mend a date that no calendar has from the notes that cite the same URL, or from the URL itself."""
    accessed, published = citation.accessed, citation.published
    if accessed and not accessed.is_possible:
        found = list(_from_same_url("D101", accessed, citation, neighbours))
        yield from found or meant_days("D101", accessed, citation, neighbours)
    if published and not published.is_possible:
        yield from _from_the_url(published, citation, neighbours)


def _from_the_url(published: WrittenDate, citation: Citation, neighbours: Neighbours) -> Iterator[Correction]:
    """Offer the one day in the URL that is near to what is printed, and not after the source was read."""
    read = bounds(citation.accessed) if citation.accessed else None
    last = neighbours.today if read is None else min(neighbours.today, read[1])
    carried = {day for cited in citation.urls for day in days_in_path(cited.url, last.year)}
    close, decided = bounded(
        (day for day in carried if day <= last and _could_be(published, day)), neighbours
    )
    if len(close) == 1:
        because = f"the URL carries {in_words(close[0])}{decided}"
        yield from written_day("D101", published, citation, close[0], because=because)


def incomplete_access_date(citation: Citation, neighbours: Neighbours) -> Iterator[Correction]:
    """Complete an access date: from notes with the same URL, or where only one year fits the others."""
    accessed = citation.accessed
    if accessed is None or not accessed.is_possible or accessed.as_date():
        return
    found = list(_from_same_url("D102", accessed, citation, neighbours))
    yield from found or _from_the_others(accessed, citation, neighbours)


def wrong_access_date(citation: Citation, neighbours: Neighbours) -> Iterator[Correction]:
    """Mend an access date before the source appeared (D103), or in the future (D104).

    Of the two dates of a note either may be the wrong one: what nothing else decides is only a candidate,
    and where something speaks for the access date as it is printed, nothing is more.
    """
    accessed = citation.accessed
    read = bounds(accessed) if accessed else None
    if accessed is None or read is None or not accessed.as_date():
        return
    early = citation.published is not None and is_read_before(accessed, citation.published)
    if early or read[0] > neighbours.today + TIME_ZONES:
        code = "D103" if early else "D104"
        doubtful = early and _is_publication_doubtful(accessed, citation, neighbours)
        found = list(_from_same_url(code, accessed, citation, neighbours))
        if not found:
            meant = meant_days(code, accessed, citation, neighbours)
            found = [each for each in meant if not doubtful or _is_supported(each)]
        yield from map(_as_candidate, found) if doubtful else found


def _is_publication_doubtful(accessed: WrittenDate, citation: Citation, neighbours: Neighbours) -> bool:
    """Tell whether other notes, or the URL, speak for an access date that lies before the publication."""
    day = accessed.as_date()
    appeared = bounds(citation.published) if citation.published else None
    if day is None or appeared is None:
        return False
    carried = [each for cited in citation.urls for each in days_in_path(cited.url, day.year)]
    elsewhere = any(each <= day and each < appeared[0] for each in carried)
    same = day in same_url(citation, neighbours)
    return elsewhere or same or bool(read_close_by(day, citation, neighbours))


def _is_supported(correction: Correction) -> bool:
    """Tell whether *correction* is more than a candidate."""
    return correction.suggestion.confidence is not Confidence.CANDIDATE


def _as_candidate(correction: Correction) -> Correction:
    """Return *correction* as one that may be meant."""
    suggestion = replace(correction.suggestion, confidence=Confidence.CANDIDATE)
    return replace(correction, suggestion=suggestion)


def outlying_access_date(citation: Citation, neighbours: Neighbours) -> Iterator[Correction]:
    """Mend the year of a lonely access date: others have that day, or one of its week, in a year near to it.

    Near is one digit off, or the same digits in another order; of its week are only notes close by.
    """
    accessed = citation.accessed
    lonely = accessed.as_date() if accessed else None
    if accessed is None or lonely is None or not is_outlier(lonely, neighbours.access_days):
        return
    same_day: defaultdict[date, list[int]] = defaultdict(list)
    for other in neighbours.citations:
        day = other.accessed.as_date() if other.accessed else None
        if day is None or not is_allowed(day, citation, neighbours):
            continue
        if (day.month, day.day) == (lonely.month, lonely.day) and slip_of_year(lonely.year, day.year):
            same_day[day].append(other.number)
    days, decided = bounded(same_day, neighbours)
    for day in days[:MOST]:
        has = verb(same_day[day], "has", "have")
        how = slip_of_year(lonely.year, day.year)
        because = f"{notes(same_day[day])} {has} {in_words(day)} as access date, {how}{decided}"
        sure = Confidence.SUPPORTED if len(days) == 1 else Confidence.CANDIDATE
        yield from written_day("D105", accessed, citation, day, because=because, confidence=sure)
    if not same_day:
        yield from read_together("D105", accessed, citation, neighbours)


def _from_same_url(
    code: str, accessed: WrittenDate, citation: Citation, neighbours: Neighbours
) -> Iterator[Correction]:
    """Offer the one day on which other notes accessed the same URL, if it is near to what is printed."""
    numbers = {
        day: others
        for day, others in same_url(citation, neighbours).items()
        if _could_be(accessed, day) and is_allowed(day, citation, neighbours)
    }
    days, decided = bounded(numbers, neighbours)
    swapped = [day for day in days if accessed.day and are_swapped(accessed.day, day.day)]
    chosen = swapped if len(swapped) == 1 else days
    for day in chosen[:MOST]:
        cite = verb(numbers[day], "cites", "cite")
        because = f"{notes(numbers[day])} {cite} the same URL as accessed on {in_words(day)}{decided}"
        sure = Confidence.SUPPORTED if len(chosen) == 1 else Confidence.CANDIDATE
        yield from written_day(code, accessed, citation, day, because=because, confidence=sure)


def _from_the_others(
    accessed: WrittenDate, citation: Citation, neighbours: Neighbours
) -> Iterator[Correction]:
    """Offer each year in which the printed day falls among the other access dates, as a candidate."""
    if accessed.year is not None or not (accessed.month and accessed.day):
        return
    if len(neighbours.access_days) < _ENOUGH_DATES:
        return
    first, last = _researched(neighbours.access_days)
    published = bounds(citation.published) if citation.published else None
    earliest = max(first, published[0]) if published else first
    fitting = [
        day
        for year in range(first.year, last.year + 1)
        if (day := replace(accessed, year=year).as_date()) and earliest <= day <= last
    ]
    days, decided = bounded((day for day in fitting if day <= neighbours.today), neighbours)
    others = "the other access dates of the document"
    if (first, last) != (neighbours.access_days[0], neighbours.access_days[-1]):
        others += ", but for a lone one,"
    falls = "the day falls only in" if len(fitting) == 1 else "the day falls in"
    for day in days[:MOST]:
        lie = f"lie between {in_words(first)} and {in_words(last)}"
        because = f"{others} {lie}, where {falls} {day.year}{decided}"
        yield from written_day(
            "D102", accessed, citation, day, because=because, confidence=Confidence.CANDIDATE
        )


def _researched(days: tuple[date, ...]) -> tuple[date, date]:
    """Return the first and the last of the sorted *days*; an outlier can only stand at an end."""
    first = days[1] if is_outlier(days[0], days) else days[0]
    last = days[-2] if is_outlier(days[-1], days) else days[-1]
    return first, last


def _could_be(printed: WrittenDate, day: date) -> bool:
    """Tell whether *printed* is *day* with one part wrong or parts missing."""
    if printed.is_possible and printed.as_date() is None:
        given = ((printed.year, day.year), (printed.month, day.month), (printed.day, day.day))
        return all(part is None or part == meant for part, meant in given)
    return _parts_shared(printed, day) >= _ENOUGH_PARTS


def _parts_shared(printed: WrittenDate, day: date) -> int:
    """Return how many of year, month and day agree."""
    return (printed.year == day.year) + (printed.month == day.month) + (printed.day == day.day)
