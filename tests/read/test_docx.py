"""Word documents: notes and their numbers, links, lists, tracked changes, and what is not printed."""

import pytest
from zipped_documents import call, docx, field, hyperlink, paragraph, run, zipped

from citecheck.errors import UnreadableDocument
from citecheck.parse import parse
from citecheck.read import read_bytes

RAISED = '<w:vertAlign w:val="superscript"/>'
MARK = "<w:r><w:footnoteRef/></w:r>"
BOX = f"<wps:txbx><w:txbxContent>{paragraph('In the box')}</w:txbxContent></wps:txbx>"
OLD_BOX = f"<v:textbox><w:txbxContent>{paragraph('In the box')}</w:txbxContent></v:textbox>"
LISTS = (
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="[%1]"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)
STYLES = (
    '<w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="Kapitel"><w:basedOn w:val="berschrift2"/></w:style>'
    '<w:style w:styleId="Quellen"><w:name w:val="Bibliography"/></w:style>'
    '<w:style w:styleId="Hoch"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:styleId="Num"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="Loop"><w:basedOn w:val="Pool"/></w:style><w:style w:styleId="Pool"><w:basedOn w:val="Loop"/></w:style>'
)


def numbered(text, number, level=0):
    return paragraph(
        text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    )


def styled(text, style):
    return paragraph(text, properties=f'<w:pStyle w:val="{style}"/>')


def section(rules=""):
    return paragraph("", properties=f"<w:sectPr>{rules}</w:sectPr>")


def read(*body, **parts):
    return read_bytes(docx(*body, **parts), "report.docx")


def notes_of(document):
    return [(note.series, note.number, note.marker, note.span.of(document.text)) for note in document.notes]


TEXTS = {
    "tabs and line breaks": (paragraph("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>"), "a\tb\nc"),
    "hyphens": (paragraph("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>"), "a-bc"),
    "symbols": (paragraph('<w:r><w:sym w:font="Symbol" w:char="F07E"/><w:sym w:char="00E9"/><w:sym w:char="F061"/></w:r>'), "~é"),
    "runs within a word": (paragraph("exam", "ple.or", "g"), "example.org"),
    "inserted, deleted": (paragraph("a", f"<w:ins>{run('b')}</w:ins>", "<w:del><w:r><w:delText>c</w:delText></w:r></w:del>"), "ab"),
    "moved": (paragraph(f"<w:moveFrom>{run('here')}</w:moveFrom>", f"<w:moveTo>{run('there')}</w:moveTo>"), "there"),
    "deleted end of paragraph": (paragraph("http://a.example/", properties="<w:rPr><w:del/></w:rPr>") + paragraph("b.html"), "http://a.example/b.html"),
    "deleted row": (f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('x')}</w:tc></w:tr><w:tr><w:tc>{paragraph('y')}</w:tc></w:tr></w:tbl>", "y"),
    "hidden": (paragraph("a", run("b", "<w:vanish/>"), run("c", '<w:vanish w:val="0"/>')), "ac"),
    "comment": (paragraph('<w:commentRangeStart w:id="1"/>', "a", '<w:r><w:commentReference w:id="1"/></w:r>'), "a"),
    "raised numbers": (paragraph("a", run("12", RAISED), " 5", run("th", RAISED), run("3,4", '<w:rStyle w:val="Hoch"/>')), "a¹² 5th³,⁴"),
    "text box once": (paragraph(f"<w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{OLD_BOX}</mc:Fallback></mc:AlternateContent></w:r>", "around"), "around\n\nIn the box"),
    "second choice": (paragraph(f"<w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Choice>{BOX}</mc:Choice></mc:AlternateContent></w:r>"), "In the box"),
    "ruby": (paragraph(f"<w:r><w:ruby><w:rt>{run('kan')}</w:rt><w:rubyBase>{run('漢')}</w:rubyBase></w:ruby></w:r>"), "漢"),
    "formula": (paragraph("a", "<m:oMath><m:r><m:t>=b</m:t></m:r></m:oMath>"), "a=b"),
    "table": (f"<w:tbl><w:tr><w:tc>{paragraph('1')}</w:tc><w:tc>{paragraph('a')}{paragraph('b')}</w:tc></w:tr><w:tr><w:tc>{paragraph()}</w:tc><w:tc>{paragraph('c')}</w:tc></w:tr></w:tbl>", "1\ta\nb\nc"),
    "numbered": (numbered("a", 1) + numbered("b", 1, 1) + numbered("c", 1, 1) + numbered("d", 1) + numbered("e", 1, 1), "[1] a\n\n1.a) b\n\n1.b) c\n\n[2] d\n\n2.a) e"),
    "numbers go on and begin anew": (numbered("a", 1) + numbered("b", 3) + numbered("c", 3) + numbered("d", 0), "[1] a\n\n[5] b\n\n[6] c\n\nd"),
    "bullets": (numbered("a", 2), "- a"),
    "number by style": (styled("a", "Num"), "[1] a"),
    "headings": (styled("Two", "berschrift2") + styled("Based", "Kapitel") + paragraph("One", properties='<w:outlineLvl w:val="0"/>') + styled("None", "Loop"), "## Two\n\n## Based\n\n# One\n\nNone"),
    "controls": (f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent><w:sdt><w:sdtContent>{paragraph('a')}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>", "a"),
    "fields": (paragraph("p. ", field(" PAGE ", "3"), field(' IF "1" ', "x")), "p. 3x"),
    "field without end": (paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "a") + paragraph("b"), "b"),
    "end without field": (paragraph('<w:r><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="separate"/></w:r>', "a"), "a"),
}  # fmt: skip


