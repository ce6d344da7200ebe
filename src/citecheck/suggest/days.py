"""Days that may have been meant by a date that cannot be: what print suggests, and the notes around allow.

A slip exchanges two digits (32 for 23), gets a digit of the year wrong, or runs past the end of a month. Each
day so found must lie between the publication of the source and the day of the document, or of the check; one
that a note close by has within the week is supported, others are candidates.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from citecheck.edits.languages import language_of
from citecheck.evidence.daterange import bounds
from citecheck.evidence.outliers import is_outlier_without, would_be_outlier
from citecheck.evidence.rewritten import rewritten
from citecheck.evidence.wording import day as in_words, notes, verb
from citecheck.models import Confidence, Correction, Suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citecheck.evidence.neighbours import Neighbours
    from citecheck.models import Citation, WrittenDate

MOST = 4
"""Candidates that are listed; more are no help."""

_MOST_YEARS = 2  # a document that was written over many years allows nearly any of them
_AROUND = 3  # notes on either side: what is cited together was mostly read together
_WEEK = timedelta(days=7)
_A_MONTH = timedelta(days=31)
_A_YEAR = timedelta(days=366)
_TWO = 2
_TWO_DIGITS = 10
_WEB_BEGAN = date(1991, 8, 6)  # Tim Berners-Lee's message to alt.hypertext
_DECEMBER = 12
_GERMAN = re.compile(r"\d{1,2}\.\s*[^\W\d_]")
_NUMBERS = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}")


def meant_days(
    code: str, printed: WrittenDate, citation: Citation, neighbours: Neighbours
) -> Iterator[Correction]:
    """Offer the days that *printed*, an access date of *citation* that cannot be, may have been."""
    together = list(read_together(code, printed, citation, neighbours))
    if together:
        yield from together
        return
    found = _slips(printed, citation, neighbours)
    usual = [day for day in found if _is_usual(day, printed, neighbours)]
    days, decided = bounded(usual, neighbours)
    if printed.is_possible and len(days) > _MOST_YEARS:
        return
    for day in days[:MOST]:
        because = f"{found[day]}{decided}"
        yield from written_day(code, printed, citation, day, because=because, confidence=Confidence.CANDIDATE)


def read_together(
    code: str, printed: WrittenDate, citation: Citation, neighbours: Neighbours
) -> Iterator[Correction]:
    """Offer the days near in print to *printed* within a week of which a note close by was read.

    The only one is supported, unless a note cites the same URL as read on another day, or the printed day is
    so near to it that the notes around say little.
    """
    found = _slips(printed, citation, neighbours)
    near = {day: numbers for day in found if (numbers := read_close_by(day, citation, neighbours))}
    days, decided = bounded(near, neighbours)
    own = _day(printed)
    sure = (
        len(days) == 1
        and not _differs_from_same_url(days[0], citation, neighbours)
        and (own is None or abs(own - days[0]) > _A_MONTH)
    )
    for day in days[:MOST]:
        also = f"{notes(near[day])} {verb(near[day], 'was', 'were')} read in the same week"
        confidence = Confidence.SUPPORTED if sure else Confidence.CANDIDATE
        because = f"{found[day]}, and {also}{decided}"
        yield from written_day(code, printed, citation, day, because=because, confidence=confidence)


def bounded(days: Iterable[date], neighbours: Neighbours) -> tuple[list[date], str]:
    """Return those of *days* that are not after the day of the document, sorted.

    The words behind them say so where that day rules some out, and are empty where it decides nothing.
    """
    ordered = sorted(days)
    kept = [day for day in ordered if day <= neighbours.latest]
    if neighbours.dated is None or len(kept) == len(ordered):
        return kept, ""
    return kept, f"; the document is of {in_words(neighbours.dated)}"


def written_day(  # noqa: PLR0913 - where, what and why
    code: str,
    printed: WrittenDate,
    citation: Citation,
    day: date,
    *,
    because: str,
    confidence: Confidence = Confidence.SUPPORTED,
) -> Iterator[Correction]:
    """Offer *day* in the form in which *printed*, a date of *citation*, is printed.

    Nothing where that form is not understood, or would leave open which number is the day.
    """
    text = rewritten(printed, day, _language_of(printed, citation))
    if text is not None and text != printed.text and not _becomes_ambiguous(printed, text, day):
        yield Correction(code, printed.span, Suggestion(printed.text, text, because, confidence))


def _language_of(printed: WrittenDate, citation: Citation) -> str:
    """Return the language of *printed*, a date of *citation*; a full stop behind the day is German."""
    code = language_of(citation.text).code
    return "de" if code == "en" and _GERMAN.match(printed.text) else code


def are_swapped(printed: int, meant: int) -> bool:
    """Tell whether two numbers of two digits are each other's mirror: 32 and 23."""
    return f"{printed:02d}" == f"{meant:02d}"[::-1]


