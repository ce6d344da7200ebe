"""Selection by the beginnings of codes; the longest wins."""

import pytest
from factories import neighbours_of

from citecheck.errors import SettingsError
from citecheck.rules import explain, judge
from citecheck.rules.selection import chosen

CODES = ("D101", "D102", "U101", "U102", "U114")


@pytest.mark.parametrize(
    "select, ignore, expected",
    [
        ((), (), CODES),
        (("D",), (), ("D101", "D102")),
        (("D101",), (), ("D101",)),
        (("d101",), (), ("D101",)),
        ((), ("U",), ("D101", "D102")),
        ((), ("U10",), ("D101", "D102", "U114")),
        (("U",), ("U102",), ("U101", "U114")),
        (("U102",), ("U",), ("U102",)),
        (("U", "D102"), ("U1", "D"), ("D102",)),
        (("U102",), ("U102",), ()),
    ],
)
def test_the_longest_prefix_wins(select, ignore, expected):
    """As in flake8, and a draw is ignored."""
    assert chosen(CODES, select, ignore) == frozenset(expected)


@pytest.mark.parametrize(
    "options, words",
    [
        ({"select": ("Z1",)}, "select: no rule has the code 'Z1'; `citecheck explain` lists all codes"),
        ({"ignore": ("D1O1",)}, "ignore: no rule has the code 'D1O1'; did you mean D1"),
        ({"select": ("",)}, "select: no rule has the code ''"),
    ],
)
def test_unknown_codes_are_errors(options, words):
    """A prefix that fits no rule is named with the codes near it."""
    with pytest.raises(SettingsError) as caught:
        judge((), neighbours_of(), **options)
    assert str(caught.value).startswith(words)


def test_explain_names_near_codes():
    """A page that does not exist leads to those that do."""
    with pytest.raises(SettingsError, match="no rule has the code 'U204'; did you mean"):
        explain("U204")