@pytest.mark.parametrize("body, text", TEXTS.values(), ids=TEXTS)
def test_text_is_what_is_printed(body, text):
    """The text is the printed one: changes accepted, codes and comments left out, list numbers put in."""
    assert read(body, styles=STYLES, numbering=LISTS).text == text


LINKS = {
    "relation": (hyperlink("r1", "here"), "here", "http://rel.example/a"),
    "relation with anchor": (hyperlink("r1", "here", "part"), "here", "http://rel.example/a#part"),
    "field": (field(' HYPERLINK "http://f.example/?a=1&amp;b=2" ', "here"), "here", "http://f.example/?a=1&b=2"),
    "field with place": (field(r' HYPERLINK "http://f.example/" \l "part" \o "tip" \t "_blank"', "here"), "here", "http://f.example/#part"),
    "field without quotes": (field(r"hyperlink http://f.example/ \h", "here"), "here", "http://f.example/"),
    "field with a switch first": (field(r'HYPERLINK \o "a tip" "http://f.example/\"q\""', "here"), "here", 'http://f.example/"q"'),
    "field in the code": (field(f"<w:r><w:instrText>HYPERLINK \"http://f.example/</w:instrText></w:r>{field('REF x', 'abc')}<w:r><w:instrText>\"</w:instrText></w:r>", "here"), "here", "http://f.example/abc"),
    "field in the result": (field('HYPERLINK "http://f.example/"', field("REF y", "here")), "here", "http://f.example/"),
    "code in pieces": (field('<w:r><w:instrText>HYPER</w:instrText></w:r><w:r><w:instrText>LINK "http://f.example/"</w:instrText></w:r>', "here"), "here", "http://f.example/"),
    "simple field": (f'<w:fldSimple w:instr=" HYPERLINK &quot;http://s.example/&quot; ">{run("here")}</w:fldSimple>', "here", "http://s.example/"),
    "without text": (hyperlink("r1", ""), "", "http://rel.example/a"),
}  # fmt: skip


@pytest.mark.parametrize("written, over, target", LINKS.values(), ids=LINKS)
def test_hyperlinks_lie_over_their_text(written, over, target):
    """A link is found by relation and by field, nested too, and covers the words it is laid over."""
    document = read(paragraph("See ", written, "."), links={"r1": "http://rel.example/a"})
    assert [(link.span.of(document.text), link.target) for link in document.hyperlinks] == [(over, target)]
    assert document.text == f"See {over}."


