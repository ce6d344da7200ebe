"""HTML: the notes of every exporter, Wikipedia's references, and the text as a reader sees it."""

from functools import partial
from textwrap import dedent

import pytest
from counted_work import growth
from hypothesis import given, strategies as st
from scaling import PAGES, read_page

from citecheck.errors import UnreadableDocument
from citecheck.models import Role
from citecheck.parse import parse
from citecheck.read import read_bytes, read_text
from citecheck.read.html import read

WORD = """<html><body><div class=WordSection1><p>Body<a href="#_ftn1" name="_ftnref1" title=""><span
class=MsoFootnoteReference>[1]</span></a> and<a href="report.htm#_ftn2" name="_ftnref2"><sup>[2]</sup></a>.</p></div>
<div><br clear=all><hr><div id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> World Bank.</p>
<p>Second.</p></div><div id=ftn2><p><a href="#_ftnref2" name="_ftn2">[2]</a> UN.</p></div></div></body></html>"""
PANDOC = """<!DOCTYPE html><p>Text<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>.</p>
<section id="footnotes" class="footnotes" role="doc-endnotes"><hr><ol><li id="fn1"><p>19 people.<a href="#fnref1"
class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>"""
GITHUB = """<html><p>A<sup><a href="#user-content-fn-a" id="user-content-fnref-a" data-footnote-ref>1</a></sup> b<sup><a
href="#user-content-fn-a" id="user-content-fnref-a-2" data-footnote-ref>1</a></sup></p><section data-footnotes
class="footnotes"><h2 id="footnote-label" class="sr-only">Footnotes</h2><ol><li id="user-content-fn-a"><p>One. <a
href="#user-content-fnref-a" data-footnote-backref>↩</a> <a href="#user-content-fnref-a-2" data-footnote-backref>↩<sup>2</sup></a></p></li></ol></section>"""
LIBREOFFICE = """<html><p>x<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></p><div id="sdfootnote1"><p
class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>One.</p></div>"""
ASCIIDOCTOR = """<html><p>x<sup class="footnote">[<a id="_footnoteref_1" class="footnote" href="#_footnotedef_1">1</a>]</sup></p>
<div id="footnotes"><div class="footnote" id="_footnotedef_1"><a href="#_footnoteref_1">1</a>. One.</div></div>"""
SPHINX = """<html><p>x<a class="footnote-reference brackets" href="#id2" id="id1" role="doc-noteref">1</a></p><aside class="footnote brackets"
id="id2" role="doc-footnote"><span class="label"><span class="fn-bracket">[</span><a role="doc-backlink"
href="#id1">1</a><span class="fn-bracket">]</span></span><p>One.</p></aside>"""
DOCUTILS = """<html><p>x<a class="footnote-reference brackets" href="#id2" id="id1">1</a></p><dl class="footnote"><dt class="label" id="id2"><span
class="brackets"><a class="fn-backref" href="#id1">1</a></span></dt><dd><p>One.</p></dd></dl>"""
BY_HAND = """<html><p>x<a href="#n1"><sup>1</sup></a> y<a href="#n2">[2]</a></p>
<p><a name="n1"></a>1. One.<br><a name="n2"></a>2. Two.</p><p>after</p>"""
EPUB = """<html xmlns:epub="http://www.idpf.org/2007/ops"><p>x<a epub:type="noteref" href="#n1">*</a></p><aside epub:type="footnote"
id="n1"><p>One.</p></aside>"""
MEDIAWIKI = """<html><body class="mediawiki"><p>x<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[note 1]</a></sup> y<sup id="cite_ref-b_2-0"
class="reference"><a href="#cite_note-b-2">[1]</a></sup> z<sup id="cite_ref-b_2-1" class="reference"><a href="#cite_note-b-2">[1]</a></sup></p><h2><span
class="mw-headline">Notes</span><span class="mw-editsection">[edit]</span></h2><ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink"><a
href="#cite_ref-1">^</a></span> <span class="reference-text">Aside.</span></li></ol><ol class="references"><li id="cite_note-b-2"><span
class="mw-cite-backlink">^ <a href="#cite_ref-b_2-0"><sup>a</sup></a></span> <span class="reference-text">1984 was a year.</span></li><li
id="cite_note-3"><span class="reference-text">Uncited.</span></li></ol>"""
PARSOID = """<html><head><base href="//en.wikipedia.org/wiki/"></head><body><p>x<sup typeof="mw:Extension/ref" class="mw-ref reference" id="cite_ref-y_1-0"><a
href="./Page#cite_note-y-1"><span class="mw-reflink-text">[1]</span></a></sup></p><ol class="mw-references references"><li id="cite_note-y-1"><a
href="./Page#cite_ref-y_1-0" rel="mw:referencedBy"><span>↑ </span></a><span class="mw-reference-text">One. <a rel="mw:WikiLink" href="./BBC">BBC</a></span></li></ol>"""

