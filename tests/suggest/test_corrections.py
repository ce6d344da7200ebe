"""What the document itself shows to be right instead."""

from dataclasses import replace
from datetime import date

import pytest
from factories import TODAY, codes_of, document_of, entries_of, note, notes

from citecheck.evidence.neighbours import Neighbours
from citecheck.parse import parse
from citecheck.suggest import corrections

DATES = {"D101", "D102", "D103", "D104"}
URL = "http://www.example.org/a"


def offered(text, number=1):
    """Return what is offered for one note: code, what is replaced, by what."""
    entries, _ = entries_of(text)
    return [
        (found.code, found.suggestion.replace, found.suggestion.replacement)
        for entry in entries
        if entry.citation.number == number
        for found in entry.corrections
    ]


def reasons(text, number=1):
    """Return the evidence that is given for one note."""
    entries, _ = entries_of(text)
    return [
        found.suggestion.because
        for entry in entries
        if entry.citation.number == number
        for found in entry.corrections
    ]


@pytest.mark.parametrize(
    "words, printed, expected",
    [
        ("Abgerufen am", "31. April 2011", ["30. April 2011", "1. Mai 2011"]),
        ("Stand:", "31. September 2011", ["13. September 2011", "30. September 2011", "1. Oktober 2011"]),
        ("Consulté le", "31 avril 2011", ["30 avril 2011", "1er mai 2011"]),
        ("Consulté le", "31 novembre 2010", ["13 novembre 2010", "30 novembre 2010", "1er décembre 2010"]),
        ("Consultado el", "31 de abril de 2011", ["30 de abril de 2011", "1 de mayo de 2011"]),
        ("Acesso em", "31 de abril de 2011", ["30 de abril de 2011", "1 de maio de 2011"]),
        ("Consultato il", "31 novembre 2010", ["13 novembre 2010", "30 novembre 2010", "1 dicembre 2010"]),
        ("Geraadpleegd op", "31 april 2011", ["30 april 2011", "1 mei 2011"]),
        ("Дата обращения:", "31 апреля 2011", ["30 апреля 2011", "1 мая 2011"]),
        ("Accessed", "Apr. 31, 2011", ["Apr. 30, 2011", "May 1, 2011"]),
    ],
)
def test_a_date_is_written_in_the_language_of_its_note(words, printed, expected):
    """April is April in three languages, and the month behind it is not."""
    around = [f"{at}. Bank. Prices. {words} {day}: http://www.example.org/{at}" for at, day in enumerate(
        ["2011-04-29", "2011-04-30"], 2)]  # fmt: skip
    text = "\n".join(["Endnotes", "", f"1. Bank. Prices. {words} {printed}: {URL}", *around, ""])
    found = [new for _, _, new in offered(text)]
    assert found == expected


def test_the_year_behind_a_spanish_month():
    """Day, month and year are joined by `de`."""
    rows = [f"{at}. Bank. Rents. Consultado el {day}: {URL}" for at, day in (
        (1, "2 de mayo"), (2, "2 de mayo de 2011"))]  # fmt: skip
    text = "\n".join(["Notas", "", *rows, ""])
    assert offered(text) == [("D102", "2 de mayo", "2 de mayo de 2011")]


@pytest.mark.parametrize(
    "words, printed, same, expected",
    [
        ("Consulté le", "1er mai 2011", "3 mai 2011", "3 mai 2011"),
        ("Consultato il", "1º maggio 2011", "3 maggio 2011", "3 maggio 2011"),
        ("Geraadpleegd op", "1e mei 2011", "3e mei 2011", "3e mei 2011"),
        ("Accessed", "1st May 2011", "3rd May 2011", "3rd May 2011"),
    ],
)
def test_the_ending_of_a_day(words, printed, same, expected):
    """The first of a month has an ending that other days have not, or have another."""
    rows = [f"1. Bank. Rents. 2011-05-03. {words} {printed}: {URL}", f"2. Bank. Rents. {words} {same}: {URL}"]
    assert offered("\n".join(["Endnotes", "", *rows, ""])) == [("D103", printed, expected)]


