"""Edits written into Word documents as tracked changes, with their reasons as comments."""

import io
import re
import zipfile

import pytest
from word_edits import (
    BODY,
    BOLD,
    ITALIC,
    LINKS,
    RELATIONS,
    SIGNED,
    WHEN,
    applied,
    big,
    member,
    mends,
    rejected,
    span_of,
    t,
)
from zipped_documents import call, docx, paragraph, run, zipped

from citecheck.mend.docx import written
from citecheck.models import Edit
from citecheck.read.docx import read


def tracked(data, words, new, because="why", **more):
    document = read(data, "x.docx")
    edit = Edit(span_of(document, words), new, because)
    return written(data, document, [edit], tracked=True, when=WHEN, **more)


def gone(number, text, properties=""):
    return f'<w:del w:id="{number}" {SIGNED}><w:r><w:rPr>{properties}</w:rPr><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def come(number, text, properties=""):
    return f'<w:ins w:id="{number}" {SIGNED}>{run(text, properties)}</w:ins>'


TRACKED = [
    # case, paragraph, words, new words, paragraph afterwards
    ("replaced", run("abcd"), "abcd", "aXd", run("a") + gone(1, "bc") + come(2, "X") + run("d")),
    ("put in", run("ab", BOLD), "ab", "aXb", run("a", BOLD) + come(1, "X", BOLD) + run("b", BOLD)),
    ("put in at the end", run("ab", BOLD), "ab", "abX", run("ab", BOLD) + come(1, "X", BOLD)),
    ("put in at the start", run("ab", BOLD), "ab", "Xab", come(1, "X", BOLD) + run("ab", BOLD)),
    ("put in behind a tab", f"<w:r><w:tab/>{t('ab')}</w:r>", "ab", "Xab", f'<w:r><w:tab/>{t("")}</w:r><w:ins w:id="1" {SIGNED}><w:r>{t("X")}</w:r></w:ins><w:r>{t("ab")}</w:r>'),
    ("taken out", run("abc", ITALIC), "abc", "ac", run("a", ITALIC) + gone(1, "b", ITALIC) + run("c", ITALIC)),
    ("in one piece", run("31 June 2020"), "31 June 2020", "30 July 2020", run("3") + gone(1, "1 June") + come(2, "0 July") + run(" 2020")),
    ("escapes", run("a&amp;b."), "a&b.", "a<.", run("a") + gone(1, "&amp;b") + come(2, "&lt;") + run(".")),
    ("across runs", run("ab") + run("cd", BOLD), "abcd", "ad", run("a") + gone(1, "b") + run("") + run("", BOLD) + gone(2, "c", BOLD) + run("d", BOLD)),
    ("in a link", f'<w:hyperlink r:id="r1">{run("abc")}</w:hyperlink>', "abc", "axc", f'<w:hyperlink r:id="r1">{run("a") + gone(1, "b") + come(2, "x") + run("c")}</w:hyperlink>'),
    ("inserted by another", f'<w:ins w:id="7" w:author="Ada">{run("abc")}</w:ins>', "abc", "axc", f'<w:ins w:id="7" w:author="Ada">{run("a") + gone(8, "b")}</w:ins>{come(9, "x")}<w:ins w:id="10" w:author="Ada">{run("c")}</w:ins>'),
    ("moved by another", f'<w:moveTo w:id="7" w:author="Ada">{run("ac")}</w:moveTo>', "ac", "axc", f'<w:moveTo w:id="7" w:author="Ada">{run("a")}</w:moveTo>{come(8, "x")}<w:moveTo w:id="9" w:author="Ada">{run("c")}</w:moveTo>'),
    ("behind what another inserted", f'<w:ins w:id="7" w:author="Ada">{run("ab")}</w:ins>', "ab", "abX", f'<w:ins w:id="7" w:author="Ada">{run("ab")}</w:ins>' + come(8, "X")),
    ("before what another inserted", f'<w:ins w:id="7" w:author="Ada">{run("ab")}</w:ins>', "ab", "Xab", come(8, "X") + f'<w:ins w:id="7" w:author="Ada">{run("ab")}</w:ins>'),
    ("line break", f"<w:r>{t('a')}<w:br/>{t('b')}</w:r>", "a\nb", "ab", f'<w:r>{t("a")}</w:r><w:del w:id="1" {SIGNED}><w:r><w:br/></w:r></w:del><w:r>{t("b")}</w:r>'),
]  # fmt: skip