@pytest.mark.parametrize(
    "target",
    ["mailto:a@b.example", "#part", "javascript:x", "https://www.zotero.org/google-docs/?x1", "", "h" * 9000],
)
def test_links_to_no_source_are_left_out(target):
    """Letter boxes, places in the document and a reference manager's own records are no sources."""
    assert read(paragraph(hyperlink("r1", "x")), links={"r1": target}).hyperlinks == ()


def test_link_over_two_paragraphs_is_two():
    """A field that begins in one paragraph and ends in the next lies over its text in both."""
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK http://f.example</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    document = read(
        paragraph("x", begin, "a"), paragraph("b", '<w:r><w:fldChar w:fldCharType="end"/></w:r>', "y")
    )
    assert [link.span.of(document.text) for link in document.hyperlinks] == ["a", "b"]


def test_notes_are_numbered_as_they_are_called():
    """Ids say nothing: footnotes count in the order of the calls, endnotes by themselves in Roman numerals."""
    document = read(
        paragraph("One", call(7), " two", call(2), " three", call(4, "endnote"), " four", call(9)),
        footnotes={
            2: paragraph(MARK, " Second: ", hyperlink("r1", "http://www. n.example")),
            7: paragraph(MARK, "\tFirst.") + paragraph("More."),
            8: paragraph("Never called."),
        },
        endnotes={4: paragraph(" At the end.")},
        note_links={"r1": "http://www.n.example"},
    )
    assert document.text.startswith("One¹ two² three[i] four³\n\n")
    assert notes_of(document) == [
        (0, 1, "1", "First.\nMore."),
        (0, 2, "2", "Second: http://www. n.example"),
        (1, 1, "i", "At the end."),
    ]
    assert [(each.number, each.series, each.span.of(document.text)) for each in document.markers] == [
        (1, 0, "¹"), (2, 0, "²"), (1, 1, "[i]"), (3, 0, "³"),
    ]  # fmt: skip
    assert [link.target for link in document.hyperlinks] == ["http://www.n.example"]
    assert "Never" not in document.text
    assert "SEPARATOR" not in document.text


RULES = {
    "Roman from four": ('<w:footnotePr><w:numFmt w:val="upperRoman"/><w:numStart w:val="4"/></w:footnotePr>', "", "", [(0, 4, "IV"), (0, 5, "V"), (0, 6, "VI")]),
    "letters": ('<w:footnotePr><w:numFmt w:val="lowerLetter"/></w:footnotePr>', "", "", [(0, 1, "a"), (0, 2, "b"), (0, 3, "c")]),
    "signs": ('<w:footnotePr><w:numFmt w:val="chicago"/></w:footnotePr>', "", "", [(0, 1, "*"), (0, 2, "†"), (0, 3, "‡")]),
    "each section anew": ('<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>', "", "", [(0, 1, "1"), (0, 2, "2"), (1, 1, "1")]),
    "sections differ": ("", '<w:footnotePr><w:numFmt w:val="lowerRoman"/></w:footnotePr>', '<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>', [(0, 1, "i"), (0, 2, "ii"), (1, 1, "1")]),
    "each page anew": ('<w:footnotePr><w:numRestart w:val="eachPage"/></w:footnotePr>', "", "", [(0, 1, "1"), (1, 1, "1"), (2, 1, "1")]),
    "nonsense": ('<w:footnotePr><w:numFmt w:val="klingon"/><w:numStart w:val="x"/></w:footnotePr>', "", "", [(0, 1, "1"), (0, 2, "2"), (0, 3, "3")]),
}  # fmt: skip


@pytest.mark.parametrize("document, first, last, numbers", RULES.values(), ids=RULES)
def test_numbering_follows_the_sections(document, first, last, numbers):
    """Format, first number and restarts come from the settings, and from each section where it has its own."""
    page = "<w:r><w:lastRenderedPageBreak/></w:r>"
    read_again = read(
        paragraph("A", call(1), page, "B", call(2)),
        section(first),
        paragraph(page, "C", call(3)),
        f"<w:sectPr>{last}</w:sectPr>",
        footnotes={key: paragraph(f"Note {key}.") for key in (1, 2, 3)},
        settings=document,
    )
    assert [(note.series, note.number, note.marker) for note in read_again.notes] == numbers


