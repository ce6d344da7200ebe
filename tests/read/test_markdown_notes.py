"""Markdown: its notes, the places that cite them, and its links."""

from functools import partial

import pytest
from counted_work import growth
from hypothesis import given, strategies as st
from scaling import MARKDOWN, read_repeated

from citecheck.read import read_text
from citecheck.read.markdown import read

NOTES = [
    # case, text, (number, marker, words) of each note
    ("lazy lines", "A[^1].\n\n[^1]: One\nlazy.\n\nBody.\n", [(1, "1", "One\nlazy.")]),
    ("indented lines", "[^1]: One\n    two.\n", [(1, "1", "One\n    two.")]),
    (
        "paragraphs",
        "[^1]: One.\n\n    Two.\n\n\tThree.\n\nBody.\n",
        [(1, "1", "One.\n\n    Two.\n\n\tThree.")],
    ),
    ("one behind the other", "[^1]: One.\n[^2]: Two.\n", [(1, "1", "One."), (2, "2", "Two.")]),
    ("a heading ends a note", "[^1]: One.\n# Head\n", [(1, "1", "One.")]),
    ("names for numbers", "[^b]: One.\n[^a]: Two.\n", [(1, "b", "One."), (2, "a", "Two.")]),
    ("numbers that lack some", "[^3]: One.\n[^7]: Two.\n", [(3, "3", "One."), (7, "7", "Two.")]),
    ("in a fence", "```\n[^1]: No.\n```\n\n[^2]: Yes.\n", [(2, "2", "Yes.")]),
    ("in a comment", "<!--\n[^1]: No.\n-->\n[^2]: Yes.\n", [(2, "2", "Yes.")]),
    ("behind a fence that never closes", "```\n[^1]: Yes.\n", [(1, "1", "Yes.")]),
    ("with code at its end", "[^1]: See `x`\n", [(1, "1", "See `x`")]),
    ("inline", "A^[One [x] two.] b^[Three.]\n", [(1, None, "One [x] two."), (2, None, "Three.")]),
    ("inline, within another", "A^[One ^[two] three.]\n", [(1, None, "One ^[two] three.")]),
    ("inline, never closed", "A^[One\n\nB[^1]\n\n[^1]: Yes.\n", [(1, "1", "Yes.")]),
    ("windows line ends", "[^1]: One.\r\n\r\n    Two.\r\n\r\nBody\r\n", [(1, "1", "One.\r\n\r\n    Two.")]),
]


@pytest.mark.parametrize("text, expected", [row[1:] for row in NOTES], ids=[row[0] for row in NOTES])
def test_notes_are_found_whole(text, expected):
    """A note has its number, its marker and all of its paragraphs, and nothing else."""
    document = read_text(text, "x.md")
    found = [(note.number, note.marker, note.span.of(text)) for note in document.notes]
    assert found == expected


def test_numbers_that_begin_again_are_another_series():
    """The notes of each chapter are a list of their own, and markers point into the list of their chapter."""
    text = "A[^1] b[^2].\n\n[^1]: A.\n[^2]: B.\n\nC[^1] d^[In.].\n\n[^1]: C.\n"
    document = read_text(text, "x.md")
    assert [(note.number, note.series) for note in document.notes] == [(1, 0), (2, 0), (1, 1), (1, 2)]
    assert [(mark.number, mark.series) for mark in document.markers] == [(1, 0), (2, 0), (1, 1), (1, 2)]


def test_a_slip_in_the_numbers_is_no_new_series():
    """A number that merely comes twice, or a zero between high ones, stays in its list."""
    text = "".join(f"[^{number}]: Note.\n\n" for number in (1, 2, 3, 2, 4, 0, 5))
    assert {note.series for note in read_text(text, "x.md").notes} == {0}


def test_markers_stand_in_the_body():
    """Definitions and code are no markers; a number without a note is one."""
    text = "A[^1]: b[^9] `[^1]` \\[^1].\n\n[^1]: Note.\n"
    document = read_text(text, "x.md")
    assert [(mark.span.of(text), mark.number) for mark in document.markers] == [("[^1]", 1), ("[^9]", 9)]


LINKS = [
    # text, (where it is laid over, target)
    ("<http://a.org/x>", [("http://a.org/x", "http://a.org/x")]),
    ('[T](http://a.org/x "Title")', [("http://a.org/x", "http://a.org/x")]),
    ("[T](<http://a.org/x y>)", [("http://a.org/x y", "http://a.org/x y")]),
    ("[T](http://a.org/x_(y)_z)", [("http://a.org/x_(y)_z", "http://a.org/x_(y)_z")]),
    (r"[T](http://a.org/a\_b&amp;c)", [(r"http://a.org/a\_b&amp;c", "http://a.org/a_b&c")]),
    ("[T][r]\n\n[r]: http://a.org/", [("T", "http://a.org/")]),
    ("[R][]\n\n[r]: <http://a.org/> 'x'", [("R", "http://a.org/")]),
    ("[r]\n\n[r]: http://a.org/\n[r]: http://b.org/", [("r", "http://a.org/")]),
    ('<a href="http://a.org/?a=1&amp;b=2">T</a>', [("http://a.org/?a=1&amp;b=2", "http://a.org/?a=1&b=2")]),
    ("![image](http://a.org/i.png) [rel](a/b) [m](mailto:a@b.org) `[c](http://c.org)`", []),
    ("[T](http://a.org", []),
]


@pytest.mark.parametrize("text, expected", LINKS)
def test_links_lead_where_markdown_says(text, expected):
    """Every form of a link gives its target without escapes, over its URL or over its words."""
    links = read_text(text, "x.md").hyperlinks
    assert [(link.span.of(text), link.target) for link in links] == expected


def test_text_without_footnotes_is_left_to_the_parser():
    """A plain list under a heading is no note of the format."""
    document = read_text("# Notes\n\n1. One.\n", "x.md")
    assert document.notes is None
    assert document.markers is None


_PIECES = [
    "[^1]",
    "[^1]: ",
    "^[",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "http://a.org/",
    "`",
    "```\n",
    "\n",
    "\n\n",
    "<!--",
    "-->",
    "a",
    "é",
    "\\",
]


@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=60).map("".join))
def test_any_text_can_be_read(text):
    """Whatever the text is, the spans stand in it and in order."""
    document = read(text.encode(errors="replace").replace(b"\x00", b""), "x.md")
    size = len(document.text)
    spans = [each.span for each in (*(document.notes or ()), *(document.markers or ()), *document.hyperlinks)]
    assert all(0 <= span.start <= span.end <= size for span in spans)


@pytest.mark.parametrize("piece", MARKDOWN)
def test_work_grows_with_the_text_and_no_faster(piece):
    """Openings that nothing closes take no more calls than their length; benchmarks/scaling.py has the times."""
    work = partial(read_repeated, "x.md", piece, "")
    work(30_000)  # comes back: a search that is quadratic would not in the life of this test
    assert growth(work, 1_000) < 2.2
