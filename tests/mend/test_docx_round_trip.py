"""Any edits of any Word document are read in the result, by citecheck and by LibreOffice."""

import shutil
import subprocess

import pytest
from hypothesis import given, strategies as st
from word_edits import (
    BOLD,
    LINKS,
    RAISED,
    WHEN,
    applied,
    big,
    mends,
    rejected,
)
from zipped_documents import call, docx, field, hyperlink, paragraph, run

from citecheck.errors import UnwritableEdit
from citecheck.mend.docx import written
from citecheck.models import Edit, Span
from citecheck.read import read_bytes
from citecheck.read.counting import lowered
from citecheck.read.docx import read

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=8)
KINDS = st.sampled_from(["", BOLD, RAISED, "link", "field", "<w:vanish/>"])


def made(parts):
    """Write a paragraph of *parts*, each a text and its kind."""
    written_parts = []
    for text, kind in parts:
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        if kind == "link":
            written_parts.append(hyperlink("r1", escaped))
        elif kind == "field":
            written_parts.append(field('HYPERLINK "http://f.org/"', run(escaped)))
        else:
            written_parts.append(run(escaped, kind))
    return paragraph(*written_parts)


@given(
    st.lists(st.lists(st.tuples(WORDS, KINDS), min_size=1, max_size=5), min_size=1, max_size=3),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 10), WORDS, st.booleans()), max_size=3),
    st.booleans(),
)
def test_what_is_written_is_read(paragraphs, wishes, tracks):
    """Any edits of any text are read in the result, or refused; what was only suggested can be rejected."""
    data = docx(paragraph("First"), *map(made, paragraphs), links=LINKS)
    document = read(data, "x.docx")
    assert written(data, document, []) == data
    edits, at = [], 0
    for start, length, text, leads in sorted(wishes):
        span = Span(min(max(start, at), len(document.text)), 0)
        span = Span(span.start, min(span.start + length, len(document.text)))
        edits.append(Edit(span, text, target="http://new.org/" if leads else None))
        at = span.end
    try:
        result = written(data, document, edits, tracked=tracks, when=WHEN)
    except UnwritableEdit:
        return
    assert read(result, "x.docx").text == applied(document.text, edits)
    if tracks:
        # Raised digits are read as such run by run, and the rejected change has parted the run.
        assert lowered(rejected(result)) == lowered(document.text)


needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


@needs_libreoffice
@pytest.mark.parametrize("tracked", [False, True])
@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_libreoffice_opens_it(tmp_path, kind, tracked):
    """LibreOffice reads the notes with the edits, be they suggestions or not."""
    links = {f"r{number}": f"http://a.org/{number}.hml" for number in range(1, 7)}
    notes = {
        number: paragraph(f" Author {number}, ", hyperlink(f"r{number}", url), ", accessed 31 June 2020.")
        for number, url in enumerate(links.values(), start=1)
    }
    body = (paragraph(f"Claim {number}", call(number, kind)) for number in notes)
    data = docx(*body, note_links=links, end_links=links, **{f"{kind}s": notes})
    document = read(data, "x.docx")
    edits = list(mends(document))
    text = converted(written(data, document, edits, tracked=tracked), tmp_path)
    assert [line.strip() for line in text.splitlines() if "Author" in line] == [
        f"Author {number}, http://a.org/{number}.html (copy {number}), accessed 30 June 2020."
        for number in notes
    ]


@needs_libreoffice
def test_libreoffice_sees_what_was_written_by_hand(tmp_path):
    """For LibreOffice fifty mended notes are those of a document that was written with the new words."""
    data = big()
    document = read(data, "x.docx")
    result = written(data, document, list(mends(document)))
    assert converted(result, tmp_path) == converted(big("html", 30, copies=True), tmp_path)


def converted(data, folder):
    """Return what LibreOffice reads in the document *data*; as plain text it would leave the notes out."""
    file = folder / "x.docx"
    file.write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "odt", "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return read_bytes((folder / "x.odt").read_bytes(), "x.odt").text
