"""Lists of corrected notes for what cannot be written: Markdown, Word, HTML and plain text."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hostile_strings import HOSTILE
from hypothesis import given, settings, strategies as st
from lxml import etree, html
from markdown_it import MarkdownIt

from citecheck.errors import UnwritableEdit
from citecheck.mend.anew import SUFFIXES, Link, Note, corrected, listed
from citecheck.mend.anew.word import target_of
from citecheck.models import Edit, Span
from citecheck.parse import parse
from citecheck.read import read, read_bytes
from citecheck.safe import encodable, shown

EXAMPLE = Path(__file__).parents[2] / "examples" / "russia-endnotes.txt"
NOTES = [
    Note(1, "A & B. Read at http://a.example/x?a=1&b=2."),
    Note(7, "Under_scored *title* [x](javascript:y)."),
]


def test_a_list_as_markdown():
    """The numbers are those of the report; addresses are links, other markup is words."""
    text = listed(NOTES, ".md").decode()
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
    page = html.document_fromstring(listed([Note(1, words)], ".html"))
    assert {each.tag for each in page.iter() if isinstance(each.tag, str)} <= {
        "html", "head", "meta", "title", "body", "h1", "ol", "li", "a",
    }  # fmt: skip
    tokens = MarkdownIt().parse(listed([Note(1, words)], ".md").decode())
    inline = {child.type for token in tokens for child in token.children or ()}
    assert not inline & {"image", "html_inline"}
    assert b"\x1b" not in listed([Note(1, words)], ".txt")


def test_an_unknown_format_of_a_list_is_refused():
    """The message names those there are."""
    with pytest.raises(
        UnwritableEdit, match=r"ends in \.md, \.docx, \.html, \.txt; '\.rtf' names no such format"
    ):
        listed(NOTES, ".rtf")


# --- where links lead ---

ADDRESS = "http://a.example/x"
LINKED = [
    # text, links over it, the pieces
    ("See http://a.example/x.", [], ["See ", (ADDRESS, ADDRESS), "."]),
    ("(http://a.example/x)", [], ["(", (ADDRESS, ADDRESS), ")"]),
    ("(http://a.example/x_(y))", [], ["(", ("http://a.example/x_(y)",) * 2, ")"]),
    ("[http://a.example/x].", [], ["[", (ADDRESS, ADDRESS), "]."]),
    ("See http:// a.example/x.", [Link(4, 23, ADDRESS)], ["See ", ("http:// a.example/x", ADDRESS), "."]),
    ("A title, p. 3", [Link(2, 7, ADDRESS)], ["A ", ("title", ADDRESS), ", p. 3"]),
    ("  A\n title \n", [Link(2, 10, ADDRESS)], [("A title", ADDRESS)]),
    ("A title http://b.example/y", [Link(0, 7, ADDRESS)], [("A title", ADDRESS), " ", ("http://b.example/y",) * 2]),
    ("http://me:pw@a.example/x", [Link(0, 24, ADDRESS)], [("http://***@a.example/x",) * 2]),
    ("a\u202eb c", [Link(4, 5, "http://a.example/\x1b")], ["a\\u202eb ", ("c", "http://a.example/\\x1b")]),
    ("", [], []),
]  # fmt: skip


@pytest.mark.parametrize("text, links, expected", LINKED, ids=[ascii(row[0]) for row in LINKED])
def test_pieces_of_a_note(text, links, expected):
    """Links lead where they are said to, what reads like an address to itself; nothing hidden is left."""
    pieces = Note(1, text, tuple(links)).pieces()
    assert [words if target is None else (words, target) for words, target in pieces] == expected


AT, BROKEN = "http://a.example/x", "http:// a.example/x"
CORRECTED = [
    # a note, edits as words, new words and target, what is linked then
    (f"T. {BROKEN}. Accessed May 2011.", [], [(BROKEN, AT)]),
    (f"T. {BROKEN}. Accessed May 2011.", [("May 2011", "1 May 2011", None)], [(BROKEN, AT)]),
    (f"T. {BROKEN}. Accessed May 2011.", [(BROKEN, AT, AT)], [(AT, AT)]),
    (f"Tt. {BROKEN}. Accessed May 2011.", [("Tt", "T", None), (BROKEN, AT, AT)], [(AT, AT)]),
    (f"T. {AT}. Accessed May 2011.", [("example/x", "example/xyz", f"{AT}yz")], [(f"{AT}yz", f"{AT}yz")]),
    (f"T. {AT}. Accessed May 2011.", [("", f" (copy {AT}/c)", None)], [(AT, AT), (f"{AT}/c",) * 2]),
    (f"T. {AT}. Accessed May 2011.", [(AT, "nowhere", None)], []),
    (f"T. {AT} and {AT}/2. Accessed May 2011.", [(f"{AT}/2", f"{AT}/3", f"{AT}/3")], [(AT, AT), (f"{AT}/3",) * 2]),
    ("T. www.a.example/x. Accessed May 2011.", [], [("www.a.example/x", AT.replace("//", "//www."))]),
]  # fmt: skip


@pytest.mark.parametrize("note, edits, links", CORRECTED)
def test_links_of_a_corrected_note(note, edits, links):
    """A link stands over the address as it is printed then, and leads to the address that is believed."""
    document = read_bytes(f"Endnotes\n1. {note}\n".encode(), "a.txt")
    (citation,) = parse(document)
    made = []
    for words, new, target in edits:
        at = document.text.index(words or ". Accessed")
        made.append(Edit(Span(at, at + len(words)), new, target=target))
    pieces = corrected(citation, document.text, made).pieces()
    assert [tuple(piece) for piece in pieces if piece.target] == links


def test_words_of_a_link_in_markup():
    """Words that are not the address stand over a link of their own."""
    notes = [Note(1, "A [t] B", (Link(2, 5, "http://a.example/?a&copy;=<1>"),))]
    tokens = MarkdownIt().parse(listed(notes, ".md").decode())
    links = [each for token in tokens for each in token.children or () if each.type == "link_open"]
    assert [each.attrs["href"] for each in links] == ["http://a.example/?a&copy;=%3C1%3E"]
    (link,) = html.document_fromstring(listed(notes, ".html")).iter("a")
    assert (link.get("href"), link.text) == ("http://a.example/?a&copy;=<1>", "[t]")


# --- as a Word document ---


def word(notes):
    """Return the document that our own reader finds in the list of *notes*."""
    return read_bytes(listed(notes, ".docx"), "a.docx")


def test_a_list_as_word_document():
    """A heading, each note behind its own number, and addresses that are links."""
    document = word([*NOTES, Note(7, "Again."), Note(3, "")])
    assert document.text == (
        "# Endnotes\n\n1.\tA & B. Read at http://a.example/x?a=1&b=2.\n\n"
        "7.\tUnder_scored *title* [x](javascript:y).\n\n7.\tAgain.\n\n3.\t"
    )
    (link,) = document.hyperlinks
    assert (link.target, link.span.of(document.text)) == ("http://a.example/x?a=1&b=2",) * 2


def test_our_reader_finds_the_same_citations():
    """The list of the example has its 51 notes with their numbers, addresses and days."""
    before = parse(read(EXAMPLE))
    text = read(EXAMPLE).text
    after = parse(word([corrected(each, text, []) for each in before]))
    assert len(after) == 51
    assert list(map(facts, after)) == list(map(facts, before))


def facts(citation):
    """Return what a list must not lose of a *citation*."""
    urls = [each.url for each in citation.urls]
    return citation.number, urls, *(date and date.text for date in (citation.accessed, citation.published))


def test_the_number_hangs():
    """It is text, because Word's own numbers count up; the lines of a note begin behind it."""
    paragraph = part(listed(NOTES, ".docx"), "word/document.xml")
    styles = part(listed(NOTES, ".docx"), "word/styles.xml")
    assert b"w:numPr" not in paragraph
    assert b'w:ind w:left="576" w:hanging="576"' in styles


