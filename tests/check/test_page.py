import time

import pytest
from hypothesis import given, strategies as st

from citecheck.check.page import LONGEST_NAME, names_of

HTML = "text/html; charset=utf-8"


def names(markup, content_type=HTML):
    return names_of(markup.encode() if isinstance(markup, str) else markup, content_type)


TITLES = [
    ("<title>Hello</title>", "Hello"),
    ("<html><head><TITLE lang=en>Hello</TITLE></head>", "Hello"),
    ("<title>\n  Hello,\t world \n</title>", "Hello, world"),
    ("<title>Caf&eacute; &amp; co</title>", "Café & co"),
    ("<title>Größe</title>", "Größe"),
    ("<title></title>", None),
    ("<title>   </title>", None),
    ("<title>never closed", "never closed"),
    ("<p>no title</p>", None),
    ("", None),
    ("<!-- <title>Old</title> --><title>New</title>", "New"),
    ("<script>var a = '<title>No</title>'</script><title>Yes</title>", "Yes"),
    ("<head><script>if (a < b) document.write('</head>')</script><title>Yes</title></head>", "Yes"),
    ("<head></head><body><title>In the body</title></body>", "In the body"),
    ("<head><title>Page</title></head><body><svg><title>Icon</title></svg></body>", "Page"),
    ("<head></head><body><svg><title>Icon</title></svg>text</body>", None),
    ("<title>First</title><title>Second</title>", "First"),
    ("<titles>No</titles><title>Yes</title>", "Yes"),
]


@pytest.mark.parametrize("markup, title", TITLES)
def test_the_title_of_a_page(markup, title):
    assert names(markup)[0] == title


SIGNALS = [
    ('<meta property="og:title" content="Open">', ("Open",)),
    ("<meta content='Cited' name='citation_title'>", ("Cited",)),
    ('<meta name="DC.title" content="Dublin"/>', ("Dublin",)),
    ('<meta name="DC.Title" content="Dublin > Core">', ("Dublin > Core",)),
    ('<meta name="twitter:title" content="A &amp; B">', ("A & B",)),
    ('<meta name="description" content="no title">', ()),
    ('<meta property="og:title" content="">', ()),
    ('<meta property="og:title">', ()),
    ("<h1>Heading</h1>", ("Heading",)),
    ("<body><h1 class=x>A <em>great</em>\n heading</h1><h1>Second</h1>", ("A great heading",)),
    ("<!-- <h1>Hidden</h1> --><h1>Shown</h1>", ("Shown",)),
    ('<title>Same</title><meta property="og:title" content="Same"><h1>Same</h1>', ()),
    ('<meta property="og:title" content="One"><h1>Two</h1>', ("One", "Two")),
]


@pytest.mark.parametrize("markup, signals", SIGNALS)
def test_the_other_names_of_a_page(markup, signals):
    assert names(markup)[1] == signals


CHARSETS = [
    ("text/html; charset=windows-1251", "<title>Уголовный</title>".encode("cp1251")),
    ("text/html; charset='KOI8-R'", "<title>Уголовный</title>".encode("koi8-r")),
    ("text/html", "<meta charset=windows-1251><title>Уголовный</title>".encode("cp1251")),
    (
        "text/html",
        '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><title>Уголовный</title>'.encode(
            "koi8-r"
        ),
    ),
    ("text/html", "<title>Уголовный</title>".encode()),
    ("text/html", b"\xef\xbb\xbf" + "<title>Уголовный</title>".encode()),
    ("text/html; charset=iso-8859-1", b"\xff\xfe" + "<title>Уголовный</title>".encode("utf-16-le")),
    ("text/html; charset=nonsense", "<title>Уголовный</title>".encode()),
    ("text/html; charset=hex", "<title>Уголовный</title>".encode()),
    ("text/html", "<meta charset=utf-16><title>Уголовный</title>".encode()),
]


@pytest.mark.parametrize("content_type, body", CHARSETS)
def test_the_encoding_is_the_one_that_a_browser_takes(content_type, body):
    assert names(body, content_type)[0] == "Уголовный"


def test_latin_1_means_windows_1252_on_the_web():
    assert names(b"<title>\x93Quoted\x94</title>", "text/html; charset=iso-8859-1")[0] == "“Quoted”"
    assert names(b"<title>caf\xe9</title>", "text/html")[0] == "café"


def test_a_character_that_the_limit_cut_in_two_does_not_change_the_encoding():
    assert names("<title>Größe</title>é".encode()[:-1], "text/html")[0] == "Größe"


TYPES = [
    ("text/html", True),
    ("TEXT/HTML; charset=utf-8", True),
    ("application/xhtml+xml", True),
    ("", True),
    ("application/octet-stream", True),
    ("application/pdf", True),
]


@pytest.mark.parametrize("content_type, read", TYPES)
def test_what_looks_like_html_is_read_as_html(content_type, read):
    assert (names("<!DOCTYPE html><title>Hello</title>", content_type)[0] == "Hello") is read


@pytest.mark.parametrize("body", [b"%PDF-1.4 <title>x</title>", b"{}", b"\x89PNG", b"plain <title>x</title>"])
def test_what_is_not_html_has_no_names(body):
    assert names(body, "application/octet-stream") == (None, ())


def test_names_are_bounded():
    title, signals = names(f"<title>{'x' * 10_000}</title><h1>{'y' * 10_000}</h1>")
    assert len(title) == LONGEST_NAME
    assert [len(signal) for signal in signals] == [LONGEST_NAME]


SIZE = 256 * 1024
HOSTILE = [
    "<",
    "<!--",
    "<title",
    "<title ",
    "<meta ",
    "<meta charset=",
    '<meta title="',
    "<h1 ",
    "<script",
    "<svg>",
    "<script></script>",
]
HOSTILE += ["<!-- -->", "<title>", "</title", "<meta title>", "&amp", "<h1>", "<b>", "\n", "charset="]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_pages_cost_little(piece):
    before = time.process_time()
    title, _ = names(piece * (SIZE // len(piece)), "text/html")
    assert time.process_time() - before < 1.0
    assert title is None or len(title) <= LONGEST_NAME


@given(st.binary(max_size=300), st.text(max_size=30))
def test_no_bytes_make_it_raise(body, content_type):
    title, signals = names_of(b"<html>" + body, content_type)
    assert title is None or title.strip()
    assert all(signals)
