"""What a page tells programs of the work that it shows."""

import json

import pytest
from hypothesis import given, strategies as st
from page_facts import facts

from citecheck.check.fields import as_authors, as_doi, as_edtf
from citecheck.check.folding import LONGEST_NAME, folded
from citecheck.models import Metadata


def meta(*pairs):
    return "<head>" + "".join(f'<meta name="{name}" content="{content}">' for name, content in pairs)


def said(*nodes):
    """Return JSON-LD with *nodes*."""
    return f'<script type="application/ld+json">{json.dumps(list(nodes))}</script>'


SCHOLAR = (
    ("citation_title", "Children's Rights"),
    ("citation_author", "Roudik, Peter"),
    ("citation_author", "Doe, Jane"),
    ("citation_publication_date", "2007/6/1"),
    ("citation_journal_title", "Law Library"),
    ("citation_doi", "10.1000/182"),
)
ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Crime on the rise",
    "author": [{"@type": "Person", "name": "Anna Ivanova"}, "Boris Petrov"],
    "datePublished": "2010-03-22T08:15:00+03:00",
    "publisher": {"@type": "Organization", "name": "RIA Novosti"},
    "dateModified": "2015-01-01",
}
PERSON = {"@type": "Person", "@id": "#p", "name": "Anna Ivanova"}

