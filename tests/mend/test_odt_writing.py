"""Edits written into OpenDocument texts: only what differs changes, and the result reads as it should."""

import io
import zipfile

import pytest
from hypothesis import given, strategies as st
from word_edits import applied
from zipped_documents import odt, odt_note

from citecheck.errors import UnwritableEdit
from citecheck.mend.odt import written
from citecheck.models import Edit, Span
from citecheck.read.odt import read

STYLES = (
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="H" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
)


def p(text):
    return f"<text:p>{text}</text:p>"


def span(text, style="B"):
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def a(text, target="http://a.org/x.hml"):
    return f'<text:a xlink:href="{target}">{text}</text:a>'


def span_of(document, words):
    start = document.text.index(words)
    return Span(start, start + len(words))


def content(data):
    return (
        zipfile.ZipFile(io.BytesIO(data)).read("content.xml").decode()
        if data.startswith(b"PK")
        else data.decode()
    )


COMMENT = "<office:annotation><dc:creator>Ada</dc:creator><text:p>ab</text:p></office:annotation>"
CHANGE = '<text:change-start text:change-id="c1"/>'
DELETION = '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion/></text:changed-region></text:tracked-changes>'
DELETED = f'{CHANGE}33<text:change-end text:change-id="c1"/>'
WRITTEN = [
    # case, paragraph, words, new words, paragraph afterwards
    ("text", "ab", "ab", "ac", "ac"),
    ("across spans", "http://a.org/" + span("x.hml"), "a.org/x.hml", "a.org/x.html", "http://a.org/" + span("x.html")),
    ("behind a span", span("ab") + "cd", "abcd", "abce", span("ab") + "ce"),
    ("difference begins in bold", span("ab") + "cd", "abcd", "aXd", span("aX") + "d"),
    ("digits change places in bold", "May " + span("32") + ", 2011", "May 32, 2011", "May 23, 2011", "May " + span("23") + ", 2011"),
    ("escapes", "a &amp; b", "a & b", "a & <b>", "a &amp; &lt;b&gt;"),
    ("references stay", "&#233;t&#xe9; b", "été b", "été c", "&#233;t&#xe9; c"),
    ("folded blanks", "a \n  b c", "a b c", "a b d", "a \n  b d"),
    ("blanks go", "a \n  b", "a b", "ab", "ab"),
    ("soft hyphen", "co\u00adop", "coop", "coox", "co\u00adox"),
    ("soft hyphen goes with both sides", "a/co\u00adop b", "a/coop b", "a b", "a b"),
    ("soft hyphen goes with what it parts", "co\u00adop b", "coop b", "co b", "co b"),
    ("line break goes", "a<text:line-break/>b", "a\nb", "ab", "ab"),
    ("blanks that count", "a<text:s text:c='2'/>b", "a  b", "ab", "ab"),
    ("raised", "10" + span("5", "H") + " m", "10⁵", "10⁶", "10" + span("6", "H") + " m"),
    ("comment and change stay", f"{COMMENT}{CHANGE}ab", "ab", "ac", f"{COMMENT}{CHANGE}ac"),
    ("deleted words stay", f"{DELETION}May {DELETED}32", "May 32", "May 23", f"{DELETION}May {DELETED}23"),
    ("in a link", a("ab") + ".", "ab.", "abc.", a("abc") + "."),
    ("nothing", "ab", "ab", "ab", "ab"),
]  # fmt: skip


@pytest.mark.parametrize("flat", [False, True])
@pytest.mark.parametrize("_case, before, words, new, after", WRITTEN, ids=[each[0] for each in WRITTEN])
def test_only_the_words_change(_case, before, words, new, after, flat):
    """The content differs in the words that change and in nothing else, in zipped and in flat documents."""
    data = odt(p("First"), p(before), automatic=STYLES, flat=flat)
    document = read(data, "x.odt")
    result = written(data, document, [Edit(span_of(document, words), new)])
    assert content(result) == content(odt(p("First"), p(after), automatic=STYLES, flat=flat))


def test_text_behind_a_link_is_no_part_of_it():
    """An empty span behind a link puts text behind the link; the link over an edit leads to its target."""
    data = odt(p("x" + odt_note(1, p("See " + a(span("ab"))))), automatic=STYLES)
    document = read(data, "x.odt")
    words = span_of(document, "ab")
    edits = [Edit(words, "abc", target="http://b.org/?a&b"), Edit(Span(words.end, words.end), " copy")]
    result = written(data, document, edits[:1])
    assert content(result) == content(data).replace("x.hml", "?a&amp;b").replace("a.org/", "b.org/").replace(
        "ab<", "abc<"
    )
    result = written(data, document, edits[1:])
    assert content(result) == content(data).replace("</text:a>", "</text:a> copy")
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert zipfile.ZipFile(io.BytesIO(result)).namelist() == names


REFUSED = [
    ("two paragraphs", p("ab") + p("cd"), "b\n\nc", "bc"),
    ("mark of a heading", "<text:h>ab</text:h>", "# ab", "ab"),
    ("number of a note", p("a" + odt_note(1, p("N.")) + "b"), "a¹b", "ab"),
    ("new line", p("ab"), "ab", "a\nb"),
    ("two blanks", p("ab"), "ab", "a  b"),
    ("part of blanks", p("a<text:s text:c='3'/>b"), "a   b", "a b"),
]


@pytest.mark.parametrize("_case, body, words, new", REFUSED, ids=[each[0] for each in REFUSED])
def test_what_cannot_be_written_is_refused(_case, body, words, new):
    """What the document does not hold, or would not show, is refused."""
    data = odt(body)
    document = read(data, "x.odt")
    with pytest.raises(UnwritableEdit):
        written(data, document, [Edit(span_of(document, words), new)])


PIECE = st.tuples(st.text("ab1 \u00ad&<\n", max_size=6), st.sampled_from(["", "B", "H", "a", "note"]))


def made(parts):
    """Write a paragraph of *parts*, each a text and its kind."""
    pieces = []
    for number, (text, kind) in enumerate(parts):
        words = text.replace("&", "&amp;").replace("<", "&lt;")
        shown = {"": words, "a": a(words), "note": odt_note(number, p(words))}
        pieces.append(shown.get(kind) or span(words, kind or "B"))
    return p("".join(pieces))


@given(
    st.lists(st.lists(PIECE, min_size=1, max_size=5), min_size=1, max_size=3),
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(0, 8), st.text("ab1 é&<", max_size=5), st.booleans()),
        max_size=3,
    ),
)
def test_what_is_written_is_read(paragraphs, wishes):
    """Any edits of any text are read in the result, or refused; without edits the bytes are the same."""
    data = odt(p("First"), *map(made, paragraphs), automatic=STYLES)
    document = read(data, "x.odt")
    assert written(data, document, []) == data
    edits, at = [], 0
    for start, length, text, leads in sorted(wishes):
        first = min(max(start, at), len(document.text))
        at = min(first + length, len(document.text))
        edits.append(Edit(Span(first, at), text, target="http://new.org/" if leads else None))
    try:
        result = written(data, document, edits)
    except UnwritableEdit:
        return
    assert read(result, "x.odt").text == applied(document.text, edits)
