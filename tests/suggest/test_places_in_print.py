"""Where print has the parts of an address, although it broke or escaped them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, strategies as st

from citecheck.evidence.printed import part_of, places_of, whole
from citecheck.models import CitedUrl, Span


def printed(text, url):
    """Return the address *url* as *text*, the whole note, prints it."""
    return CitedUrl(text, url, Span(0, len(text)))


PLACES = [
    # how it is printed, the address, a part of it, what prints that part
    ("http://a.org/b?c=1&d=2", "http://a.org/b?c=1&d=2", "&d=2", "&d=2"),
    (r"http://a.org/b?c=1\&d=2", "http://a.org/b?c=1&d=2", "&d=2", r"\&d=2"),
    (r"http://a.org/b?c=1\&d=2", "http://a.org/b?c=1&d=2", "d=2", "d=2"),
    (r"http://a.org/b?c=1\u0026d=2", "http://a.org/b?c=1&d=2", "&d=2", r"\u0026d=2"),
    (r"http://a.org/b?c=1\u0026d=2", "http://a.org/b?c=1&d=2", "c=1&", r"c=1\u0026"),
    (r"http://a.org/b?c=1\u0026d=2", "http://a.org/b?c=1&d=2", "d=2", "d=2"),
    (r"http:\/\/a.org\/M\u00fcller", "http://a.org/Müller", "Müller", r"M\u00fcller"),
    (r"http:\/\/a.org\/M\u00DC", "http://a.org/MÜ", "Ü", r"\u00DC"),
    (r"http://a.org/\ud83d\ude00x", "http://a.org/😀x", "😀", r"\ud83d\ude00"),
    (r"http://a.org/\ud83d\ude00x y", "http://a.org/😀xy", "xy", "x y"),
    (r"http://a.org/b\u0026", r"http://a.org/b\u0026", r"\u0026", r"\u0026"),
    (r"http://a.org/b\u0026c", r"http://a.org/b\u0026c", "6c", "6c"),
    ("http://a.org/ﬁle", "http://a.org/file", "ile", "ﬁle"),
    ("www.a.org/b", "http://www.a.org/b", "http://www", "www"),
]


@pytest.mark.parametrize("text, url, part, stands", PLACES)
def test_part_of_an_address_in_print(text, url, part, stands):
    """An escape is replaced as a whole, also the first and the last of the part."""
    start = url.index(part)
    assert part_of(text, printed(text, url), start, start + len(part)).of(text) == stands


NOWHERE = [
    # printed and address that cannot be laid side by side
    (r"http://a.org/b\u0026", "http://a.org/c"),
    (r"http://a.org/b\u00", "http://a.org/b&"),
    (r"http://a.org/\ud83d", "http://a.org/😀"),
]


@pytest.mark.parametrize("text, url", NOWHERE)
def test_no_place_is_made_up(text, url):
    """What print does not have has no place."""
    assert whole(text, printed(text, url)) is None


ADDRESSES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"], exclude_characters="\\"))


@given(ADDRESSES, st.booleans())
def test_address_in_json_has_all_its_places(path, escapes_slashes):
    """However JSON writes an address, each of its characters is found, in order, and the whole as well."""
    url = f"http://a.org/{path}"
    text = json.dumps(url)[1:-1].replace("/", "\\/" if escapes_slashes else "/")
    places = places_of(text, url)
    assert len(places) == len(url)
    assert None not in places
    assert places == sorted(places)
    assert whole(text, printed(text, url)) == Span(0, len(text))