def _becomes_ambiguous(printed: WrittenDate, text: str, day: date) -> bool:
    """Tell whether *text* can be read in two ways where *printed* showed which of its numbers is the day.

    How the other dates of the document are read may hang on that (`citecheck.parse.settling`).
    """
    showed = max(printed.day or 0, printed.month or 0) > _DECEMBER
    return showed and max(day.day, day.month) <= _DECEMBER and _NUMBERS.fullmatch(text) is not None


def _slips(printed: WrittenDate, citation: Citation, neighbours: Neighbours) -> dict[date, str]:
    """Return the days near in print to *printed* on which the source can have been read, and why each is."""
    slips = _other_days(printed, neighbours) if printed.is_possible else _possible(printed)
    found: dict[date, str] = {}
    for day, why in slips:
        if is_allowed(day, citation, neighbours):
            found.setdefault(day, why)
    return found


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
        if last < date.max:
            yield last + timedelta(days=1), "the next month begins on that day"


def _day(written: WrittenDate) -> date | None:
    """Return the day that *written* is, whatever it looks like."""
    return written.as_date() if written.is_possible else None


def _other_days(printed: WrittenDate, neighbours: Neighbours) -> Iterator[tuple[date, str]]:
    """Give the days near in print to *printed*, which the calendar has, and why each is."""
    if printed.year is None or printed.day is None or printed.month is None:
        return
    for year in range(_first_year(neighbours), neighbours.today.year + 1):
        how = slip_of_year(printed.year, year)
        day = _day(replace(printed, year=year)) if how else None
        if how and day is not None:
            yield day, f"{year} is {how}"
    mirrored = int(f"{printed.day:02d}"[::-1])
    if min(printed.day, mirrored) >= _TWO_DIGITS and mirrored != printed.day:
        turned = _day(replace(printed, day=mirrored))
        if turned is not None:
            yield turned, f"{printed.day} and {mirrored} are the same digits in another order"
    exchanged = _day(replace(printed, month=printed.day, day=printed.month))
    if exchanged is not None and printed.day != printed.month:
        yield exchanged, "day and month are exchanged"


def _is_usual(day: date, printed: WrittenDate, neighbours: Neighbours) -> bool:
    """Tell whether other sources were read about *day*.

    Ten years are one digit off *printed*, so that one must have been read within a year. Where no year is
    guessed, it is enough that the day does not stand alone.
    """
    if not printed.is_possible:
        return not would_be_outlier(day, neighbours.access_days)
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

    That is not before it appeared or there was a web, and not after the day of the check. The day of the
    document is for `bounded`, which says so.
    """
    appeared = bounds(citation.published) if citation.published else None
    earliest = _WEB_BEGAN if citation.urls else date.min
    return max(earliest, appeared[0] if appeared else earliest) <= day <= neighbours.today


def same_url(citation: Citation, neighbours: Neighbours) -> dict[date, tuple[int, ...]]:
    """Return the days on which other notes with a URL of *citation* were read, each with their numbers."""
    found: dict[date, tuple[int, ...]] = {}
    for url in dict.fromkeys(cited.url for cited in citation.urls):
        for day, numbers in neighbours.days_by_url.get(url, {}).items():
            found[day] = found.get(day, ()) + numbers
    own = citation.accessed.as_date() if citation.accessed else None
    if own in found:
        others = tuple(number for number in found.pop(own) if number != citation.number)
        found |= {own: others} if others else {}
    return found


def _differs_from_same_url(day: date, citation: Citation, neighbours: Neighbours) -> bool:
    """Tell whether other notes with a URL of *citation* were all read on another day."""
    others = same_url(citation, neighbours)
    return bool(others) and day not in others


def read_close_by(day: date, citation: Citation, neighbours: Neighbours) -> list[int]:
    """Return the numbers of the notes around *citation* whose access date is within a week of *day*.

    One that stands alone among the access dates, once that of *citation* is left out, is itself in doubt.
    """
    around = (
        other
        for number in range(citation.number - _AROUND, citation.number + _AROUND + 1)
        if number != citation.number
        for other in neighbours.by_number.get((citation.series, number), ())
    )
    read = [(other.number, other.accessed.as_date()) for other in around if other.accessed]
    near = [(number, other) for number, other in read if other and abs(other - day) <= _WEEK]
    own = citation.accessed.as_date() if citation.accessed else None
    return [number for number, other in near if not is_outlier_without(own, other, neighbours.access_days)]
