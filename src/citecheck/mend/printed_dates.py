"""The EDTF of a date as it is printed in English, or in figures with the year first."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?",
        r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+)?(?P<name>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})",
        r"(?P<name>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})",
    )
)


def edtf_of(text: str) -> str | None:
    """Return the date *text* in EDTF (ISO 8601-2); None where no calendar has it or it cannot be read."""
    matches = (form.fullmatch(text.strip()) for form in _FORMS)
    parts = next((match.groupdict() for match in matches if match), None)
    if parts is None:
        return None
    month = _month(parts)
    if month is None:
        return None if parts.get("name") else parts["year"]
    day = parts.get("day")
    try:
        found = date(int(parts["year"]), month, int(day or 1))
    except ValueError:
        return None
    return found.isoformat() if day else found.isoformat()[:7]


def _month(parts: dict[str, str | None]) -> int | None:
    """Return the month that *parts* of a date name, by its figures or its name; None where there is none."""
    if parts.get("month"):
        return int(parts["month"] or 0)
    name = (parts.get("name") or "").lower()
    is_month = name in _NAMES or name in _MONTHS or name == "sept"
    return _MONTHS.index(name[:3]) + 1 if is_month else None
