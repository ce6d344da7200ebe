"""What a rule is: a short generator of messages, with its code, its severity and its page."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from citecheck.evidence.neighbours import Neighbours
from citecheck.models import Entry, RuleInfo, Severity, Span, Waiver


@dataclass(frozen=True, slots=True)
class Message:
    """What a rule says, and where: one plain sentence; the runner adds which rule spoke, and of which note.

    *severity* is None except where one fact makes a finding worse than its rule usually is.
    """

    text: str
    span: Span
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class WaiverUse:
    """What became of one waiver, or of words that were meant as one.

    *words* are those of the document, *waiver* is None where they are not understood, and *fault* says why.
    *expired* says that it holds no more, *unused* are its codes that waived nothing although their rules were
    judged; *beside* says whether it stands at a note. *span* is where a finding about it is put.
    """

    span: Span
    words: str = ""
    waiver: Waiver | None = None
    fault: str = ""
    expired: bool = False
    unused: tuple[str, ...] = ()
    beside: bool = True


EntryCheck = Callable[[Entry, Neighbours], Iterator[Message]]
DocumentCheck = Callable[[Neighbours], Iterator[Message]]
WaiverCheck = Callable[[WaiverUse], Iterator[Message]]


@dataclass(frozen=True, slots=True)
class EntryRule:
    """A rule about one note among its neighbours; *page* is the docstring of its generator."""

    info: RuleInfo
    page: str
    check: EntryCheck


@dataclass(frozen=True, slots=True)
class DocumentRule:
    """A rule about the document as a whole; *page* is the docstring of its generator."""

    info: RuleInfo
    page: str
    check: DocumentCheck


@dataclass(frozen=True, slots=True)
class WaiverRule:
    """A rule about a waiver, which is judged when all other rules have spoken; *page* as above."""

    info: RuleInfo
    page: str
    check: WaiverCheck


Rule = EntryRule | DocumentRule | WaiverRule


def rule(code: str, name: str, severity: Severity) -> Callable[[EntryCheck], EntryRule]:
    """Make the generator below a rule about one note."""

    def make(check: EntryCheck) -> EntryRule:
        """Return the rule of *check*, whose docstring is its page."""
        page = inspect.getdoc(check) or ""
        return EntryRule(_info(code, name, severity, page), page, check)

    return make


def document_rule(code: str, name: str, severity: Severity) -> Callable[[DocumentCheck], DocumentRule]:
    """Make the generator below a rule about the document."""

    def make(check: DocumentCheck) -> DocumentRule:
        """Return the rule of *check*, whose docstring is its page."""
        page = inspect.getdoc(check) or ""
        return DocumentRule(_info(code, name, severity, page), page, check)

    return make


def waiver_rule(code: str, name: str, severity: Severity) -> Callable[[WaiverCheck], WaiverRule]:
    """Make the generator below a rule about a waiver."""

    def make(check: WaiverCheck) -> WaiverRule:
        """Return the rule of *check*, whose docstring is its page."""
        page = inspect.getdoc(check) or ""
        return WaiverRule(_info(code, name, severity, page), page, check)

    return make


def _info(code: str, name: str, severity: Severity, page: str) -> RuleInfo:
    """Make the rule's promise; the summary is the first line of its page."""
    return RuleInfo(code, name, severity, page.partition("\n")[0], page)
