"""What kind of thing answers: content types that lie or are missing, PDFs, pictures, and other files."""

from __future__ import annotations

import io
import json
import zipfile

from pdf_writer import Sheet, pdf
from web.hostile.behaviour import BLOCKED, CHANGED, LIVE, PATH, SOFT_404, TITLE, UNREACHABLE, Behaviour as Row
from web.hostile.replies import HTML, article, home, html, notice, page, prose

TEXT = article(TITLE)
REPORT = "{here}/documents/rivers.pdf"
OTHER = "Annual Accounts of the Harbour Fire Brigade"


def paper(lines, title=None, size=10) -> bytes:
    """Return a PDF whose first page has *lines*, and *title* among its properties."""
    sheet = Sheet()
    sheet.lines(60, 780, lines, size)
    sheet.lines(60, 640, [" ".join(f"word{n}" for n in range(at, at + 8)) for at in range(0, 160, 8)])
    data = pdf(sheet)
    if title is None:
        return data
    # An incremental update (ISO 32000-1, 7.5.6) adds the properties without touching the rest.
    start = data.rindex(b"startxref")
    table = int(data[start:].split()[1])
    number = data.count(b" obj") + 1
    at = len(data) + 1
    escaped = title.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    info = f"\n{number} 0 obj\n<< /Title ({escaped}) >>\nendobj\n".encode("latin-1")
    entry = f"xref\n{number} 1\n{at:010d} 00000 n \ntrailer\n<< /Size {number + 1} /Root 1 0 R /Info {number} 0 R /Prev {table} >>\nstartxref\n{len(data) + len(info)}\n%%EOF\n"
    return data + info + entry.encode()