@pytest.mark.parametrize("_case, before, words, new, after", TRACKED, ids=[each[0] for each in TRACKED])
def test_changes_are_suggested(_case, before, words, new, after):
    """A tracked change keeps what goes as deleted and marks what comes as inserted, with author and date."""
    data = docx(paragraph(before), links=LINKS)
    result = tracked(data, words, new, because="")
    assert member(result) == member(docx(paragraph(after), links=LINKS))


def test_suggestions_are_commented_where_they_stand():
    """The reason is a comment around the change; it gets an id that no comment has."""
    comments = f'<w:comment w:id="4" w:author="Ada">{paragraph("Really?")}</w:comment>'
    result = tracked(docx(paragraph("abc"), comments=comments), "abc", "axc", "no <such> day")
    reference = '<w:r><w:commentReference w:id="5"/></w:r>'
    marked = (
        f'<w:commentRangeStart w:id="5"/>{gone(6, "b")}{come(7, "x")}<w:commentRangeEnd w:id="5"/>{reference}'
    )
    assert run("a") + marked + run("c") in member(result)
    added = f'<w:comment w:id="5" {SIGNED}><w:p><w:r>{t("no &lt;such&gt; day")}</w:r></w:p></w:comment></w:comments>'
    assert member(result, "word/comments.xml").endswith(comments + added)


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_suggestions_in_notes_are_commented_at_the_call(kind):
    """Notes cannot hold comments; the call of the note in the body is commented on."""
    data = docx(paragraph("x", call(1, kind), "y"), **{f"{kind}s": {1: paragraph("abc")}})
    result = tracked(data, "abc", "axc")
    assert (
        '<w:commentRangeStart w:id="2"/>' + call(1, kind) + '<w:commentRangeEnd w:id="2"/>'
        '<w:r><w:commentReference w:id="2"/></w:r>' + run("y")
    ) in member(result)  # fmt: skip
    assert run("a") + gone(3, "b") + come(4, "x") + run("c") in member(result, f"word/{kind}s.xml")


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("bare", [False, True])
def test_comments_get_a_part_where_there_is_none(strict, bare):
    """A document without comments gets their part, its relation and its type, in the dialect of the document."""
    data = without_comments(docx(paragraph("abc"), strict=strict), bare=bare)
    result = tracked(data, "abc", "axc")
    assert zipfile.ZipFile(io.BytesIO(result)).namelist()[-2 + (not bare) :][0] == "word/comments.xml"
    assert ">why</w:t>" in member(result, "word/comments.xml")
    assert ("purl.oclc.org" in member(result, "word/comments.xml")) is strict
    assert 'Target="comments.xml"' in member(result, RELATIONS)
    assert 'PartName="/word/comments.xml"' in member(result, "[Content_Types].xml")
    assert read(result, "x.docx").text == "axc"


def without_comments(data, *, bare):
    """Take the comments out of *data*; a *bare* document has no relations at all, and names no types."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    del members["word/comments.xml"]
    members[RELATIONS] = re.sub(r'<Relationship Id="kcomments"[^>]*>', "", members[RELATIONS])
    members["[Content_Types].xml"] = re.sub(
        r"<Override[^>]*comments[^>]*>", "", members["[Content_Types].xml"]
    )
    if bare:
        del members[RELATIONS]
        members["[Content_Types].xml"] = re.sub(r">.*</Types>", "/>", members["[Content_Types].xml"])
    return zipped(members)


def test_fifty_notes_with_suggestions():
    """Suggestions for 50 endnotes can be accepted and rejected, and have ids of their own."""
    data = big()
    document = read(data, "x.docx")
    edits = list(mends(document))
    result = written(data, document, edits, tracked=True, when=WHEN)
    assert read(result, "x.docx").text == applied(document.text, edits)
    assert rejected(without_old(result)) == read(without_old(data), "x.docx").text
    parts = "".join(member(result, name) for name in (BODY, "word/endnotes.xml"))
    ids = re.findall(r'<w:(?:ins|del) w:id="(\d+)"', parts)
    assert len(ids) == len(set(ids)) == 150 + 50 * 4
    assert member(result, "word/comments.xml").count(SIGNED) == 150


def without_old(data):
    """Return *data* without what was deleted before."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members[BODY] = members[BODY].replace(b"<w:r><w:delText>old</w:delText></w:r>", b"")
    return zipped(members)
