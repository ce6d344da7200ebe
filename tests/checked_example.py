"""The example report with links that answered in every way there is: what the tests of reports draw."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from citecheck.evidence.neighbours import Neighbours
from citecheck.models import (
    Answer,
    Entry,
    Hop,
    Judgement,
    Link,
    NoAnswer,
    NoSnapshot,
    NotChecked,
    Reason,
    Report,
    Snapshot,
    Verdict,
)
from citecheck.parse import body_markers, parse
from citecheck.read import read
from citecheck.rules import judge
from citecheck.suggest import corrections
from citecheck.suggest.answered import with_answers

EXAMPLE = Path(__file__).parent.parent / "examples" / "russia-endnotes.txt"
TODAY = date(2026, 11, 26)
SEEN = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)


def _copy(url, accessed, days):
    captured = datetime.combine(accessed, datetime.min.time(), UTC) + timedelta(days=days)
    address = f"https://archive.example/web/{captured:%Y%m%d%H%M%S}/{url}"
    return Snapshot(address, captured, 200, days, title_matches=None if days % 2 else True)


def _live(url, _):
    return Answer(200, url), Judgement(Verdict.LIVE, "answers 200"), NotChecked("not asked")


def _moved(url, _):
    new = f"https://new.example/{url.rpartition('/')[2]}"
    facts = Answer(200, new, (Hop(url, 301, new),))
    return facts, Judgement(Verdict.MOVED, f"redirects for good to {new}"), NotChecked("not asked")


def _copied(url, accessed):
    return Answer(404, url), Judgement(Verdict.DEAD, "answers 404 (not found)"), _copy(url, accessed, 9)


def _soft(url, accessed):
    why = Judgement(Verdict.SOFT_404, "its title is “Page not found”")
    return Answer(200, url, title="Page not found"), why, _copy(url, accessed, -40)


def _lost(url, _):
    return Answer(410, url), Judgement(Verdict.DEAD, "answers 410 (gone)"), NoSnapshot()


def _silent(_url, _):
    silent = NoAnswer(Reason.CONNECT_TIMEOUT)
    why = Judgement(Verdict.UNREACHABLE, "no connection within 20 seconds")
    return silent, why, NoAnswer(Reason.RATE_LIMITED)


def _blocked(url, accessed):
    return Answer(403, url), Judgement(Verdict.BLOCKED, "answers 403 (forbidden)"), _copy(url, accessed, 700)


WAYS = (_live, _copied, _moved, _live, _soft, _lost, _live, _silent, _blocked)


def checked_example(text=None, source="report.txt"):
    """Return the report of the example, or of another *text*, with made-up answers at its links."""
    document = replace(read(EXAMPLE), source=source)
    if text is not None:
        document = replace(document, text=text)
    citations = parse(document)
    neighbours = Neighbours.of(citations, body_markers(document, citations), TODAY)
    entries = []
    for citation in citations:
        links = []
        for cited in citation.urls:
            accessed = (citation.accessed.as_date() if citation.accessed else None) or date(2011, 6, 1)
            facts, judgement, snapshot = WAYS[citation.number % len(WAYS)](cited.url, accessed)
            links.append(Link(cited, facts, judgement, snapshot, SEEN))
        entry = Entry(citation, tuple(links), corrections(citation, neighbours, document.text))
        entries.append(with_answers(entry, document.text))
    findings, judged = judge(tuple(entries), neighbours)
    return Report(document, judged, neighbours.markers, findings, SEEN)
