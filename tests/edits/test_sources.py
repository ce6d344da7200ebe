"""The source of a bare address and its DOI, written into notes of every format, and read back."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from zipped_documents import call, docx, hyperlink, odt, odt_note, paragraph

from citecheck.edits import Wish, edits_of
from citecheck.evidence.neighbours import Neighbours
from citecheck.mend import written
from citecheck.models import Answer, Entry, Judgement, Link, Metadata, NoSnapshot, Verdict
from citecheck.parse import parse
from citecheck.read import read_bytes
from citecheck.rules import judge
from citecheck.suggest import corrections
from citecheck.suggest.answered import with_answers

URL = "http://a.example/report.html"
SAID = Metadata(
    "Children's Rights: Russia", ("Roudik, Peter", "Anna Ivanova"), "2007-06-01", "Law Library", "10.1000/182"
)
LIVE = Judgement(Verdict.LIVE, "answers 200")


def checked(document, metadata):
    """Return the entries of *document*, all of whose pages are there and say *metadata* of themselves."""
    citations = parse(document)
    neighbours = Neighbours.of(citations, None, date(2026, 11, 26))
    entries = []
    for note in citations:
        links = [
            Link(cited, Answer(200, cited.url, metadata=metadata), LIVE, NoSnapshot()) for cited in note.urls
        ]
        entry = Entry(note, tuple(links), corrections(note, neighbours, document.text))
        entries.append(with_answers(entry, document.text))
    return judge(tuple(entries), neighbours)[1]


def mended(data, name, metadata=SAID):
    """Return the file *data* with what is to be written into its first note, and the note as it then reads."""
    data = data.encode() if isinstance(data, str) else data
    document = read_bytes(data, name)
    entry = checked(document, metadata)[0]
    new = written(data, document, edits_of(entry, document, Wish()))
    return new, read_bytes(new, name)


TEXT = f"Endnotes\n\n1. {URL}. Accessed on 3 May 2011.\n"
BIB = f"@misc{{a,\n  url = {{{URL}}},\n  urldate = {{2011-05-03}}\n}}\n"
WORDS = "Peter Roudik and Anna Ivanova, “Children's Rights: Russia,” Law Library, 1 June 2007"

WRITTEN = [
    ("text", "a.txt", TEXT, f"Endnotes\n\n1. {WORDS}, {URL} (doi:10.1000/182). Accessed on 3 May 2011.\n"),
    ("behind a day of access a sentence begins", "a.txt", f"Endnotes\n\n1. Accessed on 3 May 2011 from: {URL}.\n",
     f"Endnotes\n\n1. {WORDS}. Accessed on 3 May 2011 from: {URL} (doi:10.1000/182).\n"),
    ("German", "a.txt", f"Anmerkungen\n\n1. {URL} (abgerufen am 3. Mai 2011).\n",
     ("Anmerkungen\n\n1. Peter Roudik und Anna Ivanova, „Children's Rights: Russia“, Law Library, 1. Juni 2007, "
     f"{URL} (doi:10.1000/182) (abgerufen am 3. Mai 2011).\n")),
    ("French", "a.txt", f"Notes\n\n1. {URL} (consulté le 3 mai 2011).\n",
     ("Notes\n\n1. Peter Roudik et Anna Ivanova, «\u00a0Children's Rights: Russia\u00a0», Law Library, 1er juin 2007, "
     f"{URL} (doi:10.1000/182) (consulté le 3 mai 2011).\n")),
    ("Markdown", "a.md", f"Text.[^1]\n\n[^1]: <{URL}>. Accessed 2011-05-03.\n",
     (f"Text.[^1]\n\n[^1]: {WORDS.replace('1 June 2007', '2007-06-01')}, <{URL}> (doi:10.1000/182). "
     "Accessed 2011-05-03.\n")),
    ("LaTeX", "a.tex", f"A\\footnote{{\\url{{{URL}}}. Accessed 3 May 2011.}}\n",
     f"A\\footnote{{{WORDS}. \\url{{{URL}}} (doi:10.1000/182). Accessed 3 May 2011.}}\n"),
    ("a bare link of wikitext", "a.wiki", f"A<ref>[{URL}]</ref>\n{{{{reflist}}}}\n",
     f"A<ref>{WORDS.replace(chr(39), '&#39;')}, [{URL}] (doi:10.1000/182)</ref>\n{{{{reflist}}}}\n"),
    ("a template, in which an empty parameter waits", "a.wiki",
     f"A<ref>{{{{cite web |title= |url={URL} |access-date=3 May 2011}}}}</ref>\n{{{{reflist}}}}\n",
     (f"A<ref>{{{{cite web |title=Children&#39;s Rights: Russia |url={URL} |access-date=3 May 2011 |doi=10.1000/182"
     " |last1=Roudik |first1=Peter |author2=Anna Ivanova |date=2007-06-01}}</ref>\n{{reflist}}\n")),
    ("a template of the French Wikipedia, with an empty title", "a.wiki",
     f"A<ref>{{{{Lien web |url={URL} |titre= |consulté le=3 mai 2011}}}}</ref>\n{{{{reflist}}}}\n",
     (f"A<ref>{{{{Lien web |url={URL} |titre=Children&#39;s Rights: Russia |consulté le=3 mai 2011 |auteur=Peter Roudik"
     " |auteur2=Anna Ivanova |date=2007-06-01 |doi=10.1000/182}}</ref>\n{{reflist}}\n")),
    ("BibTeX", "a.bib", BIB, BIB.removesuffix("\n}\n") + ",\n  doi = {10.1000/182},\n  title = {Children's Rights: Russia},\n"
     "  author = {Roudik, Peter and {Anna Ivanova}},\n  date = {2007-06-01}\n}\n"),
    ("BibTeX with an empty field", "a.bib", BIB.replace("@misc{a,", "@misc{a,\n  title = {},"),
     BIB.replace("@misc{a,", "@misc{a,\n  title = {Children's Rights: Russia},").removesuffix("\n}\n")
     + ",\n  author = {Roudik, Peter and {Anna Ivanova}},\n  date = {2007-06-01},\n  doi = {10.1000/182}\n}\n"),
    ("RIS", "a.ris", f"TY  - ELEC\nUR  - {URL}\nER  - \n",
     (f"TY  - ELEC\nUR  - {URL}\nDO  - 10.1000/182\nTI  - Children's Rights: Russia\nAU  - Roudik, Peter\n"
     "AU  - Anna Ivanova\nDA  - 2007/06/01/\nER  - \n")),
    ("CSL-JSON", "a.json", json.dumps([{"id": "a", "type": "webpage", "title": "", "URL": URL}]),
     json.dumps([{"id": "a", "type": "webpage", "title": "Children's Rights: Russia", "URL": URL,
                  "DOI": "10.1000/182", "author": [{"family": "Roudik", "given": "Peter"}, {"literal": "Anna Ivanova"}],
                  "issued": {"date-parts": [[2007, 6, 1]]}}])),
    ("a template with a line for each, whose last is empty", "a.wiki",
     f"A<ref>{{{{cite web\n | url = {URL}\n | title = <!-- none -->\n | date = \n}}}}</ref>\n{{{{reflist}}}}\n",
     (f"A<ref>{{{{cite web\n | url = {URL}\n| doi=10.1000/182\n| last1=Roudik\n| first1=Peter\n| author2=Anna Ivanova"
      "\n | title = Children&#39;s Rights: Russia<!-- none -->\n | date = 2007-06-01\n}}</ref>\n{{reflist}}\n")),
    ("BibTeX in quotation marks, on one line", "a.bib", f'@misc{{a, url = "{URL}", title = "", author = {{}} }}\n',
     (f'@misc{{a, url = "{URL}", title = "Children\'s Rights: Russia", author = {{Roudik, Peter and {{Anna Ivanova}}}}, '
     "date = {2007-06-01}, doi = {10.1000/182} }\n")),
    ("RIS with the line ends of Windows", "a.ris", f"TY  - ELEC\r\nTI  - \r\nUR  - {URL}\r\nER  - \r\n",
     (f"TY  - ELEC\r\nTI  - Children's Rights: Russia\r\nUR  - {URL}\r\nAU  - Roudik, Peter\r\n"
     "AU  - Anna Ivanova\r\nDA  - 2007/06/01/\r\nDO  - 10.1000/182\r\nER  - \r\n")),
    ("RIS whose last line waits for the title", "a.ris", f"TY  - ELEC\nUR  - {URL}\nTI  - \nER  - \n",
     (f"TY  - ELEC\nUR  - {URL}\nTI  - Children's Rights: Russia\nAU  - Roudik, Peter\nAU  - Anna Ivanova\n"
     "DA  - 2007/06/01/\nDO  - 10.1000/182\nER  - \n")),
    ("CSL-JSON with values that are none", "a.json",
     json.dumps([{"id": "a", "title": None, "author": [], "issued": {}, "URL": URL, "DOI": None}]),
     json.dumps([{"id": "a", "title": "Children's Rights: Russia",
                  "author": [{"family": "Roudik", "given": "Peter"}, {"literal": "Anna Ivanova"}],
                  "issued": {"date-parts": [[2007, 6, 1]]}, "URL": URL, "DOI": "10.1000/182"}])),
    ("HTML, before and behind the link", "a.html",
     f"<h2>Notes</h2><ol><li><a href='{URL}'>{URL}</a>. Accessed on 3 May 2011.</li></ol>",
     (f"<h2>Notes</h2><ol><li>{WORDS.replace('“', '&#8220;').replace('”', '&#8221;')}, "
     f"<a href='{URL}'>{URL}</a> (doi:10.1000/182). Accessed on 3 May 2011.</li></ol>")),
]  # fmt: skip


@pytest.mark.parametrize(
    "name, text, expected", [row[1:] for row in WRITTEN], ids=[row[0] for row in WRITTEN]
)
def test_what_is_written_for_a_bare_address(name, text, expected):
    assert mended(text, name)[0].decode() == expected


TEMPLATES = [
    ("de", "{{Internetquelle |url=%s |abruf=2011-05-03", " |titel=%s |autor=Peter Roudik, Anna Ivanova |datum=2007-06-01"),
    ("es", "{{cita web |url=%s |fechaacceso=3 mayo 2011",
     " |título=%s |autor=Peter Roudik |autor2=Anna Ivanova |fecha=2007-06-01 |doi=10.1000/182"),
    ("it", "{{cita web |url=%s |accesso=3 maggio 2011",
     " |titolo=%s |autore=Peter Roudik |autore2=Anna Ivanova |data=2007-06-01 |doi=10.1000/182"),
    ("pt", "{{citar web |url=%s", " |titulo=%s |autor=Peter Roudik |autor2=Anna Ivanova |data=2007-06-01 |doi=10.1000/182"),
    ("nl", "{{Citeer web |url=%s", " |titel=%s |auteur=Peter Roudik, Anna Ivanova |datum=2007-06-01 |doi=10.1000/182"),
]  # fmt: skip


@pytest.mark.parametrize("template, more", [row[1:] for row in TEMPLATES], ids=[row[0] for row in TEMPLATES])
def test_templates_of_other_wikipedias_have_their_own_parameters(template, more):
    """Internetquelle has none for a DOI, and gets none."""
    new, _ = mended(f"A<ref>{template % URL}}}}}</ref>\n{{{{reflist}}}}\n", "a.wiki")
    said = sorted(new.decode().partition("</ref>")[0].removesuffix("}}").split(" |"))
    assert said == sorted(f"A<ref>{template % URL}{more % 'Children&#39;s Rights: Russia'}".split(" |"))


ENDNOTES = {
    "version": 1,
    "document": {"source": "a.txt", "format": "text", "sha256": "0", "markers": None},
    "citations": [
        {"number": 1, "marker": "1", "text": f"{URL}. Accessed on 3 May 2011.", "line": 1, "page": None, "authors": [],
         "title": None, "container": None, "published": None, "accessed": {"text": "3 May 2011", "edtf": "2011-05-03"},
         "urls": [{"text": f"{URL}.", "url": URL, "repairs": ["stripped-punctuation"]}], "identifiers": [],
         "language": None},
    ],
}  # fmt: skip


def test_the_members_of_an_endnotes_json_say_what_its_text_says():
    new, _ = mended(json.dumps(ENDNOTES), "endnotes.json")
    citation = json.loads(new)["citations"][0]
    assert citation["text"] == f"{WORDS}, {URL} (doi:10.1000/182). Accessed on 3 May 2011."
    assert citation["title"] == "Children's Rights: Russia"
    assert citation["authors"] == [{"family": "Roudik", "given": "Peter"}, {"literal": "Anna Ivanova"}]
    assert citation["container"] == "Law Library"
    assert citation["published"] == {"text": "1 June 2007", "edtf": "2007-06-01"}
    assert citation["identifiers"] == [{"scheme": "doi", "value": "10.1000/182"}]
    assert citation["urls"] == ENDNOTES["citations"][0]["urls"]


LINKED = hyperlink("r1", URL)
ODT_NOTE = odt_note(1, f'<text:p><text:a xlink:href="{URL}">{URL}</text:a>. Accessed on 3 May 2011.</text:p>')
PROCESSED = [
    ("Word, behind a link", "a.docx",
     docx(paragraph("Text", call(1, "endnote")), endnotes={1: paragraph(LINKED, ". Accessed on 3 May 2011.")},
          end_links={"r1": URL})),
    ("Word, in running text", "a.docx",
     docx(paragraph("Text", call(1)), footnotes={1: paragraph(f"{URL}. Accessed on 3 May 2011.")})),
    ("OpenDocument", "a.odt", odt(f"<text:p>Text{ODT_NOTE}</text:p>")),
]  # fmt: skip


@pytest.mark.parametrize("name, data", [row[1:] for row in PROCESSED], ids=[row[0] for row in PROCESSED])
def test_what_is_written_into_documents_of_word_processors(name, data):
    _, document = mended(data, name)
    note = parse(document)[0]
    assert note.text.strip() == f"{WORDS}, {URL} (doi:10.1000/182). Accessed on 3 May 2011."
    assert {link.target for link in document.hyperlinks} <= {URL}
    assert all(link.span.of(document.text) == URL for link in document.hyperlinks)


@pytest.mark.parametrize("data", [row[2] for row in PROCESSED[:2]], ids=[row[0] for row in PROCESSED[:2]])
def test_it_can_be_suggested_as_tracked_changes(data):
    """Accepted, which is how a document is read, they say the same; the link keeps its own words."""
    document = read_bytes(data, "a.docx")
    entry = checked(document, SAID)[0]
    new = read_bytes(written(data, document, edits_of(entry, document, Wish()), tracked=True), "a.docx")
    assert parse(new)[0].text.strip() == f"{WORDS}, {URL} (doi:10.1000/182). Accessed on 3 May 2011."
    assert all(link.span.of(new.text) == URL for link in new.hyperlinks)


@pytest.mark.parametrize("name, text", [row[1:3] for row in WRITTEN], ids=[row[0] for row in WRITTEN])
def test_what_was_written_is_read_again_and_nothing_is_left_to_mend(name, text):
    _, document = mended(text, name)
    entry = checked(document, SAID)[0]
    note = entry.citation
    assert note.title is not None
    assert note.published is not None
    assert note.published.edtf == "2007-06-01"
    assert [cited.url for cited in note.urls] == [URL]
    assert {"N108", "I104"}.isdisjoint(finding.rule.code for finding in entry.findings)
    assert edits_of(entry, document, Wish()) == ()


HOSTILE = "A report\u202e on {braces} & <b>tags</b> | [[links]](http:x) \\input{/etc/passwd} $x$ `code` *bold* _it_ #1 ~"


@pytest.mark.parametrize("name, text", [row[1:3] for row in WRITTEN], ids=[row[0] for row in WRITTEN])
def test_a_hostile_title_means_nothing_in_the_format(name, text):
    """It is read back as the words that it is, and the note has neither more addresses nor more notes."""
    said = Metadata(HOSTILE, ("Mallory, Eve} \\def", "{{template}}"), "2007", None, None)
    new, document = mended(text, name, said)
    notes = parse(document)
    assert len(notes) == len(parse(read_bytes(text.encode(), name)))
    assert [cited.url for cited in notes[0].urls] == [URL]
    assert "\u202e" not in new.decode()
    words = re.sub(r"\\text\w+\{\}|&#?\w+;|\W+", " ", notes[0].title or "").split()
    assert {"report", "braces", "tags", "links"} <= set(words)


def test_latex_and_bibtex_get_no_commands_of_a_page():
    for name, text in (row[1:3] for row in WRITTEN if row[1] in ("a.tex", "a.bib")):
        new = mended(text, name, Metadata(HOSTILE, (), "2007"))[0].decode()
        assert "\\input" not in new
        assert "\\textbackslash{}input\\" in new


WORDED = [
    # title, authors, published, container, words before the address
    ("Children in Russia", (), None, None, "“Children in Russia,” "),
    ("Are they children of Russia?", (), "2007", None, "“Are they children of Russia?” 2007, "),
    ("The children of Russia in 2007.", (), "2007-06", None, "“The children of Russia in 2007,” June 2007, "),
    ("All “children” of Russia", (), None, "The Site", "“All ‘children’ of Russia,” The Site, "),
    ("Children in Russia", ("A. Able", "B. Bee", "C. Cee"), None, None, "A. Able, B. Bee and C. Cee, “Children in Russia,” "),
    ("Children in Russia", ("A. Able", "B. Bee", "C. Cee", "D. Dee"), None, None, "A. Able et al., “Children in Russia,” "),
    ("Rivers", ("Ministry of Health, Department of Vaccines", "Acme, Inc."), None, None,
     "Ministry of Health, Department of Vaccines and Acme, Inc., “Rivers,” "),
    ("Rivers", ("Martin Luther King, Jr.", "de la Cruz, Ana"), None, None, "Martin Luther King, Jr. and Ana de la Cruz, “Rivers,” "),
    ("Children in Russia", ("World Bank",), None, "World Bank", "World Bank, “Children in Russia,” "),
]  # fmt: skip


@pytest.mark.parametrize("title, authors, published, container, words", WORDED)
def test_the_words_before_an_address(title, authors, published, container, words):
    new, _ = mended(f"Endnotes\n\n1. {URL}.\n", "a.txt", Metadata(title, authors, published, container))
    assert new.decode() == f"Endnotes\n\n1. {words}{URL}.\n"