def word_file(text: str) -> bytes:
    """Return something that is a DOCX by its looks: a zip with the part of the text."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("word/document.xml", f"<w:document><w:t>{text}</w:t></w:document>")
    return held.getvalue()


def typed(name, says, kind, body, accepted=LIVE, url="{here}" + PATH, **more):  # noqa: PLR0917 - a table has as many columns as it needs
    """Return a row for *body* under the content type *kind* (None: none)."""
    line = None if kind is None else f"Content-Type: {kind}"
    return Row(name, says, page(body, kind=line), accepted, url=url, **more)


TYPES = (
    typed("type-none", "a page without a content type", None, TEXT),
    typed("type-empty", "a content type without a value", "", TEXT),
    typed("type-plain", "a page called plain text: browsers show its source", "text/plain", TEXT),
    typed("type-octets", "a page called bytes: browsers save it", "application/octet-stream", TEXT),
    typed("type-image", "a page called a picture", "image/png", TEXT),
    typed("type-xhtml", "a page in XHTML", "application/xhtml+xml", TEXT),
    typed(
        "type-xml",
        "a page in XHTML that is called XML",
        "application/xml",
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>'
        + TITLE
        + "</title></head><body>"
        + prose()
        + "</body></html>",
    ),
    typed("type-nonsense", "a content type that is none", "html", TEXT),
    typed("type-doubled", "two content types in one line", "text/html, text/html; charset=utf-8", TEXT),
    typed("type-charset-open", "a character set after nothing", "text/html; charset=", TEXT),
    typed("type-capital", "a content type in capitals", "TEXT/HTML; CHARSET=UTF-8", TEXT),
    typed(
        "text-file",
        "a text file whose first line is the title",
        "text/plain; charset=utf-8",
        f"{TITLE.upper()}\n\nBarges carried most of the grain.\n",
        url="{here}/rivers.txt",
        read=False,
    ),
    typed(
        "picture",
        "a picture, which has no title to compare",
        "image/png",
        b"\x89PNG\r\n\x1a\n" + bytes(600),
        url="{here}/plates/map.png",
        read=False,
    ),
    typed(
        "film",
        "a film",
        "video/mp4",
        b"\0\0\0\x18ftypmp42" + bytes(4000),
        url="{here}/films/locks.mp4",
        read=False,
    ),
    typed(
        "data",
        "a record in JSON",
        "application/json",
        json.dumps({"title": TITLE, "year": 2010}),
        url="{here}/api/records/7",
        read=False,
    ),
    typed(
        "table",
        "a table of values",
        "text/csv",
        "year,tons\n2009,4\n2010,5\n",
        url="{here}/rivers.csv",
        read=False,
    ),
    typed(
        "feed",
        "a feed whose channel has the cited title",
        "application/rss+xml",
        f'<?xml version="1.0"?><rss><channel><title>{TITLE}</title></channel></rss>',
        url="{here}/feed",
        read=False,
    ),
    typed(
        "word-file",
        "a document of a word processor",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        word_file(TITLE),
        url="{here}/rivers.docx",
        read=False,
    ),
    typed(
        "old-word-file",
        "a document of an old word processor",
        "application/msword",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
        url="{here}/rivers.doc",
        read=False,
    ),
    typed(
        "archive-file", "an archive", "application/zip", word_file("x"), url="{here}/rivers.zip", read=False
    ),
    typed(
        "bytes-unsaid",
        "bytes without a content type",
        None,
        bytes(range(256)) * 8,
        url="{here}/rivers.bin",
        read=False,
    ),
    Row(
        "saved-not-shown",
        "a page that asks to be saved",
        page(TEXT, 'Content-Disposition: attachment; filename="rivers.html"'),
        LIVE,
    ),
)
PAPERS = (
    typed(
        "pdf-with-title",
        "a PDF with the cited title among its properties",
        "application/pdf",
        paper(["Northern Institute", "Report 12"], TITLE),
        url=REPORT,
    ),
    typed(
        "pdf-first-page",
        "a PDF without a title, whose first page bears the cited one",
        "application/pdf",
        paper(["Northern Institute", "", TITLE, "A. Jones"]),
        url=REPORT,
    ),
    typed(
        "pdf-title-over-lines",
        "a PDF whose first page bears the cited title over three lines",
        "application/pdf",
        paper(["A Survey of", "River Transport in the", "Northern Provinces"], size=20),
        url=REPORT,
    ),
    typed(
        "pdf-of-word",
        "a PDF that is titled by its word processor, with the cited title on its first page",
        "application/pdf",
        paper([TITLE, "A. Jones"], "Microsoft Word - final_v3_JONES.doc"),
        url=REPORT,
    ),
    typed(
        "pdf-as-html",
        "a PDF that is called a web page",
        HTML.partition(": ")[2],
        paper([TITLE], TITLE),
        url=REPORT,
    ),
    typed(
        "pdf-as-octets",
        "a PDF that is called bytes",
        "application/octet-stream",
        paper([TITLE], TITLE),
        url=REPORT,
    ),
    typed(
        "pdf-for-a-page",
        "a PDF where the address ends in .html, with the cited title",
        "application/pdf",
        paper([TITLE], TITLE),
    ),
    typed(
        "pdf-of-pictures",
        "a scanned PDF: not a letter in it",
        "application/pdf",
        pdf(Sheet()),
        url=REPORT,
        read=False,
    ),
    typed(
        "pdf-broken",
        "a PDF that is broken after its first bytes",
        "application/pdf",
        b"%PDF-1.4\n" + bytes(900),
        url=REPORT,
        read=False,
    ),
    typed(
        "pdf-with-prefix",
        "a PDF after a line that a server left before it",
        "application/pdf",
        b"\n\nWarning: something\n" + paper([TITLE], TITLE),
        url=REPORT,
    ),
    typed(
        "pdf-of-something-else",
        "a PDF of another source, by its title and its first page",
        "application/pdf",
        paper([OTHER, "Year ending 31 March 2019"], OTHER),
        CHANGED,
        url=REPORT,
    ),
    typed(
        "pdf-empty",
        "a PDF of no bytes",
        "application/pdf",
        b"",
        LIVE | UNREACHABLE | SOFT_404 | CHANGED,
        url=REPORT,
    ),
    typed(
        "pdf-landing-page",
        "the page of a repository in the place of the PDF, with the cited title",
        "text/html",
        article(TITLE, more='<a href="/get/7">Download PDF</a>'),
        url=REPORT,
    ),
    typed(
        "pdf-error-page",
        "an error page in the place of the PDF",
        "text/html",
        notice(
            "Page not found | Northern Institute",
            "Page not found",
            "We could not find the page you requested.",
        ),
        SOFT_404,
        url=REPORT,
        reason=("page not found",),
    ),
    typed(
        "pdf-home-page",
        "the home page in the place of the PDF",
        "text/html",
        home(),
        SOFT_404 | CHANGED,
        url=REPORT,
    ),
    typed(
        "pdf-login-page",
        "a form for name and password in the place of the PDF",
        "text/html",
        html(
            "Sign in",
            '<h1>Sign in</h1><form method="post"><input name="user"><input type="password" name="pass"><button>Sign in</button></form>',
        ),
        BLOCKED,
        url=REPORT,
    ),
    typed(
        "pdf-error-as-pdf",
        "an error page that is called a PDF",
        "application/pdf",
        notice("404 Not Found", "Not Found", "The requested URL was not found on this server."),
        SOFT_404,
        url=REPORT,
    ),
    typed(
        "big-pdf",
        "a PDF of 12 MB whose title stands at its beginning",
        "application/pdf",
        paper([TITLE], TITLE)[:-6] + b"\n%" + b"x" * (12 << 20) + b"\n%%EOF\n",
        url=REPORT,
        bytes_read=14 << 20,
        read=False,
    ),
)
CONTENTS = TYPES + PAPERS
