"""Words for citecheck in the comments of a document: found in every format that has comments, and no part of it."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st
from zipped_documents import epub

from citecheck.parse import parse
from citecheck.read import read_bytes, read_text

MARKDOWN = "Body.[^1]\n\n[^1]: UNICEF. Report. http://a.org/x HERE\n[^2]: World Bank. http://b.org/\n"
WIKI = (
    "Body.<ref>UNICEF. Report. http://a.org/x HERE</ref> More.<ref>World Bank. http://b.org/</ref> [[Link]]\n"
)
LATEX = "\\documentclass{article}\n\\begin{document}\nBody.\\footnote{UNICEF. Report. \\url{http://a.org/x}} HERE\nMore.\\footnote{World Bank. \\url{http://b.org/}}\n\\end{document}\n"
BIBTEX = "@misc{a,\n title = {Report},\n url = {http://a.org/x}, HERE\n}\nHERE\n@misc{b,\n title = {Data}, url = {http://b.org/}\n}\n"
HTML = "<!DOCTYPE html>\n<html><head><title>T</title></head>\n<body><h2>Notes</h2>\n<ol>\n<li>UNICEF. Report. http://a.org/x HERE</li>\n<li>World Bank. http://b.org/</li>\n</ol></body></html>"

FORMATS = [
    ("markdown", MARKDOWN, "a.md", "<!-- citecheck: ignore L105 -->"),
    ("markdown", MARKDOWN, "a.md", "<!--citecheck:ignore L105-->"),
    ("markdown", MARKDOWN, "a.md", "<!--\n  citecheck: ignore\n  L105 -->"),
    ("wikitext", WIKI, "a.wiki", "<!-- citecheck: ignore L105 -->"),
    ("latex", LATEX, "a.tex", "% citecheck: ignore L105"),
    ("latex", LATEX, "a.tex", "%%  citecheck: ignore L105"),
    ("bibtex", BIBTEX, "a.bib", "% citecheck: ignore L105"),
    ("html", HTML, "a.html", "<!-- citecheck: ignore L105 -->"),
    ("html", HTML, "a.html", "<!-- citecheck: ignore L105 \n -->"),
]


@pytest.mark.parametrize("kind, text, name, comment", FORMATS)
def test_words_are_found_and_are_no_part_of_the_text(kind, text, name, comment):
    """Every offset stays where it is, and what is read is what would be read without the comment."""
    document = read_text(text.replace("HERE", comment), name)
    assert document.format == kind
    assert [" ".join(each.text.split()) for each in document.instructions] == ["ignore L105"] * text.count(
        "HERE"
    )
    assert all(not each.span.of(document.text).strip() for each in document.instructions)
    assert "citecheck" not in document.text
    plain = read_text(text.replace("HERE", ""), name)
    assert [(each.title, [cited.url for cited in each.urls]) for each in parse(document)] == [
        (each.title, [cited.url for cited in each.urls]) for each in parse(plain)
    ]
    if kind != "html":
        assert len(document.text) == len(text.replace("HERE", comment))


NONE = [
    (MARKDOWN, "a.md", "<!-- other words -->", "another comment"),
    (MARKDOWN, "a.md", "`<!-- citecheck: ignore L105 -->`", "shown as code"),
    (MARKDOWN.replace("HERE", "\n\n```\nHERE\n```"), "a.md", "<!-- citecheck: ignore L105 -->", "a block of code"),
    (MARKDOWN, "a.md", "citecheck: ignore L105", "no comment"),
    (MARKDOWN, "a.md", "<!-- citecheck: ignore L105", "never closed"),
    (WIKI, "a.wiki", "<nowiki><!-- citecheck: ignore L105 --></nowiki>", "shown as it stands"),
    (LATEX, "a.tex", "\\% citecheck: ignore L105", "a percent sign"),
    (LATEX, "a.tex", "\\verb|% citecheck: ignore L105|", "verbatim"),
    (BIBTEX, "a.bib", "note = {50 % citecheck: ignore L105},", "a value"),
    (HTML, "a.html", "&lt;!-- citecheck: ignore L105 --&gt;", "shown"),
    ("Notes\n\n1. UNICEF. HERE\n", "a.txt", "<!-- citecheck: ignore L105 -->", "plain text has no comments"),
]  # fmt: skip


@pytest.mark.parametrize("text, name, comment", [row[:3] for row in NONE], ids=[row[3] for row in NONE])
def test_what_is_no_comment_says_nothing(text, name, comment):
    assert read_text(text.replace("HERE", comment), name).instructions == ()


PLACES = [
    ("<li><!-- citecheck: 1 -->UNICEF.</li><li>World Bank.</li>", "UNICEF.", "at the beginning of a note"),
    ("<li>UNICEF. <!-- citecheck: 1 --></li><li>World Bank.</li>", "", "at its end"),
    ("<li>UNICEF <!-- citecheck: 1 --> Report.</li>", "", "in its middle"),
    ("<li>UNICEF.</li>\n<!-- citecheck: 1 -->\n<li>World Bank.</li>", "World Bank.", "between two notes"),
    ("<li>UNICEF.</li></ol><p><!-- citecheck: 1 -->Read more.</p>", "Read more.", "in the next block"),
    ("<li>UNICEF.</li></ol><!-- citecheck: 1 -->", "", "behind everything"),
]  # fmt: skip


@pytest.mark.parametrize("items, behind, where", PLACES)
def test_a_comment_of_a_page_stands_before_the_words_behind_it(items, behind, where):
    """Where a block begins behind it; else behind the words before it."""
    document = read_text(f"<!DOCTYPE html><body><p>Body.</p><ol>{items}</ol>", "a.html")
    (found,) = document.instructions
    assert document.text[found.span.start :].startswith(behind or (" ", "\n", ""))
    assert bool(behind) == document.text.startswith(behind or "\0", found.span.start), where


@pytest.mark.parametrize("place", ["<!DOCTYPE html>HERE<html>", "<html><head>HERE<title>T</title></head>"])
def test_a_comment_in_the_head_of_a_page_stands_before_all_words(place):
    page = f"{place}<body><p>Words.</p></body></html>".replace("HERE", "<!-- citecheck: ignore-file L105 -->")
    document = read_text(page, "a.html")
    assert [(each.span.start, each.text) for each in document.instructions] == [(0, "ignore-file L105")]
    assert document.text.strip() == "Words."


def test_a_comment_of_a_book_is_found():
    """Its pages are XHTML, in whose comments no two hyphens stand."""
    page = "<h2>Notes</h2><ol><li>UNICEF. <!-- citecheck: ignore L105: seen --></li></ol>"
    document = read_bytes(epub({"notes.xhtml": page}), "a.epub")
    assert [each.text for each in document.instructions] == ["ignore L105: seen"]


@given(words=st.text(st.characters(blacklist_categories=("Cs",)), max_size=60))
def test_any_words_in_a_comment_keep_the_document_readable(words):
    """Text, offsets and lines of the rest stay what they are."""
    comment = f"<!-- citecheck:{words}-->"
    text = MARKDOWN.replace("HERE", comment)
    document = read_text(text, "a.md")
    assert len(document.text) == len(text.replace("\x00", "\ufffd"))
    assert document.text.count("\n") == text.count("\n")
    page = read_text(HTML.replace("HERE", comment), "a.html")
    assert [note.urls[0].url for note in parse(page)][:1] == ["http://a.org/x"]


@pytest.mark.parametrize(
    "opening", ["<!-- citecheck:", "<!-- citecheck: ignore L105 -->", "% citecheck:", "<nowiki>"]
)
def test_very_many_comments_take_linear_time(opening):
    """Open or closed, and all of them at once."""
    for name in ("a.md", "a.wiki", "a.tex", "a.bib", "a.html"):
        text = "@misc{a, title={b}}\n" + opening * 20_000
        assert read_text(text, name).text


@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_of_too_many_the_first_are_read_and_the_rest_is_said(name):
    document = read_text("<!DOCTYPE html><p>Words.</p>" + "<!-- citecheck: ignore L105 -->\n" * 1500, name)
    assert [each.text for each in document.instructions] == ["ignore L105"] * 1000 + [
        "there are more than 1000"
    ]
    assert "citecheck" not in document.text
