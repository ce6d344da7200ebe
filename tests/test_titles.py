"""A labelled table: what is cited, how a page is titled, and whether a careful reader takes the one for the other."""

import pytest
from hypothesis import given, strategies as st

from citecheck.titles import evidence, is_sibling, match, says_enough

TIP = "Trafficking in Persons Report"
CASTRATION = "Chemical castration: Why Medvedev suggests it for Russia's pedophiles"
CODE = "Уголовный кодекс Российской Федерации"

# The page is the cited one.
SAME = [
    # the site's name, case, entities, signs
    (TIP, TIP),
    (TIP, TIP.upper()),
    (TIP, "trafficking in persons report"),
    (TIP, "Trafficking in Persons Report 2010 | U.S. Embassy Moscow"),
    (TIP, "U.S. Department of State | Trafficking in Persons Report"),
    (TIP, "State.gov » Reports » Trafficking in Persons Report"),
    ("US Department of State, Trafficking in Persons Report 2011", "Trafficking in Persons Report 2011 - U.S. Department of State"),
    ("US Department of State, Trafficking in Persons Report 2011", "Trafficking in Persons Report 2011 | Embassy of the United States"),
    ("Street Children Statistics", "Street Children Statistics &mdash; Consortium for Street Children"),
    ("Children's Rights: Russian Federation", "Children’s Rights: Russian Federation | Law Library of Congress"),
    ("Children's Rights: Russian Federation", "Law Library of Congress: Children&#8217;s Rights: Russian Federation"),
    ("Crime against children on rise in Russia – top investigator", "Crime against children on the rise in Russia - top investigator | RIA Novosti"),
    (CASTRATION, "Chemical castration: Why Medvedev suggests it for Russia's pedophiles - CSMonitor.com"),
    (CASTRATION, "Why Medvedev suggests it for Russia's pedophiles"),
    ("Café society & its enemies", "Caf&eacute; society &amp; its enemies"),
    ("Café society & its enemies", "Caf&amp;eacute; society &amp;amp; its enemies"),
    ("“Lost” children of the provinces", "'Lost' children of the provinces"),
    ("The State of the World's Children", "The State of the World’s Children | UNICEF"),
    ("Human rights in Chechnya—a report", "Human Rights in Chechnya - A Report"),
    ("World report on violence against children", "(3) World Report on Violence Against Children"),
    ("Dune", "Dune"),
    ("刑法典", "刑法典"),
    ("刑法典", "刑法典 | 法务部"),
    ("人口贩运问题报告", "2010年人口贩运问题报告 - 国务院"),
    ("児童の権利に関する条約", "児童の権利に関する条約 | 外務省"),
    ("아동 권리 협약", "아동 권리 협약 - 유니세프"),
    ("حقوق الطفل في روسيا", "حقوق الطفل في روسيا - اليونيسف"),
    ("זכויות הילד ברוסיה", "זכויות הילד ברוסיה | יוניסף"),
    # a subtitle left out, an author before it
    ("Trafficking in Persons Report: Country Narratives", TIP),
    (TIP, "Trafficking in Persons Report: Country Narratives Q through Z"),
    ("Not For Sale: The Return of the Global Slave Trade", "Not for Sale: The Return of the Global Slave Trade – and How We Can Fight It"),
    ("Global report on child labour", "Global report on child labour: accelerating action against it"),
    ("Kevin Bales, Disposable People: New Slavery in the Global Economy", "Disposable People: New Slavery in the Global Economy"),
    ("Street Children (statistics)", "Street Children - Statistics"),
    # spelling and damage
    ("Größenwahn und Politik", "Groessenwahn und Politik, Grossenwahn und Politik"),
    ("Onsortium for Street Children Statistics", "Consortium for Street Children Statistics"),
    ("Organisation of labour in Russian prisons", "Organization of labor in Russian prisons"),
    ("Wellbeing of children in rich countries", "Well-being of children in rich countries"),
    ("The well-being of children in rich countries", "The wellbeing of children in rich countries"),
    ("Preventlon of child abuse in Moscow", "Prevention of child abuse in Moscow"),
    ("Naive Kunst in Österreich", "Naïve Kunst in Osterreich"),
    ("Life in Kraków after Łódź", "Life in Krakow after Lodz"),
    ("Encyclopædia of the œuvre", "Encyclopaedia of the oeuvre"),
    ("U.S. policy on trafficking", "US policy on trafficking"),
    ("Trafficking in persons: U.N. response", "Trafficking in Persons: UN Response"),
    ("Efﬁcient ofﬁces and workﬂows", "Efficient offices and workflows"),
    # wrong decodings
    ("Café society and its enemies", "CafÃ© society and its enemies"),
    ("Größenwahn und Politik in Österreich", "GrÃ¶ÃŸenwahn und Politik in Ã–sterreich"),
    ("Children’s Rights in Russia", "Childrenâ€™s Rights in Russia"),
    (CODE, CODE.encode().decode("latin-1")),
    (CODE, CODE.encode("cp1251").decode("latin-1")),
    (CODE.encode("cp1251").decode("latin-1"), CODE),
    ("La protection de l'enfance: élèves et écoles", "La protection de l'enfance: Ã©lÃ¨ves et Ã©coles"),
    ("児童の権利に関する条約", "児童の権利に関する条約".encode().decode("latin-1")),
    # romanisations: Library of Congress, ISO 9, passports, German, French, Ukrainian
    (CODE, f"{CODE} :: Кодексы"),
    ("Ugolovnyi kodeks Rossiiskoi Federatsii", CODE),
    ("Ugolovnyj kodeks Rossijskoj Federacii", CODE),
    ("Ugolovny kodeks Rossiyskoy Federatsii", CODE),
    ("Ugolownyj kodeks Rossijskoj Federazii", CODE),
    (CODE, "Ugolovnyi kodeks Rossiiskoi Federatsii | WIPO"),
    ("O zashchite detei ot vrednoi informatsii", "О защите детей от вредной информации"),
    ("O zaščite detej ot vrednoj informacii", "О защите детей от вредной информации"),
    ("Prava rebenka v Rossii: doklad", "Права ребёнка в России: доклад | Правозащита"),
    ("Kryminalnyi kodeks Ukrainy", "Кримінальний кодекс України"),
    ("Zakon o zashchite prav potrebitelei", "Закон о защите прав потребителей - КонсультантПлюс"),
    ("Poinikos kodikas tis Elladas", "Ποινικός κώδικας της Ελλάδας"),
    # truncation
    (CASTRATION, "Chemical castration: Why Medvedev suggests it for…"),
    (CASTRATION, "Chemical castration: Why Medvedev sugg..."),
    ("Crime against children on rise in Russia - top investigator", "Crime against children on rise in Rus"),
    ("Convention on the Rights of the Child and its Optional Protocols...", "Convention on the Rights of the Child and its Optional Protocols on the sale of children"),
    ("Country Reports on Human Rights Practices in the Russian Federation", "Country Reports on Human Rights Practices in the …"),
    # numerals
    ("World War II and its orphans", "World War 2 and its orphans"),
    ("Global report on trafficking, part two", "Global Report on Trafficking, Part II"),
    ("The Second World Congress against sexual exploitation", "2nd World Congress Against Sexual Exploitation"),
    ("100,000 children on the streets", "100 000 children on the streets of Moscow"),
    ("1,000 days of war in Donbas", "1000 Days of War in Donbas"),
    ("Statistics of crime 2010-11", "Statistics of Crime 2010/2011"),
    ("Annual report 2010", "Annual Report 2010 | Agency"),
    ("Human Rights Report 2010", "Human Rights Report – 2010 – Agency"),
    ("Trafficking in Persons Report 2010", "Trafficking in Persons Report (June 14, 2010)"),
    ("Trafficking in Persons Report 2010", TIP),
    ("Chapter 3: Children in prison", "Chapter 3: Children in Prison | Report"),
    ("Children in prison, chapter III", "Children in prison: Chapter 3"),
    ("HTTP 404: a history of the missing page", "HTTP 404: A History of the Missing Page"),
    ("Resolution 1325 on women, peace and security", "Resolution 1325 (2000) on women, peace and security"),
]  # fmt: skip