@pytest.mark.parametrize(
    "printed, others, expected",
    [
        ("May 32 2011", ["May 23, 2011", "23 May 2011"], "May 23 2011"),
        ("May 32, 2011", ["May 23, 2011"], "May 23, 2011"),
        ("32 May 2011", ["May 23, 2011"], "23 May 2011"),
        ("2011-05-32", ["May 23, 2011"], "2011-05-23"),
        ("31 September 2011", ["30 September 2011"], "30 September 2011"),
        ("31 September 2011", ["31 August 2011"], "31 August 2011"),
        ("31 Sep 2011", ["31 August 2011"], "31 Aug 2011"),
        ("May 32 2011", ["May 23, 2011", "May 24, 2011"], "May 23 2011"),  # its digits are swapped
        ("32 mai 2011", ["23 mai 2011"], "23 mai 2011"),
        ("31. September 2011", ["31. August 2011"], "31. August 2011"),
        ("31 Sept. 2011", ["31 Aug. 2011"], "31 Aug. 2011"),
        ("31 Sept. 2011", ["31 Oct. 2011"], "31 Oct. 2011"),  # German and French write it alike
        ("31. November 2011", ["31. Oktober 2011"], "31. Oktober 2011"),
        ("31 Apr. 2011", ["31 May 2011"], "31 May 2011"),  # which is short for nothing
        ("31. Apr. 2011", ["31. Mai 2011"], "31. Mai 2011"),
    ],
)
def test_impossible_date_from_notes_with_the_same_url(printed, others, expected):
    """The one day on which others read the same URL is offered, in the form that is printed."""
    text = notes(*(note(URL, accessed=day) for day in [printed, *others]), note("http://www.example.org/b"))
    assert offered(text) == [("D101", printed, expected)]


@pytest.mark.parametrize(
    "printed, others, expected",
    [
        ("May 32 2011", ["May 22, 2011", "May 24, 2011"], ["candidate May 22 2011", "candidate May 24 2011"]),
        ("May 32 2011", ["3 December 2013"], ["candidate May 23 2011", "candidate May 31 2011", "candidate June 1 2011"]),
        ("May 32 2011", [], ["candidate May 23 2011", "candidate May 31 2011", "candidate June 1 2011"]),
        ("31 June 2011", [], ["candidate 13 June 2011", "candidate 30 June 2011", "candidate 1 July 2011"]),
        ("2011-13-05", [], ["candidate 2011-05-13"]),
        ("May 47 2011", [], []),
        ("May 32 2099", [], []),
    ],
    ids=["two answers", "digits exchanged", "alone", "a day too many", "day and month exchanged", "no idea",
         "not yet"],
)  # fmt: skip
def test_days_that_an_impossible_date_may_have_been(printed, others, expected):
    """Where nothing chooses, what the print suggests is a candidate; nothing lies in the future."""
    text = notes(*(note(URL, accessed=day) for day in [printed, *others]), note("http://www.example.org/b"))
    entries, _ = entries_of(text)
    found = [each.suggestion for each in entries[0].corrections]
    assert [f"{each.confidence} {each.replacement}" for each in found] == expected


@pytest.mark.parametrize(
    "around, expected",
    [
        ("22 May 2011", ["supported May 23 2011"]),
        ("2 May 2011", ["candidate May 23 2011", "candidate May 31 2011", "candidate June 1 2011"]),
    ],
)
def test_a_note_close_by_that_was_read_in_the_same_week_is_evidence(around, expected):
    """What stands together was mostly read together."""
    text = notes(note(URL, accessed="May 32 2011"), note("http://www.example.org/b", accessed=around))
    entries, _ = entries_of(text)
    found = [each.suggestion for each in entries[0].corrections]
    assert [f"{each.confidence} {each.replacement}" for each in found] == expected


def test_a_day_before_the_source_appeared_is_no_candidate():
    """The publication date is a lower bound."""
    text = notes(note(URL, more="June 2011.", accessed="31 June 2011"), note(URL + "b"))
    entries, _ = entries_of(text)
    assert [each.suggestion.replacement for each in entries[0].corrections] == [
        "13 June 2011",
        "30 June 2011",
        "1 July 2011",
    ]
    text = notes(note(URL, more="July 2011.", accessed="31 June 2011"), note(URL + "b"))
    entries, _ = entries_of(text)
    assert [each.suggestion.replacement for each in entries[0].corrections] == ["1 July 2011"]


