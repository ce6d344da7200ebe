"""Zipped documents of every kind: known by content, hostile ones refused, damaged ones never a crash."""

import io
import zipfile

import pytest
from counted_work import calls_in
from hypothesis import given, settings, strategies as st
from zipped_documents import (
    call,
    docx,
    epub,
    field,
    hyperlink,
    odt,
    odt_note,
    paragraph,
    zipped,
)  # fmt: skip

from citecheck.errors import UnreadableDocument
from citecheck.read import docx as docx_reader, epub as epub_reader, odt as odt_reader, read_bytes
from citecheck.read.docx.fields import Field

WORD = docx(
    paragraph(
        "Claim", call(1), field('HYPERLINK "http://f.example/"', "x"), hyperlink("r1", "y"), call(2, mark="*")
    ),
    f"<w:tbl><w:tr><w:tc>{paragraph('1')}</w:tc></w:tr></w:tbl>",
    footnotes={1: paragraph("Ada."), 2: paragraph("* Ben.")},
    links={"r1": "http://rel.example/"},
    styles='<w:style w:styleId="A"><w:basedOn w:val="A"/></w:style>',
    numbering='<w:abstractNum w:abstractNumId="0"/><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
)
OPEN = odt(
    f"<text:p>Claim{odt_note(1, '<text:p>Ada.</text:p>')}<text:a xlink:href='http://a.example'>x</text:a></text:p>",
    "<text:list><text:list-item><text:p>Ben.</text:p></text:list-item></text:list>",
)
BOOK = epub({"a.xhtml": "<p>Claim<a href='#n'>1</a></p><aside epub:type='footnote' id='n'>Ada.</aside>"})
KINDS = {"docx": (WORD, docx_reader), "odt": (OPEN, odt_reader), "epub": (BOOK, epub_reader)}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["x", "x.txt", "x.docx", "x.odt", "x.epub"])
def test_content_says_what_an_archive_is(kind, name):
    """What is in the archive is believed before its name."""
    assert read_bytes(KINDS[kind][0], name).format == kind


def test_archives_without_their_first_member_are_known_by_the_others():
    """An archive that was packed anew has no declared type at its start, but the same parts."""
    for kind, (data, _) in KINDS.items():
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name for name in archive.namelist() if name != "mimetype"]
            again = zipped({name: archive.read(name) for name in names})
        assert read_bytes(again, "x").format == kind


