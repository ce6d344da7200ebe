"""Pages that were made to be hard to read: they cost little, and what is kept of them is bounded."""

import pytest
from counted_work import growth
from hypothesis import given, strategies as st
from page_facts import HTML, facts

from citecheck.check.folding import LONGEST_NAME
from citecheck.check.names import MOST_NAMES
from citecheck.check.refresh import refresh

SIZE = 256 * 1024
PIECES = [
    "<",
    "<!--",
    "<!-- -->",
    "<![CDATA[",
    "<title",
    "<title ",
    "<title>",
    "</title",
    "<meta ",
    "<meta charset=",
    '<meta title="',
    "<meta title='\"=",
    "<meta title>",
    '<meta title content="x" ',
    '<meta name="citation_title" content="x">',
    "<h1 ",
    "<h1>",
    "<h1><img>",
    "<body ",
    "<body onload=",
    "<script",
    "<script ",
    "<script></script>",
    "<script>location='",
    '<script type="application/ld+json">{"a":',
    '<script type="application/ld+json">{}</script>',
    "<svg>",
    "<svg ",
    "<nav>",
    "<nav></nav>",
    "<noscript>javascript</noscript>",
    "<frame title=x>",
    "<input type=",
    "<form action=",
    "<form action=//consent.google.",
    "<a href=//consent.yahoo.",
    "&amp",
    "&amp;amp;",
    "&#",
    "<b>",
    "<b",
    "\n",
    " ",
    "\x00",
    "charset=",
    "location",
    "refresh",
    "页面",
    "İ",
    "word ",
    "%PDF-",
    "captcha cf-turnstile ",
]


@pytest.mark.parametrize("before", ["", "<html><head>", "<html><body>"])
@pytest.mark.parametrize("piece", PIECES)
def test_repetitions_of_anything_cost_little(piece, before):
    """Of twice as many the calls are twice as many; a quadratic search within one call would take minutes."""

    def looked_at(size):
        body = (before + piece * (size // len(piece.encode()))).encode()
        refresh("text/html", body[: 8 * 1024])
        return facts(body)

    assert growth(looked_at, SIZE // 16) < 2.2
    seen = looked_at(SIZE)
    assert len(seen.title or "") <= LONGEST_NAME
    assert len(seen.signals) <= MOST_NAMES
    assert all(len(mark.text) <= 120 for mark in seen.marks)


@pytest.mark.parametrize(
    "kind", ["text/html", "application/xhtml+xml", "text/xml", "text/plain", "application/pdf"]
)
@pytest.mark.parametrize("piece", ["<title>", "<![CDATA[", "/Title (", "/Info 1 0 R ", "1 0 obj ", "/ObjStm stream\n", "<dc:title>", "\\(", "\r\n"])  # fmt: skip
def test_so_do_other_kinds(piece, kind):
    def looked_at(size):
        return facts(
            b"%PDF-1.7\n" * (kind == "application/pdf") + piece.encode() * (size // len(piece)), kind
        )

    assert growth(looked_at, SIZE // 16) < 2.2
    seen = looked_at(SIZE)
    assert len(seen.title or "") <= LONGEST_NAME


FRAGMENTS = st.sampled_from(
    [*PIECES, ">", '"', "'", "</script>", "-->", "</head>", "</nav>", "0;url=x", "password"]
)


@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=8)), max_size=40))
def test_no_page_makes_it_fail(pieces):
    body = "".join(pieces).encode("utf-8", "replace")
    seen = facts(body)
    assert seen.title is None or seen.title.strip()
    assert all(seen.signals)
    refresh("text/html", body)
    for text in (seen.title or "", *seen.signals, *(mark.text for mark in seen.marks)):
        assert text.encode("utf-8").decode("utf-8") == text


@given(st.binary(max_size=300), st.sampled_from([HTML, "text/plain", "text/xml", "application/pdf", "", "x"]))
def test_no_bytes_make_it_fail(body, kind):
    assert facts(body, kind).status == 200
    assert facts(b"%PDF-1.4 " + body, kind).status == 200
    assert facts(b"<html>" + body, kind).status == 200
