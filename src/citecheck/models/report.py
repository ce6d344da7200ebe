"""What was judged: links, findings, entries, and the report that renderers draw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from citecheck.models.archive import ArchivedForm, SnapshotFacts
from citecheck.models.citation import Citation, CitedUrl
from citecheck.models.document import Document, Marker
from citecheck.models.link import Judgement, LinkFacts, Metadata
from citecheck.models.span import Span
from citecheck.models.waiver import Waiver


@dataclass(frozen=True, slots=True)
class Link:
    """One cited URL with everything known about it.

    *checked_at* is when the facts were seen (UTC), which is earlier than the run if they came from the cache;
    *failing_since* is the first of the failures that no success has followed. *forms* are addresses, held by
    an archive, that the URL may have been if print damaged it. *shown_by_copy* is what the copy says of
    itself, where that is what the author saw.
    """

    cited: CitedUrl
    facts: LinkFacts
    judgement: Judgement
    snapshot: SnapshotFacts
    checked_at: datetime | None = None
    failing_since: datetime | None = None
    forms: tuple[ArchivedForm, ...] = ()
    shown_by_copy: Metadata | None = None


class Confidence(StrEnum):
    """How far the evidence of a suggestion carries; *because* says what it is.

    Certain: nothing else can stand there, or it was seen to be right. Supported: the evidence points there
    and nothing speaks against it. Candidate: it may be so; the evidence is thin, or admits others too.
    """

    CERTAIN = "certain"
    SUPPORTED = "supported"
    CANDIDATE = "candidate"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to write instead, the evidence for it, and how far that carries."""

    replace: str
    replacement: str
    because: str
    confidence: Confidence = Confidence.SUPPORTED


@dataclass(frozen=True, slots=True)
class Correction:
    """A suggestion, where it applies in the text, and the code of the rule whose finding it mends."""

    code: str
    span: Span
    suggestion: Suggestion


class Severity(IntEnum):
    """How bad a finding is; `--fail-on` compares them."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        """Give the word that reports and settings use."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """A rule's promise to the outside: its code is never given to another rule.

    *summary* is one sentence, *page* the whole of what `citecheck explain` says.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, with the note it concerns (None: the document) and where it stands.

    *candidates* are several things that may have been meant, where none of them is chosen. *known* says that
    the baseline of the run knows it: it is no news, and makes no run fail. *waived* is what lets it pass;
    such a finding stands among those that are `waived`.
    """

    rule: RuleInfo
    number: int | None
    message: str
    span: Span
    suggestion: Suggestion | None = None
    known: bool = False
    waived: Waiver | None = None
    candidates: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A citation with all that is known about its links, what to write instead, and what is wrong with it.

    *waived* are the findings that somebody lets pass; they are not among the *findings*.
    """

    citation: Citation
    links: tuple[Link, ...] = ()
    corrections: tuple[Correction, ...] = ()
    findings: tuple[Finding, ...] = ()
    waived: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The whole of one document's check: what the renderers draw.

    *findings* are those of the document as a whole, *waived* those that somebody lets pass; each entry has
    its own. *checked_at* is None when only the writing was judged. *warnings* are sentences about the run
    itself (the archive refused …).
    """

    document: Document
    entries: tuple[Entry, ...]
    markers: tuple[Marker, ...] | None
    findings: tuple[Finding, ...] = ()
    checked_at: datetime | None = None
    offline: bool = False
    warnings: tuple[str, ...] = ()
    waived: tuple[Finding, ...] = ()

    def all_findings(self) -> tuple[Finding, ...]:
        """Return the findings of the document, then those of each entry in order; none that is waived."""
        return self.findings + tuple(finding for entry in self.entries for finding in entry.findings)

    def all_waived(self) -> tuple[Finding, ...]:
        """Return the findings that are waived, likewise."""
        return self.waived + tuple(finding for entry in self.entries for finding in entry.waived)
