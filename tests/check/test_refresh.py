"""Where a page sends its readers by itself, and when enough of it was read."""

import pytest
from hypothesis import given, strategies as st

from citecheck.check.refresh import enough, refresh, refresh_of


def meta(content, attribute='http-equiv="refresh"'):
    return f'<html><head><meta {attribute} content="{content}"></head><body>moved</body></html>'


SENT = [
    ("at once", meta("0; url=/new"), "/new"),
    ("after a while", meta("10;URL=/new"), "/new"),
    ("quoted", meta("0;url='/new'"), "/new"),
    ("with spaces", meta(" 3 ; url = /new page "), "/new page"),
    ("without url=", meta("0; https://b.org/"), "https://b.org/"),
    ("with a comma", meta("0, url=/new"), "/new"),
    ("a fraction of a second", meta("0.5; url=/new"), "/new"),
    ("in capitals", meta("0; url=/new").upper(), "/NEW"),
    ("entities", meta("0; url=/new?a=1&amp;b=2"), "/new?a=1&b=2"),
    ("no quotation marks", "<meta http-equiv=refresh content=0;url=/new>", "/new"),
    ("relative to a base", '<base href="https://b.org/x/">' + meta("0; url=new"), "https://b.org/x/new"),
    ("in the body", f"<head></head><body>{'words ' * 300}" + meta("0; url=/new"), "/new"),
    ("a script that is all there is", "<html><script>location.replace('/new');</script></html>", "/new"),
    (
        "window.location.href",
        '<script type="text/javascript">\nwindow.location.href = "/new"\n</script>',
        "/new",
    ),
    ("in a comment for old browsers", "<script><!-- hide\nlocation='/new';\n//--></script>", "/new"),
    (
        "after a second",
        "<script>setTimeout(function(){ window.location.assign('/new'); }, 1000);</script>",
        "/new",
    ),
    ("when it is loaded", "<body onload=\"location.href='/new'\">Moved</body>", "/new"),
]


@pytest.mark.parametrize("page, target", [row[1:] for row in SENT], ids=[row[0] for row in SENT])
def test_a_page_that_sends_its_readers_on(page, target):
    assert refresh("text/html", page.encode()) == target


STAYING = [
    ("too late", meta("11; url=/new")),
    ("itself anew", meta("5")),
    ("itself anew, with a semicolon", meta("5;")),
    ("no number", meta("url=/new")),
    ("for those without scripts", "<noscript>" + meta("0; url=/nojs") + "</noscript>"),
    ("in a comment", "<!-- " + meta("0; url=/old") + " -->"),
    ("in a script", f"<script>var page = '{meta('0; url=/old')}'; run(page)</script>"),
    ("another element", meta("0; url=/new", 'name="refresh"')),
    ("a script is no address", meta("0; url=javascript:go()")),
    ("a script that does more", "<script>if (top != self) location.replace('/new');</script>"),
    ("a target that is made up", "<script>location.replace('/new/' + name);</script>"),
    ("a page with words of its own", f"<body>{'words ' * 60}<script>location.replace('/new')</script>"),
    ("two scripts", "<script>location='/new'</script><script src=a.js></script>"),
    ("much later", "<script>setTimeout(function(){location='/new'}, 60000)</script>"),
    ("a parked domain", '<script>window.onload=function(){window.location.href="/lander"}</script>'),
    ("a parked domain, at once", '<script>location.href="/lander"</script>'),
    ("a place within the page", "<script>location = '#top'</script>"),
    ("nothing", ""),
]


@pytest.mark.parametrize("page", [row[1] for row in STAYING], ids=[row[0] for row in STAYING])
def test_a_page_that_does_not(page):
    assert refresh("text/html", page.encode()) is None


def test_only_a_page_sends_anybody():
    page = meta("0; url=/new").encode()
    assert refresh("application/pdf", b"%PDF-1.4 " + page) is None
    assert refresh("text/plain", b"example: " + page) is None
    assert refresh("", page) == "/new"
    assert refresh("text/html; charset=utf-16", meta("0; url=/new").encode("utf-16-le")) == "/new"


@given(st.text(max_size=80))
def test_any_value_of_a_refresh_can_be_read(value):
    for refreshed in (refresh_of(value), refresh_of(f"0; url={value}")):
        assert refreshed is None or not refreshed.lower().startswith(("javascript:", "data:"))


AT_ITSELF = [("0", ""), ("0;", ""), ("0; url=", ""), (" 0.0 ", ""), ("1", None), ("300", None), ("", None)]


@pytest.mark.parametrize("value, target", AT_ITSELF)
def test_a_page_that_loads_itself_anew_at_once_asks_for_something(value, target):
    """A refresh at once without an address is the page's own address; a later one is news."""
    assert refresh_of(value) == target


KIB = 1024
HEAD = b"<head>" + b"<meta>" * 100 + b"</HEAD>"
ENOUGH = [
    ("little", "text/html", HEAD, False),
    ("a long page", "text/html; charset=utf-8", HEAD + b"x" * 64 * KIB, True),
    ("a head without end", "text/html", b"<head>" + b"x" * 200 * KIB, False),
    ("a head that ends late", "text/html", b"x" * 60 * KIB + HEAD + b"x" * 8 * KIB, False),
    ("no head, but a body", "application/xhtml+xml", b"<BODY>" + b"x" * 64 * KIB, True),
    ("no page", "application/pdf", HEAD + b"x" * 64 * KIB, False),
]


@pytest.mark.parametrize("kind, body, is_enough", [row[1:] for row in ENOUGH], ids=[row[0] for row in ENOUGH])
def test_when_enough_was_read(kind, body, is_enough):
    assert enough(kind, body) is is_enough
