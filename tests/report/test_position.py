"""From offsets to lines, columns and pages."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st
from report_samples import document

from citecheck.models import Place
from citecheck.report.position import Positions

TWO_PAGES = (Place(0, 1, 1), Place(9, 4, 2))


@pytest.mark.parametrize(
    "text, places, offset, expected",
    [
        pytest.param("ab\ncd", (), 0, (1, 1, None), id="the first character"),
        pytest.param("ab\ncd", (), 2, (1, 3, None), id="a line end belongs to its line"),
        pytest.param("ab\ncd", (), 3, (2, 1, None), id="the next line"),
        pytest.param("ab\ncd", (), 5, (2, 3, None), id="the end of the text"),
        pytest.param("", (), 0, (1, 1, None), id="an empty text"),
        pytest.param("é𝔘x", (), 2, (1, 3, None), id="a column is one character, whatever its bytes"),
        pytest.param("ab\ncd\nef\ngh", TWO_PAGES, 4, (2, 2, 1), id="on the first page"),
        pytest.param("ab\ncd\nef\ngh", TWO_PAGES, 10, (4, 2, 2), id="on the second page"),
        pytest.param("ab\ncd", (Place(0, 7),), 3, (8, 1, None), id="the text begins on line 7 of the file"),
        pytest.param(
            "ab cd", (Place(3, 2),), 4, (2, 2, None), id="a line end of the file that the text lost"
        ),
        pytest.param("ab cd", (Place(3, 1, 2),), 4, (1, 5, 2), id="a page that begins within a line"),
        pytest.param("ab\ncd\nef", (Place(3, 9),), 0, (1, 1, None), id="before the first place"),
        pytest.param("ab\ncd\nef", (Place(6, 9), Place(3, 5)), 7, (9, 2, None), id="places in any order"),
    ],
)
def test_position(text, places, offset, expected):
    """An offset stands at the line, column and page where a person finds it in the file."""
    assert Positions(document(text, places=places)).at(offset) == expected


@given(st.text("a\n", max_size=60))
def test_position_is_that_of_splitting(text):
    """Every offset stands where splitting the text at its line ends would put it."""
    positions = Positions(document(text))
    for offset in range(len(text) + 1):
        lines = text[:offset].split("\n")
        assert positions.at(offset)[:2] == (len(lines), len(lines[-1]) + 1)


class Searched(str):
    """A text that counts the characters that are searched in it, and the searches."""

    __slots__ = ("characters", "searches")

    def find(self, part, start=0):
        found = super().find(part, start)
        self.characters = getattr(self, "characters", 0) + (len(self) if found < 0 else found + 1) - start
        self.searches = getattr(self, "searches", 0) + 1
        return found


class Compared(int):
    """An offset that counts with how many others it is compared."""

    count = 0

    def __lt__(self, other):
        self.count += 1
        return int(self) < other

    def __gt__(self, other):
        self.count += 1
        return int(self) > other


def test_line_ends_are_looked_for_once():
    """Each character of a text is searched once, however many lines it has, and none when a place is looked up."""
    text = Searched("line\n" * 10_000)
    positions = Positions(document(text))
    assert (text.characters, text.searches) == (50_000, 10_001)
    assert sum(positions.at(offset).line for offset in range(0, 50_000, 5)) == 10_000 * 10_001 // 2
    assert text.searches == 10_001


@pytest.mark.parametrize("lines, most", [(1_000, 12), (1_000_000, 22)])
def test_a_look_up_halves_what_is_left(lines, most):
    """An offset is compared with as many line ends as their number has binary digits, not with all."""
    offset = Compared(5 * lines - 1)
    assert Positions(document("line\n" * lines)).at(offset).line == lines
    assert 0 < offset.count <= most
