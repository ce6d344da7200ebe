"""What a page says of itself in JSON-LD."""

import json

import pytest
from hypothesis import given, strategies as st
from page_facts import marks, names

from citecheck.check.structured import described


def page(*scripts):
    return "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)


NAMED = [
    ("an article", '{"@type": "NewsArticle", "headline": "The report"}', ("The report",)),
    ("a page", '{"@type": "WebPage", "name": "The report"}', ("The report",)),
    ("a book", '{"@type": ["Book", "Product"], "name": "The report"}', ("The report",)),
    ("two headlines", '{"@type": "Report", "headline": "A", "alternativeHeadline": "B", "name": "C"}', ("A", "B", "C")),
    ("in a list", '[{"@type": "Article", "headline": "The report"}]', ("The report",)),
    ("in a graph", '{"@graph": [{"@type": "WebSite", "name": "Site"}, {"@type": "Article", "headline": "Own"}]}', ("Own",)),
    ("as the page's subject", '{"@type": "WebPage", "mainEntity": {"@type": "Book", "name": "Own"}}', ("Own",)),
    ("an organisation has a name of its own", '{"@type": "NewsMediaOrganization", "name": "Agency"}', ()),
    ("so has a publisher", '{"@type": "Article", "headline": "Own", "publisher": {"name": "Agency"}}', ("Own",)),
    ("and what is listed", '{"@type": "BreadcrumbList", "itemListElement": [{"name": "Home"}]}', ()),
    ("entities", '{"@type": "Article", "headline": "A &amp; B &#8211; C"}', ("A & B – C",)),
    ("half a pair of surrogates", '{"@type": "Article", "headline": "A \\ud83d B"}', ("A ? B",)),
    ("line ends within strings", '{"@type": "Article", "headline": "A\nB"}', ("A B",)),
    ("fenced", '//<![CDATA[\n{"@type": "Article", "headline": "A"}\n//]]>', ("A",)),
    ("broken, but legible", '{"@type": "Article", "headline": "A \\"B\\"", "x": }', ('A "B"',)),
    ("broken in the headline", '{"headline": "A \\x", }', ()),
    ("no object", "42", ()),
    ("no text", '{"@type": "Article", "headline": 7}', ()),
    ("nothing", "", ()),
]  # fmt: skip


@pytest.mark.parametrize("script, signals", [row[1:] for row in NAMED], ids=[row[0] for row in NAMED])
def test_the_names_of_the_page_in_its_own_description(script, signals):
    assert names(page(script))[1] == signals


HOSTILE = [
    "[" * 10_000,
    '{"a":' * 10_000,
    '{"@graph":' * 10_000 + "1" + "}" * 10_000,
    "[" * 10_000 + "]" * 10_000,
    "9" * 60_000,
    '{"headline": "' + "\\" * 50_000,
    json.dumps([{"@type": "Article", "headline": "x" * 50}] * 900),
]


@pytest.mark.parametrize("script", HOSTILE, ids=lambda script: script[:12])
def test_a_hostile_description_is_passed_over(script):
    title, signals = names("<title>Page</title>" + page(script))
    assert title == "Page"
    assert len(signals) <= 1


@pytest.mark.parametrize("value", ["false", '"False"', '"false"', '"http://schema.org/False"'])
@pytest.mark.parametrize(
    "frame", ['{"@type": "Article", "isAccessibleForFree": %s}', '{"hasPart": [{"isAccessibleForFree": %s}]}']
)
def test_a_page_that_is_not_free_says_so(value, frame):
    assert marks(page(frame % value)) == {("paywall", "script")}


@pytest.mark.parametrize(
    "script", ['{"isAccessibleForFree": true}', '{"x": {"isAccessibleForFree": false}}', "{}"]
)
def test_other_pages_do_not(script):
    assert marks(f"<body>{'word ' * 50}" + page(script)) == set()


@given(st.lists(st.text(max_size=60), max_size=3))
def test_no_script_makes_it_fail(scripts):
    assert isinstance(described(tuple(scripts)).names, tuple)
