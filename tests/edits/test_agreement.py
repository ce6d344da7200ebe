"""Whatever is wrong with one address at once: what is offered agrees, and what is written is one address."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html import escape
from itertools import combinations, pairwise

from hypothesis import assume, given, settings, strategies as st

from citecheck.edits import Wish, edits_of, offered
from citecheck.edits.urls import COPIES, mended
from citecheck.evidence.neighbours import Neighbours
from citecheck.mend import written
from citecheck.models import Answer, Entry, Hop, Judgement, Link, Metadata, NoSnapshot, Snapshot, Verdict
from citecheck.parse import parse
from citecheck.read import read_bytes
from citecheck.suggest import corrections
from citecheck.suggest.answered import with_answers
from citecheck.suggest.secure import with_secure_forms

DOI = "10.1007/s00167-016-4359-8"
BASES = [
    "http://www.worldbankk.example/publicatoin/report-2010",
    f"http://link.springer.com/article/{DOI}",
    "www.worldbank.org/data/the-annual-report",
    "http://a.example/1.pdf",
    "htpp://vvww.a.example/of\u00adﬁce–1.pdf",
    "vvww.worldbank.org/data/the–annual-report",
    f"https://doi.org/{DOI}",
]
FRAMES = {
    "a.txt": "Endnotes\n\n1. %s\n",
    "a.md": "Text.[^1]\n\n[^1]: %s\n",
    "a.tex": "A\\footnote{%s}\n",
    "b.tex": "A\\footnote{%s}\n",
    "b.md": "Text.[^1]\n\n[^1]: %s\n",
    "a.wiki": "A<ref>%s</ref>\n{{reflist}}\n",
    "b.wiki": "A<ref>{{cite web |url=%s |title= }}</ref>\n{{reflist}}\n",
    "a.bib": "@misc{a,\n  url = {%s},\n}\n",
    "a.ris": "TY  - ELEC\nUR  - %s\nER  - \n",
    "a.json": '[{"id": "a", "URL": "%s", "title": ""}]',
    "a.html": "<h2>Notes</h2><ol><li>%s</li></ol>",
}
ESCAPED = {
    "b.tex": lambda url: re.sub("([&#_%])", r"\\\1", url).join(("\\url{", "}")),
    "b.md": lambda url: re.sub("([_&])", r"\\\1", url),
    "a.json": lambda url: url.replace("/", r"\/"),
}
RECORDS = ("b.wiki", "a.bib", "a.ris", "a.json")
WAYS = ["live", "moved", "dead", "changed", "blocked", "secure"]


def printed(base, gap, query):
    """Return *base* as a bad printer would have it: with a gap at a slash or a hyphen, and what mail adds."""
    at = base.find("/", 12) if gap == "slash" else base.find("-", 12)
    broken = base if gap == "none" or at < 0 else f"{base[: at + 1]} {base[at + 1 :]}"
    return broken + query


def note_of(name, words, address):
    """Return a file with one note: words and an address, or a record, which has the address alone."""
    said = ESCAPED.get(name, str)(address)
    said = said if name in RECORDS else f"{words}{said}"
    return (FRAMES[name] % (escape(said) if name == "a.html" else said)).encode()


def link_of(cited, way, metadata):
    """Return what a *way* of answering makes of a URL."""
    held = Snapshot(f"https://archive.example/web/20110614000000/{cited.url}", datetime(2011, 6, 14, tzinfo=UTC), 200, 9,
                    title_matches=True)  # fmt: skip
    new, secure = "https://new.example/1", "https" + cited.url.removeprefix("https").removeprefix("http")
    match way:
        case "moved":
            facts = Answer(200, new, (Hop(cited.url, 301, new),), metadata=metadata)
            return Link(cited, facts, Judgement(Verdict.MOVED, "redirects for good"), NoSnapshot())
        case "dead":
            return Link(
                cited, Answer(404, cited.url), Judgement(Verdict.DEAD, "404"), held, shown_by_copy=metadata
            )
        case "changed":
            return Link(
                cited, Answer(200, cited.url, metadata=metadata), Judgement(Verdict.CHANGED, "another"), held
            )
        case "secure":
            facts = Answer(200, secure, (Hop(cited.url, 301, secure),), metadata=metadata)
            return Link(cited, facts, Judgement(Verdict.LIVE, "200"), NoSnapshot())
        case "blocked":
            return Link(cited, Answer(403, cited.url), Judgement(Verdict.BLOCKED, "403"), held)
        case _:
            return Link(
                cited, Answer(200, cited.url, metadata=metadata), Judgement(Verdict.LIVE, "200"), NoSnapshot()
            )


def entry_of(document, way, metadata):
    """Return the first endnote of *document*, all of whose pages answer in one *way*."""
    note = parse(document)[0]
    neighbours = Neighbours.of((note,), None, date(2026, 11, 26))
    links = tuple(link_of(cited, way, metadata) for cited in note.urls)
    entry = Entry(note, links, corrections(note, neighbours, document.text))
    return with_answers(with_secure_forms(entry, document.text, lambda *_: False), document.text)


CASES = {
    "base": st.sampled_from(BASES),
    "gap": st.sampled_from(["none", "slash", "hyphen"]),
    "query": st.sampled_from(["", "?utm_source=mail", "?id=1&", "?id=1&utm_medium=x#top"]),
    "words": st.sampled_from(["", "World Bank. The annual report. 2010. Accessed on 23 May 2011 from: "]),
    "way": st.sampled_from(WAYS),
    "doi": st.sampled_from([None, DOI, "10.1000/182"]),
    "name": st.sampled_from(sorted(FRAMES)),
    "style": st.sampled_from([None, "append", "replace", "bracket", "template"]),
}


@settings(max_examples=400)
@given(**CASES)
def test_what_is_offered_agrees(*, base, gap, query, words, way, doi, name, style):
    data = note_of(name, words, printed(base, gap, query))
    document = read_bytes(data, name)
    entry = entry_of(document, way, Metadata("The annual report", ("Ann Able",), "2010", None, doi))
    wanted = [each for each in offered(entry, Wish()) if each.code not in COPIES]
    for one, other in combinations(wanted, 2):
        if one.span == other.span and one.span.start < one.span.end:
            assert one.suggestion.replacement == other.suggestion.replacement
    edits = edits_of(entry, document, Wish(style=style))
    assert all(first.span.end <= second.span.start for first, second in pairwise(edits))
    again = read_bytes(written(data, document, edits), name)
    assert len(parse(again)) == len(parse(document))
    if style != "replace" and len(entry.citation.urls) == 1:
        right = mended(entry.citation.urls[0], wanted, document.text)
        assert right in {cited.url for cited in parse(again)[0].urls}


@settings(max_examples=150)
@given(**CASES)
def test_what_was_written_is_not_written_again(*, base, gap, query, words, way, doi, name, style):
    """The page answers as it did, at its new address if it has one."""
    assume(way != "moved" or "doi.org" not in base)  # a resolver leads on, and has not moved
    data = note_of(name, words, printed(base, gap, query))
    document = read_bytes(data, name)
    metadata = Metadata("The annual report", ("Ann Able",), "2010", None, doi)
    edits = edits_of(entry_of(document, way, metadata), document, Wish(style=style))
    again = read_bytes(written(data, document, edits), name)
    way = "live" if way in ("moved", "secure") else way
    if way in ("live", "blocked"):
        assert edits_of(entry_of(again, way, metadata), again, Wish(style=style)) == ()
