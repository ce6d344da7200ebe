"""Edits written back into formats whose text is their source."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from citecheck.edits import applied
from citecheck.errors import UnwritableEdit
from citecheck.mend import WRITABLE, written
from citecheck.models import Document, Edit, Span
from citecheck.read import read_bytes

SOURCES = {
    "a.txt": "Endnotes\n1. A. B. http://a.example/x.\n",
    "a.md": "Text.[^1] <!-- citecheck: ignore L101 -->\n\n[^1]: A. B. <http://a.example/x>.\n",
    "a.tex": "\\documentclass{a}\n% citecheck: ignore L101\nA\\footnote{B. \\url{http://a.example/x}.}\n",
    "a.wiki": "A<ref>{{cite web|title=B|url=http://a.example/x}}</ref><!-- citecheck: ignore L -->\n{{reflist}}\n",
    "a.bib": "@online{a, title={B}, url={http://a.example/x}}\n",
    "a.ris": "TY  - ELEC\nTI  - B\nUR  - http://a.example/x\nER  - \n",
    "a.json": '[{"id": "a", "title": "B", "URL": "http://a.example/x"}]\n',
}


ENCODINGS = [
    # byte order mark, codec, what it can write
    (b"", "utf-8", "\u00e9\u0436\U0001f600"),
    (b"\xef\xbb\xbf", "utf-8", "\u00e9\u0436\U0001f600"),
    (b"\xff\xfe", "utf-16-le", "\u00e9\u0436\U0001f600"),
    (b"\xfe\xff", "utf-16-be", "\u00e9\u0436\U0001f600"),
    (b"\xff\xfe\x00\x00", "utf-32-le", "\u00e9\u0436\U0001f600"),
    (b"", "latin-1", "\u00e9\u00fc"),
    (b"", "cp1252", "\u00e9\u20ac\u201c"),
]


@st.composite
def edited(draw):
    """Give a file, its name, edits of it, and the file that they should make."""
    name = draw(st.sampled_from(sorted(SOURCES)))
    mark, codec, letters = draw(st.sampled_from(ENCODINGS))
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    text = draw(st.text(letters, max_size=3)) + letters[0]
    text = SOURCES[name].replace("B", f"B{text}").replace("\n", end)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = [Span(*cut) for cut in zip(cuts[::2], cuts[1::2], strict=False)]
    words = st.text(f"x/:.\n{letters}", max_size=5)
    edits = [Edit(span, draw(words)) for span in spans]
    kept = [
        Span(*each)
        for each in pairwise([0, *(at for span in spans for at in (span.start, span.end)), len(text)])
    ]
    new = [edit.text.replace("\n", end) for edit in edits]
    pieces = [
        piece
        for pair in zip((each.of(text) for each in kept[::2]), [*new, ""], strict=True)
        for piece in pair
    ]
    return mark + text.encode(codec), name, edits, mark + b"".join(piece.encode(codec) for piece in pieces)


@settings(max_examples=400)
@given(edited())
def test_only_what_is_edited_changes(case):
    """No edit, no byte changed; else each byte outside the edits stays, and they have the file's line ends."""
    raw, name, edits, expected = case
    document = read_bytes(raw, name)
    assert written(raw, document, ()) is raw
    assert written(raw, document, edits) == expected


@settings(max_examples=200)
@given(st.binary(max_size=60).map(lambda raw: raw.replace(b"\0", b"")), st.data())
def test_bytes_that_are_no_text_stay(noise, data):
    """Bytes that no encoding of the file has stand there afterwards as they stood there before."""
    raw = b"Endnotes\n1. A.\n" + noise + b"\x81\xe9 \x9d"
    document = read_bytes(raw, "a.txt")
    assert len(document.text) == len(raw)  # Windows-1252: a character is a byte
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    line = b"\r\n" if b"\r\n" in raw else b"\n"
    assert (
        written(raw, document, [Edit(Span(start, end), "\u20ac\nx")])
        == raw[:start] + b"\x80" + line + b"x" + raw[end:]
    )


def test_a_character_that_the_encoding_lacks_is_refused():
    """The message says what to do."""
    raw = b"Endnotes\n1. A\xe9. http://a.example/x.\n"
    document = read_bytes(raw, "a.txt")
    with pytest.raises(UnwritableEdit, match=r"a\.txt: is in cp1252, which has no “ж”; save it as UTF-8"):
        written(raw, document, [Edit(Span(0, 0), "ж")])


@pytest.mark.parametrize("kind", ["pdf", "epub"])
def test_what_cannot_be_written_says_what_can(kind):
    """A list of the notes is made instead."""
    assert kind not in WRITABLE
    document = Document(f"a.{kind}", kind, "Text", "0" * 64)
    with pytest.raises(UnwritableEdit, match=r"-o corrected\.docx"):
        written(b"", document, [Edit(Span(0, 1), "x")])


def test_applied_is_what_is_written():
    """The text that is shown is the text that is written."""
    raw = SOURCES["a.txt"].encode()
    document = read_bytes(raw, "a.txt")
    edits = [Edit(Span(0, 8), "Notes"), Edit(Span(12, 13), "C")]
    assert written(raw, document, edits).decode() == applied(document.text, edits)
