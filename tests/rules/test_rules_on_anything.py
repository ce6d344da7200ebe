"""Rules and corrections take whatever the parser makes of whatever is printed."""

from factories import codes_of, entries_of, neighbours_of
from hypothesis import given, settings, strategies as st

from citecheck.models import Citation, CitedUrl, Entry, Span
from citecheck.rules import judge
from citecheck.suggest import corrections

PIECES = st.sampled_from(
    [
        "1. ", "\n2. ", "\n7. ", "\n\n", " ", "Accessed on ", "May 32 2011", "2011-13-45", "May 26", "05/06/2011",
        "http://", "www.", "example.org", "/artciel", "/ ", "?", "&", "#", "%", "utm_source=x", "@", ":", "[::1]",
        "127.1", "doi:10.", "ISBN 978", "ISSN 1234-567X", "é", "ß", "\u202e", "\x00", "…", "²", "/20100322", "9999",
        "0000-00-00", "Protection Project. ",
    ]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_print(text):
    """Nothing printed makes them fall, and each correction stands where it says."""
    entries, _ = entries_of(text)
    for entry in entries:
        for offer in entry.corrections:
            assert 0 <= offer.span.start < offer.span.end
            assert offer.suggestion.replacement != offer.suggestion.replace
    assert isinstance(codes_of(text), dict)


@settings(max_examples=300)
@given(st.text(max_size=60), st.text(alphabet="ab.:/?#[]@%&= 1０۱xX-_\u2024é", max_size=40))
def test_any_url(printed, url):
    """A URL and its print need not fit, or be one at all."""
    cited = CitedUrl(printed, f"http://{url}", Span(0, len(printed)), ("added-scheme",))
    note = Citation(1, None, printed, Span(0, len(printed)), title=printed, urls=(cited,))
    neighbours = neighbours_of(note)
    offers = corrections(note, neighbours, printed)
    _, (entry,) = judge((Entry(note, corrections=offers),), neighbours)
    assert all(offer.span.of(printed) == offer.suggestion.replace for offer in offers)
    assert all(finding.message for finding in entry.findings)
