"""What `citecheck parse` wrote is an input too: the same citations come of it, and changed words are read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings, strategies as st
from zipped_documents import call, docx, hyperlink, odt, odt_note, paragraph

from citecheck.parse import body_markers, parse
from citecheck.read import read_bytes
from citecheck.report.endnotes import render
from citecheck.settings import Settings
from citecheck.verify import lint_all

URL = "http://a.example/tip.html"
PROSE = f"World Bank. Report on Tolls. 12 March 2010. Accessed on 23 May 2011 from: {URL}."
COPY = "https://web.archive.org/web/20110614000000/http://a.example/tip.html"


def reported(name, data):
    """Return the report on a document, of which nothing is judged."""
    (report,) = lint_all([read_bytes(data if isinstance(data, bytes) else data.encode(), name)], Settings())
    return report


def written(name, data):
    """Return what `citecheck parse` writes of a document."""
    return render(reported(name, data))


def again(text):
    """Return the citations, and all that is said of their markers, that are read off what was written."""
    read = json.loads(written("endnotes.json", text))
    return read["citations"], read["document"]["markers"]


DOCUMENTS = [
    # what the text of the note does not say alone, the document
    ("prose", "a.txt", f"Body.[1]\n\nEndnotes\n1. {PROSE}\n2. Other, {URL}x.\n"),
    ("a date that is none", "b.txt", "Endnotes\n1. Bank. Tolls. Accessed May 32 2011 from: http://a.example/ x.\n"),
    ("a day that only the other notes settle", "c.txt", "Notes\n1. A. T. Accessed 5/6/2011 from: http://a.example/1.\n2. B. U. Accessed 25/6/2011 from: http://a.example/2.\n"),
    ("the target of a link over words", "a.md", f"T.[^1]\n\n[^1]: World Bank. [Report]({URL}). Accessed 23 May 2011.\n"),
    ("the target of a reference link", "b.md", f"T.[^1]\n\n[^1]: World Bank. [Report][r]. 2010.\n\n[r]: {URL}\n"),
    ("escapes", "c.md", "T.[^1]\n\n[^1]: World Bank. Snow\\_and\\_ice. 2010. <http://a.example/b\\_c>.\n"),
    ("an address in a link", "a.html", f"<h2>Notes</h2><ol><li>Bank. <a href='{URL}'>Report</a>, 2010.<li>Bank. <a href='{URL}x'>Report</a>.</ol>"),
    ("two links over the same words", "b.html", f"<h2>Notes</h2><ol><li>Bank. <a href='{URL}1'>Part</a>, <a href='{URL}2'>Part</a>.<li>B.</ol>"),
    ("a template", "a.wiki", f"T<ref>{{{{cite web |title=Tolls |last=Smith |first=Ann |url={URL} |date=2010 |archive-url={COPY} |archive-date=14 June 2011}}}}</ref>\n{{{{reflist}}}}\n"),
    ("a template with little in it", "b.wiki", f"T<ref>{{{{cite web |url={URL} |quote=Accessed 1 May 2010}}}}</ref>\n{{{{reflist}}}}\n"),
    ("commands", "a.tex", f"\\documentclass{{a}}\\begin{{document}}T\\footnote{{Bank. \\href{{{URL}}}{{Tolls}}, 2010.}}\\end{{document}}\n"),
    ("a record and its macro", "a.bib", f"@string{{j = {{Journal}}}}\n@article{{k, author={{Smith, Ann and {{World Bank}}}}, title={{The {{T}}olls}}, journal=j, year=2010, url={{{URL}}}, urldate={{2011-05-23}}, doi={{10.1000/a_b}}}}\n"),
    ("a record without a title", "b.bib", f"@misc{{k, howpublished={{\\url{{{URL}}}}}, note={{Tolls and more}}}}\n"),
    ("tags", "a.ris", f"TY  - ELEC\nAU  - Smith, Ann\nTI  - Tolls\nPY  - 2010/05//\nUR  - {URL}\nY2  - 2011/05/23\nER  - \n"),
    ("parts of a date", "a.json", json.dumps([{"id": "k", "type": "webpage", "title": "Tolls", "author": [{"literal": "Bank, World"}], "URL": URL, "accessed": {"date-parts": [[2011, 5, 23]]}}])),
    ("escapes of JSON", "b.json", json.dumps([{"id": "k", "type": "webpage", "title": "Z\u00f6lle", "URL": f"{URL}?a=1&b=2"}]).replace("&", "\\u0026").replace("/", "\\/")),
    ("a link of Word", "a.docx", docx(paragraph("T", call(1)), footnotes={1: paragraph("Bank. ", hyperlink("r1", "Report"), ". 2010.")}, links={"r1": URL})),
    ("a link of Writer", "a.odt", odt(f"<text:p>T{odt_note(1, '<text:p>Bank. <text:a xlink:href=%s>Report</text:a>. 2010.</text:p>')}</text:p>".replace("%s", f'"{URL}"'))),
    ("one address twice", "d.txt", f"Notes\n1. Bank. {URL} and {URL} again.\n2. B. {URL}z.\n"),
    ("an address as the words of its link", "d.md", f"T.[^1]\n\n[^1]: Bank. [{URL}]({URL}). Accessed 3 May 2011.\n"),
    ("words that are within an address before them", "c.html", f"<h2>Notes</h2><ol><li>Bank. {URL} and <a href='{URL}x'>tip</a>.<li>B.</ol>"),
    ("a letter that is linked", "d.html", f"<h2>Notes</h2><ol><li>Bank. The Tolls, <a href='{URL}'>e</a>.<li>B.</ol>"),
    ("escapes of TeX in a field", "c.bib", "@online{k, title={Tolls}, url={http://a.example/a\\_b}, doi={10.1000/a\\_b}}\n"),
    ("escapes of JSON in a number", "c.json", json.dumps([{"id": "k", "title": "T", "DOI": "10.1002/a<1::aid-b>2"}]).replace("<", "\\u003c").replace("/", "\\/")),
    ("parts of a date that is none", "d.json", json.dumps([{"id": "k", "type": "webpage", "title": "Tolls", "URL": URL, "accessed": {"date-parts": [[2011, 6, 31]]}}])),
    ("a month that is within the day of reading", "e.bib", f"@online{{k, title={{T}}, urldate={{2011-05-23}}, date={{2011-05}}, url={{{URL}}}}}\n"),
    ("a copy that the markup of a page names", "e.html", f"<h2>Notes</h2><ol><li><cite class='citation web'>Bank. <a href='{COPY}'>Tolls</a>. Archived from <a href='{URL}'>the original</a> on 14 June 2011.</cite><li>B.</ol>"),
    ("a copy beside words", "c.wiki", f"T<ref>Bank. [{URL} Tolls] {{{{webarchive |url={COPY} |date=14 June 2011}}}}.</ref>\n{{{{reflist}}}}\n"),
    ("a copy in an archive of its own form", "d.wiki", f"T<ref>{{{{cite web |title=Tolls |url={URL} |archive-url=https://archive.today/abc}}}}</ref>\n{{{{reflist}}}}\n"),
    ("an address behind a template", "e.wiki", f"T<ref>{{{{cite web |title=Tolls |url={URL}}}}} and http://b.example/y</ref>\n{{{{reflist}}}}\n"),
    ("two addresses with their days", "f.md", f"T.[^1]\n\n[^1]: Bank. [Part]({URL}), accessed 3 May 2011; [Part]({URL}2), accessed 4 May 2011.\n"),
    ("two addresses with their days in a page", "f.html", f"<h2>Notes</h2><ol><li>Bank. <a href='{URL}'>{URL}</a>, accessed 3 May 2011; <a href='{URL}2'>{URL}2</a>, accessed 4 May 2011.<li>B.</ol>"),
    ("two lists", "l.md", f"# A\n\nT.[1] U.[2]\n\n## Notes\n\n1. {PROSE}\n2. {PROSE}\n\n# B\n\nV.[1] W.[2]\n\n## Notes\n\n1. {PROSE}\n2. {PROSE}\n"),
]  # fmt: skip


@pytest.mark.parametrize("name, data", [row[1:] for row in DOCUMENTS], ids=[row[0] for row in DOCUMENTS])
def test_same_citations_come_of_what_was_written(name, data):
    """Nothing that the format knew is lost on the way, and nothing else is read into the source of a record."""
    text = written(name, data)
    whole = json.loads(text)
    assert whole["citations"]
    assert again(text) == (whole["citations"], whole["document"]["markers"])
    kept, given = reported("endnotes.json", text).entries, reported(name, data).entries
    assert [_beside(each.citation) for each in kept] == [_beside(each.citation) for each in given]


def _beside(citation):
    """Return what a note says of its sources besides: its copies, and the day of each address."""
    days = [url.accessed or citation.accessed for url in citation.urls]
    return citation.archived, [day and day.text for day in days]


@pytest.mark.parametrize("name, data", [row[1:] for row in DOCUMENTS], ids=[row[0] for row in DOCUMENTS])
def test_same_faults_are_found_in_what_was_written(name, data):
    """The rules see in it what they saw in the document."""
    before, after = reported(name, data), reported("endnotes.json", written(name, data))
    assert [_faults(entry) for entry in after.entries] == [_faults(entry) for entry in before.entries]


def _faults(entry):
    """Return what is wrong with a note, without its place in the file."""
    return [(each.rule.code, each.message) for each in entry.findings]


@pytest.mark.parametrize("name, data", [row[1:] for row in DOCUMENTS], ids=[row[0] for row in DOCUMENTS])
def test_spans_slice_to_their_own_words(name, data):
    """Each part is found in the text of the notes."""
    document = read_bytes(written(name, data).encode(), "endnotes.json")
    for citation in parse(document):
        dates = [each for each in (citation.accessed, citation.published) if each]
        for part in (*citation.urls, *citation.identifiers, *dates):
            assert part.span.of(document.text) == part.text
            assert citation.span.holds(part.span)


def changed(old, new, *, member="text", text=PROSE):
    """Return the first citation, once somebody has put *new* for *old* in a member of it alone."""
    whole = json.loads(written("a.txt", f"Endnotes\n1. {text}\n2. B. {URL}z.\n"))
    first = whole["citations"][0]
    assert old in str(first[member])
    first[member] = first[member].replace(old, new)
    return again(json.dumps(whole))[0][0]


CHANGES = [
    # what is changed in the text alone, the member that is read, what it is then
    ("23 May", "24 May", "accessed", {"text": "24 May 2011", "edtf": "2011-05-24"}),
    ("12 March 2010", "April 2009", "published", {"text": "April 2009", "edtf": "2009-04"}),
    ("tip.html", "tips.html", "urls", ["http://a.example/tips.html"]),
    ("tip.html", "tip.html/2", "urls", ["http://a.example/tip.html/2"]),
    ("tip.html", "tip.html and http://b.example/", "urls", [URL, "http://b.example/"]),
    ("tip.html", f"tip.html. Archived: {COPY}", "urls", [URL]),
    ("tip.html", f"tip.html and {URL}", "urls", [URL]),
    ("12 March 2010. ", "", "published", None),
    (f" Accessed on 23 May 2011 from: {URL}.", "", "accessed", None),
    (f" Accessed on 23 May 2011 from: {URL}.", "", "urls", []),
]


@pytest.mark.parametrize("old, new, member, expected", CHANGES)
def test_words_that_were_changed_are_read_anew(old, new, member, expected):
    """What is not in the text any more does not count, and what was put in does."""
    found = changed(old, new)[member]
    assert ([each["url"] for each in found] if member == "urls" else found) == expected


PUT_IN = [
    # the document, what is changed in its first note into what, the member that is read, what it is then
    ("a.txt", f"Notes\n1. Bank. Tolls. {URL}.\n2. B.\n", ("Tolls.", "Tolls. Accessed 3 May 2011."), "accessed", {"text": "3 May 2011", "edtf": "2011-05-03"}),
    ("b.txt", f"Notes\n1. Bank. Tolls. Accessed May 2011 from: {URL}.\n2. B.\n", ("May", "23 May"), "accessed", {"text": "23 May 2011", "edtf": "2011-05-23"}),
    ("c.txt", f"Notes\n1. Bank. Tolls. Accessed 23 May from: {URL}.\n2. B.\n", ("May", "May 2011"), "accessed", {"text": "23 May 2011", "edtf": "2011-05-23"}),
    ("d.txt", f"Notes\n1. {URL}.\n2. B.\n", ("http", "World Bank. Report on Tolls. http"), "title", "Report on Tolls"),
    ("a.html", f"<h2>Notes</h2><ol><li>Bank. <a href='{URL}1'>Report</a>, <a href='{URL}2'>Paper</a>.<li>B.</ol>", ("Report", "Tolls"), "urls", [f"{URL}2"]),
    ("b.html", f"<h2>Notes</h2><ol><li>Bank. <a href='{URL}1'>Report</a>, <a href='{URL}2'>Paper</a>.<li>B.</ol>", ("Report", "http://b.example/"), "urls", ["http://b.example/", f"{URL}2"]),
    ("a.bib", f"@online{{k, title={{T}}, url={{{URL}}}, urldate={{2011-05-23}}}}\n", ("-23", "-24"), "accessed", {"text": "2011-05-24", "edtf": "2011-05-24"}),
    ("a.ris", f"TY  - ELEC\nTI  - Tolls\nUR  - {URL}\nER  - \n", (URL, f"{URL}\nY2  - 2011/05/23"), "accessed", {"text": "2011/05/23", "edtf": "2011-05-23"}),
    ("a.wiki", f"T<ref>{{{{cite web |title=Tolls |url={URL} |date=2010}}}}</ref>\n{{{{reflist}}}}\n", ("2010", "May 2010"), "published", {"text": "May 2010", "edtf": "2010-05"}),
    ("a.json", json.dumps([{"id": "k", "title": "Tolls", "URL": URL}]), (URL, "http://b.example/"), "urls", ["http://b.example/"]),
    ("b.bib", f"@online{{k, title={{T}}, url={{{URL}}}, archiveurl={{{COPY}}}}}\n", (f"{{{URL}}}", "{http://b.example/}"), "urls", ["http://b.example/"]),
]  # fmt: skip


@pytest.mark.parametrize("name, data, change, member, expected", PUT_IN, ids=[row[0] for row in PUT_IN])
def test_words_that_were_put_in_are_read(name, data, change, member, expected):
    """What the words lacked, or said in part, is read off them; links over other words stay."""
    whole = json.loads(written(name, data))
    first = whole["citations"][0]
    assert change[0] in first["text"]
    first["text"] = first["text"].replace(*change, 1)
    found = again(json.dumps(whole))[0][0][member]
    assert ([each["url"] for each in found] if member == "urls" else found) == expected


def test_member_that_was_put_right_counts():
    """A title that the parser took wrongly can be written by hand."""
    assert changed("Report on Tolls", "Tolls", member="title")["title"] == "Tolls"


def test_field_that_was_put_into_a_record_is_read():
    """Of a record without a title somebody adds one; its words are none before that."""
    whole = json.loads(written("a.bib", f"@misc{{k, note={{Tolls and more}}, url={{{URL}}}}}\n"))
    (first,) = whole["citations"]
    assert (first["title"], first["authors"]) == (None, [])
    first["text"] += ", title={Tolls}, author={Smith, Ann}"
    ((citation,), _) = again(json.dumps(whole))
    assert (citation["title"], citation["authors"]) == ("Tolls", [{"family": "Smith", "given": "Ann"}])


def test_text_alone_is_read():
    """Of a citation that somebody wrote the text is enough."""
    document = {"source": "r.txt", "format": "text", "sha256": "0"}
    whole = {"version": 1, "document": document, "citations": [{"number": 1, "text": PROSE, "line": 1}]}
    (citation,), _ = again(json.dumps(whole))
    assert citation["title"] == "Report on Tolls"
    assert citation["accessed"]["edtf"] == "2011-05-23"
    assert [each["url"] for each in citation["urls"]] == [URL]


MARKED = [
    # numbers of the notes, those that the body never names and names twice, the same after reading
    ([1, 2, 3], [2], [3], ([2], [3])),
    ([1, 2, 1, 2], [2], [], ([2], [])),
    ([1, 2, 1, 2], [2, 1], [2], ([2, 1], [2])),
    ([1, 2, 3], [3, 1], [], ([1, 3], [])),
    ([1, 2], [7], [9], ([], [])),
]


@pytest.mark.parametrize("numbers, missing, repeated, expected", MARKED)
def test_markers_of_the_body_that_was_left_behind(numbers, missing, repeated, expected):
    """Which of the notes are named is known by number, in the order of the lists."""
    whole = {
        "version": 1,
        "document": {
            "source": "r.txt",
            "format": "text",
            "sha256": "0",
            "markers": {"missing": missing, "repeated": repeated},
        },
        "citations": [{"number": number, "text": PROSE, "line": 1} for number in numbers],
    }
    document = read_bytes(json.dumps(whole).encode(), "endnotes.json")
    found = body_markers(document, parse(document)) or ()
    named = [(marker.series, marker.number) for marker in found]
    series = [(note.series, note.number) for note in document.notes]
    lost = [number for _, number in series if (_, number) not in named]
    twice = [number for number in dict.fromkeys(named) if named.count(number) > 1]
    assert (lost, [number for _, number in twice]) == expected


TEXTS = st.text(st.sampled_from('aé1.,/ \n{}|[]\\"') | st.characters(exclude_categories=["Cs"]), max_size=40)
MEMBERS = st.fixed_dictionaries(
    {"text": TEXTS, "number": st.integers(0, 3), "line": st.just(1)},
    optional={
        "title": TEXTS,
        "authors": st.lists(st.fixed_dictionaries({"literal": TEXTS}), max_size=2),
        "accessed": st.fixed_dictionaries({"text": TEXTS, "edtf": st.none() | st.sampled_from(["2011-05-23", "2011-13-40", "XXXX-05-26", ""])}),
        "urls": st.lists(st.fixed_dictionaries({"text": TEXTS, "url": TEXTS}), max_size=3),
        "identifiers": st.lists(st.fixed_dictionaries({"scheme": st.just("doi"), "value": TEXTS}), max_size=2),
    },
)  # fmt: skip


@settings(max_examples=200)
@given(st.lists(MEMBERS, max_size=3), st.sampled_from(["text", "bibtex", "wikitext", "nonsense"]))
def test_whatever_the_members_say_nothing_is_raised(citations, kind):
    """Members that contradict the text, or say nothing at all, are no fault of the program."""
    document = {"source": "r.txt", "format": kind, "sha256": "0"}
    whole = json.dumps({"version": 1, "document": document, "citations": citations})
    read = read_bytes(whole.encode(), "endnotes.json")
    for citation in parse(read):
        dates = [each for each in (citation.accessed, citation.published) if each]
        for part in (*citation.urls, *citation.identifiers, *dates):
            assert part.span.of(read.text) == part.text