NOTES = [
    # exporter, page, (number, series, words) of each note, words of the markers
    ("Word", WORD, [(1, 0, "World Bank.\n\nSecond."), (2, 0, "UN.")], ["[1]", "[2]"]),
    ("Pandoc", PANDOC, [(1, 0, "19 people.")], ["¹"]),
    ("GitHub", GITHUB, [(1, 0, "One.")], ["¹", "¹"]),
    ("LibreOffice", LIBREOFFICE, [(1, 0, "One.")], ["¹"]),
    ("Asciidoctor", ASCIIDOCTOR, [(1, 0, "One.")], ["1"]),
    ("Sphinx", SPHINX, [(1, 0, "One.")], ["1"]),
    ("docutils", DOCUTILS, [(1, 0, "One.")], ["1"]),
    ("made by hand", BY_HAND, [(1, 0, "One."), (2, 0, "Two.")], ["¹", "[2]"]),
    ("EPUB", EPUB, [(1, 0, "One.")], ["*"]),
    (
        "MediaWiki",
        MEDIAWIKI,
        [(1, 0, "Aside."), (1, 1, "1984 was a year."), (2, 1, "Uncited.")],
        ["[note 1]", "[1]", "[1]"],
    ),
    ("Parsoid", PARSOID, [(1, 0, "One. BBC")], ["[1]"]),
]


@pytest.mark.parametrize("page, notes, markers", [row[1:] for row in NOTES], ids=[row[0] for row in NOTES])
def test_notes_of_every_exporter(page, notes, markers):
    """Notes are found by the links between them and the body, without their numbers and links back."""
    document = read_text(page, "x.html")
    assert [(note.number, note.series, note.span.of(document.text)) for note in document.notes] == notes
    assert [marker.span.of(document.text) for marker in document.markers] == markers


@pytest.mark.parametrize(
    "page",
    [
        '<html><ul><li><a id="t1" href="#s1">1</a></li></ul><h2 id="s1"><a href="#t1">1 Head</a></h2><p>Text.</p>',
        '<html><p><a href="#top">1</a></p><div id="top"><h1>Title</h1><p>Text.</p></div>',
        '<html><p id="p1">See <a href="#p2">the second paragraph</a>.</p><p id="p2">And <a href="#p1">the first one</a>.</p>',
        "<html><h2>References</h2><ol><li>One.</li></ol>",
    ],
    ids=["table of contents", "to a section", "two paragraphs", "plain list"],
)
def test_other_links_are_no_notes(page):
    """Links between headings, sections and paragraphs point to no notes; plain lists are left to the parser."""
    document = read_text(page, "x.html")
    assert document.notes is None
    assert document.markers is None


SHOWN = [
    # source within the body, text
    ("<p>One\n two</p><p>three</p>", "One two\n\nthree"),
    ("<div>One<div>two</div></div>three", "One\n\ntwo\n\nthree"),
    (
        "<h2>References</h2><ol start=3><li>A<li><p>B</ol><ul><li>C<ul><li>D</ul></ul>",
        "## References\n\n3. A\n\n4. B\n\n- C\n- D",
    ),
    ("<ol><li value=7>A</li><li>B</li></ol>", "7. A\n8. B"),
    ("One<br>two<br><br>three", "One\ntwo\n\nthree"),
    ("<table><tr><td>1.</td><td>One</td></tr><tr><td>2.</td><td>Two</td></tr></table>", "1. One\n2. Two"),
    ("co&shy;op<wbr>erate http://a.org/long&shy; tail", "cooperate http://a.org/long\xad tail"),
    ("a&nbsp;b&#8239;: c", "a b : c"),
    ("10<sup>5</sup> x<sup>[1]</sup> H<sub>2</sub>O", "10⁵ x[1] H2O"),
    ("<q>One</q> <i>two</i><b>three</b>", "“One” twothree"),
    ("<pre>a\n  b</pre>c", "a\n  b\n\nc"),
    ("a<script>b</script><style>c</style><noscript>d</noscript><template>e</template>f", "af"),
    ("a<p hidden>b</p><p style='display: none'>c</p>d", "ad"),
    ("a<!-- b -->c<?php d ?>e", "ace"),
]


