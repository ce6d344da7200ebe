"""What is written into an endnote: corrections joined, copies where the format and the note put them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from citecheck.edits import Wish, applied, edits_of
from citecheck.evidence.neighbours import Neighbours
from citecheck.models import Answer, Entry, Hop, Judgement, Link, NoSnapshot, Snapshot, Verdict
from citecheck.parse import parse
from citecheck.read import read_bytes
from citecheck.suggest import corrections
from citecheck.suggest.answered import with_answers

URL = "http://a.example/report.html"
COPY = "https://archive.example/web/20110614000000/http://a.example/report.html"
DEAD = Judgement(Verdict.DEAD, "answers 404 (not found)")


def snapshot(url=COPY):
    return Snapshot(url, datetime(2011, 6, 14, tzinfo=UTC), 200, 9, title_matches=True)


def entry_in(text, source, *, dead=True, to=None, number=0):
    """Read one endnote whose pages are gone and have copies, or lead to the address *to*."""
    document = read_bytes(text.encode(), source)
    citations = parse(document)
    neighbours = Neighbours.of(citations, None, date(2026, 11, 26))
    citation = citations[number]
    links = []
    for cited in citation.urls:
        if to:
            facts = Answer(200, to, (Hop(cited.url, 301, to),))
            links.append(
                Link(cited, facts, Judgement(Verdict.MOVED, f"redirects for good to {to}"), NoSnapshot())
            )
        elif dead:
            copy = snapshot(f"https://archive.example/web/20110614000000/{cited.url}")
            links.append(Link(cited, Answer(404, cited.url), DEAD, copy))
    entry = Entry(citation, tuple(links), corrections(citation, neighbours, document.text))
    return with_answers(entry, document.text), document


def mended(text, source, wish=None, **more):
    """Return *text* with the edits of its first endnote."""
    entry, document = entry_in(text, source, **more)
    return applied(document.text, edits_of(entry, document, wish))


TEXT = f"Endnotes\n1. World Bank. Report. 2010. Accessed on 23 May 2011 from: {URL}.\n"
WIKI = f"A<ref>{{{{cite web |title=Report |url={URL} |access-date=23 May 2011}}}}</ref>\n{{{{reflist}}}}\n"
BIB = f"@online{{a,\n  title = {{Report}},\n  url = {{{URL}}},\n  urldate = {{2011-05-23}}\n}}\n"


@pytest.mark.parametrize(
    "text, source, style, expected",
    [
        (TEXT, "a.txt", None, TEXT.rstrip() + f" Archived 14 June 2011: {COPY}\n"),
        (TEXT, "a.txt", "replace", TEXT.replace(URL, COPY)),
        (TEXT, "a.txt", "bracket", TEXT.replace(URL + ".", f"{URL} [{COPY}].")),
        (TEXT.replace(".\n", "\n"), "a.txt", None, TEXT.rstrip() + f" Archived 14 June 2011: {COPY}\n"),
        (TEXT.replace("23 May 2011", "May 23, 2011"), "a.txt", None,
         TEXT.replace("23 May 2011", "May 23, 2011").rstrip() + f" Archived June 14, 2011: {COPY}\n"),
        (TEXT.replace("Accessed on 23 May 2011 from:", "Abgerufen am 23. Mai 2011 von"), "a.txt", None,
         TEXT.replace("Accessed on 23 May 2011 from:", "Abgerufen am 23. Mai 2011 von").rstrip()
         + f" Archiviert am 14. Juni 2011: {COPY}\n"),
        (f"Text.[^1]\n\n[^1]: World Bank. Report. <{URL}>. Accessed 2011-05-23.\n", "a.md", None,
         f"Text.[^1]\n\n[^1]: World Bank. Report. <{URL}>. Accessed 2011-05-23. Archived 2011-06-14: <{COPY}>\n"),
        (WIKI, "a.wiki", None,
         WIKI.replace("2011}}", f"2011 |archive-url={COPY} |archive-date=14 June 2011 |url-status=dead}}}}")),
        (WIKI.replace(" |", " |url-status=live |", 1), "a.wiki", None,
         WIKI.replace(" |", " |url-status=dead |", 1).replace(
             "2011}}", f"2011 |archive-url={COPY} |archive-date=14 June 2011}}}}")),
        (WIKI.replace(" |", "\n |").replace("}}<", "\n}}<"), "a.wiki", None,
         WIKI.replace(" |", "\n |").replace(
             "2011}}<", f"2011\n| archive-url={COPY}\n| archive-date=14 June 2011\n| url-status=dead\n}}}}<")),
        (WIKI.replace("cite web", "Internetquelle"), "a.wiki", None,
         WIKI.replace("cite web", "Internetquelle").replace(
             "2011}}", f"2011 |archiv-url={COPY} |archiv-datum=14 June 2011}}}}")),
        (WIKI.replace("cite web", "Internetquelle").replace("|access-date=23 May 2011", "|abruf=23. April 2011"), "a.wiki", None,
         WIKI.replace("cite web", "Internetquelle").replace(
             "|access-date=23 May 2011}}", f"|abruf=23. April 2011 |archiv-url={COPY} |archiv-datum=14. Juni 2011}}}}")),
        (WIKI.replace("cite web", "Lien web").replace(" |access-date=23 May 2011", ""), "a.wiki", None,
         WIKI.replace("cite web", "Lien web").replace(
             " |access-date=23 May 2011}}", f" |archive-url={COPY} |archive-date=14 juin 2011}}}}")),
        (f"A<ref>[{URL} Report], accessed 23 May 2011</ref>\n{{{{reflist}}}}", "a.wiki", None,
         f"A<ref>[{URL} Report] {{{{webarchive |url={COPY} |date=14 June 2011}}}}, accessed 23 May 2011</ref>\n{{{{reflist}}}}"),
        (BIB, "a.bib", None, BIB.replace(
            "{2011-05-23}", f"{{2011-05-23}},\n  archiveurl = {{{COPY}}},\n  archivedate = {{2011-06-14}}")),
        (BIB.replace("23}\n", "23},\n"), "a.bib", "append", BIB.replace(
            "{2011-05-23}", f"{{2011-05-23}},\n  archiveurl = {{{COPY}}},\n  archivedate = {{2011-06-14}},")),
        (f'[{{"id": "a", "type": "webpage", "title": "Report", "URL": "{URL}"}}]', "a.json", None,
         f'[{{"id": "a", "type": "webpage", "title": "Report", "URL": "{URL}", "archive_location": "{COPY}"}}]'),
        (f"TY  - ELEC\r\nTI  - Report\r\nUR  - {URL}\r\nER  - \r\n", "a.ris", None,
         f"TY  - ELEC\r\nTI  - Report\r\nUR  - {URL}\r\nN1  - Archived 14 June 2011: {COPY}\r\nER  - \r\n"),
        (f"<h2>Notes</h2><ol><li>Report. {URL}. Accessed 23 May 2011. <a href='#r1'>\u21a9\ufe0e</a></li></ol>", "a.html", "append",
         f"## Notes\n\n1. Report. {URL}. Accessed 23 May 2011. Archived 14 June 2011: {COPY} \u21a9\ufe0e"),
        (f"\\documentclass{{a}}\\begin{{document}}A\\footnote{{Report. \\url{{{URL}}}. Accessed 23 May 2011.}}\n", "a.tex", None,
         f"\\documentclass{{a}}\\begin{{document}}A\\footnote{{Report. \\url{{{URL}}}. Accessed 23 May 2011. Archived 14 June 2011: \\url{{{COPY}}}}}\n"),
    ],
    ids=["text", "instead", "in brackets", "no full stop", "American date", "German", "Markdown", "template", "template of a live page",
         "template on lines", "German template", "German month", "French template", "bare link", "BibTeX", "BibTeX with a last comma", "CSL-JSON",
         "RIS", "HTML with a link back", "LaTeX"],
)  # fmt: skip
def test_a_copy_is_written_as_the_format_and_the_note_write(text, source, style, expected):
    """Behind the note in its own language and form of date, or in the fields that a record has for it."""
    wish = Wish(codes=("L",), style=style)
    assert mended(text, source, wish) == expected


@pytest.mark.parametrize("source, text", [("a.txt", TEXT), ("a.wiki", WIKI), ("a.bib", BIB),
    ("a.json", f'[{{"id": "a", "title": "Report", "URL": "{URL}"}}]'),
    ("a.ris", f"TY  - ELEC\nTI  - Report\nUR  - {URL}\nY2  - 2011/05/23\nER  - \n"),
    ("a.md", f"Text.[^1]\n\n[^1]: World Bank. Report. <{URL}>. Accessed 2011-05-23.\n"),
    ("a.tex", f"\\documentclass{{a}}\\begin{{document}}A\\footnote{{Report. \\url{{{URL}}}. Accessed 23 May 2011.}}\n"),
])  # fmt: skip
def test_a_copy_that_is_written_is_known(source, text):
    """Once a note gives its copy nothing more is offered, and it says what it said before."""
    done = mended(text, source)
    assert COPY in done
    assert mended(done, source) == done
    before, after = (parse(read_bytes(each.encode(), source))[0] for each in (text, done))
    assert after.urls[0].url == before.urls[0].url
    assert (after.title, after.authors) == (before.title, before.authors)
    for day in ("accessed", "published"):
        one, two = getattr(before, day), getattr(after, day)
        assert (one and one.edtf) == (two and two.edtf)


SPACED = "Endnotes\n1. Itar-Tass. Crime. Accessed on 23 May 2011 from: http://www.a.example/fun /artciel/print.html?utm_source=x.\n"


@pytest.mark.parametrize(
    "wish, more, expected",
    [
        (None, {}, "http://www.a.example/fun/article/print.html."),
        (Wish(codes=("U105",)), {}, "http://www.a.example/fun /article/print.html?utm_source=x."),
        (Wish(codes=("U102",)), {}, "http://www.a.example/fun/artciel/print.html?utm_source=x."),
        (None, {"to": "https://b.example/print"}, "https://b.example/print."),
    ],
    ids=["all", "one part", "the whole alone", "it has moved"],
)
def test_corrections_of_one_address_are_one(wish, more, expected):
    """What is wrong within an address is mended in the address that is written."""
    done = mended(SPACED, "a.txt", wish, dead=False, **more)
    assert done.partition("from: ")[2].rstrip("\n") == expected


@pytest.mark.parametrize(
    "printed, expected",
    [
        ("http://www.artciel.example/fun /artciel/2.html", "http://www.artciel.example/fun/article/2.html"),
        (
            "http://www.a.example/artciel/fun /artciel/2.html",
            "http://www.a.example/article/fun/article/2.html",
        ),
        (
            "www.artciel.example/artciel/fun/artciel/2.html",
            "http://www.artciel.example/article/fun/article/2.html",
        ),
    ],
)
def test_a_part_is_mended_where_it_is_wrong(printed, expected):
    """The same letters may stand elsewhere in the address, and be right there."""
    done = mended(
        f"Endnotes\n1. Itar-Tass. Crime. Accessed on 23 May 2011 from: {printed}\n", "a.txt", dead=False
    )
    assert done.partition("from: ")[2].rstrip("\n") == expected


BROKEN, WHOLE = "http://www.a.example/artciel/1?utm_source=x", "http://www.a.example/article/1"


@pytest.mark.parametrize(
    "source, text",
    [
        ("a.md", "Text.[^1]\n\n[^1]: Tass. Crime. [{}]({}). Accessed 2011-05-23.\n"),
        ("a.wiki", "A<ref>Tass. Crime. [{} {}], accessed 23 May 2011</ref>\n{{{{reflist}}}}"),
        ("a.tex", "\\documentclass{{a}}\\begin{{document}}A\\footnote{{Crime. \\href{{{}}}{{\\nolinkurl{{{}}}}}.}}\n"),
        ("a.tex", "\\documentclass{{a}}\\begin{{document}}A\\footnote{{Crime. \\href{{{}}}{{{}}}.}}\n"),
    ],
    ids=["Markdown", "wikitext", "LaTeX", "LaTeX, plain"],
)  # fmt: skip
@pytest.mark.parametrize("to, new", [(None, WHOLE), ("https://b.example/print", "https://b.example/print")])
@pytest.mark.parametrize("start", ["", "http://"], ids=["with its scheme", "without"])
def test_the_words_of_a_link_are_mended_with_it(source, text, to, new, start):
    """Who reads the address and who follows the link come to one page."""
    pair = [BROKEN.removeprefix(start), BROKEN], [new.partition("://")[2] if start else new, new]
    before, after = (text.format(*(each if source == "a.md" else each[::-1])) for each in pair)
    assert mended(before, source, dead=False, to=to) == after


def test_a_reason_that_two_corrections_share_is_said_once():
    """Without a scheme, and at a publisher whose address carries a DOI: one address stands for both."""
    text = "Endnotes\n\n1. A. Able. On Water. www.science.org/doi/10.1126/science.abc1234\n"
    entry, document = entry_in(text, "a.txt", dead=False)
    (edit,) = edits_of(entry, document)
    assert edit.codes == ("U112", "I104")
    assert edit.because.count("carries the DOI") == 1
    assert "scheme" in edit.because


def test_a_copy_stands_beside_the_mended_address():
    """Both are written: the address as it should be, and where the page is kept."""
    done = mended(SPACED, "a.txt")
    assert "from: http://www.a.example/fun/article/print.html. Archived 14 June 2011: https://archive" in done


def test_of_several_addresses_each_has_its_copy_behind_it():
    """It is told which address the copy is of."""
    text = f"Endnotes\n1. A. B. {URL} and http://b.example/second.html, accessed 23 May 2011.\n"
    done = mended(text, "a.txt")
    assert done == text.replace(URL, f"{URL} (archived 14 June 2011: {COPY})").replace(
        "second.html,",
        "second.html (archived 14 June 2011: https://archive.example/web/20110614000000/http://b.example/second.html),",
    )


def test_candidates_are_written_when_they_are_wished_for():
    """By themselves they are not; and of several for one place none is, whatever is wished."""
    days = ["May 26", "1 May 2011", "2 June 2011", "3 July 2011", "4 July 2011", "5 July 2011"]
    notes = "\n".join(
        f"{n}. A. B. Accessed {day} from: http://a.example/{n}." for n, day in enumerate(days, 1)
    )
    text = f"Endnotes\n{notes}\n"
    assert mended(text, "a.txt", dead=False) == text
    assert mended(text, "a.txt", Wish(candidates=True), dead=False) == text.replace("May 26 ", "May 26 2011 ")
    lone = "Endnotes\n1. A. B. Accessed 31 June 2011 from: http://a.example/1.\n"
    assert mended(lone, "a.txt", Wish(candidates=True), dead=False) == lone


def test_edits_are_sorted_and_apart():
    """They can be written one after another."""
    entry, document = entry_in(SPACED, "a.txt")
    doubled = replace(entry, corrections=entry.corrections * 2)
    edits = edits_of(doubled, document)
    assert [edit.codes for edit in edits] == [("U102", "U105", "U113"), ("L101",)]
    assert all(one.span.end <= two.span.start for one, two in pairwise(edits))