def test_the_reason_names_the_notes():
    """The evidence is shown, so that a person can look at it."""
    days = ["May 32 2011", "May 23, 2011", "May 23, 2011", "May 23, 2011"]
    text = notes(*(note(URL, accessed=day) for day in days))
    assert reasons(text) == ["notes 2, 3 and 4 cite the same URL as accessed on 23 May 2011"]


def test_impossible_publication_date_from_the_url():
    """The day in the path is offered where only one part differs."""
    url = "http://www.example.org/2011/04/30/a"
    text = notes(note(url, more="31 April 2011.", accessed="3 May 2015"))
    assert offered(text) == [("D101", "31 April 2011", "30 April 2011")]


@pytest.mark.parametrize(
    "printed, others, published, expected",
    [
        (
            "May 26",
            ["1 May 2011", "2 June 2011", "3 July 2011", "4 July 2011", "5 July 2011"],
            "",
            "May 26 2011",
        ),
        (
            "26 May",
            ["1 May 2011", "2 June 2011", "3 July 2011", "4 July 2011", "5 July 2011"],
            "",
            "26 May 2011",
        ),
        ("May 26", ["1 May 2011", "2 June 2011", "3 July 2011", "4 July 2011"], "", None),  # too few
        (
            "May 26",
            ["1 May 2010", "2 June 2011", "3 July 2011", "4 July 2011", "5 July 2011"],
            "June 2010",
            "May 26 2011",
        ),
        ("May 26", ["1 June 2011", "2 June 2011", "3 July 2011", "4 July 2011", "5 July 2011"], "", None),
        ("May 2011", ["1 May 2011", "2 June 2011", "3 July 2011", "4 July 2011", "5 July 2011"], "", None),
    ],
)
def test_incomplete_date_from_the_other_access_dates(printed, others, published, expected):
    """A year in which the day falls among the others is offered."""
    more = f"{published}." if published else ""
    first = note(URL, accessed=printed, more=more)
    text = notes(first, *(note(f"{URL}{at}", accessed=day) for at, day in enumerate(others)))
    assert offered(text) == ([("D102", printed, expected)] if expected else [])


def test_each_year_that_fits_is_a_candidate():
    """Nothing chooses among years, and even the only one is no more than a candidate."""
    days = ["May 26", "1 May 2010", "2 June 2011", "3 July 2011", "4 July 2011", "5 July 2011"]
    entries, _ = entries_of(notes(*(note(f"{URL}{at}", accessed=day) for at, day in enumerate(days))))
    found = [each.suggestion for each in entries[0].corrections]
    assert [f"{each.confidence} {each.replacement}" for each in found] == [
        "candidate May 26 2010",
        "candidate May 26 2011",
    ]


@pytest.mark.parametrize(
    "others, expected",
    [
        (["25 August 2011"] + ["26 August 2011"] * 4, "25 August 2011"),
        (["26 August 2011"] * 5, "25 August 2011"),  # read in the same week
        (["26 May 2011"] * 5, None),
        (["25 August 2011", "25 August 2021"] + ["26 August 2011"] * 4, None),
        (["25 August 2012"] + ["26 August 2012"] * 4, None),  # two digits off
    ],
)
def test_outlier_from_the_same_day_of_another_year(others, expected):
    """The same day in a year one digit off is offered, or a day of the week in which notes close by were read."""
    first = note(URL, accessed="25 August 2001")
    text = notes(first, *(note(f"{URL}{at}", accessed=day) for at, day in enumerate(others)))
    assert offered(text) == ([("D105", "25 August 2001", expected)] if expected else [])


