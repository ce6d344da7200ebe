"""A day as the note that is changed writes its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.evidence.rewritten import rewritten
from citecheck.evidence.wording import day as in_english

if TYPE_CHECKING:
    from datetime import date

    from citecheck.edits.languages import Language
    from citecheck.models import WrittenDate


def day_like(printed: WrittenDate | None, day: date, language: Language) -> str:
    """Return *day* in the form of *printed*, the note's access date; without one in words of *language*."""
    if printed is not None and printed.year is not None:
        form = rewritten(printed, day, language.code)
        if form is not None:
            return " ".join(form.split())
    if language.code == "en":
        return in_english(day)
    from babel.dates import format_date

    written = str(format_date(day, format="long", locale=language.code))
    return f"1er{written[1:]}" if language.code == "fr" and day.day == 1 else written