PAGES = [
    ("what repositories write for Google Scholar", meta(*SCHOLAR),
     Metadata("Children's Rights", ("Roudik, Peter", "Doe, Jane"), "2007-06-01", "Law Library", "10.1000/182")),
    ("Open Graph, as newspapers write it",
     meta(("og:title", "Crime"), ("og:site_name", "RIA"), ("article:published_time", "2010-03-22T08:15:00Z")),
     Metadata("Crime", (), "2010-03-22", "RIA")),
    ("Dublin Core", meta(("DC.title", "Crime"), ("DC.creator", "Ivanova, A."), ("DC.date", "2010"),
                         ("DC.identifier", "ISBN 1"), ("DC.identifier", "doi:10.1000/182")),
     Metadata("Crime", ("Ivanova, A.",), "2010", None, "10.1000/182")),
    ("an article in JSON-LD", said(ARTICLE),
     Metadata("Crime on the rise", ("Anna Ivanova", "Boris Petrov"), "2010-03-22", "RIA Novosti")),
    ("an author by the parts of the name",
     said({"@type": "Article", "headline": "A", "author": [{"givenName": "Anna", "familyName": "Ivanova"}, {"familyName": 7}]}),
     Metadata("A", ("Anna Ivanova",))),
    ("authors by their identifier", said({"@type": "Article", "headline": "A", "author": {"@id": "#p"}}, PERSON),
     Metadata("A", ("Anna Ivanova",))),
    ("an article comes before the page on which it stands",
     said({"@type": "WebPage", "name": "A | Site", "datePublished": "2001"}, {"@type": "Report", "headline": "A"}),
     Metadata("A")),
    ("a DOI in JSON-LD", said({"@type": "ScholarlyArticle", "name": "A", "sameAs": "https://doi.org/10.1000/182"}),
     Metadata("A", doi="10.1000/182")),
    ("a DOI with its scheme", said({"@type": "Dataset", "name": "A",
                                    "identifier": {"propertyID": "doi", "value": "10.1000/182"}}),
     Metadata("A", doi="10.1000/182")),
    ("the organisation that made a page is no work", said({"@type": "Organization", "name": "RIA"}), None),
    ("the title element alone", "<title>Crime</title>", Metadata("Crime")),
    ("with the name of the site behind it", "<title>Crime | RIA</title>" + meta(("og:site_name", "RIA")),
     Metadata("Crime", container="RIA")),
    ("which a heading tells too", "<title>Crime – RIA Novosti</title><h1>Crime</h1>", Metadata("Crime")),
    ("else it may belong to the title", "<title>Crime – A Report</title><h1>News</h1>", Metadata("Crime – A Report")),
    ("what libraries write comes before Open Graph", meta(("og:title", "B"), ("citation_title", "A")), Metadata("A")),
    ("of two DOIs nobody knows whose", meta(("citation_doi", "10.1000/1"), ("dc.identifier", "10.1000/2")), None),
    ("one DOI in two spellings is one", meta(("citation_doi", "10.1000/A"), ("dc.identifier", "doi:10.1000/a")),
     Metadata(doi="10.1000/a")),
    ("the day of the last change is no day of publication", meta(("article:modified_time", "2015-01-01")), None),
    ("a page that says nothing", "<p>Hello</p>", None),
    ("an article that the page only advertises",
     "<title>Crime on the rise</title>" + said({"@type": "NewsArticle", "headline": "Floods in the south", "author": "Zed"}),
     Metadata("Crime on the rise")),
    ("a title that was cut short for a preview",
     "<title>Crime on the rise in the north – RIA</title>" + meta(("og:title", "Crime on the…"), ("og:site_name", "RIA")),
     Metadata("Crime on the rise in the north", container="RIA")),
    ("a body that signs what stands on its site", meta(("og:title", "Crime"), ("og:site_name", "The Gazette"), ("author", "Gazette")),
     Metadata("Crime", ("Gazette",), container="The Gazette")),
    ("but not its staff", meta(("og:title", "Crime"), ("og:site_name", "Gazette"), ("author", "Gazette Staff")),
     Metadata("Crime", container="Gazette")),
    ("a title in the place of an author", meta(("og:title", "Crime on the rise"), ("author", "Crime on the rise")),
     Metadata("Crime on the rise")),
    ("an address in the place of a site's name", meta(("og:title", "Crime"), ("og:site_name", "https://ria.example")),
     Metadata("Crime")),
    ("a site whose name is an address", meta(("og:title", "Crime"), ("og:site_name", "Lenta.ru")),
     Metadata("Crime", container="Lenta.ru")),
    ("a page that is part of itself", said({**ARTICLE, "isPartOf": {"@type": "WebPage", "name": "Crime on the rise"}}),
     Metadata("Crime on the rise", ("Anna Ivanova", "Boris Petrov"), "2010-03-22", "RIA Novosti")),
    ("a word in italics", said({"@type": "Article", "headline": "Crime in <i>Hamlet</i>"}), Metadata("Crime in Hamlet")),
    ("an element that a work is about", said({"@type": "Article", "headline": "Use of the <b> element"}),
     Metadata("Use of the <b> element")),
    ("a title that readers do not see: the site's slogan",
     "<title>Crime on the rise | RIA</title>" + meta(("og:title", "Your news, every day")) + "<h1>Crime on the rise</h1>",
     Metadata("Crime on the rise")),
    ("a title that readers do not see: the site's name",
     "<title>Crime on the rise | RIA</title>" + meta(("og:title", "RIA"), ("og:site_name", "RIA")) + "<h1>Crime</h1>",
     Metadata("Crime on the rise", container="RIA")),
    ("a title that readers see in other words",
     "<title>Crime on the rise | RIA</title>" + meta(("og:title", "Crime on the rise in Moscow")) + "<h1>Crime on the rise</h1>",
     Metadata("Crime on the rise in Moscow")),
    ("a title with the site's name behind it, which nothing tells but a heading",
     "<title>Crime | RIA</title>" + meta(("og:title", "Crime | RIA")) + "<h1>Crime</h1>", Metadata("Crime")),
    ("a title of two parts, with the site's name behind it",
     "<title>Crime: A History | RIA</title><h1>Crime: A History</h1>", Metadata("Crime: A History")),
    ("a heading without the subtitle", "<title>Crime: A History</title><h1>Crime</h1>", Metadata("Crime: A History")),
    ("with the name of the site before it", "<title>RIA | Crime</title>" + meta(("og:site_name", "RIA")),
     Metadata("Crime", container="RIA")),
    ("a work that begins with the name of the site", "<title>RIA: A History</title>" + meta(("og:site_name", "RIA")),
     Metadata("RIA: A History", container="RIA")),
    ("a logo is a heading too", "<title>Crime on the rise | RIA</title><h1>RIA</h1>", Metadata("Crime on the rise | RIA")),
    ("a logo, and the work's heading", "<title>Crime | RIA</title><h1>RIA</h1><h2>Crime</h2>", Metadata("Crime")),
    ("the article that the page shows, among others",
     "<title>Crime on the rise</title>" + said({"@type": "NewsArticle", "headline": "Floods in the south", "author": "Zed"}, ARTICLE),
     Metadata("Crime on the rise", ("Anna Ivanova", "Boris Petrov"), "2010-03-22", "RIA Novosti")),
    ("among others of nearly its name",
     "<title>Crime on the rise</title>" + said({"@type": "NewsArticle", "headline": "Crime on the rise in the south"}, ARTICLE),
     Metadata("Crime on the rise", ("Anna Ivanova", "Boris Petrov"), "2010-03-22", "RIA Novosti")),
    ("an article that a heading further down advertises",
     "<title>Crime on the rise</title>" + said({"@type": "NewsArticle", "headline": "Floods in the south", "author": "Zed"})
     + "<h1>Crime on the rise</h1><h3>Floods in the south</h3>", Metadata("Crime on the rise")),
    ("an article of one word in common", "<title>Crime on the rise</title>" + said({"@type": "Article", "headline": "Crime novel of the week"}),
     Metadata("Crime on the rise")),
    ("an article under nothing but the name of its site", "<title>RIA Novosti</title><h1>RIA Novosti</h1><h2>Crime on the rise</h2>"
     + said(ARTICLE), Metadata("Crime on the rise", ("Anna Ivanova", "Boris Petrov"), "2010-03-22", "RIA Novosti")),
    ("meta elements behind the head do not count", "<head></head><body>" + meta(*SCHOLAR)[6:], None),
]  # fmt: skip


