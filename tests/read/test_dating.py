"""The day of a document, as the metadata of its format tell it."""

import io
import zipfile
from datetime import date

import pytest
from hypothesis import given, strategies as st
from pdf_writer import assembled
from zipped_documents import docx, epub, odt, paragraph

from citecheck.read import read_bytes, zipped
from citecheck.read.dating import day_of, of_front_matter, of_preamble

DAY = date(2011, 9, 3)
DAYS = [
    ("2011-09-03", DAY),
    ("2011-09-03T10:15:00Z", DAY),
    ("20110903", DAY),
    ("D:20110903101500+03'00'", DAY),
    ("2011/09/03", DAY),
    ("3 September 2011", DAY),
    ("3rd Sept. 2011", DAY),
    ("September 3, 2011", DAY),
    ("SEPTEMBER 3RD, 2011", DAY),
    ("2011-09", None),
    ("2011", None),
    ("September 2011", None),
    ("2011-02-30", None),
    ("31 September 2011", None),
    ("0001-01-01T00:00:00Z", None),
    ("1970-01-01T00:00:00Z", None),
    ("1980-01-01T00:00:00Z", None),
    ("03/09/2011", None),
    ("today", None),
    ("", None),
]


@pytest.mark.parametrize("text, day", DAYS)
def test_a_day_is_read_in_one_way_only(text, day):
    assert day_of(text) == day


@given(st.text(max_size=80))
def test_no_text_is_too_odd(text):
    assert day_of(text) is None or day_of(text).year >= 1991
    for read in (of_front_matter, of_preamble):
        read(f"---\ndate: {text}\n---\n")


def with_member(data, name, content):
    """Add a member to a packed document."""
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(name, content)
    return file.getvalue()


WORD = docx(paragraph("Notes"), paragraph("1. World Bank. Data. http://a.example/1"))
ODT = odt("<text:p>Notes</text:p><text:p>1. World Bank. Data. http://a.example/1</text:p>")
FLAT = (
    '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' office:mimetype="application/vnd.oasis.opendocument.text">%s<office:body><office:text>'
    "<text:p>Notes<office:annotation><dc:date>2012-01-01T00:00:00</dc:date></office:annotation></text:p>"
    "<text:p>1. World Bank. Data. http://a.example/1</text:p></office:text></office:body></office:document>"
)
CORE = (
    "<cp:coreProperties><dcterms:created xsi:type='dcterms:W3CDTF'>%s</dcterms:created>%s</cp:coreProperties>"
)
CHANGED = "<dcterms:modified xsi:type='dcterms:W3CDTF'>2011-09-03T10:15:00Z</dcterms:modified>"
BOOK = epub({"a.xhtml": "<h2>Notes</h2><ol><li>World Bank. Data. http://a.example/1</li></ol>"})
HTML = "<html><head>%s</head><body><h2>Notes</h2><ol><li>World Bank. Data. http://a.example/1</li></ol></body></html>"
LATEX = "\\documentclass{article}\n%s\n\\begin{document}A\\footnote{World Bank. Data.}\\end{document}"


SPACES = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf"'