@pytest.mark.parametrize(
    "printed, expected",
    [
        (
            "http:// www.example.org/a.html",
            ("U102", "http:// www.example.org/a.html", "http://www.example.org/a.html"),
        ),
        (
            "http://www.example.org/a/ b.html.",
            ("U102", "http://www.example.org/a/ b.html", "http://www.example.org/a/b.html"),
        ),
        ("www.example.org/a.html", ("U112", "www.example.org/a.html", "http://www.example.org/a.html")),
        ("http://www.example.org/a?id=3&utm_source=x", ("U113", "?id=3&utm_source=x", "?id=3")),
        ("http://www.example.org/a?utm_source=x&", ("U113", "?utm_source=x&", "")),
        ("http://www.example.org/a?utm_source=x&id=3#b", ("U113", "?utm_source=x&id=3", "?id=3")),
        ("http://www.example.org/a?id=3&", ("U114", "?id=3&", "?id=3")),
        ("http://www.example.org/a.html", None),
        ("https://web.archive.org/web/20110101000000/http://www.example.org/a?utm_source=x&id=3", None),
        ("https://web.archive.org/web/20110101000000/http://www.example.org/a?id=3&", None),
    ],
)
def test_what_the_url_alone_shows(printed, expected):
    """White space, scheme, tracking and dangling ends need no other evidence."""
    found = [offer for offer in offered(notes(note(printed))) if offer[0] != "U114" or "utm" not in printed]
    assert found == ([expected] if expected else [])


DAMAGED = [
    ("a slash of the scheme is missing", "http:/www.example.org/a.html", "http://www.example.org/a.html"),
    ("letters of the scheme change places", "htpp://www.example.org/a.html", "http://www.example.org/a.html"),
    ("the scheme lost its first letter", "ttps://www.example.org/a.html", "https://www.example.org/a.html"),
    ("the scheme has no colon", "http//www.example.org/a.html", "http://www.example.org/a.html"),
    ("the address was made harmless for mail", "hxxps://www.example.org/a", "https://www.example.org/a"),
    ("“vv” was read for “w”", "http://vvww.example.org/a.html", "http://www.example.org/a.html"),
    ("dashes stand for hyphens", "http://example.org/a–b—c", "http://example.org/a-b-c"),
    ("a dash stands beside a soft hyphen", "http://example.org/a\u00ad\u2011b", "http://example.org/a-b"),
    ("letters were set as one", "http://example.org/oﬃce/ﬁve", "http://example.org/office/five"),
    ("what nobody sees was pasted", "http://example.org/a\u200bb\u2060c", "http://example.org/abc"),
    ("all at once", "htpp://vvww.example.org/o\u00adﬃce–a", "http://www.example.org/office-a"),
    ("wikis have dashes in names", "https://en.wikipedia.org/wiki/Michelson–Morley_experiment", None),
    ("so they have in queries", "https://wiki.example.org/w/index.php?title=Michelson–Morley", None),
    ("a browser shows it decoded", "https://example.org/Österreich–Ungarn", None),
    ("nothing is damaged", "https://example.org/a-b", None),
]


@pytest.mark.parametrize("printed, right", [row[1:] for row in DAMAGED], ids=[row[0] for row in DAMAGED])
def test_what_print_did_to_the_characters(printed, right):
    """The whole address is offered as it was before, without the full stop of its sentence."""
    expected = [] if right is None else [("U116", printed, right)]
    assert offered(notes(note(f"{printed}."))) == expected
    text = notes(f"World Bank. Prices. 2010. {printed}, accessed 3 May 2011.")
    assert offered(text) == expected


def test_white_space_and_damage_are_one_correction():
    """The whole was broken: it is said once, with every reason."""
    text = notes(note("htpp:// www.example.org/a–b.html"))
    assert offered(text) == [("U102", "htpp:// www.example.org/a–b.html", "http://www.example.org/a-b.html")]
    (because,) = reasons(text)
    assert "white space" in because
    assert "scheme" in because
    assert "dashes" in because


