"""An archived copy written into a file of each format, in each style: read again, there is nothing left to write."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from zipped_documents import call, docx, hyperlink, odt, odt_note, paragraph

from citecheck.edits import Wish, edits_of
from citecheck.evidence.neighbours import Neighbours
from citecheck.mend import WRITABLE, written
from citecheck.models import Answer, Entry, Judgement, Link, NoSnapshot, Snapshot, Verdict
from citecheck.parse import parse
from citecheck.read import read_bytes
from citecheck.suggest import corrections
from citecheck.suggest.answered import with_answers

URL = "http://a.example/report.html?a=1&b=2"
COPY = f"https://archive.example/web/20110614000000/{URL}"
WORDS = "World Bank. Report. 2010. Accessed on 23 May 2011 from: "
NOTE = f"{WORDS}{URL}."
ESCAPED, LINK = NOTE.replace("&", "&amp;"), URL.replace("&", "&amp;")
ENDNOTES = {
    "version": 1, "document": {"source": "r.txt", "format": "text", "sha256": "0"},
    "citations": [{"number": 1, "marker": None, "text": NOTE, "line": 1, "urls": [{"text": f"{URL}.", "url": URL, "repairs": ["stripped-punctuation"]}]}],
}  # fmt: skip
DOCUMENTS = [
    ("text", "a.txt", f"Endnotes\n1. {NOTE}\n"),
    ("text", "lines.txt", f"Endnotes\r\n1. {NOTE}\r\n2. Other.\r\n"),
    ("markdown", "a.md", f"T.[^1]\n\n[^1]: {NOTE}\n"),
    ("markdown", "b.md", f"T.[^1]\n\n[^1]: {WORDS}<{URL}>.\n"),
    ("markdown", "c.md", f"T.[^1]\n\n[^1]: World Bank. [Report]({URL}). Accessed 23 May 2011.\n"),
    ("latex", "a.tex", f"\\documentclass{{a}}\\begin{{document}}T\\footnote{{{WORDS}\\url{{{URL}}}.}}\n"),
    ("latex", "b.tex", f"\\documentclass{{a}}\\begin{{document}}T\\footnote{{{NOTE.replace('&', chr(92) + '&')}}}\n"),
    ("latex", "c.tex", f"\\documentclass{{a}}\\begin{{document}}T\\footnote{{{WORDS}\\url|{URL}|.% checked\n}}\n"),
    ("wikitext", "a.wiki", f"T<ref>{NOTE}</ref>\n{{{{reflist}}}}\n"),
    ("wikitext", "b.wiki", f"T<ref>{{{{cite web |title=Report |url={URL} |access-date=23 May 2011}}}}</ref>\n{{{{reflist}}}}\n"),
    ("wikitext", "c.wiki", f"T<ref>[{URL} Report]. Accessed 23 May 2011.</ref>\n{{{{reflist}}}}\n"),
    ("bibtex", "a.bib", f"@online{{a,\r\n  title = {{Report}},\r\n  url = {{{URL}}},\r\n  urldate = {{2011-05-23}}\r\n}}\r\n"),
    ("ris", "a.ris", f"TY  - ELEC\rTI  - Report\rUR  - {URL}\rY2  - 2011/05/23\rER  - \r"),
    ("csl-json", "a.json", json.dumps([{"id": "a", "type": "webpage", "title": "Report", "URL": URL}])),
    ("csl-json", "b.json", json.dumps([{"id": "a", "type": "webpage", "title": "Report", "URL": URL}]).replace("/", "\\/")),
    ("html", "a.html", f"<h2>Notes</h2><ol><li>{ESCAPED}</li></ol>"),
    ("html", "b.html", f"<h2>Notes</h2>\r\n<ol>\r\n<li>{WORDS}<a href='{LINK}'>{LINK}</a>.</li>\r\n</ol>"),
    ("endnotes.json", "endnotes.json", json.dumps(ENDNOTES, indent=1)),
    ("docx", "a.docx", docx(paragraph("T", call(1)), footnotes={1: paragraph(ESCAPED)})),
    ("docx", "b.docx", docx(paragraph("T", call(1, "endnote")), endnotes={1: paragraph(WORDS, hyperlink("r1", LINK), ".")}, end_links={"r1": LINK})),
    ("odt", "a.odt", odt(f"<text:p>T{odt_note(1, f'<text:p>{ESCAPED}</text:p>')}</text:p>")),
    ("odt", "b.odt", odt(f"<text:p>T{odt_note(1, f'<text:p>{WORDS}<text:a xlink:href=%s>{LINK}</text:a>.</text:p>')}</text:p>".replace("%s", f'"{LINK}"'))),
]  # fmt: skip
STYLES = [None, "append", "bracket", "replace", "template"]


def edits_in(document, style):
    """Return the edits of the first note, whose page is gone and has a copy."""
    citations = parse(document)
    neighbours = Neighbours.of(citations, None, date(2026, 11, 26))
    links = [_link(cited) for cited in citations[0].urls]
    entry = Entry(citations[0], tuple(links), corrections(citations[0], neighbours, document.text))
    return citations[0], edits_of(
        with_answers(entry, document.text), document, Wish(codes=("L",), style=style)
    )


def _link(cited):
    """Return what is known of *cited*: the page is gone, its copy is there."""
    if cited.url != URL:
        return Link(cited, Answer(200, cited.url), Judgement(Verdict.LIVE, "answers"), NoSnapshot())
    copy = Snapshot(COPY, datetime(2011, 6, 14, tzinfo=UTC), 200, 9, title_matches=True)
    return Link(cited, Answer(404, cited.url), Judgement(Verdict.DEAD, "answers 404 (not found)"), copy)


def test_each_writable_format_is_here():
    """A format that is added brings its document."""
    assert {row[0] for row in DOCUMENTS} == WRITABLE


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind, name, data", DOCUMENTS, ids=[row[1] for row in DOCUMENTS])
def test_a_copy_that_is_written_is_read_again(kind, name, data, style):
    """The note gives its copy, says what it said before, and needs no other; line ends are those of the file."""
    data = data if isinstance(data, bytes) else data.encode()
    document = read_bytes(data, name)
    assert document.format == kind
    before, edits = edits_in(document, style)
    assert [cited.url for cited in before.urls] == [URL]
    assert len(edits) == 1
    result = written(data, document, edits)
    again = read_bytes(result, name)
    after, left = edits_in(again, style)
    assert left == ()
    assert COPY in {*after.archived, *(cited.url for cited in after.urls)}
    assert after.number == before.number
    if before.title == "Report":
        assert after.title == "Report"
    assert (after.accessed and after.accessed.edtf) == (before.accessed and before.accessed.edtf)
    if style != "replace":
        assert after.urls[0].url == URL
    if not result.startswith(b"PK"):
        bare = [each for each in (b"\n", b"\r") if each in result.replace(b"\r\n", b"")]
        assert bare == [each for each in (b"\n", b"\r") if each in data.replace(b"\r\n", b"")]


LATEX = "\\documentclass{a}\\begin{document}T\\footnote{%s}\n"
ESCAPED_BY_TEX = URL.replace("&", "\\&")
WRITTEN = [
    # style, name, document, what is put in, what stands behind that
    # in a command for addresses a backslash before & would be a part of the address
    ("append", "a.tex", LATEX % f"{WORDS}{ESCAPED_BY_TEX}", f". Archived 14 June 2011: \\url{{{COPY}}}", "}"),
    ("bracket", "a.tex", LATEX % f"{WORDS}{ESCAPED_BY_TEX}.", f" [\\url{{{COPY}}}]", ".}"),
    ("replace", "a.tex", LATEX % f"{WORDS}\\url{{{ESCAPED_BY_TEX}}}.", COPY, "}.}"),
    ("replace", "a.tex", LATEX % f"{WORDS}\\url|{URL}|.", COPY, "|.}"),
    ("bracket", "a.tex", LATEX % f"{WORDS}\\url|{URL}|.", f"| [\\url{{{COPY}}}]", ".}"),
    # in a comment nobody would see it
    ("append", "a.tex", LATEX % f"{WORDS}\\url{{{URL}}}.% checked\n", f" Archived 14 June 2011: \\url{{{COPY}}}", "% checked\n}"),
    ("append", "a.tex", LATEX % f"{NOTE} % once\n  % twice\n", f" Archived 14 June 2011: \\url{{{COPY}}}", " % once\n  % twice\n}"),
    ("append", "a.tex", LATEX % f"{NOTE} By 50 \\%.", f"%. Archived 14 June 2011: \\url{{{COPY}}}", "}"),
    ("append", "a.bib", f"@misc{{a,\n  year = 2010,\n  url = {{{URL}}} % gone\n}}\n", f"}},\n  archiveurl = {{{COPY}}},\n  archivedate = {{2011-06-14}}", " % gone\n}"),
    ("append", "a.bib", f"@misc{{a,\n  url = {{{URL}}}, % gone\n  % twice\n}}\n", f"}},\n  archiveurl = {{{COPY}}},\n  archivedate = {{2011-06-14}},", " % gone\n  % twice\n}"),
    ("append", "a.bib", f"@misc{{a,\n  url = {{{URL}}},\n  note = {{50 % of all}}\n}}\n", f"all}},\n  archiveurl = {{{COPY}}},\n  archivedate = {{2011-06-14}}", "\n}"),
    # markup around an address stays whole
    ("bracket", "a.md", f"T.[^1]\n\n[^1]: [Report][r], 23 May 2011.\n\n[r]: {URL}\n", f"[r] [{COPY}]", ", 23 May"),
    ("bracket", "a.md", f"T.[^1]\n\n[^1]: Report `{URL}`, 23 May 2011.\n", f"` [{COPY}]", ", 23 May"),
    # of a link over a picture the words tell, and it is not done again with every run
    (None, "a.html", f"<h2>Notes</h2><ol><li>{WORDS}<a href='{LINK}'><img src='x.png'></a>.</li></ol>", f"</a>. Archived 14 June 2011: {COPY.replace('&', '&amp;')}", "</li>"),
    # a template of a language has its months
    (None, "a.wiki", f"T<ref>{{{{Lien web |titre=R |url={URL} |consult\u00e9 le=23 mai 2011}}}}</ref>", f"|archive-url={COPY} |archive-date=14 juin 2011", "}}"),
    (None, "a.wiki", f"T<ref>{{{{Lien web |titre=R |url={URL}}}}}</ref>", f"|archive-url={COPY} |archive-date=14 juin 2011", "}}"),
]  # fmt: skip


@pytest.mark.parametrize("style, name, text, new, behind", WRITTEN)
def test_where_a_copy_is_written_and_how(style, name, text, new, behind):
    """It is seen, leads to the copy, and breaks nothing around it."""
    document = read_bytes(text.encode(), name)
    _, edits = edits_in(document, style)
    assert f"{new}{behind}" in written(text.encode(), document, edits).decode()
