"""D: dates that cannot be, that lack parts, or that do not agree with one another."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from citecheck.evidence.daterange import TIME_ZONES, bounds, days_in_path, is_archive, is_read_before
from citecheck.evidence.outliers import is_outlier
from citecheck.evidence.queries import same_address
from citecheck.evidence.wording import day as in_words
from citecheck.models import Severity
from citecheck.rules.rule import Message, rule
from citecheck.safe import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.evidence.neighbours import Neighbours
    from citecheck.models import Entry

# The first public word of the World Wide Web: Tim Berners-Lee's message to alt.hypertext.
_WEB_BEGAN = date(1991, 8, 6)
_OTHERS = 2
_TO_ONE = 3


@rule("D101", "impossible-date", Severity.ERROR)
def impossible_date(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find dates that no calendar has.

    Nobody can tell which version of the page was read, and the archived copy of that day cannot be found.

    Example:
        1. State Department. Trafficking Report. Accessed on May 32 2011 from: http://www.example.org/report.html.

    Instead:
        1. State Department. Trafficking Report. Accessed on May 23 2011 from: http://www.example.org/report.html.
    """
    for written in (entry.citation.published, entry.citation.accessed):
        if written is not None and not written.is_possible:
            yield Message(f"“{shown(written.text)}” is not a day that the calendar has.", written.span)


