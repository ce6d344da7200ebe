"""What a PDF calls itself."""

import asyncio
import zlib

import pytest
from page_facts import facts, names
from pdf_writer import Sheet, assembled, pdf

from citecheck.check.first_page import FirstPages

CATALOGUE = "<< /Type /Catalog /Pages 2 0 R >>"
PAGES = "<< /Type /Pages /Count 0 /Kids [] >>"


def with_info(info, *more):
    return assembled([CATALOGUE, PAGES, info, *more], "/Info 3 0 R")


def xmp(title, *, packed=False, more=""):
    packet = (
        "<x:xmpmeta><dc:title><rdf:Alt><rdf:li xml:lang='x-default'>"
        f"{title}</rdf:li></rdf:Alt></dc:title>{more}</x:xmpmeta>"
    ).encode()
    packet = zlib.compress(packet) if packed else packet
    about = b"/Filter /FlateDecode" if packed else b""
    return b"<< /Type /Metadata /Subtype /XML %b /Length %d >>\nstream\n%b\nendstream" % (
        about,
        len(packet),
        packet,
    )


DESCRIBED = "<< /Type /Catalog /Pages 2 0 R /Metadata 3 0 R >>"


def packed(info, *, filtered=True, cut=None):
    """Return a PDF whose Info dictionary, object 9, stands in an object stream behind another one."""
    objects = b"<< /Title (The other) >> " + info
    head = b"8 0 9 25 "
    data = head + objects
    stream = zlib.compress(data) if filtered else data
    about = b"/Filter /FlateDecode" if filtered else b""
    body = b"<< /Type /ObjStm /N 2 /First %d %b /Length %d >>\nstream\n%b\nendstream" % (
        len(head),
        about,
        len(stream),
        stream[:cut],
    )
    return assembled([CATALOGUE, PAGES, body], "/Info 9 0 R")


INFO = [
    ("a literal string", with_info(r"<< /Author (A) /Title (The \(annual\) report) >>"), "The (annual) report"),
    ("nested parentheses", with_info("<< /Title (A (b (c)) d) >>"), "A (b (c)) d"),
    ("escapes", with_info(r"<< /Title (Caf\351\040\
 2010) >>"), "Café 2010"),
    ("PDFDocEncoding", with_info(b"<< /Title (\x8dQuoted\x8e \x85 2010) >>"), "“Quoted” – 2010"),
    ("UTF-16", with_info(b"<< /Title (" + "Уголовный".encode("utf-16").replace(b"\xff\xfe", b"\xff\xfe") + b") >>"), "Уголовный"),
    ("UTF-16 in hexadecimal", with_info(f"<< /Title <FEFF{'Größe'.encode('utf-16-be').hex()}> >>"), "Größe"),
    ("UTF-8", with_info(b"<< /Title (\xef\xbb\xbf" + "Größe".encode() + b") >>"), "Größe"),
    ("UTF-8 without its mark", with_info(b"<< /Title (" + "Größe".encode() + b") >>"), "Größe"),
    ("by reference", with_info("<< /Title 4 0 R >>", "(The report)"), "The report"),
    ("the last of several versions", with_info("<< /Title (Old) >>") + b"3 0 obj\n<< /Title (New) >>\nendobj", "New"),
    ("object 13 is not object 3", with_info("<< /Title (Right) >>") + b"13 0 obj\n<< /Title (Wrong) >>", "Right"),
    ("in an object stream", packed(b"<< /Title (The report) >>"), "The report"),
    ("in an object stream that is not packed", packed(b"<< /Title (The report) >>", filtered=False), "The report"),
    ("what Word adds", with_info("<< /Title (Microsoft Word - The report) >>"), "The report"),
    ("XMP that is packed", assembled([DESCRIBED, PAGES, xmp("A &amp; B", packed=True)]), "A & B"),
    ("XMP alone", assembled([DESCRIBED, PAGES, xmp("A &amp; B")]), "A & B"),
]  # fmt: skip


@pytest.mark.parametrize("body, title", [row[1:] for row in INFO], ids=[row[0] for row in INFO])
def test_the_title_of_a_pdf(body, title):
    assert names(body, "application/pdf")[0] == title


NONE = [
    ("no Info", assembled([CATALOGUE, PAGES])),
    ("no title in it", with_info("<< /Author (A) >>")),
    ("an empty one", with_info("<< /Title () >>")),
    ("the name of a file", with_info("<< /Title (Microsoft Word - report_final2.docx) >>")),
    ("a path", with_info(r"<< /Title (C:\\texts\\report.indd) >>")),
    ("untitled", with_info("<< /Title (Untitled-1) >>")),
    ("numbered", with_info("<< /Title (Layout 1) >>")),
    ("encrypted", with_info("<< /Title (gibberish) >>") + b"trailer << /Encrypt 5 0 R >>"),
    ("a bookmark is none", assembled([CATALOGUE, PAGES, "<< /Title (Chapter 1) /Parent 9 0 R >>"])),
    ("an object that is not there", assembled([CATALOGUE, PAGES], "/Info 99 0 R")),
    ("broken metadata", assembled([DESCRIBED, PAGES, xmp("x" * 90, packed=True)[:90]])),
    ("metadata without a title", assembled([DESCRIBED, PAGES, xmp("").replace(b"dc:title", b"dc:other")])),
    ("a broken object stream", packed(b"<< /Title (The report) >>", cut=10)),
    ("hardly a PDF", b"%PDF-1.4"),
    ("a page in a page", b"%PDF-1.4 <title>x</title>"),
]  # fmt: skip