# The page is another one: nothing in common, or another year, part or number of the same series.
OTHER = [
    (TIP, "Best online casino bonus codes"),
    ("Street Children Statistics in Europe", "Cheap flights and hotel deals today"),
    ("Lois sur la protection de l'enfance", "Soldes montres chaussures femme"),
    ("Chemical castration for offenders", "Payday loans without credit check"),
    ("Уголовный кодекс Российской Федерации", "Купить дешевые шины онлайн сегодня"),
    ("Children in prison today", "Garden furniture sale now"),
    ("Trafficking in Persons Report 2010", "Trafficking in Persons Report 2011"),
    ("Trafficking in Persons Report 2010", "Trafficking in Persons Report 2011 | U.S. Department of State"),
    ("Trafficking in Persons Report: 2010", "Trafficking in Persons Report: 2011"),
    ("Trafficking in Persons Report, June 2010", "2012 Trafficking in Persons Report"),
    ("Human Rights Report 2009 Russia", "Human Rights Report 2015 Russia"),
    ("Children in prison, part 1", "Children in prison, part 2"),
    ("Children in prison, part one", "Children in prison, part II"),
    ("Handbook of child protection, volume I", "Handbook of child protection, volume II"),
    ("Handbook of child protection, chapter 3", "Handbook of child protection, chapter 4"),
    ("Resolution 1325 on women, peace and security", "Resolution 1820 on women, peace and security"),
    ("General comment No. 5 on the rights of the child", "General comment No. 6 on the rights of the child"),
    ("Federal law 124 on the rights of children", "Federal law 436 on the rights of children"),
    ("State of the world's children 2008/09", "State of the World's Children 2012"),
    ("Доклад о правах ребенка 2009", "Доклад о правах ребенка 2014"),
    ("Statistics of juvenile crime 2010-11", "Statistics of juvenile crime 2012-13"),
    # the site's name, which both have, is left out
    ("Children's Rights: Russian Federation | Law Library of Congress", "Parental leave: Sweden | Law Library of Congress"),
    ("River transport in the provinces - Northern Herald", "Ten recipes for a quick supper - Northern Herald"),
    ("Annual report 2010", "Annual report 2011"),
    ("Annual report 2010", "Annual Report 2018 | Agency"),
    ("Windows 7 resource kit guide", "Windows 8 resource kit guide"),
]  # fmt: skip

