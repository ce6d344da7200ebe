"""Counts, days and distances in words."""

from __future__ import annotations

from datetime import date

import pytest

from citecheck.evidence.wording import counted, day, distance


@pytest.mark.parametrize(
    "days, words",
    [
        (0, "on the day the author read it"),
        (1, "one day after the author read it"),
        (9, "nine days after the author read it"),
        (-1, "one day before the author read it"),
        (-12, "twelve days before the author read it"),
        (13, "13 days after the author read it"),
        (60, "60 days after the author read it"),
        (61, "about two months after the author read it"),
        (-200, "about seven months before the author read it"),
        (730, "about 24 months after the author read it"),
        (731, "about two years after the author read it"),
        (-5000, "about 14 years before the author read it"),
    ],
)
def test_distance(days, words):
    """A copy's distance from the access date is said as a person says it."""
    assert distance(days) == words


@pytest.mark.parametrize("number, words", [(0, "0 links"), (1, "1 link"), (46, "46 links")])
def test_counted(number, words):
    """One thing is one thing."""
    assert counted(number, "link") == words


def test_day():
    """A day is written without doubt about its order."""
    assert day(date(2011, 6, 4)) == "4 June 2011"
