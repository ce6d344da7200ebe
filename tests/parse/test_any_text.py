"""Whatever the text: parsing never raises, every span slices to its own text, and time stays linear."""

import pytest
from hypothesis import given, settings, strategies as st

from citecheck.parse import body_markers, parse
from citecheck.read import read_text

PIECES = st.sampled_from(
    ["http://", "https: //", "www.", "a.org", "/", " ", "\n", "\n\n- ", "1. ", "[^1]: ", "[1]", "¹", "May 32 2011", "2010",
     "Accessed on ", "doi:10.1/", "_", "-", ".pdf", ".", ",", "(", ")", "“", '"', "Endnotes\n", "ISBN ", "\x00", "\u202e", "𝟙", "²³", "|"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join))


@settings(max_examples=300)
@given(TEXTS)
def test_parsing_never_raises_and_spans_are_true(text):
    """Any text gives citations whose spans, and those of their parts, slice to the text they claim."""
    document = read_text(f"Notes\n\n{text}")
    citations = parse(document)
    for citation in citations:
        assert citation.span.of(document.text) == citation.text
        for part in (*citation.urls, *citation.identifiers, citation.accessed, citation.published):
            if part is not None:
                assert part.span.of(document.text) == part.text
                assert citation.span.holds(part.span)
    for marker in body_markers(document, citations) or ():
        assert marker.number > 0
        assert marker.span.of(document.text).strip()


@settings(max_examples=100)
@given(TEXTS)
def test_every_note_has_a_number_from_one(text):
    """Numbers are positive whatever was printed."""
    assert all(citation.number >= 0 for citation in parse(read_text(text)))


HOSTILE = {
    "slashes": "http://a.org" + "/" * 40_000,
    "schemes": "http://" * 8_000,
    "gaps": "http://a.org/" + "a/ " * 15_000,
    "dots": "www. " * 10_000,
    "brackets": "http://a.org/" + "(" * 40_000,
    "digits": "1" * 50_000,
    "dates": "May 5 2011 " * 5_000,
    "quotes": "“" * 40_000,
    "commas": "a, " * 20_000,
    "stops": "A. " * 20_000,
    "initials": "Smith J, " * 8_000,
    "accessed": "accessed " * 8_000,
    "bullets": "- a\n" * 12_000,
    "blank lines": "\n" * 50_000,
    "markers": "a.1 " * 12_000,
    "underscores": "http://a.org/" + "_" * 40_000 + " a" * 10_000,
    "hyphens": "http://a-" + "a-" * 20_000 + " b",
    "doi": "10.1000/" * 8_000,
    "spaces": "http" + " " * 50_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_parsed(text):
    """Texts made to trip a pattern give citations that are true; `benchmarks/parsing.py` measures their time."""
    document = read_text(f"Notes\n\n1. {text}")
    citations = parse(document)
    assert all(citation.span.of(document.text) == citation.text for citation in citations)
    assert len(citations) >= 1
