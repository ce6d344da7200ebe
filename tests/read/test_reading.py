"""From what the user names to a document."""

import io
import json

import pytest

import citecheck
from citecheck.errors import UnreadableDocument
from citecheck.models import Place
from citecheck.parse import body_markers, parse
from citecheck.read import read_bytes, read_inputs, read_text

REFUSED = [
    (b"%PDF-1.7\n", "broken"),
    (b"PK\x03\x04rest", "DOCX"),
    (b"{\\rtf1", "RTF"),
    (b"\xd0\xcf\x11\xe0\xa1", "old Word"),
    (b"Notes\x00\x01", "zero bytes"),
    (b"\xff\xfeN\x00o\xd8", "byte order mark"),
    (b'{"version": 1, "document": 3}', "not the JSON of citecheck parse"),
    (b'{"version": 2, "document": {}, "citations": []}', "not the JSON of citecheck parse"),
]


@pytest.mark.parametrize("data, said", REFUSED)
def test_unreadable_input_says_what_it_is(data, said):
    """What no reader understands gives one error that names the input and what to do."""
    with pytest.raises(UnreadableDocument, match=said) as error:
        read_bytes(data, "input.bin")
    assert str(error.value).startswith("input.bin: ")


@pytest.mark.parametrize(
    "data",
    [
        "Notes – ¹".encode(),
        "Notes – ¹".encode("utf-8-sig"),
        "Notes – ¹".encode("utf-16"),
        "Notes – ¹".encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "windows-1252"],
)
def test_encoding_is_recognised(data):
    """Reports come in several encodings; the text is the same."""
    assert read_bytes(data, "x.txt").text == "Notes – ¹"


@pytest.mark.parametrize(
    "text, name, kind",
    [
        ("Notes\n\n1. A.\n", "x.txt", "text"),
        ("Text[^1].\n\n[^1]: A.\n", "x.txt", "markdown"),
        ("# Notes\n\n1. A.\n", "x.md", "markdown"),
        (
            '{"version": 1, "document": {"source": "r", "format": "text", "sha256": ""}, "citations": []}',
            "x",
            "endnotes.json",
        ),
    ],
)
def test_format_is_known_by_content_then_by_suffix(text, name, kind):
    """Footnote definitions make a text Markdown whatever its name, a name helps where the content does not."""
    assert read_text(text, name).format == kind


def test_missing_file_and_empty_folder_are_said(tmp_path):
    """A path that cannot be read gives one error, and so does a folder without a document."""
    with pytest.raises(UnreadableDocument, match=r"nowhere\.txt: cannot be read: No such file"):
        citecheck.read(tmp_path / "nowhere.txt")
    with pytest.raises(UnreadableDocument, match="no document in this folder"):
        read_inputs([str(tmp_path)])


def test_inputs_are_files_folders_and_standard_input(tmp_path):
    """A folder gives its texts in order, hidden ones left out, and `-` is standard input."""
    for name in ("b.md", "a.txt", "c.png", ".hidden.txt"):
        (tmp_path / name).write_text("Notes\n\n1. A.\n")
    documents = read_inputs([str(tmp_path), "-"], io.BytesIO(b"Notes\n\n1. B.\n"))
    assert [document.source for document in documents] == [
        str(tmp_path / "a.txt"),
        str(tmp_path / "b.md"),
        "<stdin>",
    ]


def test_written_citations_are_read_back():
    """What `parse` writes is an input: the same citations, markers and lines as in the report."""
    text = "Body.¹ More.² Again.²\n\nNotes\n\n1. Rossi, Alex. Trade. 2007. Accessed on May 23 2011 from: http://a.org/\n\n- b/c.html\n2. B.\n3. C.\n"
    document = read_text(text)
    citations = parse(document)
    notes = [
        {"number": each.number, "marker": each.marker, "text": each.text, "line": line}
        for each, line in zip(citations, (5, 8, 9), strict=True)
    ]
    markers = {"missing": [3], "repeated": [2]}
    written = {
        "version": 1,
        "document": {"source": "r", "format": "text", "sha256": "", "markers": markers},
        "citations": notes,
    }
    again = read_text(json.dumps(written), "endnotes.json")
    parsed = parse(again)
    same = ("number", "marker", "text", "title", "language")
    assert [[getattr(each, name) for name in same] for each in parsed] == [
        [getattr(each, name) for name in same] for each in citations
    ]
    assert [url.url for each in parsed for url in each.urls] == ["http://a.org/b/c.html"]
    assert [marker.number for marker in body_markers(again, parsed)] == [1, 2, 2]
    assert again.places == tuple(
        Place(each.span.start, line) for each, line in zip(parsed, (5, 8, 9), strict=True)
    )