# Nothing follows: too little is said, a work of the same series or on the same subject, another language.
UNKNOWN = [
    (TIP, "RIA Novosti"),
    (TIP, "Home"),
    (TIP, ""),
    ("", TIP),
    (TIP, "Human Trafficking | Topics and Publications"),
    (TIP, "2010"),
    (TIP, "Untitled"),
    (TIP, "index.html"),
    ("Criminal Code of the Russian Federation", "Уголовный кодекс"),
    ("Russia second largest producer of child porn", "Russia"),
    ("Russia second largest producer of child porn", "Russia news headlines today"),
    ("Law on protecting children from harmful information", "President of Russia"),
    ("Dune", "Dune buggy rental prices"),
    ("Dune", "The Imperial Library of Arrakis"),
    ("The protection of children against harm", "La protección del menor y los daños"),
    ("Law on the adoption of minors", "Gesetz und Recht der Annahme Minderjähriger"),
    ("Sex Slaves: The Trafficking of Women", "Sex Slaves"),
    ("World Bank: Poverty in Russia and its causes", "World Bank"),
    ("US Department of State, Trafficking in Persons Report 2011", "U.S. Department of State"),
    ("Children's Rights: Russian Federation", "Children's Rights: Germany | Law Library of Congress"),
    ("Children's Rights: Russian Federation | Law Library of Congress", "Law Library of Congress"),
    ("Country Reports on Human Rights Practices: Russia", "Country Reports on Human Rights Practices: Ukraine"),
    ("Country Reports on Human Rights Practices in Russia", "Country Reports on Human Rights Practices in Georgia"),
    ("Street children in Moscow", "Street children in Berlin"),
    ("Trafficking of boys in Europe and Asia", "Trafficking of girls in Europe and Asia"),
    ("Child labour in Austria", "Child labour in Australia"),
    ("Chapter 3", "Chapter 4"),
    ("Street children", "Street children, drugs and crime in the cities of Eastern Europe"),
    ("Human trafficking in Russia: an overview of the causes", "Human trafficking"),
    ("Ugolovnyi kodeks Rossiiskoi Federatsii", "Конституция Российской Федерации"),
    ("人口贩运问题报告", "首页"),
]  # fmt: skip