@pytest.mark.parametrize("markup, metadata", [row[1:] for row in PAGES], ids=[row[0] for row in PAGES])
def test_the_metadata_of_a_page(markup, metadata):
    assert facts(markup).metadata == metadata


DATES = [
    ("2007", "2007"),
    ("2007-06", "2007-06"),
    ("2007/6/1", "2007-06-01"),
    ("2007.06.01", "2007-06-01"),
    ("20070601", "2007-06-01"),
    ("20070601T101500", "2007-06-01"),
    ("2007-06-01T23:30:00-05:00", "2007-06-01"),
    ("2007-06-01 10:00", "2007-06-01"),
    ("2007-02-30", None),
    ("2007-13", None),
    ("0001-01-01", None),
    ("1970-01-01T00:00:00Z", None),
    ("1900-01-01", None),
    ("1970", "1970"),
    ("1900-01", "1900-01"),
    ("9999999999", None),
    ("06/01/2007", None),
    ("June 2007", None),
    ("", None),
]


@pytest.mark.parametrize("text, edtf", DATES)
def test_only_what_can_be_read_in_one_way_is_a_date(text, edtf):
    assert as_edtf(text) == edtf


DOIS = [
    ("10.1000/182", "10.1000/182"),
    ("doi:10.1000/182", "10.1000/182"),
    ("DOI 10.1000/182.", "10.1000/182"),
    ("https://doi.org/10.1371/journal.pone.0115253", "10.1371/journal.pone.0115253"),
    ("http://dx.doi.org/10.1000/182", "10.1000/182"),
    ("info:doi/10.1000/182", "10.1000/182"),
    ("10.1000/", None),
    ("10.1/182", None),
    ("10.1000/18 2", None),
    ("https://example.org/10.1000/182", None),
    ('10.1000/"><script>', None),
]


@pytest.mark.parametrize("text, doi", DOIS)
def test_a_doi_without_its_decoration(text, doi):
    assert as_doi(text) == doi


