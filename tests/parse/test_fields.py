"""Who wrote what: authors, title and container of a note."""

import pytest

from citecheck.parse import parse
from citecheck.read import read_bytes, read_text

NOTES = [
    ("Roudik, Peter. Children's Rights: Russia. 2007. http://a.org", ["Peter Roudik"], "Children's Rights: Russia"),
    ("Michel, Lou & Schulman, Susan. Part One: A. August 20, 2010. http://a.org", ["Lou Michel", "Susan Schulman"], "Part One: A"),
    ("Booth R. Polish becomes second. The Guardian. 2013. http://a.org", ["R. Booth"], None),
    ("US Department of State. Trafficking in Persons Report, 2010. http://a.org", ["US Department of State"], "Trafficking in Persons Report"),
    ("RIA Novosti, Crime against children on rise, 5 February 2010, Moscow. http://a.org", ["RIA Novosti"], "Crime against children on rise"),
    ("Unemployment shrinks to 7.5% in 2010, RIANOVOSTI, 9 February 2011. http://a.org", [], "Unemployment shrinks to 7.5% in 2010"),
    ("About the fight against Trafficking. Accessed on May 24, 2011 from: http://a.org", [], "About the fight against Trafficking"),
    ("The Code.org. Code Members. Accessed on July 1, 2011 from: http://a.org", ["The Code.org"], "Code Members"),
    ("1996 Russian Criminal Code, article 242.1.2(b).", [], "1996 Russian Criminal Code"),
    ("The Criminal Code of the Federation. Article 242.1.", [], "The Criminal Code of the Federation"),
    ("Kopun, F. “A City of Unmatched Diversity.” Toronto Star, December 5, 2007. http://a.org", ["F. Kopun"], "A City of Unmatched Diversity"),
    ('Marshall Service, March 24, 2010, Press Release "Marshals Launch Website" http://a.org', ["Marshall Service"], "Marshals Launch Website"),
    ("'I have the right': UNICEF launches campaign. Accessed 25 January 2012 from: http://a.org", [], "'I have the right': UNICEF launches campaign"),
    ('Institute & Working Group on "Trafficking in Beings", Human Trafficking (2006), p.11. http://a.org', None, "Human Trafficking"),
    ("Weir, Fred. Chemical castration. May 11 2011. http://a.org", ["Fred Weir"], "Chemical castration"),
    ("http://a.org/x", [], None),
]  # fmt: skip


@pytest.mark.parametrize("note, authors, title", NOTES)
def test_fields_of_a_note(note, authors, title):
    """The author is who stands before the title; the title ends where a date, a place or an address begins."""
    (citation,) = parse(read_text(f"Notes\n\n1. {note}\n"))
    if authors is not None:
        assert [author.name for author in citation.authors] == authors
    if title is not None:
        assert citation.title == title


@pytest.mark.parametrize(
    "note, language",
    [
        ("A. http://a.org/x (In Russian).", "Russian"),
        ("A. [in German]", "German"),
        ("A (in press).", None),
        ("A.", None),
    ],
)
def test_language_is_what_the_note_names(note, language):
    """A language in brackets is the source's; other words in brackets are not."""
    (citation,) = parse(read_text(f"Notes\n\n1. {note}\n"))
    assert citation.language == language


@pytest.mark.parametrize(
    "note, found",
    [
        ("A. doi:10.1000/182.", [("doi", "10.1000/182")]),
        ("A. https://doi.org/10.1016/S0045-6535(00)00505-1.", [("doi", "10.1016/S0045-6535(00)00505-1")]),
        ("A. 10.1000/182", [("doi", "10.1000/182")]),
        ("A. doi: {10.1000/182}", [("doi", "10.1000/182")]),
        ("A. \\href{https://doi.org/10.1000/182}{doi:10.1000/182}", [("doi", "10.1000/182")]),
        ("A. DOI 11.1000/182", [("doi", "11.1000/182")]),
        ("A. {{doi|10.1000/182}}", [("doi", "10.1000/182")]),
        ("A. \\doi{10.1000/182}", [("doi", "10.1000/182")]),
        ("A. doi = {10.10/182}, year = {2014}", [("doi", "10.10/182")]),
        ("A |doi= |access-date=3 May 2011", []),
        ("A. ISBN 978-3-16-148410-0.", [("isbn", "9783161484100")]),
        ("A. ISSN 2049-3630", [("issn", "2049-3630")]),
        ("A. arXiv:1606.00608v2", [("arxiv", "1606.00608v2")]),
        ("A. arXiv:quant-ph/0608197", [("arxiv", "quant-ph/0608197")]),
        ("A. Section 10.1, p. 3", []),
    ],
)
def test_identifiers_are_found_without_their_decoration(note, found):
    """Identifiers are taken whether right or wrong; a rule judges them."""
    (citation,) = parse(read_text(f"Notes\n\n1. {note}\n"))
    assert [(identifier.scheme, identifier.value) for identifier in citation.identifiers] == found


@pytest.mark.parametrize(
    "name, source, url",
    [
        ("a.bib", "@misc{a, title={T}, doi={10.1000/182}, year=2010}", "https://doi.org/10.1000/182"),
        ("a.bib", "@misc{a, title={T}, year=2010, doi={10.1000/182}}", "https://doi.org/10.1000/182"),
        ("a.bib", "@misc{a, title={T}, doi={10.1000/a\\_b}}", "https://doi.org/10.1000/a_b"),
        ("a.bib", "@misc{a, title={T}, doi={https://doi.org/10.1000/182}}", "https://doi.org/10.1000/182"),
        ("a.bib", "@misc{a, doi={10.1000/182}, note={\\url{http://a.org/x}}}", "http://a.org/x"),
        ("a.tex", "\\documentclass{a}\nT\\footnote{A. \\doi{10.1000/182}.}", "https://doi.org/10.1000/182"),
        ("a.wiki", "T<ref>A. {{doi|10.1000/182}}</ref>", "https://doi.org/10.1000/182"),
        ("a.wiki", "T<ref>{{cite web |title=A |doi=10.1000/182}}</ref>", "https://doi.org/10.1000/182"),
    ],
)
def test_what_is_asked_for_a_doi_is_free_of_markup(name, source, url):
    """A brace that closes a field, or the backslash of TeX, is no part of the address at the resolver."""
    (citation,) = parse(read_bytes(source.encode(), name))
    assert [cited.url for cited in citation.urls] == [url]
    assert all(not cited.text.endswith("}") for cited in citation.urls)
