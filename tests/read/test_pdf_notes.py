"""PDF: raised markers, footnotes, links and pages."""

from __future__ import annotations

import pytest
from pdf_pages import endnotes_over_pages, footnoted, linked, prose, text_of, undecorated
from pdf_writer import Sheet, pdf

from citecheck.models import Span
from citecheck.parse import parse
from citecheck.read.pdf.layout import document_of as read
from citecheck.report.position import Positions

# --- raised numbers and footnotes ---


@pytest.mark.parametrize(
    "size, rise, raised",
    [(6, 3.5, True), (7, 3, True), (10, 4, True), (6, -2, False), (6, 0, False), (10, 0, False)],
    ids=["small and high", "less small", "high alone", "an index below", "small alone", "on the line"],
)
def test_markers_are_told_by_size_and_height(size, rise, raised):
    sheet = Sheet()
    end = sheet.text(60, 700, "Many were harmed.")
    end = sheet.text(end, 700 + rise, "12", size)
    sheet.text(end + 6, 700, "Nobody was punished for it.")
    marker = "¹²" if raised else "12"
    text = text_of(sheet)
    assert f"harmed.{marker} Nobody" in text


def test_footnotes_are_gathered_with_their_numbers_and_pages():
    """Their text goes on over the page, the body is whole without them, and each marker is known."""
    document = read(pdf(*footnoted()), "r.pdf")
    assert [note.number for note in document.notes] == [1, 2, 3, 4, 5, 6]
    assert (
        document.notes[0].span.of(document.text)
        == "Author 1, Title, 2010, available at\nhttp://example.org/1,"
    )
    assert document.notes[1].span.of(document.text) == (
        "Author 2, Title, 2010, available at\nhttp://example.org/2,\nand the end of a note that ran over the page."
    )
    assert [marker.number for marker in document.markers] == [1, 2, 3, 4, 5, 6]
    assert all(document.text[marker.span.start] in "¹²³⁴⁵⁶" for marker in document.markers)
    body = document.text[: document.text.index("Author 1")]
    assert "Author" not in body
    pages = {place.offset: place.page for place in document.places}
    starts = [document.text.rindex("\n\n", 0, note.span.start) + 2 for note in document.notes]
    assert [pages[start] for start in starts] == [1, 1, 2, 2, 3, 3]


