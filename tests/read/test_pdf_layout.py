"""PDF: columns, running heads and paragraphs, told by place."""

from __future__ import annotations

import pytest
from pdf_pages import endnotes_over_pages, prose, text_of, undecorated
from pdf_writer import Sheet, pdf

from citecheck.parse import parse
from citecheck.read.pdf.layout import document_of as read

# --- columns ---


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("across", [False, True], ids=["column by column", "row by row"])
@pytest.mark.parametrize("shift", [0, 5], ids=["on one grid", "half a line apart"])
def test_columns_are_read_one_after_the_other(columns, across, shift):
    """Whatever the order in which the page's content draws them, and whether or not their lines are level."""
    width = {1: 80, 2: 38, 3: 25}[columns]
    printed = [prose(width, 20, seed=7 * column) for column in range(columns)]
    sheet = Sheet()
    sheet.text(60, 790, "A Heading That Reaches Over All of the Columns of the Page", 14)
    drawn = [(column, row, line) for column, lines in enumerate(printed) for row, line in enumerate(lines)]
    if across:
        drawn.sort(key=lambda each: each[1])
    for column, row, line in drawn:
        sheet.text(60 + column * (width * 6 + 18), 760 - 12 * row - shift * column, line, 10)
    lines = [line for column in printed for line in column]
    assert text_of(sheet).split() == [
        "A",
        "Heading",
        "That",
        "Reaches",
        "Over",
        "All",
        "of",
        "the",
        "Columns",
        "of",
        "the",
        "Page",
        *" ".join(lines).split(),
    ]


def test_headings_across_part_the_page_into_bands():
    """What stands above a heading that spans the columns is read before what stands below it."""
    sheet = Sheet()
    parts = [prose(38, 8, seed) for seed in range(4)]
    for band, top in ((0, 780), (1, 600)):
        sheet.text(60, top, f"Chapter {band} goes over both of the columns of this page", 12)
        for side in (0, 1):
            sheet.lines(60 + side * 246, top - 20, parts[2 * band + side])
    flat = " ".join(text_of(sheet).split())
    expected = " ".join(
        " ".join(
            [
                f"Chapter {band} goes over both of the columns of this page",
                *parts[2 * band],
                *parts[2 * band + 1],
            ]
        )
        for band in (0, 1)
    )
    assert flat == expected


def test_a_table_is_read_row_by_row():
    sheet = Sheet()
    rows = [(f"Country {n}", f"{n} cases", "none punished") for n in range(12)]
    for at, row in enumerate(rows):
        for x, cell in zip((60, 250, 400), row, strict=True):
            sheet.text(x, 700 - 14 * at, cell)
    assert " ".join(text_of(sheet).split()) == " ".join(" ".join(row) for row in rows)


def test_numbers_that_hang_beside_a_list_stay_with_their_items():
    """They are no column of their own, although white space parts them from the text all the way down."""
    sheet = Sheet()
    sheet.text(60, 800, "References", 12)
    for n in range(1, 11):
        y = 790 - 26 * n
        sheet.text(60, y, f"{n}.")
        sheet.lines(
            90,
            y,
            [f"Author {n}. A title that is long enough to fill the line with", f"its words, 20{n:02d}."],
        )
    citations = parse(read(pdf(sheet), "r.pdf"))
    assert [citation.number for citation in citations] == list(range(1, 11))
    assert (
        citations[3].text == "Author 4. A title that is long enough to fill the line with\nits words, 2004."
    )


# --- running heads ---


def roman(number):
    return ("i", "ii", "iii", "iv", "v", "vi")[number - 1]