@pytest.mark.parametrize("cited, title", SAME)
def test_the_cited_title_is_known_again(cited, title):
    assert match(cited, [title]) is True


@pytest.mark.parametrize("cited, title", OTHER)
def test_another_title_is_told_apart(cited, title):
    assert match(cited, [title]) is False


@pytest.mark.parametrize("cited, title", UNKNOWN)
def test_where_little_is_said_nothing_is_known(cited, title):
    assert match(cited, [title]) is None


def test_the_table_is_large_enough_to_measure_by():
    assert len(SAME) >= 70
    assert len(SAME + OTHER + UNKNOWN) >= 130


LINES = [
    ("over two lines", TIP, ["Annual", "Trafficking in", "Persons Report", "June 2010"]),
    ("over three lines", CASTRATION, ["x", "Chemical castration: Why", "Medvedev suggests it for", "Russia's pedophiles"]),
    ("with a word broken", TIP, ["x", "Traffick-", "ing in Persons Report", "Washington"]),
]  # fmt: skip


@pytest.mark.parametrize("cited, lines", [row[1:] for row in LINES], ids=[row[0] for row in LINES])
def test_a_title_broken_over_lines_of_a_first_page_is_known_again(cited, lines):
    assert match(cited, ["Microsoft Word - final_v3.doc", *lines]) is True


def test_one_title_that_fits_is_enough_and_one_that_says_nothing_does_not_harm():
    assert match(TIP, ["Best online casino bonus codes", TIP]) is True
    assert match(TIP, ["Best online casino bonus codes", "Home"]) is False
    assert match("Children's rights report 2010", ["Archive 2011", "Children's Rights Report 2010"]) is True
    assert match(TIP, []) is None


def test_a_sibling_differs_by_its_number_alone():
    assert is_sibling("Trafficking in Persons Report 2010", "Trafficking in Persons Report 2011")
    assert not is_sibling("Trafficking in Persons Report 2010", "Best casino of 2011")
    assert not is_sibling(TIP, "Trafficking in Persons Report 2011")


def test_the_evidence_is_a_share_of_words():
    assert evidence("one alpha beta gamma", "delta epsilon") == 0
    assert evidence("alpha beta gamma delta", "alpha beta gamma delta") == 100
    assert 0 < evidence("alpha beta gamma delta", "alpha beta other words") < 80


def test_long_titles_cost_little():
    assert match("word " * 100_000, ["other " * 100_000]) is None
    assert match("a:" * 50_000, ["b | " * 50_000]) is None
    assert match("&amp;" * 50_000, ["Ã©" * 50_000, "1 2 3 " * 50_000, "part " * 50_000]) is None


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_can_be_compared_both_ways(left, right):
    assert 0 <= evidence(left, right) <= 100
    assert match(left, [right]) in {True, False, None}
    assert (match(left, [right]) is False) <= (says_enough(left) or is_sibling(left, right))


@given(
    st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta", "epsilon", "zeta"]), min_size=2, max_size=6)
)
def test_a_title_is_itself_whatever_the_site_adds(words):
    title = " ".join(words)
    assert match(title, [f"{title.upper()} | The Site"]) is True
