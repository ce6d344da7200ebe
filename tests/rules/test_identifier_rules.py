"""I: identifiers whose form or check digit is wrong."""

import pytest
from factories import codes_of, neighbours_of, notes

from citecheck.models import Citation, Entry, Identifier, Span
from citecheck.rules import judge


def faults_of(scheme, value):
    cited = Citation(1, None, value, Span(0, 9), identifiers=(Identifier(scheme, value, value, Span(0, 9)),))
    _, (entry,) = judge((Entry(cited),), neighbours_of(cited))
    return [finding.rule.code for finding in entry.findings]


@pytest.mark.parametrize(
    "scheme, value, expected",
    [
        ("doi", "10.1371/journal.pone.0115253", []),
        ("doi", "10.1000.10/182", []),
        ("doi", "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O", []),
        ("doi", "10.1371", ["I101"]),
        ("doi", "10.1371/", ["I101"]),
        ("doi", "10.137/journal", ["I101"]),
        ("doi", "0.1002/cmdc.200700121", ["I101"]),
        ("doi", "10.1371/journal–1", ["I101"]),
        ("isbn", "9780306406157", []),
        ("isbn", "0306406152", []),
        ("isbn", "080442957X", []),
        ("isbn", "306406152", []),  # of before 1970
        ("isbn", "9780306406158", ["I102"]),
        ("isbn", "0306406153", ["I102"]),
        ("isbn", "97803064061", ["I102"]),
        ("issn", "0882-7729", []),
        ("issn", "2434-561X", []),
        ("issn", "0882-7728", ["I103"]),
        ("arxiv", "0908.1674", []),
    ],
)
def test_identifier(scheme, value, expected):
    """Form and check digit are what can be judged without asking."""
    assert faults_of(scheme, value) == expected


@pytest.mark.parametrize(
    "printed, expected",
    [
        ("https://doi.org/10.1021/ es030360x", None),  # the white space is U102's
        ("http://dx.doi.org/0.1002/cmdc.200700121", [1]),
        ("http://onlinelibrary.example.com/doi/10.1111/ajo.12056/full", None),
    ],
)
def test_doi_within_a_url(printed, expected):
    """A resolver's URL is judged as it is requested; another URL's path is not a DOI."""
    text = notes(f"Smith, A. A Title of a Paper. 2003. {printed}")
    assert codes_of(text).get("I101") == expected
