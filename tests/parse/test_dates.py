"""Dates as reports print them."""

import itertools

import pytest

from citecheck.parse.dates import find_dates

FORMS = [
    ("26 January 2012", "2012-01-26"),
    ("July 5, 2011", "2011-07-05"),
    ("May 25 2011", "2011-05-25"),
    ("5th of July 2011", "2011-07-05"),
    ("July 5th, 2011", "2011-07-05"),
    ("20 Sept. 2010", "2010-09-20"),
    ("12 Sep. 2017", "2017-09-12"),
    ("05-May-2014", "2014-05-05"),
    ("2014 May 5", "2014-05-05"),
    ("2010 Apr 17", "2010-04-17"),
    ("2014, September 8", "2014-09-08"),
    ("2011-07-05", "2011-07-05"),
    ("2011/07/05", "2011-07-05"),
    ("25/12/2011", "2011-12-25"),
    ("12/25/2011", "2011-12-25"),
    ("5.7.2011", "2011-07-05"),
    ("April 2011", "2011-04"),
    ("February, 2010", "2010-02"),
    ("2010 April", "2010-04"),
    ("1999", "1999"),
    ("May 26", "XXXX-05-26"),
    ("26 May", "XXXX-05-26"),
]

IMPOSSIBLE = ["May 32 2011", "31 September 2010", "29 February 2011", "February 30, 2012", "2011-13-05"]

NO_DATES = [
    "242.1.2(b)",
    "7.5%",
    "$2010",
    "127.1",
    "20110209",
    "+7 495 2010110",
    "no. 1234567",
    "the mayor",
    "1,999",
]


@pytest.mark.parametrize("printed, edtf", FORMS)
def test_form_is_read(printed, edtf):
    """A printed form becomes its EDTF, alone and within a sentence."""
    assert [found.edtf for found in find_dates(printed)] == [edtf]
    (found,) = find_dates(f"Accessed {printed} from")
    assert (found.text, found.edtf) == (printed, edtf)


@pytest.mark.parametrize("printed", IMPOSSIBLE)
def test_impossible_date_is_kept_as_printed(printed):
    """A date that no calendar has is found, and has neither an EDTF nor a day."""
    (found,) = find_dates(f"Accessed on {printed} from:")
    assert found.text == printed
    assert found.edtf is None
    assert found.as_date() is None


@pytest.mark.parametrize("text", NO_DATES)
def test_other_numbers_are_no_dates(text):
    """Articles, percentages, prices, telephone numbers and long numbers are not dates."""
    assert find_dates(text) == ()


@pytest.mark.parametrize(
    "printed, ambiguous",
    [
        ("05/06/2011", True),
        ("5-6-2011", True),
        ("05.06.2011", False),
        ("25/06/2011", False),
        ("06/06/2011", False),
    ],
)
def test_ambiguous_date_is_marked(printed, ambiguous):
    """Day and month that could be exchanged make a date ambiguous; dots put the day first."""
    (found,) = find_dates(printed)
    assert found.ambiguous is ambiguous


def test_dates_come_in_the_order_of_the_text():
    """Several dates keep their order, and none overlaps another."""
    found = find_dates("6 March 2010, Report 2009. Accessed 2011-07-05, again on July 6, 2011.")
    assert [date.edtf for date in found] == ["2010-03-06", "2009", "2011-07-05", "2011-07-06"]
    assert all(before.span.end <= after.span.start for before, after in itertools.pairwise(found))