def test_footnotes_that_begin_anew_on_each_page_are_lists_of_their_own():
    document = read(pdf(*footnoted(numbers=lambda _: (1, 2))), "r.pdf")
    assert [(note.number, note.series) for note in document.notes] == [
        (1, 0),
        (2, 0),
        (1, 1),
        (2, 1),
        (1, 2),
        (2, 2),
    ]
    assert [(marker.number, marker.series) for marker in document.markers] == [
        (1, 0), (2, 0), (1, 1), (2, 1), (1, 2), (2, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rise, size", [(0, 8), (3, 10)], ids=["plain numbers in small type", "raised numbers in one size"]
)
def test_footnotes_are_told_by_size_or_by_their_number(rise, size):
    document = read(pdf(*footnoted(rise=rise, size=size)), "r.pdf")
    assert [note.number for note in document.notes] == [1, 2, 3, 4, 5, 6]


def test_numbers_at_the_foot_that_the_page_does_not_cite_are_no_footnotes():
    """A list in small type below the text is a list."""
    sheet = Sheet()
    sheet.lines(60, 780, prose(80, 20))
    sheet.lines(60, 200, ["1 A first remark on the table above", "2 A second remark on it"], 8, 10)
    assert read(pdf(sheet), "r.pdf").notes is None


def test_a_bibliography_behind_footnotes_is_a_list_of_its_own():
    last = Sheet()
    last.text(60, 780, "Bibliography", 14)
    for n in range(4):
        last.lines(
            60, 740 - 30 * n, [f"Author{n}, A. A long title of a book that fills the line well, and then", ""]
        )
        last.lines(80, 728 - 30 * n, [f"a publisher. http://example.org/book{n}"])
    document = read(pdf(*footnoted(), last), "r.pdf")
    listed = [note for note in document.notes if note.series == 1]
    assert [note.number for note in listed] == [1, 2, 3, 4]
    assert listed[2].span.of(document.text) == (
        "Author2, A. A long title of a book that fills the line well, and then\na publisher. http://example.org/book2"
    )


# --- links ---


def test_a_link_covers_the_characters_under_its_rectangle():
    sheet = Sheet()
    sheet.text(60, 700, "See (http://example.org/a), and here.")
    sheet.link(60 + 5 * 6, 700, len("http://example.org/a"), "http://example.org/a")
    assert linked(read(pdf(sheet), "r.pdf")) == [("http://example.org/a", "http://example.org/a")]


def test_a_link_over_two_lines_is_one():
    """Print cuts the address, one annotation a line; both lead to the whole."""
    sheet, whole = Sheet(), "http://example.org/long/path/to/page.html"
    sheet.lines(60, 700, ["See http://example.org/long/", "path/to/page.html for more."])
    sheet.link(84, 700, 24, whole)
    sheet.link(60, 688, 17, whole)
    document = read(pdf(sheet), "r.pdf")
    assert linked(document) == [("http://example.org/long/\npath/to/page.html", whole)]


def test_a_link_without_text_stands_beside_the_nearest_word():
    sheet = Sheet()
    sheet.text(60, 700, "1. Author, Title.")
    sheet.link_at((170, 698, 180, 708), "http://example.org/icon")
    document = read(pdf(sheet), "r.pdf")
    assert document.hyperlinks[0].target == "http://example.org/icon"
    assert document.text[: document.hyperlinks[0].span.start] == "1. Author, "


def test_links_of_running_heads_stand_before_the_text_once():
    """A note that runs over a page does not cite what the page's head leads to."""

    def decorate(sheet, _page):
        sheet.text(60, 800, "http://journal.example.org/1")
        sheet.link(60, 800, 28, "http://journal.example.org/1")

    document = read(pdf(*endnotes_over_pages(decorate)), "r.pdf")
    assert [(link.span, link.target) for link in document.hyperlinks] == [
        (Span(0, 0), "http://journal.example.org/1")
    ]


def test_links_are_the_first_truth_about_an_address():
    sheet = Sheet()
    sheet.lines(
        60, 700, ["Notes", "1. Author, Title, http://exam-", "ple.org/a b, accessed 5 May 2011.", "2. Other."]
    )
    for x, y, length in ((126, 688, 12), (60, 676, 11)):
        sheet.link(x, y, length, "http://example.org/a%20b")
    citation = parse(read(pdf(sheet), "r.pdf"))[0]
    assert [url.url for url in citation.urls] == ["http://example.org/a%20b"]
    assert citation.accessed.edtf == "2011-05-05"


# --- pages ---


def test_places_name_page_and_line():
    """A page counts its own lines, from 1."""
    document = read(pdf(*endnotes_over_pages(undecorated)), "r.pdf")
    notes, positions = parse(document), Positions(document)
    found = {n: positions.at(notes[n - 1].span.start) for n in (1, 5, 6, 12)}
    assert {n: (at.page, at.line) for n, at in found.items()} == {
        1: (1, 2),
        5: (1, 10),
        6: (2, 1),
        12: (3, 2),
    }


@pytest.mark.parametrize(
    "turn, matrix, start",
    [(90, (0, 1, -1, 0), (100, 60)), (270, (0, -1, 1, 0), (100, 700))],
    ids=["up", "down"],
)
def test_turned_pages_are_read_as_they_are_seen(turn, matrix, start):
    """Wide tables and maps are printed sideways."""
    sheet = Sheet(rotate=turn)
    for row, line in enumerate(("The first line.", "The second line.", "The third line.")):
        step = 12 * row * (1 if turn == 90 else -1)
        sheet.text(start[0] + step, start[1], line, turn=matrix)
    assert " ".join(text_of(sheet).split()) == "The first line. The second line. The third line."


def test_stamps_along_the_margin_and_text_outside_the_page_are_left_out():
    sheet = Sheet(crop=(0, 0, 500, 842))
    sheet.lines(60, 700, prose(60, 10))
    sheet.text(20, 200, "Downloaded from somewhere", turn=(0, 1, -1, 0))
    sheet.text(520, 400, "crop mark")
    assert " ".join(text_of(sheet).split()) == " ".join(prose(60, 10))


def test_hidden_text_of_a_scanned_page_is_read():
    """OCR puts the text invisibly behind the image (text rendering mode 3)."""
    sheet = Sheet()
    sheet.text(60, 700, "Scanned words", mode=3)
    assert text_of(sheet) == "Scanned words"
