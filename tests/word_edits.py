"""Word documents that are edited, and what the tests of that look at."""

import io
import re
import zipfile
from datetime import datetime, timedelta, timezone

from zipped_documents import call, docx, field, hyperlink, paragraph, run, zipped

from citecheck.mend.docx import written
from citecheck.models import Edit, Span
from citecheck.read.docx import read

BODY = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
LINKS = {"r1": "http://a.org/x.hml"}
RAISED = '<w:vertAlign w:val="superscript"/>'
BOLD, ITALIC = "<w:b/>", "<w:i/>"
WHEN = datetime(2024, 2, 29, 13, 0, tzinfo=timezone(timedelta(hours=1)))
SIGNED = 'w:author="citecheck" w:date="2024-02-29T12:00:00Z"'


def span_of(document, words):
    start = document.text.index(words)
    return Span(start, start + len(words))


def behind(document, words):
    end = span_of(document, words).end
    return Span(end, end)


def mended(data, words, new, target=None):
    document = read(data, "x.docx")
    return written(data, document, [Edit(span_of(document, words), new, target=target)])


def member(data, name=BODY):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def t(text, blanks=1):
    return f'<w:t xml:space="preserve">{text}</w:t>' if blanks else f"<w:t>{text}</w:t>"


def applied(text, edits):
    for edit in reversed(edits):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def big(ending="hml", day=31, *, copies=False):
    """Write a document of 50 endnotes with links, bold and italic runs, comments and tracked changes."""
    comment = '<w:commentRangeStart w:id="{0}"/>{1}<w:commentRangeEnd w:id="{0}"/><w:r><w:commentReference w:id="{0}"/></w:r>'
    change = 'w:author="Ada" w:date="2020-01-01T00:00:00Z"'
    urls = {number: f"http://a.org/{number}.{ending}" for number in range(1, 51)}
    body = [
        paragraph(
            f"Claim {number}", run(" bold", BOLD), comment.format(number, run(" said", ITALIC)), call(number, "endnote"),
            f'<w:ins w:id="{200 + number}" {change}>{run(" new")}</w:ins>',
            f'<w:del w:id="{300 + number}" {change}><w:r><w:delText>old</w:delText></w:r></w:del>',
        )
        for number in urls
    ]  # fmt: skip
    notes = {
        number: paragraph(
            "<w:r><w:endnoteRef/></w:r>", f" Author {number}, ", run(f"Title {number}", ITALIC), ", ",
            hyperlink(f"r{number}", url) if number % 2 else field(f'HYPERLINK "{url}"', url),
            *([f" (copy {number})"] if copies else []),
            f'<w:ins w:id="{400 + number}" {change}>{run(", accessed ")}</w:ins>', run(f"{day} June 2020", BOLD), ".",
        )
        for number, url in urls.items()
    }  # fmt: skip
    said = "".join(
        f'<w:comment w:id="{number}" w:author="Ada">{paragraph("Really?")}</w:comment>' for number in urls
    )
    links = {f"r{number}": url for number, url in urls.items() if number % 2}
    return docx(*body, endnotes=notes, end_links=links, comments=said)


def mends(document):
    """Return three edits for each note: its URL and where that leads, its date, a copy behind it."""
    for note in document.notes:
        text, at = note.span.of(document.text), note.span.start
        url, date = f"http://a.org/{note.number}.hml", "31 June 2020"
        start = at + text.index(url)
        yield Edit(Span(start, start + len(url)), f"{url[:-4]}.html", "gone", target=f"{url[:-4]}.html")
        yield Edit(Span(start + len(url), start + len(url)), f" (copy {note.number})", "a copy")
        start = at + text.index(date)
        yield Edit(Span(start, start + len(date)), "30 June 2020", "no such day")


def rejected(data):
    """Return the text of *data* with the suggestions of citecheck rejected."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for name in (BODY, "word/footnotes.xml", "word/endnotes.xml"):
        text = re.sub(rf"<w:ins w:id=\"\d+\" {SIGNED}>.*?</w:ins>", "", members[name].decode())
        text = re.sub(rf"<w:del w:id=\"\d+\" {SIGNED}>(.*?)</w:del>", r"\1", text)
        members[name] = text.replace("w:delText", "w:t")
    return read(zipped(members), "x.docx").text
