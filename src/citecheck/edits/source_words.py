"""A source in words, as they stand before its address.

    Peter Roudik, “Children's Rights: Russia,” Library of Congress, June 2007,

The title is in quotation marks of the note's language, so that it can be told from what is around it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from citecheck.edits.days import day_like
from citecheck.edits.languages import language_of
from citecheck.edits.source_fields import family_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.edits.languages import Language
    from citecheck.evidence.sources import Source
    from citecheck.models import Citation

_MARKS = ".?!…"
_MOST_AUTHORS = 3
_OPENS, _CLOSES = re.compile(r"[“„«\"]\s*(?=\w)"), re.compile(r"\s*[”»“\"]")
_DAY = 3  # parts of a full date


def in_words(source: Source, citation: Citation) -> str:
    """Return *source* as words that stand before the address of its *citation*, with what parts them."""
    language = language_of(citation.text)
    who = _signed(source.authors, language)
    day = when(source.published, citation)
    parts = [who, _quoted(source.title, language), source.container or "", day]
    first = next((cited.span.start for cited in citation.urls), citation.span.end)
    lead = citation.text[: max(first - citation.span.start, 0)]
    # Before "Accessed on 3 May 2011 from: http://…" a sentence ends; a bare address just goes on.
    last = "." if any(map(str.isalpha, lead)) else ","
    *some, end = [part for part in parts if part]
    return "".join(f"{_followed(part, ',')} " for part in some) + f"{_followed(end, last)} "


def when(published: str | None, citation: Citation) -> str:
    """Return the day, month or year of publication as the note writes its own dates; empty for none."""
    if published is None:
        return ""
    language = language_of(citation.text)
    parts = [int(part) for part in published.split("-")]
    if len(parts) == _DAY:
        return day_like(citation.accessed, date(*parts), language)
    if len(parts) == 1:
        return published
    from babel.dates import format_date

    return str(format_date(date(parts[0], parts[1], 1), format="MMMM y", locale=language.code))


def _followed(part: str, mark: str) -> str:
    """Return *part* with the *mark* behind it, within English quotation marks; none follows another."""
    if not part.endswith("”"):
        return part + mark
    return part if part[-2] in _MARKS else f"{part[:-1]}{mark}”"


def _quoted(title: str, language: Language) -> str:
    """Return *title* in quotation marks, and those within it as single ones."""
    opening, closing = language.quotes
    inner = _CLOSES.sub("’", _OPENS.sub("‘", title)).rstrip(".")
    return f"{opening}{inner}{closing}"


def _signed(authors: Sequence[str], language: Language) -> str:
    """Return who wrote it; of more than three the first."""
    names = [_given_first(name) for name in authors]
    if len(names) > _MOST_AUTHORS:
        return f"{names[0]} et al."
    if len(names) > 1:
        return f"{', '.join(names[:-1])} {language.conjunction} {names[-1]}"
    return "".join(names)


def _given_first(name: str) -> str:
    """Return `Family, Given` as a note writes it."""
    family, given = family_first(name)
    return f"{given} {family}" if given else name