@pytest.mark.parametrize(
    "author, host, expected",
    [
        ("Protection Project", "www.protrectionproject.org", "protectionproject.org"),
        ("Protection Project", "protrection-project.org", "protection-project.org"),
        ("Protection Project", "www.protectionproject.org", None),
        ("Orphan Coalition", "orphancoalition.org", None),
        ("Human Rights Watch", "humanrightwatch.org", None),  # plural
        ("World Health Organisation", "worldhealthorganization.org", None),
        ("Centre for Reform", "centerforreform.org", None),
        ("Zürich Versicherung", "zuerichversicherung.ch", None),
        ("Channel 4 Television", "channel5television.co.uk", None),
        ("Guardian", "guardians.com", None),
        ("Code", "cade.org", None),  # short
        ("Voice of Russia", "voiceofrussa.com", "voiceofrussia.com"),
        ("UNICEF", "protrectionproject.org", None),
        ("Explorebritian.info", "explorebritain.info", None),  # which of the two has the slip?
    ],
)
def test_misspelt_host_from_the_author(author, host, expected):
    """A host is compared with the joined words of a name."""
    found = offered(notes(note(f"http://{host}/a", author=author)))
    assert found == ([("U104", host.removeprefix("www."), expected)] if expected else [])


@pytest.mark.parametrize(
    "hosts, expected",
    [
        (["www.buffallonews.com", "www.buffalonews.com", "www.buffalonews.com"], "buffalonews.com"),
        (["www.buffallonews.com", "www.buffalonews.com"], None),  # which of the two is right?
        (["uk-rf.com", "gk-rf.com", "gk-rf.com"], None),
        (["en.rian.ru", "eng.rian.ru", "eng.rian.ru"], None),
        (["channel4news.com", "channel5news.com", "channel5news.com"], None),
        (["statistics1.gov.uk", "statistics.gov.uk", "statistics.gov.uk"], None),
        (["economics.example.edu", "economic.example.edu", "economic.example.edu"], None),
        (["moscov-embassy.gov", "moscow-embassy.gov", "moscow-embassy.gov"], None),  # a transliteration
        (["usemmbassy.gov", "usembassy.gov", "usembassy.gov"], "usembassy.gov"),
    ],
)
def test_misspelt_host_from_other_hosts(hosts, expected):
    """A host one slip off another is misspelt if more notes cite the other."""
    text = notes(*(note(f"http://{host}/{at}", author=f"Author {at}") for at, host in enumerate(hosts)))
    assert offered(text) == ([("U104", hosts[0].removeprefix("www."), expected)] if expected else [])


@pytest.mark.parametrize(
    "path, expected",
    [
        ("/city/artciel106538.ece", [("artciel", "article")]),
        ("/city/Artciel106538.ece", [("Artciel", "Article")]),
        ("/artciel/print.xhtml?artcileld=5226", [("artciel", "article"), ("artcileld", "articleId")]),
        ("/pubilcations/1.pdf", [("pubilcations", "publications")]),
        ("/print.php?articleld=12", [("articleld", "articleId")]),
        ("/article/article-1?articleId=3", []),
        ("/artikel/1", []),
        ("/articulo/1", []),
        ("/documenti/ressources", []),
        ("/centre/theatre", []),
        ("/areas-ofco-operation/about-the-fightagainst-trafficking", []),
        ("/users/micheal", []),
        ("/a1b2c3d4/xkcdqwertz", []),
        ("/field/shield/world/build", []),
    ],
)
def test_misspelt_path(path, expected):
    """A usual word with letters swapped is misspelt; foreign words, names and hashes are none."""
    found = offered(notes(note(f"http://www.example.org{path}")))
    assert found == [("U105", *pair) for pair in expected]


@pytest.mark.parametrize(
    "slug, expected",
    [
        ("two-million-childern-are-living-as-slaves", ("childern", "children")),
        ("two-million-chidren-are-living-as-slaves", ("chidren", "children")),
        ("Two-Million-Chidren-Are-Living", ("Chidren", "Children")),
        ("two-million-children-are-living-as-slaves", None),
        ("chidren", None),  # not made of the title
        ("two-million-childrens-are-living", None),
    ],
)
def test_misspelt_slug(slug, expected):
    """A segment that is made of the title is compared with it word by word."""
    text = notes(
        note(f"http://www.example.org/blog/{slug}/", title="Two Million Children Are Living as Slaves")
    )
    assert offered(text) == ([("U105", *expected)] if expected else [])


