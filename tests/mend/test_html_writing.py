"""Edits written into pages: only what differs changes, and the result reads as it should."""

from datetime import date
from functools import partial

import pytest
from counted_work import growth
from hypothesis import given, strategies as st
from scaling import MENDED_PAGES, mend_page

from citecheck.errors import UnreadableDocument, UnwritableEdit
from citecheck.mend.html import Copy, written
from citecheck.models import Edit, Span
from citecheck.read.html import read

OLD, NEW = "http://a.org/x.hml", "http://a.org/x.html"


def span_of(document, words, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = document.text.index(words, start + 1)
    return Span(start, start + len(words))


def mended(data, words, new, target=None, nth=0):
    document = read(data, "x.html")
    return written(data, document, [Edit(span_of(document, words, nth), new, target=target)])


NOTES = f"""<!DOCTYPE html>
<html><head><title>{OLD}</title></head><body>
<p>Text<a href="#n1" id="r1"><sup>1</sup></a> and more<a href="#n2" id="r2"><sup>2</sup></a>.
<ol>
<li id="n1">World Bank, Data. Accessed 31 February 2012 from: {OLD}. <a href="#r1">back</a>
<li id="n2">UN, <a href="{OLD}">{OLD}</a>. <a href="#r2">back</a>
</ol></body></html>"""
WIKI = """<html><body class="mediawiki"><p>x<sup class="reference" id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup></p>
<ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink"><a href="#cite_ref-1">^</a></span>
<span class="reference-text"><cite class="citation web"><a rel="nofollow" class="external text" href="%s">"The title"</a>. <a href="/wiki/BBC">BBC</a>. 1999<span
class="reference-accessdate">. Retrieved <span class="nowrap">31 June</span> 2008</span>.</cite></span></li></ol></body></html>"""

WRITTEN = [
    # case, page, words, new words, page afterwards
    ("text", "<li>See {}.</li>", OLD, NEW, "<li>See http://a.org/x.html.</li>"),
    ("wbr", "<li>http://a.org/<wbr>x.hml", OLD, NEW, "<li>http://a.org/<wbr>x.html"),
    ("emphasis", "<li>http://<i>a.org/x</i>.hml", OLD, NEW, "<li>http://<i>a.org/x</i>.html"),
    ("br", "<p>http://a.org/lo<br>ng", "http://a.org/lo\nng", "http://a.org/long", "<p>http://a.org/long"),
    ("br and line end", "<p>http://a.org/lo<br />\n ng", "lo\nng", "long", "<p>http://a.org/long"),
    ("br that stays", "<p>lo<br>ng.hml", "lo\nng.hml", "lo\nng.html", "<p>lo<br>ng.html"),
    ("line end", "<p>http://a.org/lo\r\n  ng", "lo ng", "long", "<p>http://a.org/long"),
    ("space within markup", "<p>lo <b>ng</b>", "lo ng", "long", "<p>lo<b>ng</b>"),
    ("no-break space", "<p>5&nbsp;\u00a0May", "5 May", "5May", "<p>5May"),
    ("entity", "<p>a?b=1&amp;c=2", "a?b=1&c=2", "a?b=1&c=3", "<p>a?b=1&amp;c=3"),
    ("entity before", "<p>a?b=1&amp;c=2", "a?b=1&c=2", "a?b=4&c=2", "<p>a?b=4&amp;c=2"),
    ("escape", "<p>ab", "ab", "a<&>b", "<p>a&lt;&amp;&gt;b"),
    ("bare ampersand", "<p>a &co p", "&co p", "&cop", "<p>a &amp;cop"),
    ("open reference", "<p>a&amp b", "a& b", "a&b", "<p>a&amp;b"),
    ("bare bracket", "<p>a < b", "a < b", "a <b", "<p>a &lt;b"),
    ("number", "<p>&#x48;ttp&#58;//a", "Http://a", "http://a", "<p>http&#58;//a"),
    ("two characters, one reference", "<p>a &NotEqualTilde; b", "a \u2242\u0338", "c", "<p>c b"),
    ("soft hyphen", "<p>co&shy;opx", "coopx", "coop", "<p>co&shy;op"),
    ("pre", "<pre>http://a\n  b</pre>", "http://a\n  b", "http://ab", "<pre>http://ab</pre>"),
    ("one blank of pre", "<pre>a\r\n  b</pre>", "a\n  b", "a\n b", "<pre>a\r\n b</pre>"),
    ("line end in pre", "<pre>a\r\nb</pre>", "b", "b\nc", "<pre>a\r\nb\r\nc</pre>"),
    ("raised", "<p>10<sup>5</sup> m", "10⁵", "10⁶", "<p>10<sup>6</sup> m"),
    ("comment", "<p>x<!-- ab -->ab", "xab", "xac", "<p>x<!-- ab -->ac"),
    ("comment in the words", "<p>a<!-- a > b -->b", "ab", "acb", "<p>ac<!-- a > b -->b"),
    ("script", "<script>'<p>ab'</script><p>ab", "ab", "ac", "<script>'<p>ab'</script><p>ac"),
    ("hidden", "<p hidden>ab</p><p>ab", "ab", "ac", "<p hidden>ab</p><p>ac"),
    ("style", "<p style='display:none'>ab</p><p>ab", "ab", "ac", "<p style='display:none'>ab</p><p>ac"),
    ("title attribute", "<p title='ab > ab'>ab", "ab", "ac", "<p title='ab > ab'>ac"),
    ("php", "<?php ab ?><p>ab", "ab", "ac", "<?php ab ?><p>ac"),
    ("instruction", "<!-- citecheck: ignore L105 --><p>ab", "ab", "ac", "<!-- citecheck: ignore L105 --><p>ac"),
    ("unclosed tags", "<ol><li>a<p><b>b<li>ab<li>c", "ab", "ac", "<ol><li>a<p><b>b<li>ac<li>c"),
    ("crossed tags", "<p><b>a<i>b</b>c</i>", "abc", "abd", "<p><b>a<i>b</b>d</i>"),
    ("table", "<table><tr>stray<td>ab", "ab", "ac", "<table><tr>stray<td>ac"),
    ("cdata", "<svg><![CDATA[ab]]></svg><p>ab", "ab", "ac", "<svg><![CDATA[ab]]></svg><p>ac"),
    ("word put in", "<p>ab cd", "ab cd", "ab x cd", "<p>ab x cd"),
    ("letters of no kind", "<p>a\U000f0005b\U00100007c", "b", "d", "<p>a\U000f0005d\U00100007c"),
    ("nothing", "<p>ab", "ab", "ab", "<p>ab"),
]  # fmt: skip


@pytest.mark.parametrize(
    "body, words, new, after", [row[1:] for row in WRITTEN], ids=[row[0] for row in WRITTEN]
)
def test_only_what_differs_is_written(body, words, new, after):
    """Characters that differ are replaced; kept ones keep their markup, their references and their line ends."""
    data = ("<html><body>" + body.format(OLD)).encode()
    assert mended(data, words, new).decode() == "<html><body>" + after


ADDED = [
    ("<p>ab. cd", "ab", "<p>abX. cd"),
    ("<p>ab</p><p>cd", "ab", "<p>abX</p><p>cd"),
    ("<p><a href='http://a.org'>ab</a></p><p>cd", "ab", "<p><a href='http://a.org'>ab</a>X</p><p>cd"),
    ("<p><a href='http://a.org'><span>ab</span></a></p>", "ab", "<p><a href='http://a.org'><span>ab</span></a>X</p>"),
    ("<ol><li><span><i>ab</i></span></ol>", "ab", "<ol><li><span><i>ab</i>X</span></ol>"),
    ("<p>q <a href='http://a.org'>ab</a>", "q ", "<p>q X<a href='http://a.org'>ab</a>"),
    ("<ol><li>ab", "1. ", "<ol><li>Xab"),
]  # fmt: skip


@pytest.mark.parametrize("body, words, after", ADDED)
def test_words_put_in(body, words, after):
    """An empty span puts words in: behind the word before, outside of links and emphasis, else before the next."""
    data = ("<html><body>" + body).encode()
    document = read(data, "x.html")
    at = span_of(document, words).end
    assert written(data, document, [Edit(Span(at, at), "X")]).decode() == "<html><body>" + after


TARGETS = [
    ('<p><a class=x href="{}">ab</a>', '<p><a class=x href="http://n.org/?a=1&amp;b=%22&quot;">ab</a>'),
    ("<p><a href='{}' >ab</a>", "<p><a href='http://n.org/?a=1&amp;b=%22\"' >ab</a>"),
    ("<p><A HREF={}>ab</a>", '<p><A HREF="http://n.org/?a=1&amp;b=%22&quot;">ab</a>'),
    (
        "<p><a\nhref = {} id=q>a<wbr>b</a>",
        '<p><a\nhref = "http://n.org/?a=1&amp;b=%22&quot;" id=q>a<wbr>b</a>',
    ),
    ('<p>a<b><a href="{}">b</a></b>', '<p>a<b><a href="http://n.org/?a=1&amp;b=%22&quot;">b</a></b>'),
    (
        '<p><a href="http://web.archive.org/web/2015/{}" data-originalurl="{}">ab</a>',
        '<p><a href="http://web.archive.org/web/2015/{}" data-originalurl="http://n.org/?a=1&amp;b=%22&quot;">ab</a>',
    ),
    (
        '<p><a data-originalurl="{0}" href="{0}" href="{0}">ab</a>',
        '<p><a data-originalurl="http://n.org/?a=1&amp;b=%22&quot;" href="http://n.org/?a=1&amp;b=%22&quot;" href="{}">ab</a>',
    ),
    ('<p>ab</p><p><a href="{}">cd</a>', '<p>ab</p><p><a href="{}">cd</a>'),
    ('<p><a href="#x">ab</a>', '<p><a href="#x">ab</a>'),
]


@pytest.mark.parametrize("body, after", TARGETS)
def test_links_over_an_edit_lead_to_its_target(body, after):
    """The `href` of the links over an edit changes, of Robust Links the original; other links do not."""
    data = ("<html><body>" + body.replace("{0}", OLD).replace("{}", OLD)).encode()
    result = mended(data, "ab", "ab", target='http://n.org/?a=1&b=%22"')
    assert result.decode() == "<html><body>" + after.replace("{}", OLD)


def test_text_and_target_together():
    """A URL that is printed and linked changes in both places, in the note that is meant and no other."""
    data = NOTES.encode()
    result = mended(data, OLD, NEW, target=NEW, nth=1)
    line = f'<li id="n2">UN, <a href="{OLD}">{OLD}</a>'
    assert result.decode() == NOTES.replace(line, line.replace("hml", "html"))
    assert mended(result, NEW, NEW, target=NEW) == result


def test_same_notes_are_told_apart():
    """Of notes that say the same the one at the span changes."""
    items = [f"<li>Same note, {OLD}.</li>"] * 4
    for nth in range(4):
        result = mended(("<html><ol>" + "\n".join(items)).encode(), OLD, NEW, nth=nth).decode()
        assert [OLD not in line for line in result.split("\n")] == [index == nth for index in range(4)]


def test_wikipedia():
    """A date over two elements and the link of a title change in a list of references."""
    data = (WIKI % OLD).encode()
    document = read(data, "x.html")
    edits = [
        Edit(span_of(document, "The title"), "The title", target=NEW),
        Edit(span_of(document, "31 June 2008"), "30 June 2009"),
    ]
    after = (WIKI % NEW).replace("31 June", "30 June").replace("2008", "2009")
    assert written(data, document, edits).decode() == after


CHARSETS = [
    # bytes before, codec, what stands there, what is written, what is read
    (b"", "utf-8", "é", "–Ж", "–Ж"),
    (b"\xef\xbb\xbf", "utf-8", "é", "–Ж", "–Ж"),
    (b"", "utf-8", "e", "é", "&#233;"),
    (b"<meta charset=utf-8>", "utf-8", "e", "é", "é"),
    (b"<?xml version='1.0' encoding='utf-8'?>\n", "utf-8", "e", "é", "é"),
    (b"<meta charset=windows-1252>", "cp1252", "é", "–Ж", "–&#1046;"),
    (b"<meta charset=iso-8859-1>", "cp1252", "é", "–", "–"),
    (b"<meta charset=windows-1251>", "cp1251", "Я", "Жé", "Ж&#233;"),
    (b"<meta charset=shift_jis>", "cp932", "日本", "本é", "本&#233;"),
    (b"<meta charset=gb2312>", "gb18030", "中", "中文", "中文"),
    (b"\xff\xfe", "utf-16-le", "é😀", "–Ж", "–Ж"),
    (b"\xfe\xff", "utf-16-be", "é", "😀", "😀"),
]


@pytest.mark.parametrize("head, codec, words, new, source", CHARSETS)
def test_charset_is_kept(head, codec, words, new, source):
    """The result is in the charset of the page; what that cannot hold, or does not show, becomes a reference."""
    before, after = (f"<html><p>x{each} y\r\n<p>{words}".encode(codec) for each in (words, source))
    data = head + before
    document = read(data, "x.html")
    result = written(data, document, [Edit(span_of(document, words), new)])
    assert result == head + after
    assert read(result, "x.html").text == f"x{new} y\n\n{words}"


def test_bytes_that_no_charset_has_are_kept():
    """Bytes that cannot be decoded stay as they are, before an edit and behind it."""
    head = b"<html><meta charset=euc-jp><p>\xa4\xa2 \xff\x81 "
    assert mended(head + b"ab \xff", "ab", "ac") == head + b"ac \xff"


REFUSED = [
    ("<p>a</p><p>b</p>", "a\n\nb", "ab"),
    ("<ol><li>a<li>b</ol>", "1. a", "a"),
    ("<table><tr><td>a</td><td>b</td></tr></table>", "a b", "ab"),
    ("<p>a<span hidden> x </span> b", "a b", "ab"),
    ("<p>a b", "a b", "a\nb"),
    ("<p>a <q>b</q>", "“b", "b"),
]


@pytest.mark.parametrize("body, words, new", REFUSED)
def test_what_the_markup_does_not_allow_is_refused(body, words, new):
    """What the page makes of its markup, and not of words, is not changed; the error says where."""
    with pytest.raises(UnwritableEdit, match=r"x\.html: .*by hand"):
        mended(("<html><body>" + body).encode(), words, new)


def test_another_file_is_refused():
    """The document must have been read from the bytes."""
    document = read(b"<html><p>ab", "x.html")
    with pytest.raises(UnwritableEdit, match="not the one that was checked"):
        written(b"<html><p>abc", document, [Edit(Span(0, 1), "x")])


URL = "http://a.org/?x=1&y=2"
COPY = "https://web.archive.org/web/2012/http://a.org/?x=1&y=2"
DATA = 'data-originalurl="http://a.org/?x=1&amp;y=2" data-versionurl="https://web.archive.org/web/2012/http://a.org/?x=1&amp;y=2" data-versiondate="2012-01-26"'
HREF = 'href="http://a.org/?x=1&amp;y=2"'
COPIES = [
    (f"<p>See <a {HREF}>{URL}</a>.", f"<p>See <a {HREF} {DATA}>{URL}</a>."),
    (f"<p>See <A {HREF}\n>{URL}</A>.", f"<p>See <A {HREF} {DATA}\n>{URL}</A>."),
    ("<p>See http://a.org/?x=1&amp;y=2.", f"<p>See <a {HREF} {DATA}>http://a.org/?x=1&amp;y=2</a>."),
    (
        "<p>See http://a.org/<wbr><i>?x=1&amp;</i>y=2</p>",
        f"<p>See <a {HREF} {DATA}>http://a.org/<wbr><i>?x=1&amp;</i>y=2</a></p>",
    ),
    (
        f"<p><a data-versiondate=2011-01-01 {HREF}>{URL}</a>.",
        f"<p><a data-versiondate=2012-01-26 {HREF} {DATA.rpartition(' ')[0]}>{URL}</a>.",
    ),
    (f"<p><a>{URL}</a>.", f"<p><a {DATA}>{URL}</a>."),
    (f"<p><a {DATA} {HREF}>{URL}</a>.", f"<p><a {DATA} {HREF}>{URL}</a>."),
]


def copied(data, edits=()):
    document = read(data, "x.html")
    return written(data, document, edits, [Copy(span_of(document, URL), COPY, date(2012, 1, 26), URL)])


@pytest.mark.parametrize("body, after", COPIES)
def test_copies_are_robust_links(body, after):
    """A copy goes to the attributes of the link over a URL, or of a new link; what is there is not repeated."""
    result = copied(("<html><body>" + body).encode())
    assert result.decode() == "<html><body>" + after
    assert copied(result) == result


def test_copy_and_edit_in_one_pass():
    """A URL is corrected, and linked to its copy as it is from then on."""
    data = b"<html><p>See http:// a.org/?x=1&amp;y=2."
    document = read(data, "x.html")
    span = span_of(document, "http:// a.org/?x=1&y=2")
    result = written(data, document, [Edit(span, URL)], [Copy(span, COPY, date(2012, 1, 26), URL)])
    assert result.decode() == f"<html><p>See <a {HREF} {DATA}>http://a.org/?x=1&amp;y=2</a>."
    assert copied(result) == result


def test_no_link_over_crossed_markup():
    """A URL that another element begins or ends in becomes no link."""
    with pytest.raises(UnwritableEdit):
        copied(b"<html><p><i>See http://a.org/</i>?x=1&amp;y=2.")


PIECES = [
    "<p>", "</p>", "<ol>", "<li>", "</li>", "<li id=n1>", "<a href='#n1' id=r1>1</a>", "<a href='#r1'>1</a>", "<a href=http://a.org>",
    "</a>", "<sup>", "1", "</sup>", "<pre>", "</pre>", "\n", "\r\n", " ", "<br>", "<wbr>", "<i>", "</i>", "<h2>", "<q>", "</q>",
    "<table>", "<td>", "<div hidden>", "</div>", "&nbsp;", "&shy;", "&amp;", "&lt", "&copy", "&#32;", "&", "<", "<!-- x -->",
    "<script>", "</script>", "word", "http://a.org/x", "word", "<p title='>'>", "</", "<?x>", "&#", "&notit;", "<title>", "</title>",
]  # fmt: skip
PAGES = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join)


