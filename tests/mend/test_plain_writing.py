"""Edits written back into formats whose text is their source."""

from __future__ import annotations

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


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(SOURCES)), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.data())
def test_only_what_is_edited_changes(source, encoding, data):
    """No edit, no byte changed; else the file with its edits is the text with its edits, and no more."""
    raw = SOURCES[source].replace("\n", data.draw(st.sampled_from(["\n", "\r\n"]))).encode(encoding)
    document = read_bytes(raw, source)
    assert written(raw, document, ()) == raw
    start = data.draw(st.integers(0, len(document.text)))
    end = data.draw(st.integers(start, min(len(document.text), start + 9)))
    new = data.draw(st.sampled_from(["", "x", "http://b.example/\u00e9"]))
    result = written(raw, document, [Edit(Span(start, end), new)])
    text = raw.decode(encoding)
    assert result.decode(encoding) == text[:start] + new + text[end:]
    assert result.startswith(raw[: len(text[:start].encode(encoding)) if encoding != "utf-16" else 2])


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
