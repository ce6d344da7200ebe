"""Find the dates printed in a note, whether or not the calendar has them."""

from __future__ import annotations

import re

from citecheck.models import Span, WrittenDate
from citecheck.parse.months import SAFE, UNSAFE, number_of, shadowed

_DAY = r"\d{1,2}(?i:st|nd|rd|th|er|º|ª|e)?"
_YEAR = r"\d{4}"
_GAP = r"(?:\s*,\s*|\s*[-‐‑–]\s*|\.\s*|\s+(?:(?:of|de|del|do|des|d')\s+)?)"
_TO_YEAR = r"(?:\s*,\s*|\s+(?:(?:of|de|del|do)\s+)?|-)"
_SEASONS = (
    *(
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "frühjahr",
        "frühling",
        "sommer",
        "herbst",
        "printemps",
    ),
    *("été", "automne", "hiver", "primavera", "verano", "otoño", "invierno", "estate", "autunno", "inverno"),
    *("lente", "zomer", "herfst", "весна", "лето", "осень", "зима"),
)
_SEASON = "(?i:" + "|".join(_SEASONS) + ")"
_AFTER = r"(?![\w%]|[./–-]\d)"
_MONTHS_OF_A_YEAR = 12
_PIVOT = 30  # two-digit years up to 30 are of this century: the web is not older than 1991


_ANY = f"[{SAFE}{UNSAFE}]{{3,12}}\\.?"
_MONTH = f"{SAFE}{{3,12}}\\.?"
# A month with a slip in it is looked for before a year alone, because every word could be one.
_SLIP = re.compile(
    rf"(?:(?P<day>{_DAY})\s+(?P<month>[^\W\d_]{{5,10}})|(?P<word>[^\W\d_]{{5,10}})\s+(?P<behind>{_DAY}),?)\s+$"
)
_FURTHEST = 24  # characters of a slip before its year
_FORMS = tuple(
    (name, re.compile(form + _AFTER))
    for name, form in (
        ("iso", rf"(?P<year>{_YEAR})[-/](?P<month>\d{{2}})[-/](?P<day>\d{{2}})"),
        ("day first", rf"(?P<day>{_DAY}){_GAP}(?P<month>{_ANY}){_GAP}(?P<year>{_YEAR})"),
        ("days", rf"(?P<day>\d{{1,2}})\s?[-–/]\s?{_DAY}{_GAP}(?P<month>{_ANY}){_GAP}(?P<year>{_YEAR})"),
        ("month first", rf"(?P<month>{_ANY})\s*(?P<day>{_DAY})(?:\s*,\s*|\s+)(?P<year>{_YEAR})"),
        ("month, days", rf"(?P<month>{_MONTH})\s*(?P<day>\d\d?)\s?[-–]\s?{_DAY}\s*,?\s+(?P<year>{_YEAR})"),
        ("year first", rf"(?P<year>{_YEAR})(?:\s*[,;]\s*|\s+|-)(?P<month>{_ANY})[\s-]*(?P<day>\d{{1,2}})"),
        ("numbers", rf"(?P<first>\d\d?)(?P<mark>[/.-])\s?(?P<second>\d\d?)(?P=mark)\s?(?P<year>{_YEAR})"),
        ("short numbers", r"(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P=mark)(?P<short>\d{2})"),
        ("month", rf"(?:{_MONTH}\s?[-–/]\s?)?(?P<month>{_MONTH}){_TO_YEAR}(?P<year>{_YEAR})"),
        ("season", rf"{_SEASON}\s+(?P<year>{_YEAR})"),
        ("year and month", rf"(?P<year>{_YEAR})(?:\s*,\s*|\s+|-)(?P<month>{_MONTH})"),
        ("month and day", rf"(?P<month>{_MONTH})\s+(?P<day>{_DAY})"),
        ("day and month", rf"(?P<day>{_DAY})\.?\s+(?:of\s+|de\s+)?(?P<month>{_MONTH})"),
        ("year", r"(?P<year>(?:1[5-9]|20)\d\d)"),
    )
)  # fmt: skip
_IN_NUMBERS = frozenset({"iso", "numbers", "short numbers"})
_PARTED = re.compile(r"\d[/.-]\s?\d")
_WITH_MONTH = frozenset(name for name, form in _FORMS if SAFE in form.pattern)