@given(PAGES, st.data())
def test_any_edit_of_any_page(body, data):
    """Whatever is changed in whatever page, the result reads as the text with the change, or nothing is written."""
    source = f"<html>{body}".encode(errors="replace")
    try:
        document = read(source, "x.html")
    except UnreadableDocument:
        return
    assert written(source, document, []) is source
    start = data.draw(st.integers(0, len(document.text)))
    end = data.draw(st.integers(start, min(len(document.text), start + 8)))
    new = data.draw(st.text("ab&;<l/>1 é", max_size=4))
    try:
        result = written(source, document, [Edit(Span(start, end), new)])
    except UnwritableEdit:
        return
    wanted = document.text[:start] + new + document.text[end:]
    assert read(result, "x.html").text.split() == wanted.split()


@given(
    st.lists(
        st.sampled_from(
            ["word", "http://a.org/", "&amp;", "<i>it</i>", "<wbr>", "x", "<br>", " ", "é", "\n"]
        ),
        min_size=1,
    ).map("".join),
    st.data(),
)
def test_edits_in_notes_leave_the_rest_alone(note, data):
    """Words of a note can always be changed; what is before the note and behind it keeps its bytes."""
    head, tail = (
        "<html><p>word http://a.org/ <ol>\r\n<li>word é</li><li>N",
        "N</li>\r\n<li>word</li></ol>\n<!-- N -->",
    )
    source = (head + note + tail).encode()
    document = read(source, "x.html")
    start, end = document.text.index("N"), document.text.rindex("N") + 1
    letters = [at for at in range(start + 1, end - 1) if document.text[at].isalnum()]
    if not letters:
        return
    places = sorted(data.draw(st.sets(st.sampled_from(letters), max_size=5)))
    edits = [Edit(Span(at, at + 1), data.draw(st.text("ab&<é", max_size=3))) for at in places]
    wanted = document.text
    for edit in reversed(edits):
        wanted = wanted[: edit.span.start] + edit.text + wanted[edit.span.end :]
    result = written(source, document, edits)
    assert read(result, "x.html").text.split() == wanted.split()
    assert result.startswith(head.encode())
    assert result.endswith(tail.encode())


SLOW = [
    "<" * 1_000_000,
    "&" * 300_000,
    "<a " * 300_000,
    "<!--" * 200_000,
    '<a href="' * 100_000,
    "</" * 300_000,
    "<i>x" * 2000,
    "<p>" + "&#" + "9" * 100_000 + ";",
    "<script>" * 100_000,
    "<b></b>" * 50_000,
    "word " * 200_000,
]


@pytest.mark.parametrize("page", SLOW, ids=[page[:12] for page in SLOW])
def test_pages_made_to_be_slow_are_mended(page):
    """They come back, with the letter that was to be changed and no other."""
    source = f"<html><body><p>ab {page}".encode()
    document = read(source, "x.html")
    assert written(source, document, [Edit(Span(0, 2), "ac")]) == source.replace(b"ab", b"ac", 1)


@pytest.mark.parametrize("piece", MENDED_PAGES)
def test_work_grows_with_the_page_and_no_faster(piece):
    """Twice as many of anything take twice as many calls; benchmarks/scaling.py has the times."""
    assert growth(partial(mend_page, piece), 500) < 2.2
