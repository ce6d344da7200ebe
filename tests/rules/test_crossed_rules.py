"""X: notes against each other."""

import pytest
from factories import codes_of, note, notes

SOURCE = {"title": "State of the World's Children", "more": "2010."}


@pytest.mark.parametrize(
    "first, second, expected",
    [
        (note("http://a.example.org/1", **SOURCE), note("http://b.example.org/1", **SOURCE), [2]),
        (note("http://www.example.org/1", **SOURCE), note("https://example.org/1/", **SOURCE), None),
        (
            note("http://example.org/1", **SOURCE),
            note("http://example.org/1?utm_source=x#top", **SOURCE),
            None,
        ),
        (
            note("http://a.example.org/1", **SOURCE),
            note("http://b.example.org/1", title="State of Children"),
            None,
        ),
        (
            note("http://a.example.org/1"),
            note("http://b.example.org/1"),
            None,
        ),  # “Annual Report” is anybody's
        (
            note("http://a.example.org/1", **SOURCE),
            note("http://b.example.org/1", title=SOURCE["title"], more="2011."),
            None,
        ),
        (
            note("http://a.example.org/1", **SOURCE),
            note("http://b.example.org/1", author="World Bank", **SOURCE),
            None,
        ),
    ],
)
def test_one_source_at_two_addresses(first, second, expected):
    """A source is the same when title, authors and date are."""
    assert codes_of(notes(first, second)).get("X101") == expected


@pytest.mark.parametrize(
    "days, expected",
    [
        (["5 July 2011", "30 June 2011"], [2]),
        (["5 July 2011", "5 July 2011"], None),
        (["5 July 2011", "30 June 2011", "5 July 2011"], [2]),
        (["5 July 2011", "July 2011"], None),
        (["July 2011", "5 July 2011"], None),
    ],
)
def test_one_address_on_two_days(days, expected):
    """Only full dates are compared, with those of the first note that has one."""
    assert codes_of(notes(*(note(accessed=day) for day in days))).get("X102") == expected
