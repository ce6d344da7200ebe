"""The nouns of citecheck: what flows from a report to its verdicts.

    Document ── parse ──> Citation ── check, archive, judge ──> Link ──> Entry ── rules ──> Finding ──> Report

Everything is frozen and holds tuples, so a value that one stage made cannot be changed by the next. Every
`Span` is a half-open range of offsets into `Document.text`; lines, columns and pages are worked out at the
edge (`citecheck.report.position`). This file imports the standard library alone.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime
from enum import IntEnum, StrEnum

# --- the document ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of offsets into the text of a document."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the part of *text* that the span covers."""
        return text[self.start : self.end]

    def moved(self, by: int) -> Span:
        """Return the span *by* characters further on."""
        return Span(self.start + by, self.end + by)

    def holds(self, other: Span) -> bool:
        """Tell whether *other* lies inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A link that the format itself carried: the text it is laid over, and where it leads."""

    span: Span
    target: str


@dataclass(frozen=True, slots=True)
class Marker:
    """A note number in the body of the document; *series* is that of the list in which its note stands."""

    span: Span
    number: int
    series: int = 0


class Role(StrEnum):
    """What a part of a note is, where the format says so (a template's parameter, a field of a record)."""

    AUTHOR = "author"  # one author; the value is `Family, Given` or the name of a body
    TITLE = "title"
    CONTAINER = "container"
    PUBLISHED = "published"
    ACCESSED = "accessed"
    URL = "url"
    ARCHIVE_URL = "archive-url"
    ARCHIVE_DATE = "archive-date"
    DOI = "doi"
    ISBN = "isbn"
    ISSN = "issn"
    ARXIV = "arxiv"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Label:
    """A part of a note whose role the format names; *value* is what stands at *span*, freed of its markup."""

    role: Role
    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class PrintedNote:
    """A note as it stands in the document: its span without the marker, the marker as printed, its number.

    *labels* are the parts that the format itself names. *series* tells lists apart whose numbers begin anew
    (the notes of each chapter, a bibliography behind the notes); the first is 0.
    """

    span: Span
    marker: str | None
    number: int
    labels: tuple[Label, ...] = ()
    series: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """From *offset* on, the text stands at this line (from 1) and page (None: the format has no pages)."""

    offset: int
    line: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One text with what its format knew about it.

    *notes* and *markers* are None when the format does not carry them and they must be found in the text;
    an empty tuple says that there are none. *places* names points whose line in the user's file is known;
    without one the text is the file and counts from line 1.
    """

    source: str
    format: str
    text: str
    sha256: str
    hyperlinks: tuple[Hyperlink, ...] = ()
    notes: tuple[PrintedNote, ...] | None = None
    markers: tuple[Marker, ...] | None = None
    places: tuple[Place, ...] = ()


# --- what a note cites ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as printed, which may lack parts, be impossible or be ambiguous.

    *ambiguous* is set for a numeric date whose day and month can be exchanged (`05/06/2011`); day and month
    then hold the day-first reading.
    """

    text: str
    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    ambiguous: bool = False

    @property
    def is_possible(self) -> bool:
        """Tell whether the calendar has such a date; a missing year allows 29 February."""
        if self.year is not None and not MINYEAR <= self.year <= MAXYEAR:
            return False
        if self.month is not None and not 1 <= self.month <= 12:  # noqa: PLR2004 - months of a year
            return False
        if self.day is None:
            return True
        if self.month is None:
            return False
        longest = calendar.monthrange(self.year or 2000, self.month)[1]
        return 1 <= self.day <= longest

    @property
    def edtf(self) -> str | None:
        """The date in the Extended Date/Time Format of ISO 8601-2 (`2012-01-26`, `2011-04`, `XXXX-05-26`)."""
        if not self.is_possible:
            return None
        year = "XXXX" if self.year is None else f"{self.year:04d}"
        rest = [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join([year, *rest])

    def as_date(self) -> date | None:
        """Return the day, or None where a part is missing or the calendar has no such day."""
        if self.year is None or self.month is None or self.day is None or not self.is_possible:
            return None
        return date(self.year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class CitedUrl:
    """A URL as printed (*text*), as requested (*url*), and what was done to the one to get the other."""

    text: str
    url: str
    span: Span
    repairs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Author:
    """A person (*family*, *given*) or a body (*literal*)."""

    literal: str | None = None
    family: str | None = None
    given: str | None = None

    @property
    def name(self) -> str:
        """The name as a reader would say it."""
        return self.literal or " ".join(part for part in (self.given, self.family) if part)


@dataclass(frozen=True, slots=True)
class Identifier:
    """A DOI, ISBN, ISSN … as printed (*text*) and without its decoration (*value*)."""

    scheme: str
    value: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Citation:
    """One endnote, taken apart.

    *breaks* are the places where the note is interrupted: it runs over a page break into an item of its own.
    """

    number: int
    marker: str | None
    text: str
    span: Span
    authors: tuple[Author, ...] = ()
    title: str | None = None
    container: str | None = None
    published: WrittenDate | None = None
    accessed: WrittenDate | None = None
    urls: tuple[CitedUrl, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    language: str | None = None
    breaks: tuple[Span, ...] = ()
    series: int = 0


# --- what answers at a link -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect: the address asked, the status it answered with, and the address it named."""

    url: str
    status: int
    target: str


class Reason(StrEnum):
    """Why there was no answer."""

    NO_SUCH_HOST = "no-such-host"
    RESOLVER = "resolver"  # the resolver itself failed: our side, or for the moment
    REFUSED = "refused"
    RESET = "reset"
    UNREACHABLE = "network-unreachable"
    CONNECT_TIMEOUT = "connect-timeout"
    READ_TIMEOUT = "read-timeout"
    TLS = "tls"
    PROTOCOL = "protocol"
    TOO_MANY_HOPS = "too-many-hops"
    BAD_REDIRECT = "bad-redirect"
    PROXY = "proxy"  # the proxy did not answer: our side
    MALFORMED = "malformed"
    RATE_LIMITED = "rate-limited"
    SERVER_ERROR = "server-error"  # an archive answered 5xx
    NOT_A_LISTING = "not-a-listing"  # an archive answered with something else than rows
    REFUSED_BY_ARCHIVE = "refused-by-archive"  # an archive answered 4xx


@dataclass(frozen=True, slots=True)
class Answer:
    """A server answered.

    *title* is the page's own title, *signals* are other texts of its head that name it (`og:title`,
    `citation_title`, first heading), *fingerprint* is a digest of the part of the body that was read.
    *barrier* is the header with which a server says that it puts a challenge before the page.
    """

    status: int
    final_url: str
    hops: tuple[Hop, ...] = ()
    content_type: str | None = None
    title: str | None = None
    signals: tuple[str, ...] = ()
    fingerprint: str | None = None
    barrier: str | None = None


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Nobody answered, or not in a way that says anything; *hops* are the redirects that led there."""

    reason: Reason
    detail: str = ""
    hops: tuple[Hop, ...] = ()


@dataclass(frozen=True, slots=True)
class NotChecked:
    """Nobody was asked, and *why* ("offline", "private address", "scheme mailto")."""

    why: str


LinkFacts = Answer | NoAnswer | NotChecked


class Verdict(StrEnum):
    """What is said of a link, worst last within its group."""

    LIVE = "live"
    MOVED = "moved"
    CHANGED = "changed"
    SOFT_404 = "soft-404"
    DEAD = "dead"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"
    MALFORMED = "malformed"
    SKIPPED = "skipped"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with the plain sentence that says why."""

    verdict: Verdict
    reason: str


# --- what the archives hold -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Capture:
    """One row of an archive's index (CDX).

    *captured* is UTC; *status* is None for a revisit, whose bytes are those of an earlier row with the same
    *digest*.
    """

    captured: datetime
    original: str
    status: int | None
    mimetype: str
    digest: str


@dataclass(frozen=True, slots=True)
class Listing:
    """All captures that an archive's index names for one address, and how many rows could not be read.

    *truncated* says that the index has more rows than it was asked for; those about the wanted day are here.
    """

    captures: tuple[Capture, ...]
    malformed: int = 0
    truncated: bool = False


ArchiveFacts = Listing | NoAnswer | NotChecked


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The archived copy that was chosen.

    *days* counts from the access date to the capture (negative: the copy is older), None where there is no
    full access date. *title_matches* is None while nobody compared.
    """

    url: str
    captured: datetime
    status: int | None
    days: int | None
    title_matches: bool | None = None


@dataclass(frozen=True, slots=True)
class NoSnapshot:
    """The archive was asked and holds no usable copy; *unusable* counts redirects and errors it does hold."""

    unusable: int = 0


SnapshotFacts = Snapshot | NoSnapshot | NoAnswer | NotChecked


# --- judged -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Link:
    """One cited URL with everything known about it.

    *checked_at* is when the facts were seen (UTC), which is earlier than the run if they came from the cache;
    *failing_since* is the first of the failures that no success has followed.
    """

    cited: CitedUrl
    facts: LinkFacts
    judgement: Judgement
    snapshot: SnapshotFacts
    checked_at: datetime | None = None
    failing_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to write instead, and the evidence for it."""

    replace: str
    replacement: str
    because: str


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
    """A rule's promise to the outside: its code is never given to another rule."""

    code: str
    name: str
    severity: Severity
    summary: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, with the note it concerns (None: the document) and where it stands."""

    rule: RuleInfo
    number: int | None
    message: str
    span: Span
    suggestion: Suggestion | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A citation with all that is known about its links, what to write instead, and what is wrong with it."""

    citation: Citation
    links: tuple[Link, ...] = ()
    corrections: tuple[Correction, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The whole of one document's check: what the renderers draw.

    *findings* are those of the document as a whole; each entry has its own. *checked_at* is None when only
    the writing was judged. *warnings* are sentences about the run itself (the archive refused …).
    """

    document: Document
    entries: tuple[Entry, ...]
    markers: tuple[Marker, ...] | None
    findings: tuple[Finding, ...] = ()
    checked_at: datetime | None = None
    offline: bool = False
    warnings: tuple[str, ...] = ()

    def all_findings(self) -> tuple[Finding, ...]:
        """Return the findings of the document, then those of each entry in order."""
        return self.findings + tuple(finding for entry in self.entries for finding in entry.findings)
