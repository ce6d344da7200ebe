"""What a note cites: dates, addresses, authors and identifiers, as printed and as read."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from typing import Literal

from citecheck.models.span import Span


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as printed, which may lack parts, be impossible or be ambiguous.

    *ambiguous* is set for a numeric date whose day and month can be exchanged (`05/06/2011`); day and month
    then hold the day-first reading. *misspelt* is set where the name of the month has a slip in it.
    """

    text: str
    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    ambiguous: bool = False
    misspelt: bool = False

    @property
    def is_possible(self) -> bool:
        """Tell whether the calendar has such a date; a missing year allows 29 February."""
        if self.year is not None and not MINYEAR <= self.year <= MAXYEAR:
            return False
        if self.month is not None and not 1 <= self.month <= 12:  # noqa: PLR2004 - months of a year
            return False
        if self.day is None:
            return True
        if self.month is None:
            return False
        longest = calendar.monthrange(self.year or 2000, self.month)[1]
        return 1 <= self.day <= longest

    @property
    def edtf(self) -> str | None:
        """The date in the Extended Date/Time Format of ISO 8601-2 (`2012-01-26`, `2011-04`, `XXXX-05-26`)."""
        if not self.is_possible:
            return None
        year = "XXXX" if self.year is None else f"{self.year:04d}"
        rest = [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join([year, *rest])

    def as_date(self) -> date | None:
        """Return the day, or None where a part is missing or the calendar has no such day."""
        if self.year is None or self.month is None or self.day is None or not self.is_possible:
            return None
        return date(self.year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class CitedUrl:
    """A URL as printed (*text*), as requested (*url*), and what was done to the one to get the other.

    *accessed* is its own access date in a note that cites several sources; else the note's holds. *target* is
    what the link under the words really names, where that is not what is requested; *also* are the places of
    other links of the note to the same.
    """

    text: str
    url: str
    span: Span
    repairs: tuple[str, ...] = ()
    accessed: WrittenDate | None = None
    target: str | None = None
    also: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Damage:
    """What is not certain about a URL that print damaged.

    *url* is the likeliest reading, without a fragment. *places* are the ranges of it in whose stead other
    separators, or none, may have stood; *sure* counts its characters that come before all damage. *end* says
    whether the URL is complete, may lack an extension, or may go on in any way.
    """

    url: str
    places: tuple[tuple[int, int], ...]
    sure: int
    end: Literal["complete", "extension", "open"]


@dataclass(frozen=True, slots=True)
class Author:
    """A person (*family*, *given*) or a body (*literal*)."""

    literal: str | None = None
    family: str | None = None
    given: str | None = None

    @property
    def name(self) -> str:
        """The name as a reader would say it."""
        return self.literal or " ".join(part for part in (self.given, self.family) if part)


@dataclass(frozen=True, slots=True)
class Identifier:
    """A DOI, ISBN, ISSN … as printed (*text*) and without its decoration (*value*)."""

    scheme: str
    value: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Known:
    """What an earlier run read off a note, as its JSON has it; the text of the note may have changed since.

    *published* and *accessed* are the words that print a date, and the date in EDTF, if it is one. Of *urls*
    each is a URL as printed, as requested, and its repairs; of *identifiers* each is a scheme and a value.
    """

    authors: tuple[Author, ...] = ()
    title: str | None = None
    container: str | None = None
    published: tuple[str, str | None] | None = None
    accessed: tuple[str, str | None] | None = None
    urls: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    archived: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class BackReference:
    """A phrase that means another note (`ibid.`, `see note 12`) and the number of that note, None if none."""

    span: Span
    number: int | None


@dataclass(frozen=True, slots=True)
class Citation:
    """One endnote, taken apart.

    *refers_to* is the note that this one means instead of citing anew. *series* tells lists apart whose
    numbers begin anew. *breaks* are the places where the note is interrupted: it runs over a page break into
    an item of its own. *archived* are the archived copies that the format names as such, beside the *urls*.
    *details* are what a record says besides, by the names of CSL: volume, page, editor, type.
    """

    number: int
    marker: str | None
    text: str
    span: Span
    authors: tuple[Author, ...] = ()
    title: str | None = None
    container: str | None = None
    published: WrittenDate | None = None
    accessed: WrittenDate | None = None
    urls: tuple[CitedUrl, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    language: str | None = None
    breaks: tuple[Span, ...] = ()
    series: int = 0
    refers_to: BackReference | None = None
    archived: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
