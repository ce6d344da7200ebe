"""What would be written, as a unified diff: that of difflib, found in time that grows with the document."""

from __future__ import annotations

import difflib
import re

import pytest
from counted_work import growth
from hypothesis import given, settings, strategies as st

from citecheck.edits import applied
from citecheck.models import Edit, Span
from citecheck.read import read_text
from citecheck.report import patch


def edits_of(*changes):
    """Return edits: from where to where, and what is written there."""
    return [Edit(Span(start, end), text, "so") for start, end, text in changes]


def rendered(text, edits):
    """Return the difference that *edits* make in *text*, its lines without the names of the files."""
    return patch.render(read_text(text, "a.txt"), edits, [], colour=False).splitlines()[2:]


@pytest.mark.parametrize(
    "text, edits, lines",
    [
        ("a\nb\nc\nd\n", edits_of((2, 3, "B")), ["@@ -1,3 +1,3 @@", " a", "-b", "+B", " c"]),
        ("a\nb\nc\n", edits_of((3, 4, "")), ["@@ -1,3 +1,2 @@", " a", "-b", "-c", "+bc"]),
        ("a\nb\nc\n", edits_of((3, 3, "\nx")), ["@@ -2,2 +2,3 @@", " b", "+x", " c"]),
        ("a\nb\n", edits_of((4, 4, "x\n")), ["@@ -2 +2,2 @@", " b", "+x"]),
        ("a", edits_of((1, 1, "\nx")), ["@@ -1 +1,2 @@", " a", "+x"]),
        ("a\nb\n", edits_of((0, 0, "x\n")), ["@@ -1 +1,2 @@", "+x", " a"]),
        ("a\r\nb\r\n", edits_of((3, 4, "B")), ["@@ -1,2 +1,2 @@", " a", "-b", "+B"]),
        ("a b\nc\n", edits_of((0, 1, "A"), (2, 3, "B")), ["@@ -1,2 +1,2 @@", "-a b", "+A B", " c"]),
        ("a\nb\nc\nd\ne\nf\n", edits_of((0, 1, "A"), (10, 11, "F")),
         ["@@ -1,2 +1,2 @@", "-a", "+A", " b", "@@ -5,2 +5,2 @@", " e", "-f", "+F"]),
        ("a\nb\n", edits_of((0, 1, "a")), []),
    ],
)  # fmt: skip
def test_the_lines_of_a_difference(text, edits, lines):
    """One line of context; lines that are joined, put in at an end, or changed twice."""
    assert rendered(text, edits) == lines


@settings(max_examples=200)
@given(
    st.text("ab\n", min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 3), st.text("xa\n", max_size=3)), max_size=4),
)
def test_a_difference_leads_from_one_text_to_the_other(text, changes):
    """Whatever is changed: the lines with a minus are those of the one, those with a plus of the other."""
    edits, end = [], 0
    for start, length, new in sorted(changes):
        if end <= start <= len(text):
            end = min(start + length, len(text))
            edits += edits_of((start, end, new))
    before, after = text.splitlines(), applied(text, edits).splitlines()
    found = rendered(text, edits)
    assert bool(found) == (before != after)
    at, result = 0, []
    for line in found:
        head = re.match(r"@@ -(\d+)(?:,(\d+))? ", line)
        if head:
            start = int(head[1]) - (head[2] != "0")
            result += before[at:start]
            at = start
        elif line[0] in " -":
            assert before[at] == line[1:]
            at += 1
        result += [line[1:]] if line[0] in " +" else []
    assert result + before[at:] == after
    assert len(found) <= len(list(difflib.unified_diff(before, after, n=1))) + 12


def test_work_grows_with_the_document_and_no_faster():
    """Records begin and end with the same lines, which difflib lays beside each other, each with each."""

    def work(count):
        text = "@online{a,\n url={http://a.example/ x}\n}\n\n" * count
        size = len(text) // count
        edits = edits_of(*((n * size + 34, n * size + 35, "") for n in range(count)))
        rendered(text, edits)

    assert growth(work, 200) < 2.2
