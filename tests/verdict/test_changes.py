"""Pages that answer and are another source."""

import pytest
from verdict.samples import TITLE, after, cite, page, reason, verdict

PDF = "http://www.a.org/files/trafficking-report.pdf"
HTML = "text/html"


CHANGED = ["Best online casino bonus codes", "Cheap flights and hotel deals today | FlyNow"]


@pytest.mark.parametrize("title", CHANGED)
def test_a_title_that_has_nothing_in_common_is_another_page(title):
    facts = page(title)
    assert verdict(facts) == "changed"
    assert reason(facts) == f"answers 200, but its title '{title}' has nothing in common with the citation"


def test_a_word_anywhere_in_the_note_keeps_a_page_from_being_another():
    note = cite(text=f"{TITLE}. http://moscow.usembassy.gov/x Embassy.")
    assert verdict(page("Best online embassy bonus codes"), citation=note) == "live"


def test_the_sites_name_keeps_no_page_from_being_another():
    note = cite(f"{TITLE} - Northern Herald")
    assert verdict(page("Ten quick suppers for winter - Northern Herald"), citation=note) == "changed"


SERIES = [
    ("another year", "changed", f"{TITLE} 2010", f"{TITLE} 2011"),
    ("another year, and the site", "changed", f"{TITLE} 2010", f"{TITLE} 2019 | State Department"),
    (
        "another part",
        "changed",
        "Handbook of child protection, part 1",
        "Handbook of child protection, part 2",
    ),
    ("a year more", "live", TITLE, f"{TITLE} 2011"),
    ("a year less", "live", f"{TITLE} 2010", TITLE),
    ("both years", "live", f"{TITLE} 2010", f"{TITLE} 2010-2011"),
]


@pytest.mark.parametrize("word, cited, title", [row[1:] for row in SERIES], ids=[row[0] for row in SERIES])
def test_another_work_of_a_series_is_another_work(word, cited, title):
    facts = page(title)
    assert verdict(facts, citation=cite(cited)) == word
    if word == "changed":
        assert (
            reason(facts, citation=cite(cited))
            == f"answers 200, but the page is titled '{title}', another of its series"
        )


KINDS = [
    ("the home page", "changed", page("The Agency", content_type=HTML)),
    ("one word in common", "changed", page("Report centre", content_type=HTML)),
    ("the document's page", "live", page("Trafficking in Persons Report 2010: download", content_type=HTML)),
    ("the file's name", "live", page("trafficking-report.pdf at main · agency/files", content_type=HTML)),
    ("no title at all", "live", page(content_type=HTML)),
    ("a document", "live", page("The Agency", content_type="application/pdf")),
    ("an unknown kind", "live", page("The Agency")),
]


@pytest.mark.parametrize("word, facts", [row[1:] for row in KINDS], ids=[row[0] for row in KINDS])
def test_a_web_page_in_the_place_of_a_document(word, facts):
    assert verdict(facts, url=PDF) == word


def test_a_web_page_in_the_place_of_a_document_is_named():
    facts = page("The Agency", content_type=HTML)
    assert (
        reason(facts, PDF)
        == "answers 200, but it is a web page titled 'The Agency' where a file .pdf was cited"
    )


RUSSIAN = "Купить дешевые шины онлайн сегодня"
SURVEY = "A Survey of River Transport in the North"
SCRIPTS = [
    ("a western citation", "changed", "http://rivers.org/survey.html", cite(SURVEY)),
    (
        "a title with a preposition alone",
        "changed",
        "http://rivers.org/survey.html",
        cite("Child Trafficking in Cambodia"),
    ),
    ("a Russian site", "live", "http://rivers.ru/survey.html", cite(SURVEY)),
    ("a Russian part of a site", "live", "http://rivers.org/ru/survey.html", cite(SURVEY)),
    (
        "Russian words in the note",
        "live",
        "http://rivers.org/survey.html",
        cite(SURVEY, text=f"{SURVEY} (Обзор)"),
    ),
    ("a note that names the language", "live", "http://rivers.org/survey.html", cite(SURVEY, language="ru")),
    (
        "a romanised title",
        "live",
        "http://rivers.org/survey.html",
        cite("Ugolovnyi kodeks Rossiiskoi Federatsii"),
    ),
    (
        "a romanised title with a word of one letter",
        "live",
        "http://rivers.org/survey.html",
        cite("Konventsiya o pravakh rebenka"),
    ),
    ("no title", "live", "http://rivers.org/survey.html", cite(None)),
]


@pytest.mark.parametrize("word, url, citation", [row[1:] for row in SCRIPTS], ids=[row[0] for row in SCRIPTS])
def test_a_script_of_which_neither_note_nor_address_knows(word, url, citation):
    assert verdict(page(RUSSIAN), url, citation) == word


def test_another_script_is_named():
    said = reason(page(RUSSIAN), "http://rivers.org/survey.html", cite(SURVEY))
    assert said == f"answers 200, but its title '{RUSSIAN}' is in another script than the citation"


PLACES = [
    ("a list of files", "changed", page("Index of /reports"), None),
    ("news", "changed", page("News | The Agency for Persons", "News"), None),
    ("news of a publisher whom the note names", "changed", page("News – State Department"), None),
    ("the same, and a heading that names the work", "live", page("News – State Department", "Trafficking in Europe"), None),
    ("a search", "changed", page("Search results - Persons"), None),
    ("news that name the work", "live", page("News | The Agency for Persons", "Trafficking in Europe: news"), None),
    ("a directory", "live", page("Index of /reports"), "http://www.a.org/reports/"),
    ("a page of that name", "live", page("News | The Agency for Persons"), "http://www.a.org/news.html"),
]  # fmt: skip


@pytest.mark.parametrize("word, facts, url", [row[1:] for row in PLACES], ids=[row[0] for row in PLACES])
def test_the_name_of_a_place_is_no_source(word, facts, url):
    note = cite(
        "Trafficking in Persons in Europe", text="State Department. Trafficking in Persons in Europe. 2010."
    )
    assert verdict(facts, **({"url": url} if url else {}), citation=note) == word


SITES = [
    ("a short title", "changed", after((302, "http://www.casino.com/play/now"), title="Casino Online")),
    (
        "the same name of the page",
        "live",
        after((302, "http://www.new.com/trafficking.html"), title="New Agency"),
    ),
    ("another host of the site", "live", after((302, "http://archive.a.org/x/y.html"), title="Our Files")),
    ("a word of the note", "live", after((302, "http://www.new.com/x/y.html"), title="Department News")),
    ("no title", "live", after((302, "http://www.new.com/x/y.html"))),
]


@pytest.mark.parametrize("word, facts", [row[1:] for row in SITES], ids=[row[0] for row in SITES])
def test_another_site_that_knows_nothing_of_the_note(word, facts):
    assert verdict(facts) == word


def test_a_resolvers_redirect_leads_to_another_site_by_its_nature():
    url = "https://doi.org/10.1000/182"
    assert verdict(after((302, "https://journal.com/x"), title="Elsevier Portal", url=url), url) == "live"
