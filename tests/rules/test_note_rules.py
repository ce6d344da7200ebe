"""N: numbers of notes, and the markers that point to them."""

import pytest
from factories import citation, markers, neighbours_of

from citecheck.models import Entry, Span
from citecheck.rules import judge


def found(numbers, body, **fields):
    """Return what is found of notes with these numbers in a body with these markers."""
    cited = tuple(citation(number, start=10 * at, **fields) for at, number in enumerate(numbers))
    neighbours = neighbours_of(*cited, body=None if body is None else markers(*body))
    of_document, entries = judge(tuple(Entry(note) for note in cited), neighbours)
    of_notes = [(finding.rule.code, finding.number) for entry in entries for finding in entry.findings]
    return [(finding.rule.code, finding.message) for finding in of_document], of_notes


@pytest.mark.parametrize(
    "numbers, body, expected",
    [
        ([1, 2, 3], [1, 2, 3], []),
        ([1, 2, 3], None, []),
        ([1, 2, 3], [], []),
        ([1, 2, 3], [1, 3], [("N104", 2)]),
        ([1, 2, 3, 4], [1], [("N104", 2), ("N104", 3), ("N104", 4)]),
        ([1, 2, 3, 4, 5], [1], []),  # the markers were lost, not the notes
        ([1, 2, 3], [1, 2, 2, 3], [("N103", 2)]),
        ([1, 2, 3], [1, 1, 2, 2, 3], [("N103", 1), ("N103", 2)]),
        ([1, 2, 3, 4], [1, 1, 2, 2, 3, 3, 4], []),  # a style that gives each source one number
        ([1, 2, 2, 3], None, [("N105", 2)]),
        ([1, 1, 2], None, [("N105", 1)]),
        ([1, 2, 3, 1, 2, 3], None, []),  # chapters
        ([1, 2, 3, 1, 2, 2], None, [("N105", 2)]),
    ],
)
def test_notes(numbers, body, expected):
    """Numbers are compared with one another and with the markers of the body."""
    assert found(numbers, body)[1] == expected


@pytest.mark.parametrize(
    "numbers, body, expected",
    [
        ([1, 2, 3], [1, 2, 3], []),
        ([1, 2], [1, 2, 3, 3], [("N102", "The text points to note 3, and there is no such note.")]),
        ([1, 2, 4], None, [("N106", "Note 3 is missing before note 4.")]),
        ([1, 2, 6], None, [("N106", "Notes 3 to 5 are missing before note 6.")]),
        ([2, 3], None, [("N106", "Note 1 is missing before note 2.")]),
        ([34, 35], None, []),  # an excerpt
        ([1, 3, 2], None, []),  # out of order, and all there
        ([], None, []),
    ],
)
def test_document(numbers, body, expected):
    """What no single note can tell is said of the document."""
    assert found(numbers, body)[0] == expected


def test_a_split_note_is_found_where_it_is_split():
    """The finding stands at the interruption."""
    note = citation(2, breaks=(Span(40, 44), Span(90, 94)))
    _, (entry,) = judge((Entry(note),), neighbours_of(note), select=("N101",))
    assert [finding.span for finding in entry.findings] == [Span(40, 44), Span(90, 94)]