@pytest.mark.parametrize("body, text", SHOWN)
def test_text_is_what_a_reader_sees(body, text):
    """Blocks part paragraphs, items have their numbers, and what is hidden is left out."""
    assert read_text(f"<html><body>{body}</body></html>", "x.html").text == text


LINKS = [
    ('<a href="http://a.org/?x=1&amp;y=2">T</a>', [("T", "http://a.org/?x=1&y=2")]),
    ('<a href="\nhttp://a.org/lo\nng ">T</a>', [("T", "http://a.org/long")]),
    ('<a href="//a.org/">T</a>', [("T", "https://a.org/")]),
    ('<base href="http://b.org/dir/"><a href="x.html">T</a>', [("T", "http://b.org/dir/x.html")]),
    ('<a href="http://[a/">T</a><base href="http://[b/">', [("T", "http://[a/")]),
    ('x <a href="http://a.org/"><img src="i"></a> y', [("", "http://a.org/")]),
    (
        '<a href="x.html">a</a><a href="#b">b</a><a href="javascript:c">c</a><a href="mailto:d@e.org">d</a><a>e</a>',
        [],
    ),
    (
        '<a href="http://web.archive.org/web/2015/http://a.org/" data-originalurl="http://a.org/">T</a>',
        [("T", "http://a.org/")],
    ),
]


@pytest.mark.parametrize("body, links", LINKS)
def test_links_lead_to_sources(body, links):
    """A link is absolute, or resolved against the base that the page gives, or left out."""
    document = read_text(f"<html><body>{body}</body></html>", "x.html")
    assert [(link.span.of(document.text), link.target) for link in document.hyperlinks] == links


def _labels(cite, extra=""):
    page = f'<html><body class="mediawiki"><ol class="references"><li id="cite_note-1"><cite class="citation web">{cite}</cite>{extra}</li></ol>'
    document = read_text(page, "x.html")
    return [(label.role, label.value, label.span.of(document.text)) for label in document.notes[0].labels]


_TITLED = '<a class="external" href="http://a.org/">"The title"</a>'


@pytest.mark.parametrize(
    "accessed, value",
    [
        (". Retrieved <span>17 May</span> 2008", "17 May 2008"),
        (". Retrieved April 26, 2011", "April 26, 2011"),
        (", retrieved on 2011-04-26", "2011-04-26"),
        (". Abgerufen am 5. Mai 2012", "5. Mai 2012"),
        (" (consulté le 1er juin 2012)", "1er juin 2012"),
    ],
)
def test_access_dates_of_cite_elements(accessed, value):
    """The access date is the date alone, whatever words announce it."""
    labels = _labels(f'{_TITLED}. 2001<span class="reference-accessdate">{accessed}</span>.')
    assert (Role.ACCESSED, value, value) in labels


def test_links_of_cite_elements():
    """The title's link leads to the source, unless it leads to a copy and another one to the original."""
    copy = "https://web.archive.org/web/2015/http://a.org/"
    live = _labels(
        f'{_TITLED}. <a class="external" href="{copy}">Archived</a> from the original on 24 May 2015.'
    )
    assert [row[:2] for row in live] == [
        (Role.URL, "http://a.org/"), (Role.TITLE, "The title"), (Role.ARCHIVE_URL, copy),
    ]  # fmt: skip
    dead = _labels(
        f'<a class="external" href="{copy}">"T"</a>. Archived from <a class="external" href="http://a.org/">the original</a> (PDF) on 24 May 2015.'
    )
    assert [row[:2] for row in dead] == [
        (Role.ARCHIVE_URL, copy), (Role.TITLE, "T"), (Role.URL, "http://a.org/"), (Role.ARCHIVE_DATE, "24 May 2015"),
    ]  # fmt: skip


def test_identifiers_of_cite_elements():
    """A link whose words are the identifier that it resolves is an identifier, not the source."""
    labels = _labels(
        '<i>T</i>. <a href="/wiki/Doi">doi</a>:<a class="external" href="https://doi.org/10.1000%2F182">10.1000/182</a>'
    )
    assert labels == [(Role.DOI, "10.1000/182", "10.1000/182")]