@rule("D102", "access-date-incomplete", Severity.WARNING)
def access_date_incomplete(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find access dates without a day, a month or a year.

    The day on which the author read the page is what tells its versions apart; without all three parts the
    right archived copy cannot be chosen.

    Example:
        1. RIA Novosti. Crime on the rise. 22 March 2010. Accessed on May 26 from: http://www.example.org/crime.html.

    Instead:
        1. RIA Novosti. Crime on the rise. 22 March 2010. Accessed on May 26 2011 from: http://www.example.org/crime.html.
    """
    accessed = entry.citation.accessed
    if accessed and accessed.is_possible and accessed.as_date() is None:
        parts = (("day", accessed.day), ("month", accessed.month), ("year", accessed.year))
        lacking = " and ".join(name for name, part in parts if part is None)
        yield Message(f"The access date “{shown(accessed.text)}” lacks its {lacking}.", accessed.span)


@rule("D103", "access-before-publication", Severity.WARNING)
def access_before_publication(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find sources that were read before they were published.

    One of the two dates is wrong. Dates that lack parts are compared as far as they go: what was read in 2010
    can have been published in 2010. The day before is allowed: where the reader was, it was still that day.

    Example:
        1. UNICEF. Annual Report. 12 June 2011. Accessed on 3 May 2010 from: http://www.example.org/report.html.

    Instead:
        1. UNICEF. Annual Report. 12 June 2010. Accessed on 3 May 2011 from: http://www.example.org/report.html.
    """
    accessed, published = entry.citation.accessed, entry.citation.published
    if accessed and published and is_read_before(accessed, published):
        dates = f"“{shown(accessed.text)}” is before the publication date “{shown(published.text)}”"
        text = f"The access date {dates}."
        yield Message(text, accessed.span)


@rule("D104", "access-date-in-future", Severity.ERROR)
def access_date_in_future(entry: Entry, neighbours: Neighbours) -> Iterator[Message]:
    """Find access dates that have not come yet.

    Nobody has read the page on that day. Tomorrow is allowed, because somewhere it is tomorrow already
    (Wikipedia's citation check, Module:Citation/CS1, allows the same).

    Example:
        1. UNICEF. Annual Report. Accessed on 3 May 2099 from: http://www.example.org/report.html.

    Instead:
        1. UNICEF. Annual Report. Accessed on 3 May 2009 from: http://www.example.org/report.html.
    """
    accessed = entry.citation.accessed
    read = bounds(accessed) if accessed else None
    if accessed and read and read[0] > neighbours.today + TIME_ZONES:
        yield Message(f"The access date “{shown(accessed.text)}” lies in the future.", accessed.span)


@rule("D105", "access-date-outlier", Severity.WARNING)
def access_date_outlier(entry: Entry, neighbours: Neighbours) -> Iterator[Message]:
    """Find access dates far from every other access date of the document.

    A report is researched within months, so a lonely date is mostly a wrong year. Far is more than two years
    from the nearest other date, and further than the others are from one another; there must be five others.

    Example:
        1. Civil Code. Accessed on 25 August 2001 from: http://www.example.org/1.
        2. Criminal Code. Accessed on 25 August 2011 from: http://www.example.org/2.
        3. Family Code. Accessed on 26 August 2011 from: http://www.example.org/3.
        4. Labour Code. Accessed on 27 August 2011 from: http://www.example.org/4.
        5. Tax Code. Accessed on 28 August 2011 from: http://www.example.org/5.
        6. Land Code. Accessed on 29 August 2011 from: http://www.example.org/6.

    Instead:
        1. Civil Code. Accessed on 25 August 2011 from: http://www.example.org/1.
        2. Criminal Code. Accessed on 25 August 2011 from: http://www.example.org/2.
        3. Family Code. Accessed on 26 August 2011 from: http://www.example.org/3.
        4. Labour Code. Accessed on 27 August 2011 from: http://www.example.org/4.
        5. Tax Code. Accessed on 28 August 2011 from: http://www.example.org/5.
        6. Land Code. Accessed on 29 August 2011 from: http://www.example.org/6.
    """
    accessed = entry.citation.accessed
    day = accessed.as_date() if accessed else None
    if accessed and day and is_outlier(day, neighbours.access_days):
        others = [other for other in neighbours.access_days if other != day]
        text = (
            f"The access date “{shown(accessed.text)}” is years away from all others of the document, "
            f"which lie between {in_words(others[0])} and {in_words(others[-1])}."
        )
        yield Message(text, accessed.span)


@rule("D106", "access-date-missing", Severity.WARNING)
def access_date_missing(entry: Entry, neighbours: Neighbours) -> Iterator[Message]:
    """Find URLs without an access date where the other notes have one.

    The page may have changed since; without the day nobody can tell which text the author saw. Styles differ
    (APA and the Bluebook ask for the day of undated pages only), so it is said only where one note alone
    lacks the day, or no more than a quarter of the notes with a URL do.

    Example:
        1. World Bank. Prices. Accessed on 3 May 2011 from: http://www.example.org/prices.
        2. World Bank. Wages. Accessed on 3 May 2011 from: http://www.example.org/wages.
        3. World Bank. Rents. http://www.example.org/rents.

    Instead:
        1. World Bank. Prices. Accessed on 3 May 2011 from: http://www.example.org/prices.
        2. World Bank. Wages. Accessed on 3 May 2011 from: http://www.example.org/wages.
        3. World Bank. Rents. Accessed on 4 May 2011 from: http://www.example.org/rents.
    """
    citation = entry.citation
    if citation.urls and citation.accessed is None and _most_have_access_dates(neighbours):
        text = "The URL has no access date, and most other notes give one; add the day on which it was read."
        yield Message(text, citation.urls[0].span)


@rule("D107", "access-before-the-web", Severity.WARNING)
def access_before_the_web(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find access dates of URLs before there was a web.

    The World Wide Web was announced to the public on 6 August 1991; an earlier access date is a slip.

    Example:
        1. UNICEF. Annual Report. Accessed on 3 May 1911 from: http://www.example.org/report.html.

    Instead:
        1. UNICEF. Annual Report. Accessed on 3 May 2011 from: http://www.example.org/report.html.
    """
    accessed = entry.citation.accessed
    read = bounds(accessed) if accessed else None
    if entry.citation.urls and accessed and read and read[1] < _WEB_BEGAN:
        yield Message(f"The access date “{shown(accessed.text)}” is before there was a web.", accessed.span)


@rule("D108", "ambiguous-date", Severity.INFO)
def ambiguous_date(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find dates in numbers whose day and month can be exchanged.

    `05/06/2011` is 5 June in most of the world and 6 May in the United States.

    Example:
        1. UNICEF. Annual Report. Accessed 05/06/2011 from: http://www.example.org/report.html.

    Instead:
        1. UNICEF. Annual Report. Accessed 5 June 2011 from: http://www.example.org/report.html.
    """
    for written in (entry.citation.published, entry.citation.accessed):
        both = bounds(written) if written and written.ambiguous else None
        if written and both:
            readings = f"{in_words(both[0])} or {in_words(both[1])}"
            text = f"“{shown(written.text)}” can be {readings}; write the month as a word."
            yield Message(text, written.span)


@rule("D109", "date-differs-from-url", Severity.WARNING)
def date_differs_from_url(entry: Entry, neighbours: Neighbours) -> Iterator[Message]:
    """Find publication dates that are not the date that the URL carries.

    News sites put the day of publication into the path (`/20100322/`, `/2010/03/22/`, `/2011/0511/`). Where
    it is another day, the date or the URL belongs to another source. One day more or less is the time zone.

    Example:
        1. RIA Novosti. Crime on the rise. 22 May 2010. Accessed on 26 May 2011 from: http://www.example.org/20100322/crime.html.

    Instead:
        1. RIA Novosti. Crime on the rise. 22 March 2010. Accessed on 26 May 2011 from: http://www.example.org/20100322/crime.html.
    """
    published = entry.citation.published
    appeared = bounds(published) if published else None
    sources = {same_address(cited.url) for cited in entry.citation.urls if not is_archive(cited.url)}
    if (
        published is None or appeared is None or len(sources) != 1
    ):  # of several, whose date it is is not known
        return
    url = next(cited.url for cited in entry.citation.urls if not is_archive(cited.url))
    days = days_in_path(url, neighbours.today.year)
    if days and not any(appeared[0] - TIME_ZONES <= day <= appeared[1] + TIME_ZONES for day in days):
        text = f"The URL carries {in_words(days[0])}, and the note says “{shown(published.text)}”."
        yield Message(text, published.span)


def _most_have_access_dates(neighbours: Neighbours) -> bool:
    """Tell whether the notes with a URL have access dates as a rule: all but one, or three in four."""
    with_access, lacking = (
        neighbours.with_url_and_access,
        neighbours.with_url - neighbours.with_url_and_access,
    )
    return with_access >= _OTHERS and (lacking == 1 or with_access >= _TO_ONE * lacking)


@rule("D110", "misspelt-month", Severity.WARNING)
def misspelt_month(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find dates whose month is misspelt.

    The date is read as what it must mean; a reader may do so too, a program that sorts sources will not.

    Example:
        1. World Bank. Prices. 2010. Accessed on 5 Septmber 2011 from: http://www.worldbank.org/prices

    Instead:
        1. World Bank. Prices. 2010. Accessed on 5 September 2011 from: http://www.worldbank.org/prices
    """
    for written in (entry.citation.accessed, entry.citation.published):
        if written is not None and written.misspelt:
            yield Message(f"The month of “{written.text}” is misspelt.", written.span)
