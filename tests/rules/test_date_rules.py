"""D: dates that cannot be, that lack parts, that do not agree."""

from datetime import date

import pytest
from factories import codes_of, note, notes

URL = "http://www.example.org/a"
DATED = "http://www.example.org"


def of_dates(text, **more):
    return {code for code in codes_of(text, **more) if code.startswith("D")}


@pytest.mark.parametrize(
    "accessed, expected",
    [
        ("23 May 2011", set()),
        ("May 32 2011", {"D101"}),
        ("31 September 2011", {"D101"}),
        ("29 February 2012", set()),
        ("29 February 2011", {"D101"}),
        ("2011-13-05", {"D101"}),
        ("May 26", {"D102"}),
        ("May 2011", {"D102"}),
        ("16 January 2026", set()),  # tomorrow: it is so already somewhere
        ("17 January 2026", {"D104"}),
        ("3 May 1911", {"D107"}),
        ("5 August 1991", {"D107"}),
        ("6 August 1991", set()),
        ("05/06/2011", {"D108"}),
        ("05/05/2011", set()),
        ("15/06/2011", set()),
        ("06/15/2011", set()),
    ],
)
def test_access_date(accessed, expected):
    """The access date alone can be wrong."""
    assert of_dates(notes(note(URL, accessed=accessed))) == expected


@pytest.mark.parametrize(
    "published, accessed, expected",
    [
        ("12 June 2011", "10 June 2011", {"D103"}),
        ("12 June 2011", "11 June 2011", set()),
        ("12 June 2011", "12 June 2011", set()),
        ("June 2011", "30 May 2011", {"D103"}),
        ("June 2011", "1 June 2011", set()),
        ("2011", "30 December 2010", {"D103"}),
        ("2011", "31 December 2010", set()),
        ("2011", "1 January 2011", set()),
    ],
)
def test_access_before_publication(published, accessed, expected):
    """Dates are compared as far as both go; somewhere it is a day earlier."""
    assert of_dates(notes(note(URL, accessed=accessed, more=f"{published}."))) == expected


@pytest.mark.parametrize(
    "published, path, expected",
    [
        ("22 March 2010", "/20100322/1.html", set()),
        ("22 March 2010", "/20100323/1.html", set()),  # the time zone
        ("22 March 2010", "/20100324/1.html", {"D109"}),
        ("22 March 2010", "/2010/03/22/1.html", set()),
        ("22 May 2010", "/2010/03/22/1.html", {"D109"}),
        ("22 May 2010", "/2010-03-22/1.html", {"D109"}),
        ("11 May 2011", "/World/2011/0511/a", set()),
        ("12 June 2011", "/World/2011/0511/a", {"D109"}),
        ("24 March 2011", "/2011/03/20110324164020yllas0.59", set()),
        ("2010", "/20100322/1.html", set()),
        ("2009", "/20100322/1.html", {"D109"}),
        ("March 2010", "/20100322/1.html", set()),
        ("22 May 2010", "/2010/09/Russia.pdf", set()),  # a month is no day
        ("22 May 2010", "/Article/200806413569864", set()),  # a number
        ("22 May 2010", "/2010/3/2/1.html", set()),  # volume, issue, article
        ("22 May 2010", "/20101332/1.html", set()),
        ("22 May 2010", "/gb20070223_311905", set()),
        ("22 May 2010", "/18850322/1.html", set()),
        ("", "/20100322/1.html", set()),
    ],
)
def test_date_in_the_url(published, path, expected):
    """A clear day in the path is compared with what the publication date knows."""
    text = note(DATED + path, accessed="3 May 2015", more=f"{published}." if published else "")
    assert of_dates(notes(text)) == expected


def test_date_of_an_archived_copy_is_no_publication_date():
    """The path of an archive names the day of the capture."""
    url = "https://web.archive.org/web/20150101000000/http://www.example.org/a"
    assert of_dates(notes(note(url, more="22 May 2010."))) == set()


@pytest.mark.parametrize(
    "days, expected",
    [
        (["25 August 2001"] + ["25 August 2011"] * 5, [1]),
        (["25 August 2001"] + ["25 August 2011"] * 4, None),  # too few to know what is usual
        (["25 August 2010"] + ["25 August 2011"] * 5, None),
        (["25 August 2021"] + ["25 August 2011"] * 5, [1]),
        (["25 August 2001"] * 2 + ["25 August 2011"] * 5, None),  # two are company
        (["1 May 2004", "1 May 2008", "1 May 2010", "1 May 2012", "1 May 2014", "1 May 2016"], None),
    ],
)
def test_lonely_access_date(days, expected):
    """A date is lonely when it is further from all others than they are from one another."""
    text = notes(*(note(f"{URL}{at}", accessed=day) for at, day in enumerate(days)))
    assert codes_of(text).get("D105") == expected


@pytest.mark.parametrize(
    "days, expected",
    [
        (["3 May 2011", "3 May 2011", None], [3]),
        (["3 May 2011", None], None),
        ([None, None], None),
        (["3 May 2011"] * 3 + [None] * 2, None),  # a style that gives it for some
        (["3 May 2011"] * 6 + [None] * 2, [7, 8]),
    ],
)
def test_missing_access_date(days, expected):
    """A missing access date is missed only where the others have one."""
    text = notes(*(note(f"{URL}{at}", accessed=day) for at, day in enumerate(days)))
    assert codes_of(text).get("D106") == expected


def test_today_is_what_the_caller_says():
    """Rules have no clock of their own."""
    text = notes(note(URL, accessed="3 May 2011"))
    assert "D104" in of_dates(text, today=date(2011, 5, 1))