def test_coins_are_labels():
    """A COinS record names the parts; those that are printed stand where they are printed."""
    record = "rft.atitle=The+title&rft.jtitle=Nature&rft.date=2001-05&rft.aulast=Smith&rft.aufirst=Al&rft.au=Jones%2C+Kim&rft_id=info%3Adoi%2F10.1000%2F182&rft.issn=0028-0836"
    labels = _labels(
        f"{_TITLED}. Smith, A. Nature. May 2001.",
        f'<span class="Z3988" title="{record.replace("&", "&amp;")}"></span>',
    )
    assert sorted(labels) == sorted(
        [
            (Role.URL, "http://a.org/", '"The title"'),
            (Role.TITLE, "The title", '"The title"'),
            (Role.AUTHOR, "Smith, Al", "Smith"),
            (Role.AUTHOR, "Jones, Kim", ""),
            (Role.CONTAINER, "Nature", "Nature"),
            (Role.PUBLISHED, "2001-05", "2001"),
            (Role.DOI, "10.1000/182", ""),
            (Role.ISSN, "0028-0836", ""),
        ]
    )


def test_robust_links_are_labels():
    """Robust Links name the copy of their source and the day of linking; the link leads to the source."""
    page = """<html><p>x<a href="#f1" id="r1">1</a></p><p id="f1">1. <a href="https://web.archive.org/web/2015/http://o.org/"
    data-originalurl="http://o.org/" data-versionurl="https://web.archive.org/web/2015/http://o.org/ 2015-01-20"
    data-versiondate="2015-01-21T00:00:00Z">O</a> <a href="#r1">back</a></p>"""
    document = read_text(page, "x.html")
    assert [link.target for link in document.hyperlinks] == ["http://o.org/"]
    assert [(label.role, label.value) for label in document.notes[0].labels] == [
        (Role.ARCHIVE_URL, "https://web.archive.org/web/2015/http://o.org/"),
        (Role.ACCESSED, "2015-01-21"),
    ]


ROBUST = '<a href="http://o.org/" data-versionurl="https://archive.example/web/2015/http://o.org/">http://o.org/</a>'
BESIDE = f'Report, 2010, {ROBUST} and <a href="http://p.org/">http://p.org/</a>. Accessed 1 May 2011.'


@pytest.mark.parametrize(
    "page",
    [
        f"<h2>Notes</h2><ol><li>{BESIDE}</li><li>Other.</li></ol>",
        f'<p>x<a href="#f1" id="r1">1</a></p><p id="f1">1. {BESIDE} <a href="#r1">back</a></p>',
    ],
    ids=["a note that must be found", "a note of the page"],
)
def test_a_robust_link_has_its_copy_and_hides_no_other(page):
    """The copy is known wherever the link stands, and what is cited beside it is cited still."""
    note = parse(read_text(f"<html>{page}", "x.html"))[0]
    assert [cited.url for cited in note.urls] == ["http://o.org/", "http://p.org/"]
    assert note.archived == ("https://archive.example/web/2015/http://o.org/",)
    assert note.accessed.edtf == "2011-05-01"


def test_listed_sources_are_a_series_of_their_own():
    """A bibliography of cite elements or of CSL entries stands beside the notes."""
    page = (
        PANDOC
        + '<ul><li><cite class="citation book">Book.</cite></li></ul><div class="csl-entry">Entry.</div>'
    )
    document = read_text(page, "x.html")
    assert [(note.number, note.series, note.span.of(document.text)) for note in document.notes] == [
        (1, 0, "19 people."), (1, 1, "Book."), (2, 1, "Entry."),
    ]  # fmt: skip


def test_notes_keep_the_line_of_the_source():
    """A note is found in the file by the line on which it stands there."""
    page = dedent("""\
        <html>
        <p>x<a href="#fn1" id="fnref1">1</a></p>
        <ol>

        <li id="fn1">One.<a href="#fnref1">↩</a></li>
        </ol>""")
    document = read_text(page, "x.html")
    start = document.notes[0].span.start
    assert [place.line for place in document.places if place.offset == start] == [5]


