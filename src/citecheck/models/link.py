"""What answers at a link, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
