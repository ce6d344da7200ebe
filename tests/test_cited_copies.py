"""Which addresses are those of archived copies, and which notes give one."""

from __future__ import annotations

import pytest
from report_samples import FIRST, LIVE_URL

from citecheck.evidence.cited_copies import cites_a_copy, original_of
from citecheck.models import CitedUrl, Span

URL = "http://a.example/tip.html"


@pytest.mark.parametrize(
    "url, original",
    [
        ("https://web.archive.org/web/20110614000000/http://a.example/tip.html", URL),
        ("https://web.archive.org/web/2011/http://a.example/tip.html", URL),
        ("https://web.archive.org/web/20110614000000id_/http://a.example/tip.html", URL),
        ("http://127.0.0.1:8080/all/20110614000000mp_/http://a.example/tip.html?q=1#f", URL + "?q=1#f"),
        ("https://arquivo.pt/wayback/20110614000000/https:/a.example/x", "https:/a.example/x"),
        ("https://web.archive.org/web/20110614000000/a.example/tip.html", "a.example/tip.html"),
        ("http://en.rian.ru/Russia/20110209/162520570.html", None),
        ("http://www.a.example/2011/05/26/story.html", None),
        ("http://a.example/20110614000000/page.html", None),
        ("https://web.archive.org/about/", None),
        ("http://a.example/?url=https://web.archive.org/web/2011/http://b.example/", None),
    ],
)
def test_addresses_of_copies(url, original):
    """The path of a newspaper has a day in it too, and is none."""
    assert original_of(url) == original


@pytest.mark.parametrize(
    "others, archived, expected",
    [
        ([], (), False),
        ([f"https://archive.example/web/20110614000000/{URL}"], (), True),
        (["https://archive.example/web/20110614000000/https://www.a.example/tip.html"], (), True),
        ([f"https://archive.example/web/20110614000000/{LIVE_URL.url}"], (), False),
        ([], ("https://archive.today/abcde",), True),
    ],
    ids=["none", "its copy", "another spelling", "another's", "named by the format"],
)
def test_a_note_gives_a_copy(others, archived, expected):
    """The copy of that very page, or what the format calls the copy of the note's source."""
    from dataclasses import replace

    urls = (*FIRST.urls, *(CitedUrl(url, url, Span(0, 1)) for url in others))
    assert cites_a_copy(replace(FIRST, urls=urls, archived=archived), URL) is expected
