"""Edits written into Word documents: only what differs changes, and the result reads as it should."""

import io
import zipfile

import pytest
from word_edits import (
    BODY,
    BOLD,
    ITALIC,
    LINKS,
    RAISED,
    RELATIONS,
    applied,
    behind,
    big,
    member,
    mended,
    mends,
    span_of,
    t,
)
from zipped_documents import call, docx, field, hyperlink, paragraph, run, zipped

from citecheck.errors import UnwritableEdit
from citecheck.mend.docx import written
from citecheck.models import Edit, Span
from citecheck.read.docx import read

WRITTEN = [
    # case, paragraph, words, new words, paragraph afterwards
    ("text", f"<w:r>{t('ab', 0)}</w:r>", "ab", "ac", f"<w:r>{t('ac', 0)}</w:r>"),
    ("across runs", run("http://a.org/") + run("x.hml", BOLD), "a.org/x.hml", "a.org/x.html", run("http://a.org/") + run("x.html", BOLD)),
    ("difference begins in bold", run("ab", BOLD) + run("cd"), "abcd", "aXd", run("aX", BOLD) + run("d")),
    ("digits change places in bold", run("May ") + run("32", BOLD) + run(", 2011"), "May 32, 2011", "May 23, 2011", run("May ") + run("23", BOLD) + run(", 2011")),
    ("a run is emptied", run("a") + run("b", ITALIC) + run("c"), "abc", "ac", run("a") + run("", ITALIC) + run("c")),
    ("word put in", run("see a.org"), "see a.org", "see http://a.org", run("see http://a.org")),
    ("escapes", run("a &amp; b"), "a & b", "a & <b> & c", run("a &amp; &lt;b&gt; &amp; c")),
    ("references stay", run("&#233;t&#xe9; &quot;x&quot;"), 'été "x"', 'été "y"', run("&#233;t&#xe9; &quot;y&quot;")),
    ("blank at the end", f"<w:r>{t('ab', 0)}</w:r>", "ab", "ab ", f"<w:r>{t('ab ')}</w:r>"),
    ("blank left at the start", f"<w:r>{t('a b', 0)}</w:r>", "a b", " b", f"<w:r>{t(' b')}</w:r>"),
    ("raised", run("10") + run("5", RAISED), "10⁵", "10⁶", run("10") + run("6", RAISED)),
    ("line break goes", f"<w:r>{t('a')}<w:br/>{t('b')}</w:r>", "a\nb", "ab", f"<w:r>{t('a')}{t('b')}</w:r>"),
    ("line break stays", f"<w:r>{t('a')}<w:br/>{t('b')}</w:r>", "a\nb", "a\nc", f"<w:r>{t('a')}<w:br/>{t('c')}</w:r>"),
    ("tab becomes a blank", f"<w:r>{t('a', 0)}<w:tab/>{t('b')}</w:r>", "a\tb", "a b", f"<w:r>{t('a', 0)}{t(' b')}</w:r>"),
    ("comment in the source", f"<w:r>{t('a<!-- x -->b')}</w:r>", "ab", "ac", f"<w:r>{t('a<!-- x -->c')}</w:r>"),
    ("inserted by another", f"<w:ins w:id='1'>{run('ab')}</w:ins>", "ab", "ac", f"<w:ins w:id='1'>{run('ac')}</w:ins>"),
    ("beside deleted text", run("a") + "<w:del><w:r><w:delText>b</w:delText></w:r></w:del>" + run("c"), "ac", "ad", run("a") + "<w:del><w:r><w:delText>b</w:delText></w:r></w:del>" + run("d")),
    ("bookmarks", run("a") + "<w:bookmarkStart w:id='1' w:name='m'/>" + run("b") + "<w:bookmarkEnd w:id='1'/>", "ab", "xy", run("xy") + "<w:bookmarkStart w:id='1' w:name='m'/>" + run("") + "<w:bookmarkEnd w:id='1'/>"),
    ("link goes on", run("See ") + hyperlink("r1", "ab") + run("."), "See ab.", "See abc.", run("See ") + hyperlink("r1", "abc") + run(".")),
    ("nothing", run("ab"), "ab", "ab", run("ab")),
    ("formula", "<m:oMath><m:r><m:t>=b</m:t></m:r></m:oMath>", "=b", "=c", "<m:oMath><m:r><m:t>=c</m:t></m:r></m:oMath>"),
]  # fmt: skip


@pytest.mark.parametrize("_case, before, words, new, after", WRITTEN, ids=[each[0] for each in WRITTEN])
def test_only_the_words_change(_case, before, words, new, after):
    """The source differs in the words that change and in nothing else; the runs and what is in them stay."""
    data = docx(paragraph(before), links=LINKS)
    assert member(mended(data, words, new)) == member(docx(paragraph(after), links=LINKS))