def test_a_type_that_was_packed_is_no_declaration():
    """Who packs an OpenDocument text anew with any program packs its first member too; LibreOffice opens it."""
    with zipfile.ZipFile(io.BytesIO(OPEN)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    assert read_bytes(file.getvalue(), "x.odt").text == read_bytes(OPEN, "x.odt").text


def bomb(name, size):
    return {
        "word/document.xml": b"<a>" + b" " * size + b"</a>",
        "[Content_Types].xml": "",
        **({name: ""} if name else {}),
    }


def with_lie(data):
    """Change the declared size of every member in the archive's directory to four bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sizes = {member.file_size for member in archive.infolist()}
    for size in sizes - {0}:
        data = data.replace(size.to_bytes(4, "little"), (4).to_bytes(4, "little"))
    return data


def locked(data):
    """Set the flag that says that a member is encrypted."""
    local, central = b"PK\x03\x04\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x00"
    return data.replace(local, local[:-1] + b"\x01").replace(central, central[:-1] + b"\x01")


HOSTILE = {
    "packed too far": (zipped(bomb("", 8 * 2**20)), "unpacks to 8 MiB"),
    "too large": (zipped(bomb("", 33 * 2**20)), "unpacks to 33 MiB"),
    "lies about its size": (with_lie(WORD), "broken|well-formed|no Word"),
    "encrypted": (locked(WORD), "is encrypted"),
    "too deep": (docx("<w:sdt>" * 300 + "</w:sdt>" * 300), "not well-formed"),
    "too many elements": (docx(paragraph("x" + "<w:r/>" * 3_100_000)), "more elements|unpacks to"),
    "members beyond number": (b"PK\x03\x04" + b"PK\x01\x02" * 20_001, "more than 20000 files"),
    "many entities": (zipped({"[Content_Types].xml": "", "word/document.xml": '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)) + "]><a b='&j;'/>"}), "not well-formed|no Word"),
}  # fmt: skip


@pytest.fixture
def unpacked_sizes(monkeypatch):
    """Give the sizes of what is unpacked, read by read."""
    sizes, read = [], zipfile.ZipExtFile.read

    def counted(member, size=-1):
        data = read(member, size)
        sizes.append(len(data))
        return data

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counted)
    return sizes


@pytest.mark.parametrize("data, said", HOSTILE.values(), ids=HOSTILE)
def test_hostile_archives_are_refused(unpacked_sizes, data, said):
    """What would take more time or memory than a document may is refused, before much of it is unpacked."""
    with pytest.raises(UnreadableDocument, match=said):
        read_bytes(data, "r.docx")
    assert sum(unpacked_sizes) <= 16 * 2**10


REPEATED = {
    "open fields": "<w:r><w:fldChar w:fldCharType='begin'/><w:t>x</w:t></w:r>",
    "open results": "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>HYPERLINK http://f.example</w:instrText><w:fldChar w:fldCharType='separate'/></w:r></w:p><w:p>",
    "calls of one note": call(1),
    "tables": f"</w:p><w:tbl><w:tr><w:tc>{paragraph('x')}</w:tc></w:tr></w:tbl><w:p>",
    "code of quotes": '<w:r><w:instrText>"\\\'" “ ”</w:instrText></w:r>',
}


@pytest.mark.parametrize("piece", REPEATED.values(), ids=REPEATED)
def test_work_grows_with_the_document_and_no_faster(piece):
    """Twice as many of anything take twice as many calls, whatever is left open."""
    begin = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>" if 'instrText>"' in piece else ""
    once, twice = (docx(paragraph("Ada", begin, piece * count)) for count in (1_000, 2_000))
    assert read_bytes(once, "r.docx").text.startswith("Ada")
    assert calls_in(lambda: read_bytes(twice, "r.docx")) < 2.2 * calls_in(lambda: read_bytes(once, "r.docx"))


def test_of_the_code_of_a_field_only_the_beginning_is_looked_at():
    """Searching it is one call, whose length is bounded."""
    field_code = Field()
    for _ in range(20_000):
        field_code.add('"\\\'" “ ”')
    assert len(field_code.text) == 10_000
    assert field_code.length < 10_100


def assert_read_or_refused(reader, data):
    """Read *data*; all spans of what comes out lie in its text, and nothing but the one error comes out."""
    reader.recognises(data, "x")
    try:
        document = reader.read(data, "x")
    except UnreadableDocument as error:
        assert str(error).startswith("x: ")  # noqa: PT017 - either outcome is right, and each is checked
        return
    spans = [
        each.span for group in (document.notes, document.markers, document.hyperlinks) for each in group or ()
    ]
    assert all(0 <= span.start <= span.end <= len(document.text) for span in spans)
    assert all(place.line > 0 and place.offset <= len(document.text) for place in document.places)


@settings(max_examples=60)
@given(
    kind=st.sampled_from(sorted(KINDS)),
    cut=st.none() | st.floats(0, 1),
    changes=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=6),
)
def test_damaged_archives_never_crash(kind, cut, changes):
    """An archive with bytes changed or its end cut off is read or refused."""
    data, reader = KINDS[kind]
    damaged = bytearray(data[: None if cut is None else int(cut * len(data))])
    for where, byte in changes:
        if damaged:
            damaged[int(where * len(damaged))] = byte
    assert_read_or_refused(reader, bytes(damaged))


def unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


MEMBERS = {kind: unpacked(data) for kind, (data, _) in KINDS.items()}


@settings(max_examples=150)
@given(data=st.data())
def test_damaged_parts_never_crash(data):
    """A sound archive whose XML was changed anywhere (attributes, names, elements moved) is read or refused."""
    kind = data.draw(st.sampled_from(sorted(KINDS)))
    members = dict(MEMBERS[kind])
    name = data.draw(st.sampled_from(sorted(members)))
    tags = members[name].split("<")
    for _ in range(data.draw(st.integers(1, 4))):
        at, other = (data.draw(st.integers(0, len(tags) - 1)) for _ in range(2))
        match data.draw(st.sampled_from(["swap", "copy", "drop", "digit", "text"])):
            case "swap":
                tags[at], tags[other] = tags[other], tags[at]
            case "copy":
                tags.insert(at, tags[other])
            case "drop" if len(tags) > 1:
                del tags[at]
            case "digit":
                tags[at] = tags[at].replace("1", data.draw(st.sampled_from(["-1", "0", "99999999", "x", ""])))
            case _:
                tags[at] += data.draw(st.text(st.characters(codec="utf-8"), max_size=5))
    members[name] = "<".join(tags)
    assert_read_or_refused(KINDS[kind][1], zipped(members))


WORDS = st.recursive(
    st.sampled_from(["<w:t>Ada</w:t>", "<w:tab/>", "<w:footnoteReference w:id='1'/>", "<w:footnoteReference w:id='1' w:customMarkFollows='1'/>",
                     "<w:fldChar w:fldCharType='begin'/>", "<w:fldChar w:fldCharType='separate'/>", "<w:fldChar w:fldCharType='end'/>",
                     "<w:instrText>HYPERLINK http://f.example</w:instrText>", "<w:instrText>ADDIN ZOTERO_BIBL</w:instrText>", "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
                     "<w:pPr><w:sectPr/></w:pPr>", "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>"]),
    lambda inner: st.builds(
        lambda tag, content: f"<w:{tag}>{''.join(content)}</w:{tag}>",
        st.sampled_from(["p", "r", "tbl", "tr", "tc", "sdt", "sdtContent", "hyperlink", "fldSimple", "txbxContent", "ins", "del", "pPr", "sectPr"]),
        st.lists(inner, max_size=5),
    ),
    max_leaves=30,
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(WORDS, max_size=6))
def test_any_nesting_of_word_elements_is_read(content):
    """Elements where no program would put them, fields never ended, notes outside of paragraphs: all are read."""
    assert_read_or_refused(
        docx_reader, docx(paragraph("x"), *content, footnotes={1: paragraph("Note.", *content[:1])})
    )


TEXTS = st.recursive(
    st.sampled_from(["Ada ", "<text:tab/>", "<text:s text:c='3'/>", "<text:note-citation text:label='*'>*</text:note-citation>", "<text:note-citation>1</text:note-citation>",
                     "<text:reference-mark-start text:name='ZOTERO_ITEM'/>", "<text:reference-mark-end text:name='ZOTERO_ITEM'/>"]),
    lambda inner: st.builds(
        lambda tag, content: f"<{tag}>{''.join(content)}</{tag}>",
        st.sampled_from(["text:p", "text:h", "text:span", "text:a", "text:note", "text:note-body", "text:list", "text:list-item", "text:section", "text:bibliography", "text:bibliography-mark", "text:index-title", "draw:text-box", "draw:frame", "table:table", "table:table-row", "table:table-cell", "office:annotation"]),
        st.lists(inner, max_size=5),
    ),
    max_leaves=30,
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(TEXTS, max_size=6))
def test_any_nesting_of_opendocument_elements_is_read(content):
    """Elements where no program would put them, notes without words or outside of paragraphs: all are read."""
    assert_read_or_refused(odt_reader, odt("<text:p>x</text:p>", *content))
