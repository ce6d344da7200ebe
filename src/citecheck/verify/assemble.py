"""Put together what was learned: links judged for each citation, suggestions, findings, the report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from citecheck import rules
from citecheck.archive import wanted_day
from citecheck.archive.address import address_of
from citecheck.archive.sights import choose_seen
from citecheck.models import (
    Answer,
    Citation,
    CitedUrl,
    Entry,
    Link,
    LinkFacts,
    Listing,
    Report,
    SnapshotFacts,
    Verdict,
)
from citecheck.store import failing_since
from citecheck.suggest import corrections
from citecheck.verify.forms import with_forms
from citecheck.verify.offline import judgement_of
from citecheck.verify.prepare import Prepared, Target, as_cited
from citecheck.verify.strikes import softened

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from citecheck.settings import Settings
    from citecheck.verify.outcomes import Outcome

NO_NOTES = (
    "no endnotes were found; they are looked for under a heading such as Notes, References or Bibliography, "
    "and in a list that has addresses"
)


def assemble(
    prepared: Prepared,
    settings: Settings,
    outcomes: Mapping[str, Outcome] | None = None,
    checked_at: datetime | None = None,
    warnings: tuple[str, ...] = (),
) -> Report:
    """Make the report of one document; without *outcomes* only the writing is judged."""
    neighbours, text = prepared.neighbours, prepared.document.text
    entries = tuple(
        with_forms(
            Entry(
                citation=citation,
                links=_links(citation, outcomes or {}, neighbours.today, settings),
                corrections=corrections(citation, neighbours, text),
            ),
            text,
        )
        for citation in neighbours.citations
    )
    findings, judged = rules.judge(entries, neighbours, select=settings.select, ignore=settings.ignore)
    return Report(
        document=prepared.document,
        entries=judged,
        markers=neighbours.markers,
        findings=findings,
        checked_at=checked_at,
        offline=any(link.judgement.verdict is Verdict.OFFLINE for entry in judged for link in entry.links),
        warnings=warnings if judged else (*warnings, NO_NOTES),
    )


def _links(
    citation: Citation, outcomes: Mapping[str, Outcome], today: date, settings: Settings
) -> tuple[Link, ...]:
    """Return the links of *citation* with what was learned of them."""
    return tuple(
        _link(citation, cited, outcomes[cited.url], today, settings)
        for cited in citation.urls
        if cited.url in outcomes
    )


def _link(citation: Citation, cited: CitedUrl, outcome: Outcome, today: date, settings: Settings) -> Link:
    """Judge one link as this citation cites it: another may have another title and another access date."""
    snapshot, copy = _snapshot(as_cited(citation, cited.url), cited.url, outcome, today, settings.wayback)
    target = Target(cited.url, citation)
    judgement = judgement_of(outcome.link.facts, target, copy)
    history = [
        (kept.at, (judgement if kept == outcome.link else judgement_of(kept.facts, target, copy)).verdict)
        for kept in outcome.history
    ]
    return Link(
        cited=cited,
        facts=_lean(outcome.link.facts),
        judgement=softened(judgement, history, settings.strikes),
        snapshot=snapshot,
        checked_at=outcome.link.at,
        failing_since=failing_since(history),
        forms=outcome.forms,
    )


def _lean(facts: LinkFacts) -> LinkFacts:
    """Return *facts* without the samples of texts, which only a judgement reads and which weigh most."""
    if not isinstance(facts, Answer):
        return facts
    sibling = replace(facts.sibling, sketch=()) if facts.sibling else None
    return replace(facts, sketch=(), sibling=sibling)


def _snapshot(
    citation: Citation, url: str, outcome: Outcome, today: date, base: str
) -> tuple[SnapshotFacts, Answer | None]:
    """Choose the copy nearest to the day on which the author read the page, by what the copies show.

    Return what it shows as well, where that can be taken for what the author saw.
    """
    if not isinstance(outcome.archive, Listing):
        return outcome.archive, None
    return choose_seen(
        outcome.archive,
        lambda capture: outcome.replays.get(address_of(capture, base)),
        citation,
        url=url,
        wanted=wanted_day(citation, today),
        accessed=citation.accessed.as_date() if citation.accessed else None,
        base=base,
    )
