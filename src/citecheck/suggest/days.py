"""Days that may have been meant by a date that cannot be: what print suggests, and the notes around allow.

A slip exchanges two digits (32 for 23), or runs past the end of a month. Each day so found must lie between
the publication of the source and the day of the check; one that a note close by has within the week is
supported, others are candidates.
"""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from citecheck.evidence.daterange import bounds
from citecheck.evidence.rewritten import rewritten
from citecheck.evidence.wording import notes, verb
from citecheck.models import Confidence, Correction, Suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.evidence.neighbours import Neighbours
    from citecheck.models import Citation, WrittenDate

MOST = 4
"""Candidates that are listed; more are no help."""

_AROUND = 3  # notes on either side: what is cited together was mostly read together
_WEEK = timedelta(days=7)
_DECEMBER = 12


def meant_days(
    code: str, printed: WrittenDate, citation: Citation, neighbours: Neighbours
) -> Iterator[Correction]:
    """Offer the days that *printed*, an access date of *citation* that no calendar has, may have been."""
    found = {day: why for day, why in _possible(printed) if _allowed(day, citation, neighbours)}
    near = {day: numbers for day in found if (numbers := _read_close_by(day, citation, neighbours))}
    for day, why in sorted(found.items())[:MOST]:
        if len(near) == 1 and day not in near:
            continue
        if day in near:
            also = f"{notes(near[day])} {verb(near[day], 'was', 'were')} read in the same week"
            sure = Confidence.SUPPORTED if len(near) == 1 else Confidence.CANDIDATE
            yield from written_day(code, printed, day, f"{why}, and {also}", sure)
        else:
            yield from written_day(code, printed, day, why, Confidence.CANDIDATE)


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


def _allowed(day: date, citation: Citation, neighbours: Neighbours) -> bool:
    """Tell whether a source of *citation* can have been read on *day*: after it appeared, before today."""
    appeared = bounds(citation.published) if citation.published else None
    return day <= neighbours.today and (appeared is None or appeared[0] <= day)


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
