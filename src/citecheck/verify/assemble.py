"""Put together what was learned: links judged for each citation, suggestions, findings, the report."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from citecheck import rules
from citecheck.archive import wanted_day
from citecheck.archive.address import address_of
from citecheck.archive.sights import choose_seen
from citecheck.models import (
    Answer,
    Citation,
    CitedUrl,
    Correction,
    Document,
    Entry,
    Link,
    LinkFacts,
    Listing,
    Report,
    SnapshotFacts,
    Verdict,
)
from citecheck.overrides import for_document
from citecheck.store import failing_since
from citecheck.suggest.answered import with_answers
from citecheck.suggest.secure import with_secure_forms
from citecheck.verify.confirming import Confirmed, shows_the_same, with_confirmed
from citecheck.verify.dashes import with_dashed
from citecheck.verify.forms import with_forms
from citecheck.verify.guessing import with_guesses
from citecheck.verify.offline import judgement_of
from citecheck.verify.prepare import Prepared, Target, as_cited
from citecheck.verify.shelf import Shelf
from citecheck.verify.strikes import softened
from citecheck.verify.waivers import SettledWaivers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
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
    """Make the report of one document; without *outcomes* only the writing is judged.

    Of the settings those hold that hold for this document. What is waived in the document is waived.
    """
    return Assembling(settings, outcomes, checked_at, warnings).report(prepared)


class Assembling:
    """Makes the reports of a run, one after another, and adds at the end what is to be said of its waivers.

    *outcomes* are what the run learned of links, if it looked; *checked_at* is when, *warnings* what went
    wrong, *confirmed* what answers at the addresses that are offered instead.
    """

    def __init__(
        self,
        settings: Settings,
        outcomes: Mapping[str, Outcome] | None = None,
        checked_at: datetime | None = None,
        warnings: tuple[str, ...] = (),
        confirmed: Confirmed | None = None,
    ) -> None:
        self._settings, self._outcomes = settings, outcomes or {}
        self._checked_at, self._warnings = checked_at, warnings
        self._confirmed = confirmed or {}
        self._waivers = SettledWaivers(settings)

    def reports(self, prepared: Iterable[Prepared]) -> Shelf[Report]:
        """Return the reports of all documents, of which one at a time is in memory."""
        shelf: Shelf[Report] = Shelf()
        for each in prepared:
            shelf.add(self.report(each))
        self._waivers.conclude(shelf)
        return shelf

    def report(self, prepared: Prepared) -> Report:
        """Return the report of one document."""
        neighbours, document = prepared.neighbours, prepared.document
        settings = for_document(self._settings, document.source)
        entries = tuple(
            self._entry(citation, offered, prepared, settings)
            for citation, offered in zip(neighbours.citations, prepared.offered, strict=True)
        )
        found, judged = rules.judge(entries, neighbours, select=settings.select, ignore=settings.ignore)
        judging = rules.Judging(
            rules.chosen_codes(settings.select, settings.ignore),
            checked=self._checked_at is not None,
            today=neighbours.today,
        )
        settled = self._waivers.held_in(prepared)
        heard = document if settings.inline_waivers else replace(document, instructions=())
        waived = rules.waive(heard, found, judged, judging, [held for _, held in settled])
        self._waivers.learn((number for number, _ in settled), waived.uses, judging)
        verdicts = {link.judgement.verdict for entry in judged for link in entry.links}
        return Report(
            document=document,
            entries=waived.entries,
            markers=neighbours.markers,
            findings=waived.findings,
            checked_at=self._checked_at,
            offline=Verdict.OFFLINE in verdicts,
            warnings=(*self._warnings, *_about(document, settings, empty=not judged)),
            waived=waived.passed,
        )

    def _entry(
        self, citation: Citation, offered: tuple[Correction, ...], prepared: Prepared, settings: Settings
    ) -> Entry:
        """Return what is known of one citation, and what to write instead of it beside what is *offered*."""
        text = prepared.document.text
        links = _links(citation, self._outcomes, prepared.neighbours.today, settings)
        entry = with_dashed(Entry(citation, links, offered), self._confirmed)
        found = with_guesses(with_forms(entry, text), self._confirmed, text)
        confirmed = with_confirmed(found, self._confirmed, text)
        secured = with_secure_forms(confirmed, text, partial(shows_the_same, self._confirmed))
        return with_answers(secured, text)


def _about(document: Document, settings: Settings, *, empty: bool) -> Iterator[str]:
    """Say what a reader of the report of *document* must know; *empty* says that it has no notes."""
    if empty:
        yield NO_NOTES
    count = len(document.instructions)
    if count and not settings.inline_waivers:
        comments = "1 comment to citecheck is" if count == 1 else f"{count} comments to citecheck are"
        yield f"{document.source}: {comments} ignored, because the settings say inline-waivers = false"


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
        shown_by_copy=copy.metadata if copy else None,
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