@pytest.mark.parametrize(
    "title, slug, other, expected",
    [
        # Of the title and the address either may have the slip.
        ("The Parlament of Russia", "the-parliament-of-russia", "Rents", ("candidate", "parlament")),
        ("The Parliament of Russia", "the-parlament-of-russia", "Rents", ("candidate", "parliament")),
        ("The Parliament of Russia", "the-parlament-of-russia", "Parliament", ("supported", "parliament")),
        ("The Parlament of Russia", "the-parliament-of-russia", "Parliament", None),
        ("The Goverment of Russia", "the-government-of-russia", "Rents", None),  # usual in addresses
        ("The Government of Russia", "the-goverment-of-russia", "Rents", ("supported", "government")),
        # Another spelling is none.
        ("The Supreme Court Judgement", "the-supreme-court-judgment", "Rents", None),
        ("Erdogan Opens Sarıyer Bridge", "erdogan-opens-sariyer-bridge", "Rents", None),
        ("The Białystok Pogrom Trial", "the-bialystok-pogrom-trial", "Rents", None),
    ],
)
def test_what_decides_between_title_and_slug(title, slug, other, expected):
    """A word that another title has is a word."""
    url = f"http://www.example.org/blog/{slug}/"
    entries, _ = entries_of(notes(note(url, title=title), note("http://www.example.org/b", title=other)))
    found = [(each.suggestion.confidence, each.suggestion.replacement) for each in entries[0].corrections]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    "urls, expected",
    [
        (["http://www.gk-rf.com/glava03", "http://www.uk-rf.com/glava17.html"], ("glava03", "glava03.html")),
        (["http://www.a.org/glava03", "http://www.a.org/glava17.php"], ("glava03", "glava03.php")),
        (["http://www.a.org/glava03", "http://www.example.com/glava17.html"], None),
        (["http://www.a.org/glava03", "http://www.a.org/kapitel17.html"], None),
        (["http://www.a.org/glava03", "http://www.a.org/glava17.html", "http://www.a.org/glava18"], None),
        (["http://www.a.org/glava03", "http://www.a.org/glava1.html", "http://www.a.org/glava2.php"], None),
        (["http://www.a.org/1580", "http://www.a.org/1581.html"], None),
        (["http://www.a.org/info/rfc3986", "http://www.a.org/rfc/rfc2616.txt"], None),
        (
            ["http://www.a.org/2010/glava03", "http://www.a.org/2011/glava17.html"],
            ("glava03", "glava03.html"),
        ),
        (["http://www.a.org/glava03.html", "http://www.a.org/glava17.html"], None),
        (["http://www.a.org/report2011", "http://www.a.org/report2010.pdf"], None),  # the page about a file
        (
            [
                "http://www.a.org/report2011",
                "http://www.a.org/report2010.pdf",
                "http://www.a.org/report9.pdf",
            ],
            ("report2011", "report2011.pdf"),
        ),
        (["http://www.a.org/feb2007/gb20070223_311905.", "http://www.a.org/1.htm"], None),
    ],
)
def test_lost_extension(urls, expected):
    """The extension of the others of one pattern is offered, where they agree."""
    text = notes(*(note(url, author=f"Author {at}") for at, url in enumerate(urls)))
    assert offered(text) == ([("U103", *expected)] if expected else [])


def test_corrections_stand_where_they_say():
    """The replaced text is what stands at the span, also where print broke the URL."""
    text = "Endnotes\n\n" + notes(
        note("http://www.eva.ru/fun/artciel/ print.xhtml?artcileld=5226& (In Russian)"),
        note("http:// www. protrectionproject.org/Russia.pdf.", author="Protection Project"),
    )
    found = [offer for entry in entries_of(text)[0] for offer in entry.corrections]
    assert {offer.code for offer in found} >= {"U102", "U104", "U105", "U114"}
    assert all(offer.span.of(text) == offer.suggestion.replace for offer in found)


def test_no_place_has_two_replacements():
    """Corrections of the same place agree."""
    text = notes(note("www. example.org/a/ b.html?utm_source=x&"))
    places = {}
    for entry in entries_of(text)[0]:
        for offer in entry.corrections:
            places.setdefault(offer.span, set()).add(offer.suggestion.replacement)
    assert places
    assert all(len(replacements) == 1 for replacements in places.values())


