"""Markdown for an issue or a comment on a pull request: the headline, then what is to be done, folded.

GitHub refuses a text of more than 65,536 characters; what does not fit is counted instead. Words from outside
are escaped: they make no markup, call nobody (`@name`) and refer to no issue (`#1`).
"""

from __future__ import annotations

import re
from html import escape
from itertools import islice
from typing import TYPE_CHECKING

from citecheck.evidence.copies import copy_in_words
from citecheck.evidence.wording import counted
from citecheck.models import Confidence, Severity, Snapshot
from citecheck.report.actions import by_action, name, rank
from citecheck.report.headline import found, headline
from citecheck.report.position import Positions, place_in_words
from citecheck.report.tally import tally
from citecheck.safe import encodable, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citecheck.models import Entry, Finding, Report

MOST = 65_000
"""Characters; the rest up to GitHub's limit is for whoever puts something before or after the report."""

_SIGNS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.INFO: "ℹ️"}
_LONGEST = 300  # characters of one text from outside
_MOST_WARNINGS = 20  # of a run; a report of many documents has one for each that has no notes
# ASCII punctuation can be escaped (CommonMark 0.31, section 2.4); a word joiner keeps GitHub from reading a
# name or a number after these two, which it does in escaped text as well.
_MARKUP = re.compile(r"([\\`*_\[\]<>&|~!$])")
_CALLS = re.compile(r"([@#])(?=\w)")
_JOINER = "\N{WORD JOINER}"


def render(reports: Sequence[Report]) -> str:
    """Write *reports* in no more than `MOST` characters."""
    counts = tally(reports)
    lines = [f"**{escaped(headline(counts))}**  ", escaped(found(counts)), ""]
    warnings = dict.fromkeys(warning for report in reports for warning in report.warnings)
    lines += [f"> ⚠️ {escaped(warning)}\n" for warning in islice(warnings, _MOST_WARNINGS)]
    if any(report.offline for report in reports):
        lines.append("> ⚠️ The network was down, so nothing is said about the links; run again.\n")
    head = "\n".join(lines)
    blocks = [block for report in reports for block in _blocks(report, several=len(reports) > 1)]
    return fitting(head, blocks)


def fitting(head: str, blocks: Sequence[str]) -> str:
    """Return *head* and the *blocks* for which there is room within `MOST`; the others are counted."""
    room = MOST - len(head) - 200  # for the sentence about the others
    kept: list[str] = []
    for block in blocks:
        room -= len(block) + 1
        if room < 0:
            break
        kept.append(block)
    left = len(blocks) - len(kept)
    if left:
        kept.append(f"… and {left} more of this kind, which do not fit here; see the whole report.\n")
    return "\n".join([head, *kept])


def _blocks(report: Report, *, several: bool) -> Iterator[str]:
    """Give a block for the document and one for each endnote that needs a person, by what is to be done."""
    positions = Positions(report.document)
    above = f"### {escaped(report.document.source)}\n\n" if several else ""
    if report.findings:
        places = (positions.at(finding.span.start).line for finding in report.findings)
        said = [f"line {line}: {_finding(each)}" for line, each in zip(places, report.findings, strict=True)]
        yield above + _folded(f"the document: {counted(len(said), 'finding')}", said)
        above = ""
    for action, entries in by_action(report.entries):
        above += f"**{action}**: {counted(len(entries), 'endnote')}\n\n"
        for entry in entries:
            yield above + _endnote(entry, place_in_words(report.document, positions.at(_start(entry))))
            above = ""


def _start(entry: Entry) -> int:
    """Return where an endnote begins."""
    return entry.citation.span.start


def _endnote(entry: Entry, place: str) -> str:
    """Write one endnote, which stands at *place*, folded."""
    worst = max(finding.rule.severity for finding in entry.findings)
    title = f"{_SIGNS[worst]} note {entry.citation.number}, {_html(place)}: {_html(name(entry))}"
    return _folded(title, [*map(_finding, sorted(entry.findings, key=rank)), *_copies(entry)])


def _folded(title: str, said: Sequence[str]) -> str:
    """Return a block that opens at a click; the empty line lets Markdown go on inside HTML."""
    items = "\n".join(f"- {each}" for each in said)
    return f"<details><summary>{title}</summary>\n\n{items}\n\n</details>\n"


def _finding(finding: Finding) -> str:
    """Write one finding with what to write instead."""
    said = f"{_SIGNS[finding.rule.severity]} `{finding.rule.code}` {escaped(finding.message)}"
    for each in filter(None, (finding.suggestion, *finding.candidates)):
        verb = "perhaps" if each.confidence is Confidence.CANDIDATE else "write"
        said += f"<br>{verb} {_code(each.replacement)}: {escaped(each.because)}"
    return said


def _copies(entry: Entry) -> Iterator[str]:
    """Give the archived copies of an endnote that its findings do not offer already."""
    offered = {finding.suggestion.replacement for finding in entry.findings if finding.suggestion}
    for link in entry.links:
        if isinstance(link.snapshot, Snapshot) and link.snapshot.url not in offered:
            yield f"copy {escaped(copy_in_words(link.snapshot))}: {_code(link.snapshot.url)}"


def escaped(text: str) -> str:
    """Return *text* from outside as words and nothing else."""
    plain = _CALLS.sub(rf"\1{_JOINER}", encodable(shown(text))[:_LONGEST])
    return _MARKUP.sub(r"\\\1", plain)


def _html(text: str) -> str:
    """Return *text* from outside for a place in which HTML stands and Markdown is not read."""
    return escape(_CALLS.sub(rf"\1{_JOINER}", encodable(shown(text))[:_LONGEST]))


def _code(text: str) -> str:
    """Return *text* from outside as code that can be copied, fenced by more backticks than it holds."""
    plain = encodable(shown(text))[: 4 * _LONGEST]
    fence = "`" * (max((len(run) for run in re.findall("`+", plain)), default=0) + 1)
    space = " " if plain.startswith("`") or plain.endswith("`") else ""
    return f"{fence}{space}{plain}{space}{fence}"
