"""Edits written back into formats whose text is their source, and lists of notes for what cannot be written."""

from __future__ import annotations

import pytest
from hostile_strings import HOSTILE
from hypothesis import given, settings, strategies as st
from lxml import html
from markdown_it import MarkdownIt

from citecheck.edits import applied
from citecheck.errors import UnwritableEdit
from citecheck.mend import WRITABLE, written
from citecheck.mend.anew import listed
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
    with pytest.raises(UnwritableEdit, match=r"-o corrected\.md"):
        written(b"", document, [Edit(Span(0, 1), "x")])


NOTES = [(1, "A & B. Read at http://a.example/x?a=1&b=2."), (7, "Under_scored *title* [x](javascript:y).")]


def test_a_list_as_markdown():
    """The numbers are those of the report; addresses are links, other markup is words."""
    text = listed(NOTES, ".md")
    assert text == (
        "# Endnotes\n\n1. A & B. Read at <http://a.example/x?a=1&b=2>.\n"
        "7. Under\\_scored \\*title\\* \\[x\\](javascript:y).\n"
    )


def test_a_list_as_html():
    """Each note keeps its number."""
    page = html.document_fromstring(listed(NOTES, ".html"))
    assert page.xpath("//li/@value") == ["1", "7"]
    assert page.xpath("//a/@href") == ["http://a.example/x?a=1&b=2"]


@pytest.mark.parametrize("words", HOSTILE, ids=[ascii(words[:24]) for words in HOSTILE])
def test_hostile_notes_are_words(words):
    """No markup of theirs comes through."""
    page = html.document_fromstring(listed([(1, words)], ".html"))
    assert {each.tag for each in page.iter() if isinstance(each.tag, str)} <= {
        "html", "head", "meta", "title", "body", "h1", "ol", "li", "a",
    }  # fmt: skip
    tokens = MarkdownIt().parse(listed([(1, words)], ".md"))
    inline = {child.type for token in tokens for child in token.children or ()}
    assert not inline & {"image", "html_inline"}
    assert "\x1b" not in listed([(1, words)], ".txt")


def test_an_unknown_format_of_a_list_is_refused():
    """The message names those there are."""
    with pytest.raises(UnwritableEdit, match=r"ends in \.md, \.html, \.txt; '\.rtf' names no such format"):
        listed(NOTES, ".rtf")


def test_applied_is_what_is_written():
    """The text that is shown is the text that is written."""
    raw = SOURCES["a.txt"].encode()
    document = read_bytes(raw, "a.txt")
    edits = [Edit(Span(0, 8), "Notes"), Edit(Span(12, 13), "C")]
    assert written(raw, document, edits).decode() == applied(document.text, edits)
