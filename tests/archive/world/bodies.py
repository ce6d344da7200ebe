"""The bytes of the pages: the same for the same recipe, in every run and on every machine."""

from __future__ import annotations

import gzip
import random
from html import escape
from urllib.parse import urlsplit

from pdf_writer import Sheet, pdf

SENTENCES = (
    "The figures were collected by the regional offices and published every year.",
    "Experts of the ministry met representatives of charities in the spring.",
    "A spokesman said that the number of cases had risen since the last report.",
    "The programme was set up with the help of international organisations.",
    "Critics hold that the law does not reach those who need it most.",
    "Children without parents are placed in foster families or in institutions.",
    "Parliament is to debate the second reading before the summer.",
    "Most of the people questioned had never heard of the telephone line.",
    "The police opened an inquiry and searched several flats in the capital.",
    "Schools in eleven regions take part, and more are to follow next year.",
    "The authors interviewed teachers, doctors and social workers.",
    "According to the committee the agreement enters into force in autumn.",
    "A second study, made three years later, came to a similar result.",
    "The budget for shelters was cut, and two of them had to close.",
    "Neighbouring countries share what they know about offenders.",
    "The court of appeal upheld the sentence in part.",
)

# In the encoding of its time, with the page itself saying so.
CYRILLIC = (
    "Уголовный кодекс Российской Федерации.",
    "Глава семнадцатая.",
    "Преступления против свободы, чести и достоинства личности.",
    "Похищение человека наказывается лишением свободы.",
    "Торговля людьми наказывается в соответствии с законом.",
    "Использование рабского труда.",
)


def answer_of(page, capture):
    """Return the headers and the body with which the site answered for *capture* of *page*."""
    body, content_type = _body(page, capture)
    headers = [("Content-Type", content_type)]
    if capture.location:
        headers.append(("Location", capture.location))
    if capture.gzip:
        body = gzip.compress(body, mtime=0)
        headers.append(("Content-Encoding", "gzip"))
    return [*headers, ("Content-Length", str(len(body)))], body


def _body(page, capture):
    """Return the body before compression, and its type."""
    edition = capture.edition or capture.timestamp
    host = urlsplit(page.url).hostname
    if capture.shows == "nothing":
        return b"", "text/html"
    if capture.shows == "soft-404":
        return _html("Page not found", ("The page you requested could not be found.",), host), _UTF_8
    if capture.shows == "home":
        return _html("Welcome", _sentences(host), host), _UTF_8
    if page.kind == "pdf":
        return _pdf(page.title, page.text_of or page.url, edition), "application/pdf"
    if page.kind == "cyrillic":
        return _cyrillic(page, edition), "text/html"
    return _html(page.title, (*_sentences(page.text_of or page.url), f"Page made {edition}."), host), _UTF_8


_UTF_8 = "text/html; charset=utf-8"


def _sentences(seed, number=24):
    """Return as many sentences as a short article has; the same for the same *seed*."""
    chosen = random.Random(seed)  # noqa: S311 - the same pages in every run, no secret
    return tuple(chosen.choice(SENTENCES) for _ in range(number))


def _html(title, sentences, site):
    """Return a page as sites of 2011 wrote it: article between navigation and footer."""
    text = "".join(f"<p>{escape(sentence)}</p>\n" for sentence in sentences)
    return (
        f"<!DOCTYPE html>\n<html><head><title>{escape(title)} | {site}</title></head>\n"
        f'<body><div id="nav"><a href="/">Home</a> <a href="/about">About us</a></div>\n'
        f"<h1>{escape(title)}</h1>\n{text}<div>All rights reserved.</div></body></html>\n"
    ).encode()


def _cyrillic(page, edition):
    """Return a page whose encoding only the page itself names."""
    chosen = random.Random(page.url)  # noqa: S311 - the same pages in every run, no secret
    text = "".join(f"<p>{chosen.choice(CYRILLIC)}</p>\n" for _ in range(24))
    head = f'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><title>{escape(page.title)}</title>'
    return f"<html><head>{head}</head><body>\n{text}<p>{edition}</p></body></html>\n".encode("windows-1251")


def _pdf(title, url, edition):
    """Return a document of one sheet."""
    sheet = Sheet()
    sheet.text(60, 780, title[:70], size=12)
    sheet.lines(60, 740, [*_sentences(url), f"Edition of {edition}"])
    return pdf(sheet)
