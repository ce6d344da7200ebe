"""Days that may have been meant by a date that cannot be: what print suggests, and the notes around allow.

A slip exchanges two digits (32 for 23), gets a digit of the year wrong, or runs past the end of a month. Each
day so found must lie between the publication of the source and the day of the document, or of the check; one
that a note close by has within the week is supported, others are candidates.
"""

from __future__ import annotations

import calendar
from bisect import bisect_left
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from citecheck.evidence.daterange import bounds
from citecheck.evidence.rewritten import rewritten
from citecheck.evidence.wording import day as in_words, notes, verb
from citecheck.models import Confidence, Correction, Suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.evidence.neighbours import Neighbours
    from citecheck.models import Citation, WrittenDate

MOST = 4
"""Candidates that are listed; more are no help."""

_MOST_YEARS = 2  # a document that was written over many years allows nearly any of them
_AROUND = 3  # notes on either side: what is cited together was mostly read together
_WEEK = timedelta(days=7)
_A_YEAR = timedelta(days=366)
_TWO = 2
_WEB_BEGAN = date(1991, 8, 6)  # Tim Berners-Lee's message to alt.hypertext
_DECEMBER = 12


def meant_days(
    code: str, printed: WrittenDate, citation: Citation, neighbours: Neighbours
) -> Iterator[Correction]:
    """Offer the days that *printed*, an access date of *citation* that cannot be, may have been."""
    slips = _other_days(printed, neighbours) if printed.is_possible else _possible(printed)
    found: dict[date, str] = {}
    for day, why in slips:
        if is_allowed(day, citation, neighbours):
            found.setdefault(day, why)
    near = {day: numbers for day in found if (numbers := _read_close_by(day, citation, neighbours))}
    if printed.is_possible and not near:
        usual = {day: why for day, why in found.items() if _is_usual(day, printed, neighbours)}
        found = usual if len(usual) <= _MOST_YEARS else {}
    for day, why in sorted(found.items())[:MOST]:
        if len(near) == 1 and day not in near:
            continue
        if day in near:
            also = f"{notes(near[day])} {verb(near[day], 'was', 'were')} read in the same week"
            sure = Confidence.SUPPORTED if len(near) == 1 else Confidence.CANDIDATE
            because = f"{why}, and {also}{_of_document(day, neighbours)}"
            yield from written_day(code, printed, day, because, sure)
        else:
            because = f"{why}{_of_document(day, neighbours)}"
            yield from written_day(code, printed, day, because, Confidence.CANDIDATE)


def written_day(
    code: str, printed: WrittenDate, day: date, because: str, confidence: Confidence = Confidence.SUPPORTED
) -> Iterator[Correction]:
    """Offer *day* in the form in which *printed* is printed; nothing where that form is not understood."""
    text = rewritten(printed, day)
    if text is not None and text != printed.text:
        yield Correction(code, printed.span, Suggestion(printed.text, text, because, confidence))


def are_swapped(printed: int, meant: int) -> bool:
    """Tell whether two numbers of two digits are each other's mirror: 32 and 23."""
    return f"{printed:02d}" == f"{meant:02d}"[::-1]


def _possible(printed: WrittenDate) -> Iterator[tuple[date, str]]:
    """Give the days near to *printed* in print, and why each is."""
    if printed.year is None or printed.day is None or printed.month is None:
        return
    mirrored = _day(replace(printed, day=int(f"{printed.day:02d}"[::-1])))
    if mirrored is not None:
        yield mirrored, f"{printed.day} and {mirrored.day} are the same digits in another order"
    if not 1 <= printed.month <= _DECEMBER:
        exchanged = _day(replace(printed, month=printed.day, day=printed.month))
        if exchanged is not None:
            yield exchanged, "day and month are exchanged"
        return
    last = _day(replace(printed, day=calendar.monthrange(printed.year, printed.month)[1]))
    if last is not None and printed.day == last.day + 1:
        yield last, "the month ends on that day"
        yield last + timedelta(days=1), "the next month begins on that day"


def _day(written: WrittenDate) -> date | None:
    """Return the day that *written* is, whatever it looks like."""
    return written.as_date() if written.is_possible else None


def _other_days(printed: WrittenDate, neighbours: Neighbours) -> Iterator[tuple[date, str]]:
    """Give the days near in print to *printed*, which the calendar has, and why each is."""
    if printed.year is None or printed.day is None or printed.month is None:
        return
    for year in range(_first_year(neighbours), neighbours.latest.year + 1):
        how = slip_of_year(printed.year, year)
        day = _day(replace(printed, year=year)) if how else None
        if how and day is not None:
            yield day, f"{year} is {how}"
    exchanged = _day(replace(printed, month=printed.day, day=printed.month))
    if exchanged is not None and printed.day != printed.month:
        yield exchanged, "day and month are exchanged"


def _is_usual(day: date, printed: WrittenDate, neighbours: Neighbours) -> bool:
    """Tell whether another source was read within a year of *day*: ten years are one digit off *printed*."""
    at, own = bisect_left(neighbours.access_days, day), printed.as_date()
    around = neighbours.access_days[max(at - 2, 0) : at + 2]
    return any(other != own and abs(other - day) <= _A_YEAR for other in around)


def _first_year(neighbours: Neighbours) -> int:
    """Return the first year to think of: that before the first other access date, else that of the web."""
    days = neighbours.access_days
    first = days[0] if days else _WEB_BEGAN
    return max(_WEB_BEGAN.year, min(first.year, neighbours.latest.year) - 1)


def slip_of_year(printed: int, year: int) -> str:
    """Say by which slip *year* becomes the *printed* one; nothing where it is none."""
    one, other = f"{printed:04d}", f"{year:04d}"
    different = [index for index, (here, there) in enumerate(zip(one, other, strict=False)) if here != there]
    if len(one) != len(other) or not different:
        return ""
    if len(different) == 1:
        return "one digit off"
    swapped = len(different) == _TWO and different[1] - different[0] == 1 and sorted(one) == sorted(other)
    return "the same digits in another order" if swapped else ""


def is_allowed(day: date, citation: Citation, neighbours: Neighbours) -> bool:
    """Tell whether a source of *citation* can have been read on *day*.

    That is not before it appeared, and not after the day of the document or of the check.
    """
    appeared = bounds(citation.published) if citation.published else None
    return day <= neighbours.latest and (appeared is None or appeared[0] <= day)


def _of_document(day: date, neighbours: Neighbours) -> str:
    """Name the day of the document, where *day* stands near to it: that decides between years."""
    dated = neighbours.dated
    if dated is None or not timedelta(0) <= dated - day <= _A_YEAR:
        return ""
    return f"; the document is of {in_words(dated)}"


def _read_close_by(day: date, citation: Citation, neighbours: Neighbours) -> list[int]:
    """Return the numbers of the notes around *citation* whose access date is within a week of *day*."""
    around = (
        other
        for number in range(citation.number - _AROUND, citation.number + _AROUND + 1)
        if number != citation.number
        for other in neighbours.by_number.get((citation.series, number), ())
    )
    read = ((other.number, other.accessed.as_date()) for other in around if other.accessed)
    return [number for number, other_day in read if other_day and abs(other_day - day) <= _WEEK]
