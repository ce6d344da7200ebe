"""Lists of notes as they are printed."""

import pytest

from citecheck.parse import parse
from citecheck.read import read_text

LISTS = {
    "dots": "Notes\n\n1. One.\n2. Two.\n3. Three.\n",
    "parentheses": "REFERENCES\n1) One.\n2) Two.\n3) Three.\n",
    "brackets": "References:\n[1] One.\n[2] Two.\n[3] Three.\n",
    "plain digits": "Endnotes\n\n1 One.\n2 Two.\n3 Three.\n",
    "superscripts": "Notes\n¹ One.\n² Two.\n³ Three.\n",
    "bullets": "## Sources\n\n- One.\n- Two.\n- Three.\n",
    "paragraphs": "Bibliography\n\nOne.\n\nTwo.\n\nThree.\n",
    "lines": "Works Cited\nOne.\nTwo.\nThree.\n",
    "bold heading": "**Endnotes**\n\n* One.\n* Two.\n* Three.\n",
    "windows line ends": "Notes\r\n\r\n1. One.\r\n2. Two.\r\n3. Three.\r\n",
    "hanging indents": "References\n\nOne\n    goes on.\nTwo\n    goes on,\n    and on.\nThree.\n",
    "hard-wrapped": "Notes\n\n1. One\n   goes on.\n2. Two\nwith 1999 in it.\n3. Three.\n",
    "followed by an appendix": "Notes\n\n1. One.\n2. Two.\n3. Three.\n\nAppendix A\n\n4. Not a note.\n",
    "a table of contents before it": "Contents\nNotes\n\nText.\n\nNotes\n\n1. One.\n2. Two.\n3. Three.\n",
    "no heading": "1. One. http://a.org\n2. Two. http://b.org\n3. Three.\n",
}


@pytest.mark.parametrize("printed", LISTS.values(), ids=LISTS)
def test_list_is_split(printed):
    """However a list is printed, its three notes are found and numbered."""
    citations = parse(read_text(printed))
    assert [citation.number for citation in citations] == [1, 2, 3]
    assert [citation.text.split()[0].rstrip(".") for citation in citations] == ["One", "Two", "Three"]


def notes(*items):
    return parse(read_text("Endnotes\n\n" + "\n".join(f"- {item}" for item in items) + "\n"))


@pytest.mark.parametrize(
    "items, numbers, markers",
    [
        (("A.", "² B.", "C."), [1, 2, 3], [None, "2", None]),
        (("A.", "2 1999 Code.", "1996 Code."), [1, 2, 3], [None, "2", None]),
        (("A.", "1996 Code, article 2.", "3 D."), [1, 2, 3], [None, None, "3"]),
        (("A.", "B.", "⁵ E."), [1, 2, 5], [None, None, "5"]),
        (("1. A.", "2. B.", "4. D."), [1, 2, 4], ["1", "2", "4"]),
        (("1. A.", "2. B.", "2. C."), [1, 2, 2], ["1", "2", "2"]),
        (("7. G.", "8. H."), [7, 8], ["7", "8"]),
    ],
)
def test_numbers(items, numbers, markers):
    """Lost numbers are counted, printed ones are believed, and a year is not a number."""
    found = notes(*items)
    assert [citation.number for citation in found] == numbers
    assert [citation.marker for citation in found] == markers


SPLIT = [
    (
        "Press release http://www.j.gov/",
        "marshals/news/032410.htm.",
        "http://www.j.gov/marshals/news/032410.htm",
    ),
    ("See http://a.org/a-", "b/c.html", "http://a.org/a-b/c.html"),
    ("The rights of the", "child. http://a.org/x", "http://a.org/x"),
]


@pytest.mark.parametrize("first, second, url", SPLIT)
def test_note_that_runs_over_a_page_break_is_one(first, second, url):
    """An item that goes on in the middle of a URL or a sentence belongs to the note before it."""
    citations = parse(read_text(f"Notes\n\n- A.\n- {first}\n\n- {second}\n- ³ C.\n"))
    assert [citation.number for citation in citations] == [1, 2, 3]
    assert [found.url for found in citations[1].urls] == [url]
    assert len(citations[1].breaks) == 1


@pytest.mark.parametrize(
    "first, second",
    [
        ("See http://a.org/", "Smith, J. Title."),
        ("Title. http://a.org/x.", "e-rara.ch, Digital prints."),
        ("A.", "b."),
    ],
)
def test_notes_that_follow_each_other_stay_apart(first, second):
    """A note that could have ended is not joined with the next."""
    assert len(notes(first, second)) == 2


def test_document_without_notes_has_no_citations():
    """Prose is not taken for a list."""
    assert parse(read_text("A letter.\n\nDear reader, this is all.\n\nYours\n")) == ()
    assert parse(read_text("")) == ()
