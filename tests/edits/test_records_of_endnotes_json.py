"""The notes of an endnotes.json are mended as the format writes them from which they were taken."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from citecheck.edits import Wish, edits_of
from citecheck.evidence.neighbours import Neighbours
from citecheck.mend import written
from citecheck.models import Answer, Entry, Judgement, Link, Snapshot, Verdict
from citecheck.parse import parse
from citecheck.read import read_bytes
from citecheck.report.endnotes import render
from citecheck.settings import Settings
from citecheck.suggest import corrections
from citecheck.suggest.answered import with_answers
from citecheck.verify import lint_all

URL = "http://a.example/r_1"
COPY = f"https://archive.example/web/20110614000000/{URL}?a=1"
CAPTURED = datetime(2011, 6, 14, tzinfo=UTC)
DEAD = Judgement(Verdict.DEAD, "answers 404 (not found)")
DOI_URL = "https://dl.acm.org/doi/10.1145/1234.5678"


def edits_in(document, style=None):
    """Return the edits of the first note of *document*, whose pages are gone."""
    note = parse(document)[0]
    copy = f"{COPY}|2" if document.origin == "wikitext" else COPY  # which a template would end at
    held = Snapshot(copy, CAPTURED, 200, 9, title_matches=True)
    links = tuple(Link(cited, Answer(404, cited.url), DEAD, held) for cited in note.urls)
    neighbours = Neighbours.of((note,), None, date(2026, 11, 26))
    entry = Entry(note, links, corrections(note, neighbours, document.text))
    return edits_of(with_answers(entry, document.text), document, Wish(style=style))


def of_endnotes(name, data):
    """Return the JSON that citecheck parse writes of a document."""
    (report,) = lint_all([read_bytes(data.encode(), name)], Settings())
    return render(report).encode()


RECORDS = [
    ("a.bib", f"@online{{k, title={{T}}, url={{{URL}}}, urldate={{2011-05-23}}}}\n"),
    ("b.bib", f"@online{{k,\n  title = {{T}},\n  url = {{{DOI_URL}}},\n}}\n"),
    ("a.ris", f"TY  - ELEC\nTI  - T\nUR  - {URL}\nER  - \n"),
    ("b.ris", f"TY  - ELEC\nTI  - T\nUR  - {DOI_URL}\nER  - \n"),
    ("a.json", json.dumps([{"id": "k", "type": "webpage", "title": "T", "URL": URL}])),
    ("b.json", json.dumps([{"id": "k", "type": "webpage", "title": "T", "URL": DOI_URL}]).replace("/", "\\/")),
    ("a.wiki", f"T<ref>{{{{cite web |url={URL} |title=T |access-date=23 May 2011}}}}</ref>\n{{{{reflist}}}}\n"),
    ("b.wiki", f"T<ref>Bank. [{URL} Tolls]. Accessed 23 May 2011.</ref>\n{{{{reflist}}}}\n"),
    ("c.wiki", f"T<ref>{{{{Internetquelle |url={DOI_URL}?utm_source=x |titel=T}}}}</ref>\n{{{{reflist}}}}\n"),
    ("a.tex", f"\\documentclass{{a}}\\begin{{document}}T\\footnote{{Bank. \\href{{{URL}}}{{T}}.}}\\end{{document}}\n"),
    ("b.tex", "\\documentclass{a}\\begin{document}T\\footnote{B \\url{http://www.a.example/%7eb?utm_source=x}.}\\end{document}\n"),
    ("a.md", f"T.[^1]\n\n[^1]: Bank. [T]({URL}). Accessed 23 May 2011.\n"),
    ("b.md", f"T.[^1]\n\n[^1]: Bank, <{URL}>.\n"),
]  # fmt: skip


@pytest.mark.parametrize("style", [None, "replace", "append", "bracket"])
@pytest.mark.parametrize("name, data", RECORDS, ids=[row[0] for row in RECORDS])
def test_the_same_is_written_as_into_the_document(name, data, style):
    """What is a record stays one: a field is added, and no words stand behind it."""
    document = read_bytes(data.encode(), name)
    kept = read_bytes(of_endnotes(name, data), "endnotes.json")
    wanted = [
        (edit.span.moved(-parse(document)[0].span.start), edit.text) for edit in edits_in(document, style)
    ]
    assert wanted
    assert [(edit.span, edit.text) for edit in edits_in(kept, style)] == wanted


@pytest.mark.parametrize("style", [None, "replace"])
@pytest.mark.parametrize("name, data", RECORDS, ids=[row[0] for row in RECORDS])
def test_the_file_says_what_is_read_off_it_then(name, data, style):
    """The members that the fields contradict are written with them."""
    before = of_endnotes(name, data)
    document = read_bytes(before, "endnotes.json")
    after = written(before, document, edits_in(document, style))
    (report,) = lint_all([read_bytes(after, "endnotes.json")], Settings())
    assert json.loads(render(report))["citations"] == json.loads(after)["citations"]