@pytest.mark.parametrize("body", [row[1] for row in NONE], ids=[row[0] for row in NONE])
def test_a_pdf_without_a_title(body):
    seen = facts(body, "application/pdf")
    assert (seen.title, seen.signals, seen.words, seen.marks) == (None, (), None, ())


def test_the_metadata_give_another_name_and_those_of_pictures_none():
    objects = [DESCRIBED, PAGES, xmp("The report of 2010"), "<< /Title (The report) >>", xmp("A picture")]
    body = assembled(objects, "/Info 4 0 R")
    assert names(body, "application/octet-stream") == ("The report", ("The report of 2010",))
    assert names(assembled([CATALOGUE, PAGES, xmp("A picture")]), "application/pdf") == (None, ())


def lines(*bodies, **how):
    async def read():
        async with FirstPages(**how) as pages:
            return [await pages.lines(body) for body in bodies]

    return asyncio.run(read())


def report(text):
    sheet = Sheet()
    sheet.lines(70, 800, [text, "by the Agency"])
    return pdf(sheet, Sheet())


def test_one_process_reads_the_first_pages_of_many():
    broken = report("Broken")[:200]
    read = lines(report("One"), broken, b"", report("Two"))
    assert read == [("One", "by the Agency"), (), (), ("Two", "by the Agency")]


def test_a_first_page_has_few_lines():
    sheet = Sheet()
    sheet.lines(70, 800, [f"line {number}" for number in range(60)])
    assert lines(pdf(sheet)) == [tuple(f"line {number}" for number in range(20))]


@pytest.fixture
def module(tmp_path, monkeypatch):
    """Let a module of the test's own run in the place of the child."""

    def write(code):
        (tmp_path / "first_page_of_test.py").write_text(code)
        monkeypatch.syspath_prepend(str(tmp_path))
        return "first_page_of_test"

    return write


CHILDREN = [
    ("ends at once", "raise SystemExit(1)"),
    (
        "answers with too much",
        "import sys; sys.stdout.buffer.write(bytes([255] * 8)); sys.stdout.flush(); sys.stdin.read()",
    ),
    (
        "answers with too little",
        "import sys; sys.stdout.buffer.write(bytes([0, 0, 0, 9, 65])); sys.stdout.flush()",
    ),
    ("never answers", "import time; time.sleep(60)"),
]


@pytest.mark.parametrize("code", [row[1] for row in CHILDREN], ids=[row[0] for row in CHILDREN])
def test_a_process_that_comes_to_grief_leaves_no_lines_and_is_begun_anew(module, code):
    assert lines(report("One"), report("Two"), module=module(code), seconds=0.5) == [(), ()]


def test_a_question_that_was_given_up_is_not_answered_later():
    async def read():
        async with FirstPages() as pages:
            asking = asyncio.create_task(pages.lines(report("One")))
            while pages._process is None:  # noqa: ASYNC110, SLF001 - until the question is on its way
                await asyncio.sleep(0)
            asking.cancel()
            await asyncio.wait([asking])
            return asking.cancelled(), await pages.lines(report("Two"))

    assert asyncio.run(read()) == (True, ("Two", "by the Agency"))


def test_without_pdfium_a_pdf_has_no_first_page(monkeypatch):
    monkeypatch.setattr("citecheck.check.first_page.find_spec", lambda _name: None)
    assert lines(report("One"), module="no.such.module") == [()]


DOIS = [
    ("an element of PRISM", "<prism:doi>10.1000/182</prism:doi>", "10.1000/182"),
    ("an attribute", '<rdf:Description prism:doi="doi:10.1000/182"/>', "10.1000/182"),
    (
        "Crossmark's",
        "<crossmark:DOI>10.1000/182</crossmark:DOI><pdfx:doi>10.1000/182</pdfx:doi>",
        "10.1000/182",
    ),
    ("two of them", "<prism:doi>10.1000/182</prism:doi><pdfx:doi>10.1000/183</pdfx:doi>", None),
    ("what is none", "<prism:doi>see the journal</prism:doi>", None),
]


@pytest.mark.parametrize("more, doi", [row[1:] for row in DOIS], ids=[row[0] for row in DOIS])
def test_the_doi_in_the_metadata(more, doi):
    described = facts(assembled([DESCRIBED, PAGES, xmp("A", more=more)]), "application/pdf").metadata
    assert (described.title, described.doi) == ("A", doi)