PUT_IN = [
    # case, paragraph, words behind which text is put, paragraph afterwards
    ("behind words", run("ab c"), "ab", run("abNEW c")),
    ("at the end", run("ab", BOLD), "ab", run("abNEW", BOLD)),
    ("behind a link", run("See ", ITALIC) + hyperlink("r1", "ab"), "ab", run("See ", ITALIC) + hyperlink("r1", "ab") + f"<w:r><w:rPr>{ITALIC}</w:rPr>{t('NEW', 0)}</w:r>"),
    ("between a link and words", hyperlink("r1", "ab") + run("."), "ab", hyperlink("r1", "ab") + run("NEW.")),
    ("between two links", hyperlink("r1", "ab") + hyperlink("r1", "cd"), "ab", hyperlink("r1", "ab") + f"<w:r>{t('NEW', 0)}</w:r>" + hyperlink("r1", "cd")),
    ("in a link", hyperlink("r1", "abc"), "ab", hyperlink("r1", "abNEWc")),
    ("in a link of two runs", f'<w:hyperlink r:id="r1">{run("ab")}{run("c")}</w:hyperlink>', "ab", f'<w:hyperlink r:id="r1">{run("abNEW")}{run("c")}</w:hyperlink>'),
    ("behind a field", field('HYPERLINK "http://a.org"', "ab"), "ab", field('HYPERLINK "http://a.org"', "ab") + f"<w:r>{t('NEW', 0)}</w:r>"),
    ("behind a simple field", f'<w:fldSimple w:instr="HYPERLINK http://a.org">{run("ab")}</w:fldSimple>', "ab", f'<w:fldSimple w:instr="HYPERLINK http://a.org">{run("ab")}</w:fldSimple><w:r>{t("NEW", 0)}</w:r>'),
    ("behind a raised number", run("10") + run("5", RAISED), "10⁵", run("10") + run("5", RAISED) + f"<w:r><w:rPr></w:rPr>{t('NEW', 0)}</w:r>"),
    ("before a tab", f"<w:r><w:tab/>{t('ab')}</w:r>", "\t", f"<w:r><w:tab/>{t('NEWab')}</w:r>"),
]  # fmt: skip


@pytest.mark.parametrize("_case, before, words, after", PUT_IN, ids=[each[0] for each in PUT_IN])
def test_text_is_put_in_beside_links(_case, before, words, after):
    """An empty span puts text behind what stands before it; behind a link it is no part of the link."""
    data = docx(paragraph(before), links=LINKS)
    document = read(data, "x.docx")
    result = written(data, document, [Edit(behind(document, words), "NEW")])
    assert member(result) == member(docx(paragraph(after), links=LINKS))


OLD, NEW = "http://a.org/x.hml", "http://b.org/y?a=1&b=%22"
CODE = NEW.replace("&", "&amp;")
TARGETS = [
    # case, paragraph, new target, paragraph afterwards, relations afterwards
    ("relation", hyperlink("r1", "ab"), NEW, hyperlink("r1", "ab"), {"r1": CODE}),
    ("anchor that stays", hyperlink("r1", "ab", "p"), f"{NEW}#p", hyperlink("r1", "ab", "p"), {"r1": CODE}),
    ("anchor that goes", '<w:hyperlink w:anchor="p" r:id="r1">' + run("ab") + "</w:hyperlink>", NEW, '<w:hyperlink r:id="r1">' + run("ab") + "</w:hyperlink>", {"r1": CODE}),
    ("tip that is the target", f'<w:hyperlink w:tooltip="{OLD}" r:id="r1">{run("ab")}</w:hyperlink>', NEW, f'<w:hyperlink w:tooltip="{CODE}" r:id="r1">{run("ab")}</w:hyperlink>', {"r1": CODE}),
    ("tip of words", f'<w:hyperlink w:tooltip="A page" r:id="r1">{run("ab")}</w:hyperlink>', NEW, f'<w:hyperlink w:tooltip="A page" r:id="r1">{run("ab")}</w:hyperlink>', {"r1": CODE}),
    ("field", field(f'HYPERLINK "{OLD}" \\o "tip"', "ab"), NEW, field(f'HYPERLINK "{CODE}" \\o "tip"', "ab"), LINKS),
    ("field with a place", field(f'HYPERLINK "{OLD}" \\l "p"', "ab"), f"{NEW}#p", field(f'HYPERLINK "{CODE}" \\l "p"', "ab"), LINKS),
    ("field without quotes", field(f"HYPERLINK {OLD} \\h", "ab"), NEW, field(f'HYPERLINK "{CODE}" \\h', "ab"), LINKS),
    ("code in pieces", field(f'<w:r><w:instrText>HYPERLINK "{OLD[:9]}</w:instrText></w:r><w:r><w:instrText>{OLD[9:]}" </w:instrText></w:r>', "ab"), NEW,
     field(f'<w:r><w:instrText>HYPERLINK "{CODE}"</w:instrText></w:r><w:r><w:instrText xml:space="preserve"> </w:instrText></w:r>', "ab"), LINKS),
    ("simple field", f'<w:fldSimple w:instr="HYPERLINK {OLD}">{run("ab")}</w:fldSimple>', "http://b.org/", f"<w:fldSimple w:instr='HYPERLINK \"http://b.org/\"'>{run('ab')}</w:fldSimple>", LINKS),
    ("quote", field(f'HYPERLINK "{OLD}"', "ab"), 'http://b.org/"\\x', field('HYPERLINK "http://b.org/\\"\\\\x"', "ab"), LINKS),
    ("the same", hyperlink("r1", "ab"), OLD, hyperlink("r1", "ab"), LINKS),
]  # fmt: skip


