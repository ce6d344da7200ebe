"""The waivers of the settings over all documents of a run: only the whole can tell whether one is used.

A waiver concerns a document if that is at one of its paths, and has the link and the note that it names.
Where it names no paths, a document without them says nothing of it: many runs are over a part of all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fnmatch import translate
from typing import TYPE_CHECKING

from citecheck.models import Citation, Report, Span, Waiver
from citecheck.patterns import Patterns
from citecheck.rules import Held, Judging, about, in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from citecheck.models import CitedUrl, Finding
    from citecheck.rules import Use
    from citecheck.settings import Settings
    from citecheck.verify.prepare import Prepared
    from citecheck.verify.shelf import Shelf
    from citecheck.waive import Waive


@dataclass(slots=True)
class _Standing:
    """How a waiver stands: where it first held, as what, and which codes were used or could not be judged."""

    report: int | None = None
    held: Held | None = None
    judging: Judging | None = None
    used: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)


class SettledWaivers:
    """The waivers of *settings*; each document is shown to it once, in the order of the reports."""

    def __init__(self, settings: Settings) -> None:
        self._waivers = [_Settled(waive, settings.folder) for waive in settings.waive]
        self._standing = [_Standing() for _ in self._waivers]
        self._shown = 0

    def held_in(self, prepared: Prepared) -> list[tuple[int, Held]]:
        """Return the waivers that concern a document, each with its number."""
        if not self._waivers:
            return []
        index = _Index.of(prepared.neighbours.citations)
        held = ((number, each.held_in(prepared, index)) for number, each in enumerate(self._waivers))
        return [(number, each) for number, each in held if each is not None]

    def learn(self, numbers: Iterable[int], uses: Iterable[Use], judging: Judging) -> None:
        """Learn what became of the waivers of these *numbers* in the document that was shown."""
        for number, use in zip(numbers, uses, strict=True):
            standing = self._standing[number]
            if standing.held is None:
                standing.report, standing.held, standing.judging = self._shown, use.held, judging
            standing.used |= use.used
            standing.unknown |= use.unknown
        self._shown += 1

    def conclude(self, reports: Shelf[Report]) -> None:
        """Add to *reports* what is to be said of the waivers, each in the first document that it concerns."""
        said: dict[int, list[tuple[int | None, Finding]]] = defaultdict(list)
        for standing in self._standing:
            if standing.report is None or standing.held is None or standing.judging is None:
                continue
            entries = reports[standing.report].entries
            idle = set(standing.held.waiver.codes) - standing.used - standing.unknown
            for finding in about(standing.held, idle, entries, standing.judging):
                said[standing.report].append((standing.held.home, finding))
        for index, found in said.items():
            reports.replace(index, _with(reports[index], found))


@dataclass(frozen=True, slots=True)
class _Index:
    """The citations of a document by their addresses, as printed and as asked, and by their numbers."""

    citations: Sequence[Citation]
    by_url: dict[str, set[int]]
    by_number: dict[int, set[int]]

    @classmethod
    def of(cls, citations: Sequence[Citation]) -> _Index:
        """Index *citations*."""
        by_url, by_number = defaultdict(set), defaultdict(set)
        for index, citation in enumerate(citations):
            by_number[citation.number].add(index)
            for cited in citation.urls:
                by_url[cited.url].add(index)
                by_url[cited.text].add(index)
        return cls(citations, dict(by_url), dict(by_number))


class _Settled:
    """One waiver of the settings, ready to be compared; its paths are relative to *folder*."""

    def __init__(self, waive: Waive, folder: str) -> None:
        self._waive = waive
        self._waiver = Waiver((waive.code.strip().upper(),), waive.where, waive.reason, waive.until)
        self._paths = Patterns(waive.paths, folder, f"{waive.where}: paths") if waive.paths else None
        self._means = None if waive.url is None else _meaning(waive.url)

    def held_in(self, prepared: Prepared, index: _Index) -> Held | None:
        """Return the waiver as it holds in a document; None if it does not concern it."""
        if self._paths is not None and not self._paths.fit(prepared.document.source):
            return None
        entries = self._entries(index)
        if not entries and self._paths is None:
            return None
        home = min(entries, default=None)
        span = Span(0, 0) if home is None else self._span(index.citations[home])
        return Held(
            self._waiver, span, home, frozenset(entries), None, self._is_meant if self._means else None
        )

    def _entries(self, index: _Index) -> set[int]:
        """Return which notes it names."""
        found = set(range(len(index.citations)))
        if self._waive.note is not None:
            found &= index.by_number.get(self._waive.note, set())
        if self._waive.url is not None and self._means is not None:
            if "*" in self._waive.url:
                fitting = (where for url, where in index.by_url.items() if self._means(url))
                found &= set().union(*fitting)
            else:
                found &= index.by_url.get(self._waive.url, set())
        return found

    def _is_meant(self, cited: CitedUrl) -> bool:
        """Tell whether it names the link *cited*."""
        return self._means is not None and (self._means(cited.url) or self._means(cited.text))

    def _span(self, citation: Citation) -> Span:
        """Return what it names in *citation*: a link, or the note."""
        return next((cited.span for cited in citation.urls if self._is_meant(cited)), citation.span)


def _meaning(url: str) -> Callable[[str], bool]:
    """Return what tells whether an address is meant by *url*, in which `*` stands for anything."""
    if "*" not in url:
        return url.__eq__
    import re

    # Of the wildcards of file names only this one: `?` and `[` are signs of addresses.
    pattern = re.compile(translate(url.replace("[", "[[]").replace("?", "[?]")))
    return lambda each: pattern.match(each) is not None


def _with(report: Report, found: Iterable[tuple[int | None, Finding]]) -> Report:
    """Return *report* with the findings *found*, each among those of its entry or of the document."""
    more: dict[int | None, list[Finding]] = defaultdict(list)
    for home, finding in found:
        more[home].append(finding)
    entries = tuple(
        replace(entry, findings=in_order([*entry.findings, *more[index]])) if index in more else entry
        for index, entry in enumerate(report.entries)
    )
    return replace(report, findings=in_order([*report.findings, *more[None]]), entries=entries)