def test_typed_marks_do_not_count():
    """A sign typed for a number is a series of its own; a typed number is the number."""
    document = read(
        paragraph("A", call(1, mark="*"), " b", call(2), " c", call(3, mark="14"), " d", call(4)),
        footnotes={
            1: paragraph("* The author thanks."),
            2: paragraph("One."),
            3: paragraph("14 Typed."),
            4: paragraph("Two."),
        },
    )
    assert notes_of(document) == [
        (1, 1, "*", "The author thanks."), (0, 1, "1", "One."), (0, 14, "14", "Typed."), (0, 2, "2", "Two."),
    ]  # fmt: skip
    assert document.text.startswith("A* b¹ c14 d²")


def test_deleted_calls_do_not_count_and_second_calls_repeat():
    """A call that a tracked change deletes calls nothing; a note called twice has one text and two markers."""
    document = read(
        paragraph(
            "A", f"<w:del>{call(1)}</w:del>", f"<w:ins>{call(2)}</w:ins>", " b", call(3), " c", call(2)
        ),
        footnotes={key: paragraph(f"Note {key}.") for key in (1, 2, 3)},
    )
    assert notes_of(document) == [(0, 1, "1", "Note 2."), (0, 2, "2", "Note 3.")]
    assert [marker.number for marker in document.markers] == [1, 2, 1]


def test_typed_list_is_left_to_the_parser():
    """Without notes of its own the document is text: headings, printed numbers, raised markers."""
    document = read(
        paragraph("A claim.", run("1", RAISED), " Another.", run("2", RAISED)),
        styled("References", "berschrift2"),
        numbered("Rossi, Alex. Trade. 2007. Accessed 5 May 2011. http://a.example/x", 1),
        numbered("Blau, Kim. Work. 2008. http://b.example/y", 1),
        styles=STYLES,
        numbering=LISTS,
    )
    assert document.notes is None
    assert document.markers is None
    assert [(each.number, each.urls[0].url) for each in parse(document)] == [
        (1, "http://a.example/x"),
        (2, "http://b.example/y"),
    ]


LISTED = {
    "Word": f"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Bibliographies'/></w:docPartObj></w:sdtPr><w:sdtContent>{styled('Works', 'berschrift2')}<w:sdt><w:sdtPr><w:bibliography/></w:sdtPr><w:sdtContent>ITEMS</w:sdtContent></w:sdt></w:sdtContent></w:sdt>",
    "Mendeley": "<w:sdt><w:sdtPr><w:tag w:val='MENDELEY_BIBLIOGRAPHY'/></w:sdtPr><w:sdtContent>ITEMS</w:sdtContent></w:sdt>",
    "Zotero": paragraph('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY </w:instrText><w:fldChar w:fldCharType="separate"/></w:r>')
    + "ITEMS" + paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
}  # fmt: skip


@pytest.mark.parametrize("frame", LISTED.values(), ids=LISTED)
@pytest.mark.parametrize(
    "items, notes",
    [
        (paragraph("[1]\tAda.") + paragraph("[2]\tBen."), [(1, "1", "Ada."), (2, "2", "Ben.")]),
        (paragraph("Ada.") + paragraph("1984. Ben."), [(1, None, "Ada."), (2, None, "1984. Ben.")]),
        (
            f"<w:tbl><w:tr><w:tc>{paragraph('[1]')}</w:tc><w:tc>{paragraph('Ada.')}</w:tc></w:tr><w:tr><w:tc>{paragraph('[2]')}</w:tc><w:tc>{paragraph('Ben.')}</w:tc></w:tr></w:tbl>",
            [(1, "1", "Ada."), (2, "2", "Ben.")],
        ),
    ],
    ids=["numbers", "no numbers", "table"],
)
def test_bibliography_of_a_reference_manager_is_a_list(frame, items, notes):
    """What a reference manager marks as its bibliography is a list, an entry a paragraph or row."""
    document = read(paragraph("Text."), frame.replace("ITEMS", items), paragraph("Behind."), styles=STYLES)
    assert [each[1:] for each in notes_of(document)] == notes


