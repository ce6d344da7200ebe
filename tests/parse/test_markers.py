"""Note numbers in the body of a text."""

import pytest

from citecheck.parse import body_markers, parse
from citecheck.read import read_text

BODIES = [
    ("One.¹ Two,² three.³", [1, 2, 3]),
    ("One [1]. Two [2], three [3].", [1, 2, 3]),
    ("One.1 Two.2 Three.3", [1, 2, 3]),
    ("One [1,3]. Two [1–3].", [1, 3, 1, 2, 3]),
    ('One. 1 Two "quoted"2 and three. 3', [1, 2, 3]),
    ("One.<sup>1</sup> Two.<sup>2</sup>", [1, 2]),
    ("A hall of 10 m² and 3 km², as said.¹ Then.²", [1, 2]),
    ("In 2010.2 Then.³", [2, 3]),
    ("An age of 18.1 However.² Then.³", [1, 2, 3]),
    ("One.¹ Convention No. 3 and articles 1, 2 are meant.² End.³", [1, 2, 3]),
    ("One.¹ See http://a.org/x.2 Two.² Three.³", [1, 2, 3]),
    ("One.¹ One again.¹ Two.²", [1, 1, 2]),
    ("Ranges from 3 to 15 years. Nothing here.", None),
    ("No numbers at all.", None),
]


@pytest.mark.parametrize("body, numbers", BODIES)
def test_markers_of_a_body(body, numbers):
    """Raised and bracketed numbers are markers, plain ones where they go on counting, other numbers never."""
    document = read_text(f"{body}\n\nNotes\n\n1. A.\n2. B.\n3. C.\n")
    found = body_markers(document, parse(document))
    assert (None if found is None else [marker.number for marker in found]) == numbers


def test_markdown_markers_come_from_the_format():
    """In Markdown `[^n]` points to a note, and a note may lack its pointer."""
    document = read_text(
        "One.[^1] Three.[^3]\n\n[^1]: A.\n[^2]: B.\n[^3]: C\n    goes on.\n\n    And on.\n\nText.\n"
    )
    citations = parse(document)
    assert document.format == "markdown"
    assert [citation.number for citation in citations] == [1, 2, 3]
    assert citations[2].text.endswith("And on.")
    assert [marker.number for marker in body_markers(document, citations)] == [1, 3]
