"""Run the rules: they yield messages, and here each message is signed and given its suggestion."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from citecheck.models import Confidence, Correction, Entry, Finding, Span, Suggestion
from citecheck.rules.rule import DocumentRule, EntryRule, Message, Rule
from citecheck.rules.selection import chosen
from citecheck.rules.table import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citecheck.evidence.neighbours import Neighbours


def judge(
    entries: tuple[Entry, ...],
    neighbours: Neighbours,
    *,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
) -> tuple[tuple[Finding, ...], tuple[Entry, ...]]:
    """Return the findings about the document, and *entries* with their findings in the order of the text.

    *select* and *ignore* hold codes or beginnings of codes; the longest wins. Raises `SettingsError` for one
    that fits no rule.
    """
    wanted = chosen_codes(select, ignore)
    rules = [rule for rule in RULES if rule.info.code in wanted]
    of_document = [
        signed(rule, message, None, ())
        for rule in rules
        if isinstance(rule, DocumentRule)
        for message in rule.check(neighbours)
    ]
    of_entries = [rule for rule in rules if isinstance(rule, EntryRule)]
    judged = tuple(replace(entry, findings=_findings(entry, neighbours, of_entries)) for entry in entries)
    return in_order(of_document), judged


def chosen_codes(select: tuple[str, ...], ignore: tuple[str, ...]) -> frozenset[str]:
    """Return the codes of the rules that speak; raises as `judge`."""
    return chosen((rule.info.code for rule in RULES), select, ignore)


def _findings(entry: Entry, neighbours: Neighbours, rules: Iterable[EntryRule]) -> tuple[Finding, ...]:
    """Return what *rules* say of *entry*."""
    return in_order(
        signed(rule, message, entry.citation.number, entry.corrections)
        for rule in rules
        for message in rule.check(entry, neighbours)
    )


def signed(rule: Rule, message: Message, number: int | None, corrections: tuple[Correction, ...]) -> Finding:
    """Make the finding of *message*: who spoke, of which note, and what to write instead."""
    info = rule.info if message.severity is None else replace(rule.info, severity=message.severity)
    offered = _offered(info.code, message.span, corrections)
    if len(offered) == 1:
        return Finding(info, number, message.text, message.span, offered[0])
    return Finding(info, number, message.text, message.span, candidates=offered)


def _offered(code: str, span: Span, corrections: tuple[Correction, ...]) -> tuple[Suggestion, ...]:
    """Return what *corrections* offer for *code* at *span*: the one just there comes first.

    Several are candidates, among which nothing chooses; else it is one.
    """
    fitting = [
        correction
        for correction in corrections
        if correction.code == code and correction.span.start <= span.end and span.start <= correction.span.end
    ]
    fitting.sort(key=lambda correction: correction.span != span)
    chosen = [each.suggestion for each in fitting if each.suggestion.confidence is not Confidence.CANDIDATE]
    return tuple(chosen[:1]) or tuple(each.suggestion for each in fitting)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort *findings* by where they stand, then by code."""
    return tuple(sorted(findings, key=lambda finding: (finding.span, finding.rule.code)))
