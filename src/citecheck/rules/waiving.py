"""Let findings pass that somebody has looked at, and tell which waivers were used.

comments of the document ─┐
waivers of the settings ──┴─> Held ─> findings kept and passed ─> Use ─> findings about waivers
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from citecheck.models import Entry, Finding, NoAnswer, NotChecked, Verdict
from citecheck.rules.judge import in_order, signed
from citecheck.rules.placing import Held, placed
from citecheck.rules.rule import WaiverRule, WaiverUse
from citecheck.rules.table import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citecheck.models import Document, Link

CODES = tuple(rule.info.code for rule in RULES)
_OF_LINKS, _OF_COPIES = "L", "A"
# The rule of what may pass by itself: that it finds nothing today tells nothing.
_COMES_AND_GOES = frozenset({"L106"})
_NOTHING_SAID = frozenset({Verdict.OFFLINE, Verdict.SKIPPED, Verdict.UNREACHABLE})


@dataclass(frozen=True, slots=True)
class Judging:
    """What was judged: the *chosen* codes, links too if they were *checked*, on which day."""

    chosen: frozenset[str]
    checked: bool
    today: date


@dataclass(frozen=True, slots=True)
class Use:
    """What became of a waiver in one document.

    *used* are its codes that let a finding pass, *unknown* those whose rules could not be judged here.
    """

    held: Held
    used: frozenset[str]
    unknown: frozenset[str]

    @property
    def idle(self) -> frozenset[str]:
        """The codes that let nothing pass although their rules were judged."""
        return frozenset(self.held.waiver.codes) - self.used - self.unknown


@dataclass(frozen=True, slots=True)
class Waived:
    """The *findings* of a document and its *entries*, the findings that have *passed*, and what is *used*."""

    findings: tuple[Finding, ...]
    entries: tuple[Entry, ...]
    passed: tuple[Finding, ...] = ()
    uses: tuple[Use, ...] = ()


def waive(
    document: Document,
    findings: tuple[Finding, ...],
    entries: tuple[Entry, ...],
    judging: Judging,
    settled: Sequence[Held] = (),
) -> Waived:
    """Let those of *findings* and of the *entries* pass that a waiver names.

    *settled* are the waivers of the settings that concern this document; what became of them is returned as
    uses, because only a whole run can tell whether they waive nothing. What is to be said of waivers in the
    document itself is among the findings.
    """
    own, unheld = placed(document, entries, CODES)
    held = [*own, *settled]
    if not held and not unheld:
        return Waived(findings, entries)
    passing = _Passing(held, judging.today)
    kept, passed = passing.parted(findings, None, None)
    parted = [passing.parted(entry.findings, index, entry) for index, entry in enumerate(entries)]
    uses = [passing.use(number, entries, judging) for number in range(len(held))]
    said = defaultdict[int | None, list[Finding]](list)
    for use in uses[: len(own)]:
        said[use.held.home] += about(use.held, use.idle, entries, judging)
    for each in unheld:
        said[each.home] += _signed(WaiverUse(each.span, fault=each.fault), each.home, entries, judging)
    return Waived(
        in_order([*kept, *said[None]]),
        tuple(
            replace(entry, findings=in_order([*left, *said[index]]), waived=gone)
            for index, (entry, (left, gone)) in enumerate(zip(entries, parted, strict=True))
        ),
        passed,
        tuple(uses[len(own) :]),
    )


def about(held: Held, idle: Iterable[str], entries: Sequence[Entry], judging: Judging) -> list[Finding]:
    """Return what is to be said of the waiver *held*, whose codes *idle* waived nothing."""
    waiver = held.waiver
    expired = not waiver.holds(judging.today)
    unused = () if expired else tuple(code for code in waiver.codes if code in set(idle))
    beside = bool(held.entries) or held.area is None
    use = WaiverUse(held.span, held.words, waiver, expired=expired, unused=unused, beside=beside)
    return _signed(use, held.home, entries, judging)


class _Passing:
    """Tells which findings the waivers *held* let pass on a day, and keeps account of it."""

    def __init__(self, held: Sequence[Held], today: date) -> None:
        self._held = held
        self._used: dict[int, set[str]] = defaultdict(set)
        self._of_document, self._of_entry = list[int](), defaultdict[int, list[int]](list)
        for number, each in enumerate(held):
            if not each.waiver.holds(today):
                continue
            self._of_document.append(number)
            for index in each.entries:
                self._of_entry[index].append(number)

    def parted(
        self, findings: Iterable[Finding], index: int | None, entry: Entry | None
    ) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """Part *findings*, those of the *entry* at *index* or of the document, into kept and passed."""
        kept, passed = [], []
        candidates = self._of_document if index is None else self._of_entry.get(index, ())
        for finding in findings:
            fitting = [number for number in candidates if _fits(self._held[number], finding, entry)]
            for number in fitting:
                codes = self._held[number].waiver.codes
                self._used[number].update(code for code in codes if finding.rule.code.startswith(code))
            if fitting:
                passed.append(replace(finding, waived=self._held[fitting[0]].waiver))
            else:
                kept.append(finding)
        return tuple(kept), tuple(passed)

    def use(self, number: int, entries: Sequence[Entry], judging: Judging) -> Use:
        """Return what became of the waiver of this *number*."""
        held = self._held[number]
        unknown = (code for code in held.waiver.codes if not _was_judged(code, held, entries, judging))
        return Use(held, frozenset(self._used[number]), frozenset(unknown))


def _fits(held: Held, finding: Finding, entry: Entry | None) -> bool:
    """Tell whether the waiver *held* means *finding*, which is of the document if there is no *entry*."""
    if not held.waiver.waives(finding.rule.code):
        return False
    if entry is None:
        return held.area is not None and held.area.start <= finding.span.start <= held.area.end
    if held.urls is None:
        return True
    # A finding at one link is about that; one elsewhere in the note may be about any of its links.
    at = [
        cited
        for cited in entry.citation.urls
        if cited.span.start < finding.span.end and finding.span.start < cited.span.end
    ]
    return any(map(held.urls, at)) if at else True


def _was_judged(prefix: str, held: Held, entries: Sequence[Entry], judging: Judging) -> bool:
    """Tell whether what *prefix* names would have been found where the waiver *held* holds."""
    codes = {code for code in judging.chosen if code.startswith(prefix)}
    if not codes or codes & _COMES_AND_GOES:
        return False
    if prefix[0] not in (_OF_LINKS, _OF_COPIES):
        return True
    links = [link for index in held.entries for link in entries[index].links]
    return judging.checked and all(
        _is_known(link, copies=prefix[0] == _OF_COPIES)
        for link in links
        if held.urls is None or held.urls(link.cited)
    )


def _is_known(link: Link, *, copies: bool) -> bool:
    """Tell whether something was learned of *link*, and with *copies* of its copies too."""
    if link.judgement.verdict in _NOTHING_SAID:
        return False
    return not (copies and isinstance(link.snapshot, NoAnswer | NotChecked))


def _signed(use: WaiverUse, home: int | None, entries: Sequence[Entry], judging: Judging) -> list[Finding]:
    """Return what the chosen rules about waivers say of *use*, as findings of the entry *home*."""
    number = None if home is None else entries[home].citation.number
    return [
        signed(rule, message, number, ())
        for rule in RULES
        if isinstance(rule, WaiverRule) and rule.info.code in judging.chosen
        for message in rule.check(use)
    ]
