from contextlib import suppress

import httpx
import pytest
from hypothesis import given, strategies as st

from citecheck.web.address import (
    BadAddressError,
    authorization,
    host_of,
    is_literal,
    next_address,
    origin_of,
    plain_host,
    read_address,
    shown,
    without_credentials,
)

MALFORMED = ["http://", "http:///path", "http://[::1", "http://a:b/", "http://a:70000/", "http://a:0/"]
MALFORMED += [
    "http://a\x00b/",
    "http://999.1.1.1/",
    "http://xn--\ud800/",
    "https://?x",
    "http://[zz]/",
    "http://" + "a" * 70_000,
]


@pytest.mark.parametrize("text", MALFORMED)
def test_what_cannot_be_requested_says_why_without_repeating_itself(text):
    with pytest.raises(BadAddressError) as caught:
        read_address(text)
    assert len(str(caught.value)) < 40


NEXT = [
    ("http://a.org/x/y", b"z", "http://a.org/x/z"),
    ("http://a.org/x/y", b"/z", "http://a.org/z"),
    ("http://a.org/x/y", b"//b.org/z", "http://b.org/z"),
    ("http://a.org/x/y", b"?q=1", "http://a.org/x/y?q=1"),
    ("http://a.org/x/y", b"https://b.org", "https://b.org"),
    ("http://a.org/x/y", b"  /padded \r\n", "http://a.org/padded"),
    ("http://a.org/x/y", rb"\z\w?a\b#c\d", r"http://a.org/z/w?a\b#c\d"),
    ("http://a.org/x/y", rb"\\b.org\z", "http://b.org/z"),
    ("http://a.org/x/y", b"/an unescaped path", "http://a.org/an%20unescaped%20path"),
    ("http://a.org/x/y", "/größe".encode(), "http://a.org/gr%C3%B6%C3%9Fe"),
    ("http://a.org/x/y", "/größe".encode("latin-1"), "http://a.org/gr%F6%DFe"),
    ("http://a.org/x/y", b"/z?", "http://a.org/z?"),
    ("http://a.org/x/y", b"/z?#c", "http://a.org/z?#c"),
    ("http://a.org/x?q", b"", "http://a.org/x?q"),
    ("http://a.org/x/y", b"http://%62.org/z", "http://b.org/z"),
    ("http://a.org/x#part", b"/y", "http://a.org/y#part"),
    ("http://a.org/x#part", b"/y#other", "http://a.org/y#other"),
    ("http://u:p@a.org/x", b"/y", "http://u:p@a.org/y"),
    ("http://u:p@a.org/x", b"http://b.org/y", "http://b.org/y"),
    ("http://u:p@a.org/x", b"//b.org/y", "http://b.org/y"),
]


@pytest.mark.parametrize("base, location, expected", NEXT)
def test_a_redirect_is_followed_as_browsers_do(base, location, expected):
    assert str(next_address(httpx.URL(base), location)) == expected


@pytest.mark.parametrize(
    "location",
    [b"ftp://a.org/", b"javascript:alert(1)", b"file:///etc/passwd", b"http://[::1", b"http://a:b/"],
)
def test_a_redirect_to_nowhere_is_said(location):
    with pytest.raises(BadAddressError, match=r"redirect|host|address"):
        next_address(httpx.URL("http://a.org/x"), location)


def test_credentials_leave_the_address_and_go_into_a_header():
    url = read_address("http://us%40er:s3cret@a.org/x")
    assert shown(url) == "http://a.org/x"
    assert without_credentials(url).userinfo == b""
    assert authorization(url) == b"Basic dXNAZXI6czNjcmV0"
    assert authorization(read_address("http://a.org/")) is None


def test_an_origin_is_scheme_host_and_port():
    assert origin_of(read_address("http://A.org:80/x")) == origin_of(read_address("http://a.org/y"))
    assert origin_of(read_address("https://a.org/x")) != origin_of(read_address("http://a.org/x"))


PLAIN = [
    ("http://a.org", "a.org"),
    ("https://www.a-b.org:8080/x?y#z", "www.a-b.org"),
    ("http://xn--bcher-kva.example/", "xn--bcher-kva.example"),
    ("http://A.org/", None),
    ("http://a.org./", None),
    ("http://u:p@a.org/", None),
    ("http://127.0.0.1:34567/x", "127.0.0.1"),
    ("http://127.0.0.01/", None),
    ("http://127.0.0.256/", None),
    ("http://127.1/", None),
    ("http://0x7f.1/", None),
    ("http://[::1]/", None),
    ("http://a.org:99999/", None),
    ("http://a.org/ä", None),
    ("http://a.org/x y", None),
    ("ftp://a.org/", None),
    ("http://a.org\\@b.org/", None),
    ("http://a.org/" + "x" * 70_000, None),
]


@pytest.mark.parametrize("text, host", PLAIN)
def test_the_host_of_a_plain_address_is_told_without_taking_it_apart(text, host):
    assert plain_host(text) == host


@given(st.from_regex(r"https?://[a-z0-9._:@-]{1,20}([/?#\\][ -~]{0,20})?", fullmatch=True))
def test_what_is_plain_is_an_address_with_that_host(text):
    host = plain_host(text)
    assert host is None or host == host_of(read_address(text))


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "2001:db8::1"])
def test_an_address_is_no_name(host):
    assert is_literal(host)


@pytest.mark.parametrize("host", ["a.org", "127.1", "0x7f.1", "a1", "1.2.3.4.5", ""])
def test_a_name_is_no_address(host):
    assert not is_literal(host)


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_a_bad_one(text):
    for candidate in (text, "http://" + text, "http://a.org/" + text):
        with suppress(BadAddressError):
            assert isinstance(read_address(candidate), httpx.URL)


@given(st.binary(max_size=60))
def test_any_location_is_followed_or_refused(location):
    with suppress(BadAddressError):
        assert next_address(httpx.URL("http://a.org/x"), location).scheme in {"http", "https"}
