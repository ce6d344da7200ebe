"""What answers at a link, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect: the address asked, the status it answered with, and the address it named.

    A status of the 200 range says that the page itself sent its readers on (`meta refresh`).
    """

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
    SHUT_OUT = "shut-out"  # an archive answered 403, and not because of the address that was looked up
    NOT_A_CAPTURE = "not-a-capture"  # an archive does not show what its index names


class Sign(StrEnum):
    """What a page shows that tells which kind of page it is."""

    ERROR = "error"  # says that what was asked for is not there
    PARKED = "parked"  # a domain that is for sale, parked, expired or suspended
    LOGIN = "login"  # asks for a name and a password before it shows anything
    CONSENT = "consent"  # asks for consent before it shows anything
    CAPTCHA = "captcha"  # asks for a proof that the reader is human
    CHALLENGE = "challenge"  # a shield's page, which runs scripts before it lets anybody through
    PAYWALL = "paywall"  # shows a beginning and asks for money
    EMPTY = "empty"  # shows nothing without running scripts
    REFUSED = "refused"  # says that this request may not see it
    WITHHELD = "withheld"  # says that readers of this country or region may not see it
    OUTAGE = "outage"  # says that the site cannot answer for the moment: maintenance, a fault of the server


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign with its evidence: *text* is quoted from the page (at most 120 characters), *place* says where.

    Places are `title`, `heading`, `text`, `form`, `script`, `header`.
    """

    sign: Sign
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Sibling:
    """What answered at *url*, a made-up address beside the cited one that cannot exist.

    *status* is None where nobody answered. The rest is as in `Answer`.
    """

    url: str
    status: int | None
    final_url: str
    title: str | None = None
    fingerprint: str | None = None
    sketch: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page tells programs of itself, as far as a citation needs it.

    *published* is EDTF: a year, a month or a day. *authors* are names as given, at most ten; *doi* is the one
    that the page names as its own, without a resolver before it.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    container: str | None = None
    doi: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A server answered.

    *title* is the page's own title, *signals* are other texts that name it (`og:title`, `citation_title`,
    headings), *fingerprint* is a digest of the part of the body that was read. *barrier* is the header with
    which a server says that it puts a challenge before the page. *marks* tell which kind of page it is,
    *words* counts the visible words that were read (None where there is no text), *sketch* is a small sample
    of the text's hashed word sequences: two texts are as alike as their sketches. *sibling* is what a made-up
    neighbouring address answered, where that was asked. *tls* is the fault that the secure connection had,
    *unread* says why the body, or the rest of it, could not be read. *metadata* is None where there is none.
    """

    status: int
    final_url: str
    hops: tuple[Hop, ...] = ()
    content_type: str | None = None
    title: str | None = None
    signals: tuple[str, ...] = ()
    fingerprint: str | None = None
    barrier: str | None = None
    marks: tuple[Mark, ...] = ()
    words: int | None = None
    sketch: tuple[int, ...] = ()
    sibling: Sibling | None = None
    tls: str | None = None
    unread: str | None = None
    metadata: Metadata | None = None


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

    @property
    def is_there(self) -> bool:
        """Whether the cited page is to be had, at its address or at a new one."""
        return self in (Verdict.LIVE, Verdict.MOVED)

    @property
    def is_gone(self) -> bool:
        """Whether the page is not to be had any more; one that now shows something else is not gone."""
        return self in (Verdict.DEAD, Verdict.SOFT_404)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with the plain sentence that says why."""

    verdict: Verdict
    reason: str