@pytest.mark.parametrize("_case, before, target, after, links", TARGETS, ids=[each[0] for each in TARGETS])
def test_links_lead_elsewhere(_case, before, target, after, links):
    """A target goes into the relation or the code that the link has; nothing else about the link changes."""
    data = docx(paragraph("x", before), links=LINKS)
    result = mended(data, "ab", "ab", target)
    assert (member(result), member(result, RELATIONS)) == (
        member(docx(paragraph("x", after), links=LINKS)),
        member(docx(paragraph("x", after), links=links), RELATIONS),
    )
    assert [link.target for link in read(result, "x.docx").hyperlinks] == [target]


def test_long_codes_keep_their_end():
    """What stands in a code behind the part that is read stays."""
    rest = " \\o " + "x" * 20_000
    written_field = '<w:fldSimple w:instr="HYPERLINK {}">' + run("ab") + "</w:fldSimple>"
    result = mended(docx(paragraph(written_field.format(OLD + rest))), "ab", "ab", "http://b.org/")
    assert f'"http://b.org/"{rest}' in member(result)


def test_codes_with_signs_are_refused():
    """A target that is in part a tab element is not written."""
    code = '<w:r><w:instrText>HYPERLINK "http://a</w:instrText><w:tab/><w:instrText>b"</w:instrText></w:r>'
    with pytest.raises(UnwritableEdit, match="over a tab"):
        mended(docx(paragraph(field(code, "ab"))), "ab", "ab", "http://b.org/")


def test_links_of_one_relation_part():
    """A relation that another link uses stays; the changed link gets one of its own."""
    data = docx(paragraph(hyperlink("r1", "ab"), hyperlink("r1", "cd")), links=LINKS)
    result = read(mended(data, "cd", "cd", "http://b.org/"), "x.docx")
    assert [link.target for link in result.hyperlinks] == [OLD, "http://b.org/"]
    document = read(data, "x.docx")
    edits = [Edit(span_of(document, words), words, target="http://b.org/") for words in ("ab", "cd")]
    both = written(data, document, edits)
    assert (member(both), "rId" in member(both, RELATIONS)) == (member(data), False)


def test_links_of_one_relation_part_from_their_places():
    """A link that gets a relation of its own loses the place in the old page, which another keeps."""
    link = '<w:hyperlink r:id="{}"{}>{}</w:hyperlink>'
    other = link.format("r1", ' w:anchor="q"', run("cd"))
    data = docx(paragraph(link.format("r1", ' w:anchor="p"', run("ab")), other), links=LINKS)
    result = mended(data, "ab", "ab", "http://b.org/")
    assert member(result) == member(docx(paragraph(link.format("rId8", "", run("ab")), other)))
    assert [each.target for each in read(result, "x.docx").hyperlinks] == ["http://b.org/", f"{OLD}#q"]


LISTS = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="[%1]"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
)
ITEM = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
REFUSED = [
    ("two paragraphs", paragraph("ab") + paragraph("cd"), "b\n\nc", "bc", "spans two paragraphs"),
    ("number of a list", paragraph("ab", properties=ITEM), "[1] ab", "[2] ab", "counts"),
    ("mark of a heading", paragraph("ab", properties='<w:outlineLvl w:val="0"/>'), "# ab", "ab", "counts"),
    ("number of a note", paragraph("ab", call(1), "c"), "b¹c", "bc", "counts"),
    ("new line", paragraph("ab"), "ab", "a\nb", "line break"),
    ("zero", paragraph("ab"), "ab", "a\0b", "no XML can"),
    ("the last words", paragraph("ab") + paragraph("cd"), "ab", "", "change more than its words"),
    ("CDATA", paragraph("<w:r><w:t><![CDATA[ab]]></w:t></w:r>"), "ab", "ac", "unusual"),
]  # fmt: skip


