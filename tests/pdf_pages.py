"""Pages as reports have them, for tests of the PDF reader."""

from __future__ import annotations

import itertools

from pdf_writer import Sheet, pdf

from citecheck.read.pdf.layout import document_of as read

WORDS = "the report says that children were put to forced labour in many states and nobody was punished for it at all"


def prose(width, count, seed=0):
    """Return *count* lines of running text, none longer than *width* characters and few much shorter."""
    words = itertools.islice(itertools.cycle(WORDS.split()), seed, None)
    lines, line = [], next(words)
    for word in words:
        if len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
            if len(lines) == count:
                break
        else:
            line += f" {word}"
    return lines


def text_of(*sheets):
    return read(pdf(*sheets), "report.pdf").text


def endnotes_over_pages(decorate, pages=4):
    """Return pages of endnotes, eleven lines each, whose notes run over the page; *decorate* adds the rest."""
    lines = ["Notes"]
    for n in range(1, 11 * pages):
        lines += [
            f"{n}. Author {n}, A title that goes on to the end of the line, 19{n % 100:02d},",
            f"http://example.org/path/{n}/",
        ]
    sheets = []
    for at in range(pages):
        sheet = Sheet()
        sheet.lines(60, 740, lines[11 * at : 11 * at + 11])
        decorate(sheet, at + 1)
        sheets.append(sheet)
    return sheets


def undecorated(_sheet, _page):
    """Add nothing to a page."""


def footnoted(pages=3, numbers=lambda page: (2 * page + 1, 2 * page + 2), rise=3, size=8):
    """Return pages of text with footnotes, the last of each page going on on the next."""
    sheets = []
    for page in range(pages):
        sheet = Sheet()
        lines = prose(80, 20, seed=page)
        sheet.lines(60, 780, lines)
        for row, number in zip((3, 9), numbers(page), strict=True):
            sheet.text(60 + 6 * len(lines[row]), 780 - 12 * row + 3.5, str(number), 6)
        y = 160
        if page:
            y = sheet.lines(60, y, ["and the end of a note that ran over the page."], size, 10)
        for number in numbers(page):
            sheet.text(60, y + rise, str(number), 5)
            y = sheet.lines(
                70,
                y,
                [f"Author {number}, Title, 2010, available at", f"http://example.org/{number},"],
                size,
                10,
            )
        sheet.text(300, 30, str(page + 1), 8)
        sheets.append(sheet)
    return sheets


def linked(document):
    return [(link.span.of(document.text), link.target) for link in document.hyperlinks]
