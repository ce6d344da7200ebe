"""OpenDocument texts: notes where they are called, links, lists, sections, tracked changes."""

import pytest
from zipped_documents import odt, odt_note, zipped

from citecheck.errors import UnreadableDocument
from citecheck.parse import parse
from citecheck.read import read_bytes

# Where changes are shown, what was deleted stays in its place (ODF 1.3 part 3, 5.5).
REGION = (
    "<text:tracked-changes><text:changed-region text:id='d'><text:deletion/></text:changed-region>"
    "<text:changed-region text:id='i'><text:insertion/></text:changed-region></text:tracked-changes>"
)


def marked(key, text):
    return f"<text:change-start text:change-id='{key}'/>{text}<text:change-end text:change-id='{key}'/>"


STYLES = (
    '<style:style style:name="Up" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="Low" style:family="text"><style:text-properties style:text-position="-33% 58%"/></style:style>'
    '<style:style style:name="Gone" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="P9" style:family="paragraph" style:parent-style-name="Bibliography_20_1"/>'
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="[" style:num-suffix="]"/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix="." text:display-levels="2"/></text:list-style>'
    '<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>'
)


def p(*content, style="Standard"):
    return f'<text:p text:style-name="{style}">{"".join(content)}</text:p>'


def a(target, text):
    return f'<text:a xlink:href="{target}">{text}</text:a>'


def items(*content, style="L1", more=""):
    return f'<text:list text:style-name="{style}" {more}>{"".join(f"<text:list-item>{each}</text:list-item>" for each in content)}</text:list>'


def read(*body, **parts):
    return read_bytes(odt(*body, automatic=STYLES, **parts), "report.odt")


def notes_of(document):
    return [(note.series, note.number, note.marker, note.span.of(document.text)) for note in document.notes]


TEXTS = {
    "white space": (p("  a\n   b ", "<text:span> c</text:span>", "<text:s text:c='2'/>d<text:tab/>e<text:line-break/>f"), "a b c  d\te\nf"),
    "soft hyphens": (p("exam\u00adple.org/a\u00ad b"), "example.org/a\u00ad b"),
    "blanks without end": (p("a<text:s text:c='999999999'/>b"), "a b"),
    "deleted": ("<text:tracked-changes><text:changed-region><text:deletion>" + p("gone") + "</text:deletion></text:changed-region></text:tracked-changes>" + p("a", "<text:change-start text:change-id='c'/>b<text:change-end text:change-id='c'/><text:change text:change-id='d'/>c"), "abc"),
    "deleted in its place": (REGION + p("a", marked("d", "b<text:tab/>" + odt_note(1, "<text:p>N.</text:p>")), marked("i", "c"), "d"), "acd"),
    "deleted end": (REGION + p("a", marked("d", "b</text:p><text:p>c"), "d") + p("e"), "ad\n\ne"),
    "comment": (p("a<office:annotation><dc:creator>X</dc:creator>" + p("comment") + "</office:annotation>b<office:annotation-end/>c"), "abc"),
    "raised": (p("a<text:span text:style-name='Up'>1</text:span>b<text:span text:style-name='Low'>2</text:span><text:span text:style-name='Up'>th</text:span>"), "a¹b2th"),
    "hidden": (p("a<text:span text:style-name='Gone'>b<text:span>c</text:span></text:span>d"), "ad"),
    "ruby": (p("<text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>kan</text:ruby-text></text:ruby>x"), "漢x"),
    "fields": (p("p. <text:page-number>3</text:page-number><text:bookmark-start/>x<text:bookmark-end/>"), "p. 3x"),
    "headings": ("<text:h text:outline-level='3'>Three</text:h><text:h>One</text:h>" + p("x"), "### Three\n\n# One\n\nx"),
    "sections": ("<text:section><text:section>" + p("a") + "</text:section></text:section>", "a"),
    "box": (p("around <draw:frame>\n <draw:text-box>" + p("boxed") + "</draw:text-box>\n </draw:frame>it"), "around it\n\nboxed"),
    "shape": (p("around <draw:custom-shape>" + p("shaped") + "</draw:custom-shape>it"), "around it\n\nshaped"),
    "table": ("<table:table><table:table-row><table:table-cell>" + p("1") + "</table:table-cell><table:table-cell>" + p("a") + p("b") + "</table:table-cell></table:table-row><table:table-row><table:table-cell>" + p("c") + "</table:table-cell></table:table-row></table:table>" + p("d"), "1\ta\nb\nc\n\nd"),
    "numbers": (items(p("a") + p("more"), p("b") + items(p("c"), p("d"), style="")), "[1] a\n\nmore\n\n[2] b\n\n2.a. c\n\n2.b. d"),
    "bullets": (items(p("a"), style="L2"), "- a"),
    "unknown list": (items(p("a"), style="none"), "- a"),
    "numbers go on": (items(p("a")) + items(p("b")) + items(p("c"), more="text:continue-numbering='true'"), "[1] a\n\n[1] b\n\n[2] c"),
}  # fmt: skip


