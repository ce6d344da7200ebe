"""Find the dates printed in a note, whether or not the calendar has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.models import Span, WrittenDate
from citecheck.parse import months

if TYPE_CHECKING:
    from collections.abc import Callable

_MONTH = months.PATTERN
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"\d{4}"
_GAP = r"(?:\s*,\s*|\s*[-‐‑–.]\s*|\s+(?:of\s+)?)"
# A style that forgets the space prints `[Accessed4 October 2014 ]`.
_BEFORE = r"(?:(?<![\w$€£./–-])|(?<=ccessed))"
_AFTER = r"(?![\w%]|[./–-]\d)"

_FORMS = tuple(
    (name, re.compile(_BEFORE + pattern + _AFTER, re.IGNORECASE))
    for name, pattern in (
        ("iso", rf"(?P<year>{_YEAR})[-/](?P<month>\d{{2}})[-/](?P<day>\d{{2}})"),
        ("day first", rf"(?P<day>{_DAY}){_GAP}(?P<month>{_MONTH}){_GAP}(?P<year>{_YEAR})"),
        ("month first", rf"(?P<month>{_MONTH})\s*(?P<day>{_DAY})(?:\s*,\s*|\s+)(?P<year>{_YEAR})"),
        ("year first", rf"(?P<year>{_YEAR})(?:\s*[,;]\s*|\s+|-)(?P<month>{_MONTH})[\s-]*(?P<day>\d{{1,2}})"),
        ("numbers", rf"(?P<first>\d{{1,2}})(?P<mark>[/.-])(?P<second>\d{{1,2}})(?P=mark)(?P<year>{_YEAR})"),
        ("month and year", rf"(?P<month>{_MONTH})(?:\s*,\s*|\s+|-)(?P<year>{_YEAR})"),
        ("year and month", rf"(?P<year>{_YEAR})(?:\s*,\s*|\s+|-)(?P<month>{_MONTH})"),
        ("month and day", rf"(?P<month>{_MONTH})\s+(?P<day>{_DAY})"),
        ("day and month", rf"(?P<day>{_DAY})\s+(?:of\s+)?(?P<month>{_MONTH})"),
        ("year", r"(?P<year>(?:1[5-9]|20)\d\d)"),
    )
)
_MONTHS_OF_A_YEAR = 12


def find_dates(text: str) -> tuple[WrittenDate, ...]:
    """Find the dates in *text*, in order, the longest form first; spans are offsets into *text*.

    A date without a year counts only where a reader would take it for one: the caller decides. URLs must be
    blanked beforehand. Takes time linear in the length of *text* for each of the ten forms.
    """
    taken = bytearray(len(text))
    found: list[WrittenDate] = []
    for name, pattern in _FORMS:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            written = _BUILD.get(name, _from_names)(match)
            if written is None:
                continue
            found.append(written)
            taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    return tuple(sorted(found, key=lambda written: written.span))


def _from_names(match: re.Match[str]) -> WrittenDate:
    """Read a form whose month is a word or whose parts stand in a fixed order."""
    parts = match.groupdict()
    month, day, year = parts.get("month"), parts.get("day"), parts.get("year")
    return WrittenDate(
        text=match.group(),
        span=Span(*match.span()),
        year=int(year) if year else None,
        month=None if month is None else int(month) if month.isdigit() else months.number_of(month),
        day=int(re.sub(r"\D", "", day)) if day else None,
    )


def _from_numbers(match: re.Match[str]) -> WrittenDate:
    """Read `5/7/2011`: the day first where it can be (ISO's order aside, most of the world), and say so."""
    first, second = int(match["first"]), int(match["second"])
    month_first = second > _MONTHS_OF_A_YEAR >= first
    day, month = (second, first) if month_first else (first, second)
    ambiguous = max(first, second) <= _MONTHS_OF_A_YEAR and first != second and match["mark"] != "."
    return WrittenDate(
        text=match.group(),
        span=Span(*match.span()),
        year=int(match["year"]),
        month=month,
        day=day,
        ambiguous=ambiguous,
    )


_BUILD: dict[str, Callable[[re.Match[str]], WrittenDate | None]] = {"numbers": _from_numbers}