@pytest.mark.parametrize("_case, body, words, new, said", REFUSED, ids=[each[0] for each in REFUSED])
def test_what_cannot_be_written_is_refused(_case, body, words, new, said):
    """What the document does not hold, or holds in two places, is refused in one sentence."""
    data = docx(body, footnotes={1: paragraph("N.")}, numbering=LISTS)
    with pytest.raises(UnwritableEdit, match=said) as caught:
        mended(data, words, new)
    assert "\n" not in str(caught.value)


def test_fifty_notes_keep_all_that_is_around_them():
    """Links, bold and italic runs, comments and tracked changes of 50 endnotes stay; only the words change."""
    data, expected = big(), big("html", 30, copies=True)
    document = read(data, "x.docx")
    edits = list(mends(document))
    result = written(data, document, edits)
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert {name: member(result, name) for name in names} == {name: member(expected, name) for name in names}
    assert read(result, "x.docx").text == applied(document.text, edits)


def test_members_keep_their_dates_order_and_bytes():
    """Of the archive only the changed member differs: order, dates, compression, comments and extra fields stay."""
    data = with_oddities(docx(paragraph("ab")))
    result = mended(data, "ab", "ac")
    before, after = (zipfile.ZipFile(io.BytesIO(each)) for each in (data, result))
    assert after.testzip() is None
    assert before.comment == after.comment
    for one, other in zip(before.infolist(), after.infolist(), strict=True):
        assert _facts(one) == _facts(other)
        assert (before.read(one) == after.read(other)) == (one.filename != BODY)


def _facts(info):
    return info.filename, info.date_time, info.compress_type, info.comment, info.extra, info.external_attr


def with_oddities(data):
    """Pack *data* anew as a stream does, with a picture, a stored member, dates, comments and extra fields."""
    file = io.BytesIO()

    class Stream(io.RawIOBase):
        def writable(self):
            return True

        def write(self, some):
            return file.write(some)

    with zipfile.ZipFile(Stream(), "w") as packed, zipfile.ZipFile(io.BytesIO(data)) as archive:
        packed.comment = b"a comment"
        for number, info in enumerate(archive.infolist()):
            new = zipfile.ZipInfo(info.filename, (1999, 12, number + 1, 1, 2, 4))
            new.compress_type = zipfile.ZIP_STORED if number % 2 else zipfile.ZIP_DEFLATED
            new.comment, new.extra, new.external_attr = b"c", b"\x99\x99\x02\x00ab", 0o644 << 16
            packed.writestr(new, archive.read(info))
        packed.writestr("word/media/bild-ü.png", bytes(range(256)) * 99)
    return file.getvalue()


def test_other_bytes_are_refused():
    """A file that is not the one that was checked is not written."""
    document = read(docx(paragraph("ab")), "x.docx")
    with pytest.raises(UnwritableEdit, match="not the one that was checked"):
        written(docx(paragraph("ac")), document, [Edit(Span(0, 1), "b")])


def test_document_types_are_refused():
    """XML with a document type of its own, which could hold entities, is not written."""
    part = '<!DOCTYPE d [<!ENTITY e "<x/>">]><d><body><p><r><t>ab</t></r></p></body></d>'
    data = zipped({"[Content_Types].xml": "", BODY: part})
    with pytest.raises(UnwritableEdit, match=r"^x\.docx: word/document\.xml in it has a document type"):
        mended(data, "ab", "ac")


def test_encodings_stay():
    """A part in UTF-16 stays one; a part without declaration is UTF-8."""
    xml = '<?xml version="1.0" encoding="UTF-16"?><d><body><p><r><t>é&lt;b</t></r></p></body></d>'
    data = zipped({"[Content_Types].xml": "", BODY: xml.encode("utf-16")})
    result = mended(data, "é<b", "éü𝄞")
    assert zipfile.ZipFile(io.BytesIO(result)).read(BODY) == xml.replace("&lt;b", "ü𝄞").encode("utf-16")


def test_members_over_each_other_are_refused():
    """An archive whose members share their bytes, which would grow without end, is not written."""
    data = bytearray(docx(paragraph("ab"), styles="<w:style/>" * 3))
    at = data.index(b"PK\x01\x02")
    at = data.index(b"word/comments.xml", at) - 46
    data[at + 20 : at + 24] = len(data).to_bytes(4, "little")
    document = read(docx(paragraph("ab"), styles="<w:style/>" * 3), "x.docx")
    with pytest.raises(UnwritableEdit, match="archive is unusual"):
        written(bytes(data), document, [Edit(Span(0, 1), "b")])