@pytest.mark.parametrize("body, text", TEXTS.values(), ids=TEXTS)
def test_text_is_what_is_printed(body, text):
    """White space counts as the format says; changes are accepted; comments are left out; lists are numbered."""
    assert read(body).text == text


def test_flat_and_zipped_are_the_same():
    """A text in one file of XML is read like a zipped one, whatever they are called."""
    body = (p("A", odt_note(1, p("N ", a("http://a.example", "x")))),)
    whole = read_bytes(odt(*body), "x.bin")
    flat = read_bytes(odt(*body, flat=True), "x.bin")
    assert (flat.text, flat.notes, flat.hyperlinks, flat.format) == (
        whole.text,
        whole.notes,
        whole.hyperlinks,
        "odt",
    )


def test_notes_stand_where_they_are_called():
    """The words of a note follow the body; its number is the printed one; endnotes are a series of their own."""
    document = read(
        p("One", odt_note(1, p("First: ", a("http://n.example/a_b", "http://n.example/a b")) + p("More.")), " and",
          odt_note(2, p("Thanks."), label="*"), ".", odt_note("i", p("At the end."), "endnote"), odt_note(2, p("Second."))),
    )  # fmt: skip
    assert document.text.startswith("One¹ and*.[i]²\n\n")
    assert notes_of(document) == [
        (0, 1, "1", "First: http://n.example/a b\nMore."), (2, 1, "*", "Thanks."), (0, 2, "2", "Second."), (1, 1, "i", "At the end."),
    ]  # fmt: skip
    assert [(each.number, each.series, each.span.of(document.text)) for each in document.markers] == [
        (1, 0, "¹"), (1, 2, "*"), (1, 1, "[i]"), (2, 0, "²"),
    ]  # fmt: skip
    assert [(link.span.of(document.text), link.target) for link in document.hyperlinks] == [
        ("http://n.example/a b", "http://n.example/a_b")
    ]
    assert {place.line for place in document.places} == {1}


def test_numbers_that_begin_anew_begin_a_series():
    """Notes numbered by chapter are as many series as chapters."""
    document = read(
        p("A", odt_note(1, p("a")), odt_note(2, p("b"))), p("B", odt_note(1, p("c")), odt_note(2, p("d")))
    )
    assert [(note.series, note.number) for note in document.notes] == [(0, 1), (0, 2), (1, 1), (1, 2)]


def test_typed_list_is_left_to_the_parser():
    """Without notes of its own the text has its list under a heading, printed numbers and all."""
    document = read(
        p("A claim.<text:span text:style-name='Up'>1</text:span>"),
        "<text:h text:outline-level='1'>References</text:h>",
        items(
            p("Rossi, Alex. Trade. 2007. http://a.example/x"), p("Blau, Kim. Work. 2008. http://b.example/y")
        ),
    )
    assert document.notes is None
    assert [(each.number, each.urls[0].url) for each in parse(document)] == [
        (1, "http://a.example/x"),
        (2, "http://b.example/y"),
    ]


LISTED = {
    "index": f"<text:bibliography><text:bibliography-source>TEMPLATE</text:bibliography-source><text:index-body><text:index-title>{p('Works')}</text:index-title>{p('[1] Ada.')}{p('[2] Ben.')}</text:index-body></text:bibliography>",
    "Zotero": f"<text:section text:name='ZOTERO_BIBL {{}} CSL_BIBLIOGRAPHY RNDx'>{p('[1] Ada.')}{p('[2] Ben.')}</text:section>",
    "style": p("[1] Ada.", style="P9") + p("[2] Ben.", style="Bibliography_20_1"),
}


@pytest.mark.parametrize("listed", LISTED.values(), ids=LISTED)
def test_bibliography_is_a_list_that_citations_point_to(listed):
    """The entries of a bibliography are notes, and citations by number are markers."""
    cited = "<text:bibliography-mark>[2]</text:bibliography-mark>"
    mark = "<text:reference-mark-start text:name='ZOTERO_ITEM x'/>[1]<text:reference-mark-end text:name='ZOTERO_ITEM x'/>"
    document = read(p("A ", cited, mark, "."), listed)
    assert notes_of(document) == [(0, 1, "1", "Ada."), (0, 2, "2", "Ben.")]
    assert [marker.number for marker in document.markers] == [2, 1]


BROKEN = {
    "no archive": (b"PK\x03\x04rest", r"r\.odt: the archive .* is broken"),
    "no content": (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), r"content\.xml is missing"),
    "a sheet": (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), "is no OpenDocument text"),
    "no text": (odt(p()), "has no text"),
    "locked": (odt(p("x"), manifest="<manifest:encryption-data/>"), "password"),
}  # fmt: skip


@pytest.mark.parametrize("data, said", BROKEN.values(), ids=BROKEN)
def test_unreadable_texts_say_why(data, said):
    """What cannot be read gives one error that names the file and what to do."""
    with pytest.raises(UnreadableDocument, match=said):
        read_bytes(data, "r.odt")
