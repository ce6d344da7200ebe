"""Dates that the document itself can put right: D101 to D105.

Where more than one day fits, each is a candidate and none is chosen.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from citecheck.evidence.daterange import TIME_ZONES, bounds, days_in_path
from citecheck.evidence.outliers import is_outlier
from citecheck.evidence.wording import day as in_words, notes, verb
from citecheck.models import Confidence, Correction
from citecheck.suggest.days import MOST, are_swapped, is_allowed, meant_days, slip_of_year, written_day

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
        latest = neighbours.today.year
        carried = {day for cited in citation.urls for day in days_in_path(cited.url, latest)}
        close = {day for day in carried if _could_be(published, day)}
        if len(close) == 1:
            because = f"the URL carries {in_words(next(iter(close)))}"
            yield from written_day("D101", published, next(iter(close)), because)


def incomplete_access_date(citation: Citation, neighbours: Neighbours) -> Iterator[Correction]:
    """Complete an access date: from notes with the same URL, or where only one year fits the others."""
    accessed = citation.accessed
    if accessed is None or not accessed.is_possible or accessed.as_date():
        return
    found = list(_from_same_url("D102", accessed, citation, neighbours))
    yield from found or _from_the_others(accessed, citation, neighbours)


def wrong_access_date(citation: Citation, neighbours: Neighbours) -> Iterator[Correction]:
    """Mend an access date before the source appeared (D103), or in the future (D104).

    Where both dates of a note cannot be, either may be the wrong one: what nothing else decides is only a
    candidate.
    """
    accessed = citation.accessed
    read = bounds(accessed) if accessed else None
    if accessed is None or read is None or not accessed.as_date():
        return
    appeared = bounds(citation.published) if citation.published else None
    early = appeared is not None and read[1] < appeared[0]
    if early or read[0] > neighbours.today + TIME_ZONES:
        code = "D103" if early else "D104"
        found = [
            each
            for each in _from_same_url(code, accessed, citation, neighbours)
            if each.suggestion.replacement != accessed.text
        ]
        yield from found or meant_days(code, accessed, citation, neighbours)


def outlying_access_date(citation: Citation, neighbours: Neighbours) -> Iterator[Correction]:
    """Mend the year of a lonely access date: other notes have that day in a year one digit off."""
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
    if len(same_day) == 1:
        day, numbers = next(iter(same_day.items()))
        has = verb(numbers, "has", "have")
        how = slip_of_year(lonely.year, day.year)
        because = f"{notes(numbers)} {has} {in_words(day)} as access date, {how}"
        yield from written_day("D105", accessed, day, because)


def _from_same_url(
    code: str, accessed: WrittenDate, citation: Citation, neighbours: Neighbours
) -> Iterator[Correction]:
    """Offer the one day on which other notes accessed the same URL, if it is near to what is printed."""
    numbers: defaultdict[date, list[int]] = defaultdict(list)
    for other in {
        id(note): note for cited in citation.urls for note in neighbours.by_url.get(cited.url, ())
    }.values():
        day = other.accessed.as_date() if other.accessed else None
        if day and _could_be(accessed, day) and is_allowed(day, citation, neighbours):
            numbers[day].append(other.number)
    swapped = [day for day in numbers if accessed.day and are_swapped(accessed.day, day.day)]
    chosen = swapped if len(swapped) == 1 else list(numbers)
    for day in sorted(chosen):
        cite = verb(numbers[day], "cites", "cite")
        because = f"{notes(numbers[day])} {cite} the same URL as accessed on {in_words(day)}"
        sure = Confidence.SUPPORTED if len(chosen) == 1 else Confidence.CANDIDATE
        yield from written_day(code, accessed, day, because, sure)


def _from_the_others(
    accessed: WrittenDate, citation: Citation, neighbours: Neighbours
) -> Iterator[Correction]:
    """Offer each year in which the printed day falls among the other access dates, as a candidate."""
    if accessed.year is not None or not (accessed.month and accessed.day):
        return
    if len(neighbours.access_days) < _ENOUGH_DATES:
        return
    first, last = _researched(neighbours.access_days)
    last = min(last, neighbours.latest)
    published = bounds(citation.published) if citation.published else None
    earliest = max(first, published[0]) if published else first
    fitting = [
        day
        for year in range(first.year, last.year + 1)
        if (day := replace(accessed, year=year).as_date()) and earliest <= day <= last
    ]
    others = "the other access dates of the document"
    if (first, last) != (neighbours.access_days[0], neighbours.access_days[-1]):
        others += ", but for a lone one,"
    falls = "the day falls only in" if len(fitting) == 1 else "the day falls in"
    for day in fitting[:MOST]:
        because = f"{others} lie between {in_words(first)} and {in_words(last)}, where {falls} {day.year}"
        yield from written_day("D102", accessed, day, because, Confidence.CANDIDATE)


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