def book(metadata):
    """Return the book with *metadata*."""
    with zipfile.ZipFile(io.BytesIO(BOOK)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(
                name, content.replace(b"<metadata/>", f"<metadata {SPACES}>{metadata}</metadata>".encode())
            )
    return file.getvalue()


DOCUMENTS = [
    ("Word", "a.docx", with_member(WORD, "docProps/core.xml", CORE % ("2011-01-01T00:00:00Z", CHANGED)), DAY),
    ("Word, begun and never changed", "a.docx", with_member(WORD, "docProps/core.xml", CORE % ("2011-09-03", "")), DAY),
    ("Word without properties", "a.docx", WORD, None),
    ("Word with broken properties", "a.docx", with_member(WORD, "docProps/core.xml", "<dcterms:modified>\ufffd"), None),
    ("Word, of the template of python-docx", "a.docx", with_member(WORD, "docProps/core.xml",
     CORE % ("2013-12-23T23:15:00Z", CHANGED.replace("2011-09-03T10:15", "2013-12-23T23:15"))), None),
    ("Word, begun from that template", "a.docx", with_member(WORD, "docProps/core.xml", CORE % ("2013-12-23T23:15:00Z", CHANGED)),
     DAY),
    ("OpenDocument", "a.odt", with_member(ODT, "meta.xml",
     "<office:meta><meta:creation-date>2010-01-01</meta:creation-date><dc:date>2011-09-03T10:00:00</dc:date>"), DAY),
    ("OpenDocument without metadata", "a.odt", ODT, None),
    ("OpenDocument in one file", "a.fodt", FLAT % "<office:meta><dc:date>2011-09-03T10:00:00</dc:date></office:meta>", DAY),
    ("of which only a comment has a day", "a.fodt", FLAT % "", None),
    ("a book", "a.epub", book('<dc:date>2001-01-01</dc:date><meta property="dcterms:modified">2011-09-03T00:00:00Z</meta>'),
     DAY),
    ("a book that appeared", "a.epub", book('<dc:date opf:event="publication">2011-09-03</dc:date>'), DAY),
    ("a book without a day", "a.epub", BOOK, None),
    ("a page", "a.html", HTML % '<meta property="article:published_time" content="2010-01-01">'
     '<meta property="article:modified_time" content="2011-09-03T00:00:00Z">', DAY),
    ("a page of Dublin Core", "a.html", HTML % '<meta name="DC.date" content="2011-09-03">', DAY),
    ("a page without a day", "a.html", HTML % '<meta name="DC.date" content="soon">', None),
    ("Markdown", "a.md", "---\ntitle: A\ndate: 2010-01-01\nlastmod: 2011-09-03\n---\nText.[^1]\n\n[^1]: World Bank.\n", DAY),
    ("Markdown with TOML", "a.md", '+++\ndate = "2011-09-03"\n+++\nText.[^1]\n\n[^1]: World Bank.\n', DAY),
    ("a day in the text of Markdown", "a.md", "Text.[^1]\n\ndate: 2011-09-03\n\n[^1]: World Bank.\n", None),
    ("LaTeX", "a.tex", LATEX % "\\date{3 September 2011}", DAY),
    ("LaTeX, with a short form for the foot", "a.tex", LATEX % "\\date[9/11]{3 September 2011}", DAY),
    ("LaTeX of today", "a.tex", LATEX % "\\date{\\today}", None),
    ("LaTeX, commented out", "a.tex", LATEX % "% \\date{3 September 2011}", None),
    ("text", "a.txt", "Notes\n\n1. World Bank. 3 September 2011.\n", None),
]  # fmt: skip


@pytest.mark.parametrize("name, data, day", [row[1:] for row in DOCUMENTS], ids=[row[0] for row in DOCUMENTS])
def test_the_day_of_a_document(name, data, day):
    assert read_bytes(data if isinstance(data, bytes) else data.encode(), name).dated == day


def test_the_day_of_a_book_costs_nothing_of_what_may_be_unpacked(monkeypatch):
    """The file that holds it is unpacked once, so that a book as large as may be is still read."""
    data = book("<dc:date>2011-09-03</dc:date>")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        monkeypatch.setattr(zipped, "_LARGEST_TOTAL", sum(member.file_size for member in archive.infolist()))
    assert read_bytes(data, "a.epub").dated == DAY


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_properties_that_cannot_be_unpacked_are_none(method):
    """The text of the document is whole, and it is read."""
    name, file = "docProps/core.xml", io.BytesIO(WORD)
    with zipfile.ZipFile(file, "a", compression=method) as archive:
        archive.writestr(name, CORE % ("2010-01-01T00:00:00Z", CHANGED) * 20)
        start = archive.getinfo(name).header_offset + 30 + len(name)
    data = file.getvalue()
    assert read_bytes(data[: start + 4] + b"\xff" * 26 + data[start + 30 :], "a.docx").dated is None


@pytest.mark.parametrize(
    "written, day",
    [
        ("(D:20110903101500Z)", DAY),
        ("<FEFF00320030003100310030003900300033>", DAY),
        ("<FEFFD800>", None),  # half a surrogate pair
        ("[1 2]", None),
        ("5 0 R", None),  # itself
        (f"({'D' * 100_000})", None),
    ],
)
def test_the_day_on_which_a_pdf_was_made(written, day):
    stream = b"<< /Length 44 >>\nstream\nBT /F1 12 Tf 72 720 Td (1. World Bank.) Tj ET   \nendstream"
    data = assembled(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            (
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
                " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
            ),
            stream,
            f"<< /CreationDate {written} >>",
        ],
        "/Info 5 0 R",
    )
    assert read_bytes(data, "a.pdf").dated == day