def dated(printed, *, published="", around=(), today=TODAY, document=None):
    """Return what is offered for the access date of note 1, how sure it is, and why; *around* are other dates."""
    mine = note(URL, accessed=printed, more=f"{published}. " if published else "")
    text = notes(mine, *(note(f"http://www.example.org/{at}", accessed=day) for at, day in enumerate(around)))
    read = replace(document_of(text), dated=document)
    citations = parse(read)
    neighbours = Neighbours.of(citations, None, today, read.dated)
    return [
        (each.code, f"{each.suggestion.confidence} {each.suggestion.replacement}", each.suggestion.because)
        for each in corrections(citations[0], neighbours, read.text)
    ]


WRONG = [
    # printed, published, other access dates, what is offered
    ("a year before it appeared, and a note of the same week", "3 May 2010", "12 June 2010", ["5 May 2011"],
     ["supported 3 May 2011"]),
    ("nothing else decides: the publication may be wrong as well", "3 May 2010", "12 June 2010", ["1 September 2011"],
     ["candidate 3 May 2011", "candidate 3 May 2012"]),
    ("years in which nothing else was read are no help", "3 May 2010", "12 June 2010", [], []),
    ("day and month exchanged, as a note of the same week shows", "5 March 2011", "1 May 2011", ["4 May 2011"],
     ["supported 3 May 2011"]),
    ("in the future", "3 May 2101", "", ["5 May 2011"], ["supported 3 May 2011"]),
    ("digits in another order", "3 May 2101", "2010", ["2 May 2011"], ["supported 3 May 2011"]),
    ("in the future, and nothing near", "3 May 2091", "", ["1 June 2021", "1 July 2021"], ["candidate 3 May 2021"]),
    ("it cannot have been read before it appeared", "3 May 2101", "July 2011", ["5 May 2011"], []),
    ("what is well is left alone", "3 May 2011", "12 June 2010", ["5 May 2011"], []),
    ("tomorrow it is somewhere already", "16 January 2026", "", ["5 January 2026"], []),
]  # fmt: skip


@pytest.mark.parametrize(
    "printed, published, around, expected", [row[1:] for row in WRONG], ids=[row[0] for row in WRONG]
)
def test_a_day_that_cannot_be_by_the_other_dates(printed, published, around, expected):
    found = dated(printed, published=published, around=around)
    assert [what for code, what, _ in found if code in ("D103", "D104")] == expected


def test_the_day_of_the_document_is_the_last_on_which_a_source_was_read():
    """It rules out later years, and is named where it does."""
    around = ["1 September 2011"]
    found = dated("3 May 2010", published="12 June 2010", around=around, document=date(2011, 10, 3))
    assert [what for _, what, _ in found] == ["candidate 3 May 2011"]
    assert found[0][2] == "2011 is one digit off; the document is of 3 October 2011"


def test_a_document_that_is_kept_up_to_date_bounds_nothing():
    around = ["1 March 2012", "2 March 2012"]
    found = dated("3 May 2010", published="12 June 2010", around=around, document=date(2011, 10, 3))
    assert [what for _, what, _ in found] == ["candidate 3 May 2011", "candidate 3 May 2012"]


def test_of_many_years_none_is_offered():
    assert (
        dated("3 May 2010", published="12 June 2010", around=["1 July 2011", "1 July 2013", "1 July 2015"])
        == []
    )


def test_the_notes_with_the_same_url_come_first():
    text = notes(note(URL, accessed="3 May 2010", more="12 June 2010. "), note(URL, accessed="3 May 2011"))
    assert offered(text) == [("D103", "3 May 2010", "3 May 2011")]
    assert reasons(text) == ["note 2 cites the same URL as accessed on 3 May 2011"]


@pytest.mark.parametrize("row", WRONG, ids=[row[0] for row in WRONG])
def test_what_is_offered_for_a_day_is_well_itself(row):
    """Written into the note it leaves no finding about its dates."""
    _, printed, published, around, _ = row
    for _, what, _ in dated(printed, published=published, around=around):
        new = what.partition(" ")[2]
        mine = note(URL, accessed=new, more=f"{published}. " if published else "")
        others = (note(f"http://www.example.org/{at}", accessed=day) for at, day in enumerate(around))
        assert {
            code for code, numbers in codes_of(notes(mine, *others)).items() if 1 in numbers
        } & DATES == set()
