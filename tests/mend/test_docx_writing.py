"""Corrections written into Word documents: the words change, and nothing else does."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile

import pytest
from hypothesis import given, settings, strategies as st
from lxml import etree, html
from zipped_documents import W, call, docx, field, hyperlink, paragraph, run

from citecheck.edits import applied
from citecheck.errors import UnwritableEdit
from citecheck.mend import written
from citecheck.models import Edit, Span
from citecheck.read import read_bytes

BOLD, ITALIC = "<w:b/>", "<w:i/>"
DELETED = '<w:del w:id="901" w:author="A"><w:r><w:delText>gone</w:delText></w:r></w:del>'
INSERTED = f'<w:ins w:id="902" w:author="A">{run("inserted ")}</w:ins>'
COMMENTED = ('<w:commentRangeStart w:id="5"/>', '<w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r>')  # fmt: skip


def note(number):
    """Make an endnote with a bold author, an italic title, an impossible date, and a link that print broke."""
    return paragraph(
        run(f"Author {number}. ", BOLD), run("A Title", ITALIC), run(". Accessed May "), run("32", BOLD), run(" 2011 from: "),
        hyperlink(f"rId{number}", f"http://a.example/ page{number}"), DELETED, INSERTED, run("end."),
    )  # fmt: skip


NOTES = range(1, 51)
LINKS = {f"rId{number}": f"http://a.example/%20page{number}" for number in NOTES}
WHOLE = docx(
    *(
        paragraph(COMMENTED[0], run(f"Sentence {number}."), COMMENTED[1], call(number, "endnote"))
        for number in NOTES
    ),
    endnotes={number: note(number) for number in NOTES},
    note_links=LINKS,
)


def edits_in(document):
    """Correct each date and each address."""
    edits = []
    for number, printed in enumerate(document.notes, 1):
        text = printed.span.of(document.text)
        start = printed.span.start + text.index("May 32")
        edits.append(Edit(Span(start, start + 6), "May 23"))
        address = f"http://a.example/ page{number}"
        start = printed.span.start + text.index(address)
        target = f"http://a.example/page{number}"
        edits.append(Edit(Span(start, start + len(address)), target, target=target))
    return edits


def tree(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def texts(root):
    """Return the texts of the runs, which may change, and the tree without them, which may not."""
    words = [element.text for element in root.iter(f"{{{W}}}t")]
    for element in root.iter(f"{{{W}}}t"):
        element.text = ""
        element.attrib.clear()
    return words, etree.tostring(root, method="c14n")


def test_fifty_endnotes_keep_all_that_they_have():
    """Links, bold and italic runs, comments and tracked changes are as they were; words and targets are new."""
    document = read_bytes(WHOLE, "report.docx")
    edits = edits_in(document)
    result = written(WHOLE, document, edits)
    assert read_bytes(result, "report.docx").text == applied(document.text, edits)
    before, frame = texts(tree(WHOLE, "word/endnotes.xml"))
    after, frame_after = texts(tree(result, "word/endnotes.xml"))
    assert frame_after == frame
    different = [(one, two) for one, two in zip(before, after, strict=True) if one != two]
    assert different == [
        pair for number in NOTES
        for pair in (("32", "23"), (f"http://a.example/ page{number}", f"http://a.example/page{number}"))
    ]  # fmt: skip
    targets = [each.get("Target") for each in tree(result, "word/_rels/endnotes.xml.rels")]
    assert targets == [f"http://a.example/page{number}" for number in NOTES]


def test_every_other_part_keeps_its_bytes():
    """Names, order, packing and contents."""
    document = read_bytes(WHOLE, "report.docx")
    result = written(WHOLE, document, edits_in(document))
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as old, zipfile.ZipFile(io.BytesIO(result)) as new:
        assert old.namelist() == new.namelist()
        for one, two in zip(old.infolist(), new.infolist(), strict=True):
            assert (one.date_time, one.compress_type) == (two.date_time, two.compress_type)
            if "endnotes" not in one.filename:
                assert old.read(one) == new.read(two)


def test_without_edits_the_very_same_bytes_come_back():
    """Nothing is packed anew."""
    assert written(WHOLE, read_bytes(WHOLE, "report.docx"), ()) is WHOLE


def change(body, old, new, **more):
    """Write *new* for *old* into a document of one paragraph; return the XML of the paragraph."""
    data = docx(body, **more)
    document = read_bytes(data, "a.docx")
    start = document.text.index(old)
    result = written(data, document, [Edit(Span(start, start + len(old)), new, target=more.get("target"))])
    assert read_bytes(result, "a.docx").text == document.text.replace(old, new, 1)
    with zipfile.ZipFile(io.BytesIO(result)) as archive:
        return archive.read("word/document.xml").decode()


@pytest.mark.parametrize(
    "body, old, new, expected",
    [
        (paragraph(run("exam", BOLD), run("pel.org")), "exampel", "example", (run("exam", BOLD), run("ple.org"))),
        (paragraph(run("a", BOLD), run("b", ITALIC), "c"), "abc", "xyz", (run("xyz", BOLD), run("", ITALIC), run(""))),
        (paragraph("a &amp; b"), "a & b", "a & c <d>", (run("a &amp; c &lt;d&gt;"),)),
        (paragraph("<w:r><w:t>word</w:t></w:r>"), "word", "word ", ('<w:t xml:space="preserve">word </w:t>',)),
        (paragraph("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>"), "a-b", "ab", ("<w:r><w:t>a</w:t><w:t>b</w:t></w:r>",)),
        (paragraph("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>"), "b", "c", ("<w:tab/><w:t>c</w:t>",)),
        (paragraph(DELETED, run("word")), "word", "words", (DELETED, run("words"))),
    ],
    ids=["only what differs", "over runs", "escaped", "white space at an end", "a hyphen", "behind a tab", "beside a deletion"],
)  # fmt: skip
def test_what_is_written(body, old, new, expected):
    """New words take the run in which they begin; what is not changed is not touched."""
    xml = change(body, old, new)
    for part in expected:
        assert part in xml


@pytest.mark.parametrize(
    "code",
    [
        field('HYPERLINK "http://a.example/x y"', "http://a.example/x y"),
        '<w:fldSimple w:instr="HYPERLINK &quot;http://a.example/x y&quot;">' + run("http://a.example/x y") + "</w:fldSimple>",
    ],
    ids=["field", "simple field"],
)  # fmt: skip
def test_the_code_of_a_field_leads_to_the_new_address(code):
    """Not only the words of a link are corrected."""
    data = docx(paragraph(code))
    document = read_bytes(data, "a.docx")
    edit = Edit(Span(0, len(document.text)), "http://a.example/xy", target="http://a.example/xy")
    again = read_bytes(written(data, document, [edit]), "a.docx")
    assert [(link.span.of(again.text), link.target) for link in again.hyperlinks] == [
        ("http://a.example/xy",) * 2
    ]


def test_a_relation_that_others_share_stays_for_them():
    """Only the link that is corrected leads elsewhere."""
    data = docx(
        paragraph(hyperlink("r1", "http://a.example/x"), " and ", hyperlink("r1", "here")),
        links={"r1": "http://a.example/x"},
    )
    document = read_bytes(data, "a.docx")
    edit = Edit(Span(0, 18), "http://a.example/y", target="http://a.example/y")
    again = read_bytes(written(data, document, [edit]), "a.docx")
    assert [link.target for link in again.hyperlinks] == ["http://a.example/y", "http://a.example/x"]


@pytest.mark.parametrize("place", ["number", "between"])
def test_what_no_run_holds_is_refused(place):
    """The message says what to do; nothing is written."""
    data = docx(paragraph("one", call(1)), paragraph("two"), footnotes={1: paragraph("Note.")})
    document = read_bytes(data, "a.docx")
    start = document.text.index("¹" if place == "number" else "\n\ntwo")
    with pytest.raises(UnwritableEdit, match=r"a\.docx: .* correct it in Word"):
        written(data, document, [Edit(Span(start, start + 1), "x")])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_edit_within_a_paragraph_reads_as_it_was_asked_for(data):
    """Whatever the runs are: the text of the result is the text with the edits."""
    words = data.draw(st.lists(st.text("ab &<é\u00a0", min_size=1, max_size=6), min_size=1, max_size=5))
    runs = "".join(
        run(each.replace("&", "&amp;").replace("<", "&lt;"), data.draw(st.sampled_from(["", BOLD])))
        for each in words
    )
    raw = docx(paragraph(run("x") + runs + run("y")))
    document = read_bytes(raw, "a.docx")
    start = data.draw(st.integers(0, len(document.text)))
    end = data.draw(st.integers(start, len(document.text)))
    new = data.draw(st.text("ab &<>é", max_size=5))
    edits = [Edit(Span(start, end), new)]
    wanted = applied(document.text, edits)
    if not wanted.strip():
        return
    assert read_bytes(written(raw, document, edits), "a.docx").text == wanted


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_it_opens_in_libreoffice(tmp_path):
    """The corrected words are there, converted by another program."""
    document = read_bytes(WHOLE, "report.docx")
    (tmp_path / "report.docx").write_bytes(written(WHOLE, document, edits_in(document)))
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [shutil.which("soffice"), "--headless", f"-env:UserInstallation={profile}", "--convert-to", "html:HTML (StarWriter)",
         "--outdir", str(tmp_path), str(tmp_path / "report.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    page = html.document_fromstring((tmp_path / "report.html").read_bytes())
    text = " ".join(page.text_content().split())
    assert text.count("Accessed May 23 2011") == 50
    targets = [target for target in page.xpath("//a/@href") if "a.example" in target]
    assert len(targets) == 50
    assert all(target.startswith("http://a.example/page") for target in targets)