def find_dates(text: str) -> tuple[WrittenDate, ...]:
    """Find the dates in *text*, in order, the longest form first; spans are offsets into *text*.

    A date without a year counts only where a reader would take it for one: the caller decides. URLs must be
    blanked beforehand. Takes time linear in the length of *text* for each form.
    """
    taken = bytearray(len(text))
    found: list[WrittenDate] = []
    shadow = shadowed(text)
    lacks = _lacking(text, shadow)
    for name, form in _FORMS:
        if name in lacks:
            continue
        for match in form.finditer(shadow):
            if any(taken[match.start() : match.end()]) or not _begins(text, match.start()):
                continue
            written = _from_numbers(match) if "numbers" in name else _from_names(match, text)
            if name == "year":
                written = _with_slip(text, written, taken) or written
            if written is None:
                continue
            found.append(written)
            taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    return tuple(sorted(found, key=lambda written: written.span))


def _lacking(text: str, shadow: str) -> frozenset[str]:
    """Return the forms that *text* cannot have: without a month, a season, or digits that a sign parts."""
    lacks = frozenset() if SAFE in shadow or UNSAFE in shadow else _WITH_MONTH
    lacks |= frozenset() if _PARTED.search(text) else _IN_NUMBERS
    small = text.lower()
    return lacks if any(season in small for season in _SEASONS) else lacks | {"season"}


def _with_slip(text: str, year: WrittenDate | None, taken: bytearray) -> WrittenDate | None:
    """Return the date that ends with *year* if the word before is a month with a slip: `5 Septmber 2011`."""
    if year is None:
        return None
    start = max(0, year.span.start - _FURTHEST)
    match = _SLIP.search(text, start, year.span.start)
    word = match and (match["month"] or match["word"])
    month = number_of(word) if word else None
    if match is None or month is None or not _begins(text, match.start()) or any(taken[slice(*match.span())]):
        return None
    span = Span(match.start(), year.span.end)
    day = int(re.sub(r"\D", "", match["day"] or match["behind"]))
    return WrittenDate(span.of(text), span, year.year, month, day, misspelt=True)


def _begins(text: str, offset: int) -> bool:
    """Tell whether a date can begin at *offset*: not within a word, a number, a price or a path.

    A style that forgets the space prints `[Accessed4 October 2014 ]`. This stands here and not in the forms,
    which are several times faster if they begin with what they look for.
    """
    before = text[offset - 1 : offset]
    if not before or not (before.isalnum() or before in "_$€£./–-"):
        return True
    return text[max(0, offset - 7) : offset].lower() == "ccessed"


def _from_names(match: re.Match[str], text: str) -> WrittenDate | None:
    """Read a form whose month is a word or whose parts have a fixed order; None if the word is no month."""
    parts = match.groupdict()
    day, year = parts.get("day"), parts.get("year")
    name = None if parts.get("month") is None else text[slice(*match.span("month"))]
    month = None if name is None else int(name) if name.isdigit() else number_of(name)
    if name is not None and month is None:
        return None
    return WrittenDate(
        text=text[slice(*match.span())],
        span=Span(*match.span()),
        year=int(year) if year else None,
        month=month,
        day=int(re.sub(r"\D", "", day)) if day else None,
    )


def _from_numbers(match: re.Match[str]) -> WrittenDate | None:
    """Read `5/7/2011`: the day first where it can be (most of the world), and say so."""
    first, second = int(match["first"]), int(match["second"])
    month_first = second > _MONTHS_OF_A_YEAR >= first
    day, month = (second, first) if month_first else (first, second)
    ambiguous = max(first, second) <= _MONTHS_OF_A_YEAR and first != second and match["mark"] != "."
    parts = match.groupdict()
    year = int(parts["year"]) if "year" in parts else _full_year(int(parts["short"]))
    written = WrittenDate(match.group(), Span(*match.span()), year, month, day, ambiguous)
    return written if "year" in parts or written.is_possible else None


def _full_year(short: int) -> int:
    """Return the year that two digits stand for."""
    return 2000 + short if short <= _PIVOT else 1900 + short