AUTHORS = [
    (["Anna Ivanova", "Anna Ivanova"], ("Anna Ivanova",)),
    (["By Anna Ivanova"], ("Anna Ivanova",)),
    (["Ivanova, A. &amp; Petrov, B."], ("Ivanova, A. & Petrov, B.",)),
    (["Bob Able, Ann Bell and Carl van der Dole"], ("Bob Able", "Ann Bell", "Carl van der Dole")),
    (["Able, Bob; Bell, Ann"], ("Able, Bob", "Bell, Ann")),
    (["By Bob Able, Environment correspondent"], ("Bob Able",)),
    (["Ministry of Health and Social Affairs"], ("Ministry of Health and Social Affairs",)),
    (["Johnson and Johnson"], ("Johnson and Johnson",)),
    (["Able, Bob"], ("Able, Bob",)),
    (["Bob Able is a writer who lives in London with two cats"], ()),
    (["&lt;a href=/bob&gt;Bob Able&lt;/a&gt;", "WordPress"], ()),
    (["admin"], ()),
    (["Webmaster", "SITE ADMINISTRATOR", "Redaktion"], ()),
    (["https://facebook.com/ria", "@ria", "press@ria.example"], ()),
    (["Admin User", "admin_gazette", "Super User", "Posted by admin"], ()),
    (["Editorial Team", "Staff Writer", "Press Release", "Newsroom"], ()),
    (["Webredaktion", "Online-Redaktion", "La Rédaction", "Redacción", "Редакция"], ()),
    (
        [
            "{{author}}",
            "%author%",
            "[object Object]",
            "$author.name",
            "Your Name",
            "First Last",
            "Author Name",
        ],
        (),
    ),
    (["gazette.com", "lenta.ru", "+1 202 555 0100", "March 5, 2011"], ()),
    (
        ["Leopold Staff", "J.Li", "Guest, Anna", "Anna Root"],
        ("Leopold Staff", "J.Li", "Guest, Anna", "Anna Root"),
    ),
    (["Written by Anna Ivanova", "By: Bob Able"], ("Anna Ivanova", "Bob Able")),
    (
        ["Par Anna Ivanova", "von Bob Able", "Par Ana García et Luis Gil"],
        ("Anna Ivanova", "Bob Able", "Ana García", "Luis Gil"),
    ),
    (
        ["Autor: Anna Ivanova", "Автор: Анна Иванова", "TEXT: Bob Able"],
        ("Anna Ivanova", "Анна Иванова", "Bob Able"),
    ),
    (
        ["Von Miller", "von Trier, Lars", "Von der Leyen", "von Braun"],
        ("Von Miller", "von Trier, Lars", "Von der Leyen", "von Braun"),
    ),
    (["jdoe83", "a.smith2", "danah boyd", "U2", "50 Cent"], ("danah boyd", "U2", "50 Cent")),
    (["Anna Ivanova | The Gazette"], ("Anna Ivanova",)),
    (["Anna Ivanova (0000-0002-1825-0097)", "Bob Able (bob@a.example)"], ("Anna Ivanova", "Bob Able")),
    (["x" * 200], ()),
    ([f"Author {number}" for number in "ABCDEFGHIJKL"], tuple(f"Author {letter}" for letter in "ABCDEFGHIJ")),
]


@pytest.mark.parametrize("names, authors", AUTHORS)
def test_authors_are_who_is_named(names, authors):
    assert as_authors(names) == authors


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=20)
    | st.sampled_from(["#p", "2010", "10.1000/1"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["@id", "@type", "headline", "name", "author", "datePublished", "identifier", "sameAs"]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


@given(st.lists(values, max_size=4))
def test_whatever_json_ld_holds_is_read_or_passed_over(nodes):
    found = facts(said(*nodes)).metadata
    if found is not None:
        assert len(found.title or "") <= LONGEST_NAME
        assert len(found.authors) <= 10


@given(st.text(max_size=60))
def test_no_text_breaks_a_field(text):
    edtf, doi = as_edtf(text), as_doi(text)
    assert edtf is None or text.startswith(edtf[:4])
    assert doi is None or doi in text
    assert all(name in folded(text) for name in as_authors([text]))  # of a list each is a part
