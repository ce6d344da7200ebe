"""Small makers of citations, links and entries: a test names what matters to it and nothing else."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from citecheck.evidence.neighbours import Neighbours
from citecheck.models import (
    Answer,
    Citation,
    CitedUrl,
    Entry,
    Hop,
    Judgement,
    Link,
    Marker,
    NoSnapshot,
    NotChecked,
    Snapshot,
    Span,
    Verdict,
)
from citecheck.parse import body_markers, parse
from citecheck.read import read_text
from citecheck.rules import Judging, chosen_codes, judge, waive
from citecheck.suggest import corrections
from citecheck.suggest.secure import with_secure_forms

TODAY = date(2026, 1, 15)

_FACT = re.compile(r"^ *-> (.*)$")
_PAGE = re.compile(r"the page is ([a-z0-9-]+): (.*)")
_FAULT = re.compile(r"the connection has a fault: (.*)")
_NEAREST = re.compile(r"the nearest copy is of (\d{4}-\d\d-\d\d)(, with another title)?")
_UNUSABLE = re.compile(r"(\d+) copies are archived, none usable")


def entries_of(text, *, today=TODAY):
    """Read, parse and mend *text*; its lines `-> …` are facts about the URLs of the note above them.

        -> the page is dead: the server answers 404      (any verdict, then its reason)
        -> the connection has a fault: the certificate has expired
        -> the page is at https too
        -> no copy is archived
        -> 3 copies are archived, none usable
        -> the nearest copy is of 2012-01-28             (and: , with another title)

    Returns the entries and their neighbours.
    """
    facts, _ = _apart(text)
    document = document_of(text)
    citations = parse(document)
    neighbours = Neighbours.of(citations, body_markers(document, citations), today)
    entries = tuple(
        Entry(note, _links(note, facts.get(note.number, ())), corrections(note, neighbours, document.text))
        for note in citations
    )
    secured = (with_secure_forms(entry, document.text, lambda *_: False) for entry in entries)
    return tuple(secured), neighbours


def document_of(text):
    """Read *text* without its facts, as the endnotes of a report if it has no heading."""
    printed = _apart(text)[1]
    return read_text(printed if "Endnotes" in printed else f"Endnotes\n\n{printed}")


def findings_of(text, *, today=TODAY, select=(), ignore=()):
    """Return the findings about *text*, those of the document first."""
    entries, neighbours = entries_of(text, today=today)
    found, judged = judge(entries, neighbours, select=select, ignore=ignore)
    judging = Judging(chosen_codes(select, ignore), any(entry.links for entry in entries), today)
    waived = waive(document_of(text), found, judged, judging)
    return [*waived.findings, *(finding for entry in waived.entries for finding in entry.findings)]


def codes_of(text, *, today=TODAY):
    """Return the codes that are found in *text*, each with the numbers of its notes."""
    found = {}
    for finding in findings_of(text, today=today):
        found.setdefault(finding.rule.code, []).append(finding.number)
    return found


def note(
    url="http://www.example.org/a", *, accessed="3 May 2011", author="UNICEF", title="Annual Report", more=""
):
    """Write one note, without its number."""
    read = f" Accessed on {accessed} from:" if accessed else ""
    return f"{author}. {title}. {more}{read} {url}".replace("  ", " ")


def notes(*texts):
    """Number *texts* as notes from 1."""
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, start=1))


def citation(number=1, *urls, start=0, **fields):
    """Make a citation whose text is its URLs."""
    cited = tuple(CitedUrl(url, url, Span(start, start + len(url))) for url in urls)
    return Citation(number, None, " ".join(urls), Span(start, start + 1), urls=cited, **fields)


def markers(*numbers):
    """Make markers in a body."""
    return tuple(Marker(Span(at, at + 1), number) for at, number in enumerate(numbers))


def neighbours_of(*citations, body=None, today=TODAY):
    """Index citations that a test made by hand."""
    return Neighbours.of(citations, body, today)


def _apart(text):
    """Return the facts of each note, by number, and the text without them."""
    facts, kept, number = {}, [], 0
    for line in text.split("\n"):
        fact, start = _FACT.match(line), re.match(r"(?:(\d+)\.|\[\^(\d+)\]:) ", line)
        number = int(start[1] or start[2]) if start else number
        if fact:
            facts.setdefault(number, []).append(fact[1])
        else:
            kept.append(line)
    return facts, "\n".join(kept)


def _links(note, facts):
    """Make the links of *note* as *facts* tell them; none where they tell nothing."""
    judgement, snapshot = Judgement(Verdict.SKIPPED, "not asked"), NotChecked("not asked")
    seen = NotChecked("told")
    for fact in facts:
        if page := _PAGE.fullmatch(fact):
            judgement = Judgement(Verdict(page[1]), page[2])
        elif fault := _FAULT.fullmatch(fact):
            seen = Answer(200, note.urls[0].url, tls=fault[1])
        elif fact == "the page is at https too":
            plain, secure = note.urls[0].url, note.urls[0].url.replace("http:", "https:")
            seen = Answer(200, secure, (Hop(plain, 301, secure),))
        else:
            snapshot = _snapshot(note, fact)
    return tuple(Link(cited, seen, judgement, snapshot) for cited in note.urls if facts)


def _snapshot(note, fact):
    """Make the snapshot that *fact* tells."""
    if fact == "no copy is archived":
        return NoSnapshot()
    if unusable := _UNUSABLE.fullmatch(fact):
        return NoSnapshot(int(unusable[1]))
    nearest = _NEAREST.fullmatch(fact)
    captured = datetime.fromisoformat(nearest[1]).replace(tzinfo=UTC)
    read = note.accessed.as_date()
    days = (captured.date() - read) // timedelta(days=1)
    return Snapshot("http://archive.example/1", captured, 200, days, False if nearest[2] else None)