@pytest.mark.parametrize(
    "data",
    [
        "<html><p>Café – Ж".encode(),
        b"\xef\xbb\xbf" + "<html><p>Café – Ж".encode(),
        "<html><p>Café – Ж".encode("utf-16"),
        "<html><meta charset='windows-1251'><p>Café – Ж".encode(),
        "<?xml version='1.0' encoding='utf-8'?><html><p>Café – Ж</p></html>".encode(),
    ],
    ids=["utf-8", "mark", "utf-16", "wrong charset", "XHTML"],
)
def test_charset_is_recognised(data):
    """UTF-8 is known although the page says something else, and a byte order mark counts first."""
    assert read_bytes(data, "x").text == "Café – Ж"


@pytest.mark.parametrize(
    "name, text",
    [
        ("windows-1251", "Ж – «Я»"),
        ("iso-8859-1", "é – ü"),
        ("shift_jis", "日本語"),
        ("gb2312", "中文"),
        ("iso-2022-jp", "日本語"),
        ("no-such", "é"),
    ],
)
def test_charset_that_the_page_names(name, text):
    """Bytes that are no UTF-8 are read as the page says, by the names that browsers know."""
    encoding = {"iso-8859-1": "cp1252", "no-such": "cp1252"}.get(name, name)
    head = f'<html><meta http-equiv="Content-Type" content="text/html; charset={name}"><p>'
    assert read_bytes(head.encode() + text.encode(encoding), "x").text == text


@pytest.mark.parametrize(
    "data, said",
    [
        (b"<html><body></body></html>", "holds no text"),
        (b"<html>" + b"<div>" * 5000 + b"x", "nested too deep"),
        (b"<html>\x00", "zero bytes"),
    ],
)
def test_unreadable_pages_are_said(data, said):
    """A page without text, or deeper than the parser goes, gives one error that says so."""
    with pytest.raises(UnreadableDocument, match=said):
        read(data, "x.html")


@pytest.mark.parametrize(
    "text, name, kind",
    [
        ("<!DOCTYPE html><p>x", "x.txt", "html"),
        ("<!-- saved -->\n<html lang=en>x", "x.md", "html"),
        ("<p>x</p>", "x.html", "html"),
        ("The <html> element", "x.txt", "text"),
    ],
)
def test_html_is_known_by_its_beginning(text, name, kind):
    """A page begins like one, or is called one."""
    assert read_text(text, name).format == kind


_PIECES = [
    "<p>",
    "</p>",
    "<ol>",
    "<li id=cite_note-1>",
    "<a href='#n1' id=r1>1</a>",
    "<a name=n1 href='#r1'>1</a>",
    "<a href='http://a.org'>",
    "</a>",
    "<cite class=citation>",
    "</cite>",
    "<span class=reference-accessdate>. Retrieved 5 May 2011</span>",
    "<span class=Z3988 title='rft.btitle=T&rft.date=2001'></span>",
    "<sup>",
    "1",
    "</sup>",
    "<pre>",
    "\n",
    " ",
    "<br>",
    "<h2>",
    "<q>",
    "<table>",
    "<td>",
    "<div class=csl-entry>",
    "<div hidden>",
    "</div>",
    "&nbsp;",
    "&shy;",
    "<!--",
]


@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=50).map("".join))
def test_any_page_can_be_read(body):
    """Whatever the page is, it is read or refused, and the spans stand in its text."""
    try:
        document = read(f"<html>{body}".encode(errors="replace"), "x.html")
    except UnreadableDocument:
        return
    size = len(document.text)
    notes = document.notes or ()
    spans = [each.span for each in (*notes, *(document.markers or ()), *document.hyperlinks)]
    spans += [label.span for note in notes for label in note.labels]
    assert all(0 <= span.start <= span.end <= size for span in spans)


@given(st.binary(max_size=200), st.integers(0, len(MEDIAWIKI)))
def test_any_bytes_can_be_read(noise, cut):
    """Broken and cut pages are read or refused, and nothing else."""
    for data in (b"<html>" + noise, MEDIAWIKI.encode()[:cut] + noise):
        try:
            read(data, "x.html")
        except UnreadableDocument as error:
            assert str(error).startswith("x.html: ")  # noqa: PT017 - both outcomes are right


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_work_grows_with_the_page_and_no_faster(page):
    """Pages made to be slow take no more calls than their length; benchmarks/scaling.py has the times."""
    work = partial(read_page, page)
    work(10_000)  # comes back
    assert growth(work, 500) < 2.2
