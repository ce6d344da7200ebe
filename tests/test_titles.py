import pytest
from hypothesis import given, strategies as st

from citecheck.titles import evidence, match, says_enough

SAME = [
    ("Trafficking in Persons Report", "Trafficking in Persons Report"),
    ("Trafficking in Persons Report", "TRAFFICKING IN PERSONS REPORT"),
    ("Trafficking in Persons Report", "Trafficking in Persons Report 2010 | U.S. Embassy Moscow"),
    (
        "US Department of State, Trafficking in Persons Report 2011",
        "Trafficking in Persons Report 2011 - U.S. Department of State",
    ),
    ("Street Children Statistics", "Street Children Statistics &mdash; Consortium for Street Children"),
    (
        "Children's Rights: Russian Federation",
        "Children’s Rights: Russian Federation | Law Library of Congress",
    ),
    ("Sex Slaves: The Trafficking of Women", "Sex Slaves"),
    (
        "Crime against children on rise in Russia – top investigator",
        "Crime against children on the rise in Russia - top investigator | RIA Novosti",
    ),
    (
        "Chemical castration: Why Medvedev suggests it for Russia's pedophiles",
        "Chemical castration: Why Medvedev suggests it for Russia's pedophiles - CSMonitor.com",
    ),
    ("Größenwahn und Politik", "Groessenwahn und Politik, Grossenwahn und Politik"),
    ("Café society & its enemies", "Caf&eacute; society &amp; its enemies"),
    ("Ugolovnyi kodeks Rossiiskoi Federatsii", "Уголовный кодекс Российской Федерации"),
    ("Уголовный кодекс Российской Федерации", "Уголовный кодекс Российской Федерации :: Кодексы"),
    ("Onsortium for Street Children Statistics", "Consortium for Street Children Statistics"),
    ("HTTP 404: a history of the missing page", "HTTP 404: A History of the Missing Page"),
    ("刑法典", "刑法典"),
    ("Dune", "Dune"),
]
OTHER = [
    ("Trafficking in Persons Report", "Best online casino bonus codes"),
    ("Street Children Statistics in Europe", "Cheap flights and hotel deals today"),
    ("Lois sur la protection de l'enfance", "Soldes montres chaussures femme"),
]
UNKNOWN = [
    ("Trafficking in Persons Report", "RIA Novosti"),
    ("Trafficking in Persons Report", "Home"),
    ("Trafficking in Persons Report", ""),
    ("", "Trafficking in Persons Report"),
    ("Trafficking in Persons Report", "Human Trafficking | Topics and Publications"),
    ("Trafficking in Persons Report", "2010"),
    ("Criminal Code of the Russian Federation", "Уголовный кодекс"),
    ("Russia second largest producer of child porn", "Russia"),
    ("Russia second largest producer of child porn", "Russia news headlines today"),
    ("Law on protecting children from harmful information", "President of Russia"),
    ("Dune", "Dune buggy rental prices"),
    ("The protection of children against harm", "La protección del menor y los daños"),
    ("Law on the adoption of minors", "Gesetz und Recht der Annahme Minderjähriger"),
]


@pytest.mark.parametrize("cited, title", SAME)
def test_the_cited_title_is_known_again(cited, title):
    assert match(cited, [title]) is True


@pytest.mark.parametrize("cited, title", OTHER)
def test_another_title_is_told_apart(cited, title):
    assert match(cited, [title]) is False


@pytest.mark.parametrize("cited, title", UNKNOWN)
def test_where_little_is_said_nothing_is_known(cited, title):
    assert match(cited, [title]) is None


def test_one_title_that_fits_is_enough_and_one_that_says_nothing_does_not_harm():
    cited = "Trafficking in Persons Report"
    assert match(cited, ["Best online casino bonus codes", "Trafficking in Persons Report"]) is True
    assert match(cited, ["Best online casino bonus codes", "Home"]) is False
    assert match(cited, []) is None


def test_the_evidence_is_a_share_of_words():
    assert evidence("one two three four", "alpha beta") == 0
    assert evidence("alpha beta gamma delta", "alpha beta gamma delta") == 100
    assert 0 < evidence("alpha beta gamma delta", "alpha beta other words") < 80


def test_long_titles_cost_little():
    assert match("word " * 100_000, ["other " * 100_000]) is None
    assert match("a:" * 50_000, ["b | " * 50_000]) is None


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_can_be_compared_both_ways(left, right):
    assert 0 <= evidence(left, right) <= 100
    assert match(left, [right]) in {True, False, None}
    assert (match(left, [right]) is False) <= (says_enough(left) and says_enough(right))


@given(
    st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta", "epsilon", "zeta"]), min_size=2, max_size=6)
)
def test_a_title_is_itself_whatever_the_site_adds(words):
    title = " ".join(words)
    assert match(title, [f"{title.upper()} | The Site"]) is True