def part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def test_the_same_notes_give_the_same_bytes(monkeypatch):
    """No moment of the day stands in the file, neither in its properties nor in its archive."""
    monkeypatch.setattr("time.time", lambda: 1_000_000_000.0)
    first = hashlib.sha256(listed(NOTES, ".docx"))
    monkeypatch.setattr("time.time", lambda: 1_700_000_000.0)
    assert hashlib.sha256(listed(NOTES, ".docx")).digest() == first.digest()
    properties = part(listed(NOTES, ".docx"), "docProps/core.xml").decode()
    assert "python-docx" not in properties
    assert properties.count("1980-01-01T00:00:00Z") == 2


WORDS = st.text(st.characters(exclude_categories=()), max_size=30) | st.sampled_from(HOSTILE)


@settings(max_examples=25)
@given(st.lists(st.builds(Note, st.integers(-1, 10**6), WORDS), max_size=4))
def test_any_notes_make_a_whole_word_document(notes):
    """Whatever a note holds, its parts are XML and its words are those that may be shown."""
    data = listed(notes, ".docx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
    words = ["".join(each.itertext()) for each in etree.fromstring(part(data, "word/document.xml"))[0]]
    assert words[1:-1] == [f"{note.number}.{encodable(shown(note.text))}" for note in notes]


@pytest.mark.parametrize("words", HOSTILE, ids=[ascii(words[:24]) for words in HOSTILE])
def test_hostile_notes_survive_in_word(words):
    """Each is read again as the words that are shown; its links lead to the web and nowhere else."""
    document = word([Note(1, f"Before {words} after")])
    assert document.text.partition("1.\t")[2] == encodable(shown(f"Before {words} after"))
    assert all(link.target.startswith(("http://", "https://")) for link in document.hyperlinks)


TARGETS = [
    # address, what a link to it leads to
    ("http://a.example/x?a=1&b=2#c", "http://a.example/x?a=1&b=2#c"),
    ("https://a.example:8080/%7Ex", "https://a.example:8080/%7Ex"),
    ("http://b\u00fccher.example/\u0416", "http://b\u00fccher.example/\u0416"),
    ("http://[2001:db8::1]/x", "http://[2001:db8::1]/x"),
    ("http://a.example/a|b{c}^`\\", "http://a.example/a%7Cb%7Bc%7D%5E%60%5C"),
    ("http://[x", None),
    ("http://a.example:99999/", None),
    ("http://a.example:x/", None),
    ("http:///x", None),
    ("http://a|b.example/", None),
    ("http://***@a.example/", None),
    (f"http://a.example/{'x' * 3000}", None),
]


@pytest.mark.parametrize("address, target", TARGETS)
def test_targets_are_addresses(address, target):
    """A target that is no URI makes Word call a document damaged: it is mended, or no link is made."""
    assert target_of(address) == target


def test_a_missing_library_is_named(monkeypatch):
    """The message names the extra; the other formats need none."""
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(
        UnwritableEdit, match=r"needs python-docx; install it with: .*citecheck-endnotes\[export\]'$"
    ):
        listed(NOTES, ".docx")
    assert all(listed(NOTES, suffix) for suffix in SUFFIXES if suffix != ".docx")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_list(tmp_path):
    """It finds the same notes and links, hostile words among them."""
    notes = [*NOTES, *map(Note, range(10, 99), HOSTILE)]
    (tmp_path / "x.docx").write_bytes(listed(notes, ".docx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        "--headless",
        profile,
        "--convert-to",
        "odt",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "x.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    document = read(tmp_path / "x.odt")
    assert "http://a.example/x?a=1&b=2" in {link.target for link in document.hyperlinks}
    lines = [line for line in document.text.split("\n\n")[1:] if line]
    assert [line.partition(".")[0] for line in lines] == [str(note.number) for note in notes]