def test_footnotes_and_bibliography_are_two_series():
    """The entries of a bibliography, known by its style, come behind the footnotes."""
    document = read(
        paragraph("A", call(1)), styled("Ada. Title.", "Quellen"), styled("Ben. Title.", "Quellen"),
        footnotes={1: paragraph("Ada, p. 3.")}, styles=STYLES,
    )  # fmt: skip
    assert notes_of(document) == [
        (0, 1, "1", "Ada, p. 3."),
        (1, 1, None, "Ada. Title."),
        (1, 2, None, "Ben. Title."),
    ]


@pytest.mark.parametrize(
    "cited, numbers",
    [("[1]", [1]), ("[1–3]", [1, 2, 3]), ("(3, 1)", [3, 1]), ("[9]", []), ("(Ada 2010)", [])],
)
def test_citations_by_number_are_markers(cited, numbers):
    """The citations of a reference manager point to its bibliography, where they are numbers."""
    entries = "".join(paragraph(f"[{number}] Entry.") for number in (1, 2, 3))
    document = read(
        paragraph("A ", field("ADDIN ZOTERO_ITEM CSL_CITATION {}", cited)),
        LISTED["Mendeley"].replace("ITEMS", entries),
    )
    assert [marker.number for marker in document.markers] == numbers


def test_places_are_paragraphs():
    """A place is the number of a paragraph, empty ones not counted; a note stands where it is called."""
    document = read(
        paragraph("First."),
        paragraph(),
        paragraph("Second", "<w:r><w:br/><w:t>line</w:t></w:r>", call(1)),
        paragraph("Third."),
        footnotes={1: paragraph("Note.") + paragraph("More.")},
    )
    where = {document.text[place.offset :].split()[0]: place.line for place in document.places}
    assert where == {"First.": 1, "Second": 2, "line¹": 2, "Third.": 3, "Note.": 2, "More.": 2}
    assert {place.page for place in document.places} == {None}


def test_strict_dialect_is_read():
    """The strict dialect of the standard, with other namespaces, is the same document."""
    content = (paragraph("A", call(1), hyperlink("r1", "x")),)
    usual = read(*content, footnotes={1: paragraph("N.")}, links={"r1": "http://a.example"})
    strict = read(*content, footnotes={1: paragraph("N.")}, links={"r1": "http://a.example"}, strict=True)
    assert (strict.text, strict.notes, strict.hyperlinks) == (usual.text, usual.notes, usual.hyperlinks)


BROKEN = {
    "no archive": (b"PK\x03\x04rest", r"r\.docx: the archive .* is broken"),
    "no body": (zipped({"[Content_Types].xml": "", "word/document.xml": "<a/>"}), "is no Word document"),
    "no main part": (zipped({"[Content_Types].xml": "", "word/x": ""}), r"word/document\.xml is missing"),
    "not XML": (zipped({"[Content_Types].xml": "", "word/document.xml": "<a>"}), "not well-formed"),
    "no text": (docx(paragraph()), "has no text"),
    "locked": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99) + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
}


@pytest.mark.parametrize("data, said", BROKEN.values(), ids=BROKEN)
def test_unreadable_word_documents_say_why(data, said):
    """What cannot be read gives one error that names the file and what to do."""
    with pytest.raises(UnreadableDocument, match=said):
        read_bytes(data, "r.docx")


def test_entities_are_not_expanded():
    """An entity of the document's own is left out, and nothing is fetched."""
    part = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY f "gggg">]><d><body><p><r><t>a&e;&f;b</t></r></p></body></d>'
    document = read_bytes(zipped({"[Content_Types].xml": "", "word/document.xml": part}), "r.docx")
    assert document.text == "ab"
    assert document.notes is None
