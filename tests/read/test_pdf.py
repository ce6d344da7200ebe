"""PDF: what is one, what cannot be read, and what no file may do."""

from __future__ import annotations

import functools
import sys

import pytest
from hypothesis import given, settings, strategies as st
from pdf_pages import footnoted
from pdf_writer import Sheet, assembled, pdf

from citecheck.errors import UnreadableDocument
from citecheck.parse import body_markers, parse
from citecheck.read import read_bytes
from citecheck.read.pdf import guard, recognises
from citecheck.read.pdf.guard import read_in_child
from citecheck.read.pdf.layout import document_of as read


def test_a_pdf_is_known_by_its_header():
    data = pdf(Sheet())
    assert recognises(data, "")
    assert recognises(b"\x00\r\n" + data, "")
    assert recognises(b"no longer a PDF", "report.PDF")
    assert not recognises(b"A text about the header %PDF-1.7 of files.", "notes.txt")


# --- what cannot be read ---


def encrypted():
    """Return a PDF that asks for a password."""
    handler = f"<< /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >>"
    pages = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 0 /Kids [] >>", handler]
    return assembled(pages, f"/Encrypt 3 0 R /ID [<{'43' * 16}> <{'43' * 16}>]")


@pytest.mark.parametrize(
    "data, says",
    [
        (encrypted(), "is encrypted"),
        (b"%PDF-1.7\nnothing of it is left", "is broken"),
        (pdf(), "is broken"),
        (pdf(Sheet(), Sheet()), "has no text, its pages are images; run OCR first, e.g. ocrmypdf"),
    ],
    ids=["encrypted", "broken", "without pages", "images only"],
)
def test_what_cannot_be_read_is_said(data, says):
    with pytest.raises(UnreadableDocument, match=f"^r.pdf: {says}"):
        read_bytes(data, "r.pdf")


def test_the_child_gives_the_same_document():
    """What stands in any alphabet comes back unchanged, and under the name that the user gave."""
    data = pdf(*footnoted())
    assert read_bytes(data, "r.pdf") == read(data, "r.pdf")


def multiplied(depth, width=10):
    """Return two kilobytes that draw *width* to the power of *depth* words: forms that draw forms."""
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources %s >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
        stream("/X Do"),
        page % form(5),
    ]
    shape = "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources"
    objects += [stream("/X Do " * width, f"{shape} {form(number)}") for number in range(6, 6 + depth)]
    font = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Courier >> >> >>"
    objects.append(stream("BT /F1 9 Tf 9 9 Td (x) Tj ET", f"{shape} {font}"))
    return assembled(objects)


def form(number):
    return f"<< /XObject << /X {number} 0 R >> >>"


def stream(content, entries=""):
    return f"<< {entries} /Length {len(content)} >>\nstream\n{content}\nendstream"


def test_a_file_made_to_take_for_ever_is_refused():
    with pytest.raises(UnreadableDocument, match=r"^r\.pdf: takes too long to read"):
        read_in_child(multiplied(12), "r.pdf", seconds=1)


@pytest.mark.parametrize(
    "fault, error, says",
    [
        ("raise ZeroDivisionError", ChildProcessError, "ZeroDivisionError"),
        ("import os; os.abort()", UnreadableDocument, "^r.pdf: is broken"),
    ],
    ids=["a bug of ours", "a crash of the library"],
)
def test_how_the_child_ends_is_told_apart(monkeypatch, fault, error, says):
    """A bug falls with its traceback; a crash is the file's fault."""
    monkeypatch.setattr(guard, "_COMMAND", (sys.executable, "-c", fault))
    with pytest.raises(error, match=says):
        read_in_child(b"", "r.pdf")


def test_a_missing_library_is_named(monkeypatch):
    monkeypatch.setattr(sys.modules["citecheck.read.pdf"], "find_spec", lambda _name: None)
    with pytest.raises(UnreadableDocument, match=r"needs pypdfium2; install it with: .*\[pdf\]"):
        read_bytes(pdf(Sheet()), "r.pdf")


@functools.cache
def whole():
    return pdf(*footnoted())


@settings(max_examples=150)
@given(st.data())
def test_any_damage_is_read_or_refused(data):
    """Bytes lost, doubled or changed raise nothing but `UnreadableDocument`, and spans lie in the text."""
    file = bytearray(whole())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(file) - 1))
        length = data.draw(st.integers(0, 40))
        file[at : at + length] = data.draw(st.binary(max_size=40))
    try:
        document = read(bytes(file), "r.pdf")
    except UnreadableDocument:
        return
    size = len(document.text)
    spans = [note.span for note in document.notes or ()] + [link.span for link in document.hyperlinks]
    spans += [marker.span for marker in document.markers or ()]
    assert all(0 <= span.start <= span.end <= size for span in spans)
    assert body_markers(document, parse(document)) != ()


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.integers(-50, 650),
            st.integers(-50, 900),
            st.text(st.characters(codec="cp1252", exclude_categories=("Cc",)), max_size=12),
            st.sampled_from([0.01, 5, 8, 10, 40, 500]),
        ),
        max_size=40,
    )
)
def test_any_page_is_read(scattered):
    """Words anywhere, in any size, over one another, take no word away."""
    sheet = Sheet()
    sheet.text(100, 100, "anchor")
    for x, y, text, size in scattered:
        sheet.text(x, y, text, size)
    document = read(pdf(sheet), "r.pdf")
    assert "anchor" in document.text
    assert {place.page for place in document.places} == {1}