@pytest.mark.parametrize(
    "decorate",
    [
        lambda sheet, page: sheet.text(300, 30, str(page)),
        lambda sheet, page: sheet.text(300, 30, f"- {page + 41} -"),
        lambda sheet, page: sheet.text(300, 30, roman(page)),
        lambda sheet, page: sheet.text(300, 30, f"Page {page} of 4"),
        lambda sheet, page: sheet.text(300, 30, f"{page}/4"),
        lambda sheet, _page: sheet.text(60, 800, "Trafficking in Persons Report"),
        lambda sheet, page: sheet.text(60, 800, f"{page}   Trafficking in Persons Report"),
        lambda sheet, page: (sheet.text(60, 800, "Trafficking in Persons"), sheet.text(500, 800, f"2011 | {page}")),
        lambda sheet, page: (sheet.text(60, 800, "A Report"), sheet.text(60, 790, "Notes to chapter 3"), sheet.text(300, 30, str(page))),
    ],
    ids=["number", "dashed number", "roman number", "page of", "slash", "head", "number and head", "head and number", "two rows and foot"],
)  # fmt: skip
def test_running_heads_and_page_numbers_are_left_out(decorate):
    """A note that runs over a page is whole."""
    document = read(pdf(*endnotes_over_pages(decorate)), "r.pdf")
    bare = read(pdf(*endnotes_over_pages(undecorated)), "r.pdf")
    assert document.text == bare.text
    citations = parse(document)
    assert [citation.number for citation in citations] == list(range(1, len(citations) + 1))
    assert citations[4].urls[0].url == "http://example.org/path/5/"


def test_heads_of_left_and_right_pages_differ():
    def decorate(sheet, page):
        sheet.text(60, 800, f"{page} The Author" if page % 2 else f"The Title {page}")

    assert "The " not in text_of(*endnotes_over_pages(decorate, pages=6))


def test_a_line_that_only_looks_like_a_head_stays():
    """The same words at the top of two pages at different heights, or a number that does not count."""
    sheets = endnotes_over_pages(
        lambda sheet, page: sheet.text(60, 700 - 100 * page, f"Ibid., {page * page}.")
    )
    text = text_of(*sheets)
    assert [f"Ibid., {n * n}." in text for n in range(1, 5)] == [True] * 4


# --- paragraphs and lines ---


def reference_list(style):
    """Return a page with a list of sources in author order, printed in *style*, and its items."""
    items, y = [], 760
    sheet = Sheet()
    sheet.text(60, 790, "References", 14)
    for n in range(8):
        lines = prose(70 if style == "spaced" else 66, 2 + n % 2, seed=n)
        lines[0] = f"Author{n}, A. " + lines[0][len(f"Author{n}, A. ") :]
        lines[-1] = lines[-1][:40] + "."
        items.append("\n".join(line.rstrip() for line in lines))
        for at, line in enumerate(lines):
            indented = (style == "hanging" and at > 0) or (style == "indented" and at == 0)
            sheet.text(60 + 24 * indented, y, line)
            y -= 12
        y -= 8 * (style == "spaced")
    return sheet, items


@pytest.mark.parametrize("style", ["hanging", "spaced", "indented", "flush"])
def test_items_without_numbers_are_parted_as_print_parts_them(style):
    sheet, items = reference_list(style)
    assert text_of(sheet).split("\n\n") == ["References", *items]


def test_a_paragraph_goes_on_over_columns_and_pages():
    """A blank line stands only where a paragraph ends."""
    one, two = Sheet(), Sheet()
    lines = prose(38, 90)
    lines[-1] = lines[-1][:20] + "."
    for sheet, column, at in ((one, 0, 0), (one, 1, 1), (two, 0, 2)):
        sheet.lines(60 + 246 * column, 780, lines[30 * at : 30 * at + 30])
    assert text_of(one, two).count("\n\n") == 0


def test_a_hyphen_at_the_end_of_a_line_is_kept_as_printed():
    sheet = Sheet()
    sheet.lines(
        60, 700, ["This is the law on traf-", "ficking, see http://example.org/a-", "b/page.html for more."]
    )
    assert (
        text_of(sheet)
        == "This is the law on traf-\nficking, see http://example.org/a-\nb/page.html for more."
    )
