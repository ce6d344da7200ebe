"""How one is asked, and what comes back: the two ends of the client."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from citecheck.models import Hop
from citecheck.web.guard import is_loopback

KIB = 1024


@dataclass(frozen=True, slots=True)
class Reply:
    """A server answered with a status; times out, resets and bad encodings after it do not undo that.

    *url* is the address that answered, without credentials; *headers* have lower-case names; *body* is
    decoded; *cut* says that it is not whole: the limit was reached, the rest never came, or it could not be
    decoded. *unread* says why, where that was not our own limit; *tls* is the fault of the secure connection
    over which it came, or of one on the way there.
    """

    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes = b""
    cut: bool = False
    hops: tuple[Hop, ...] = ()
    tls: str | None = None
    unread: str | None = None


# Statuses that say themselves that they pass: too slow, too early, too many, overloaded (RFC 9110, 15.5.9,
# 15.6.3 to 5; RFC 8470; RFC 6585), and those with which Cloudflare says that it could not reach the site.
RETRIED = frozenset({408, 425, 429, 502, 503, 504, 520, 521, 522, 523, 524})

# Statuses that may pass without saying so. A 404 or 410 comes from a cache, or from one machine of several
# while a site is being changed; some shields answer the first request with 403 and let the cookie in that
# came with it; 421 asks for another connection (RFC 9110, 15.5.20). Once more tells, and a page is not called
# dead for one answer. 401, 402, 407, 451 and the other 4xx are about us or about the page, and stay.
RETRIED_ONCE = frozenset({403, 404, 410, 421, 500, 530})


@dataclass(frozen=True, slots=True)
class Manner:
    """What differs between asking a page and asking an archive's index.

    *body_limit* is in decoded bytes. *read_timeout* (seconds) and *retries* are those of the settings where
    they are None. *retried* statuses are asked again up to *retries* times, *retried_once* one time. *queued*
    requests wait their turn at the host and keep the pause. *guarded* ones may not go to private addresses;
    where that is off, a redirect to another origin is guarded all the same. *direct* ones go past the proxy.

    *limits* are body limits for single content types. *enough*, given the content type and the decoded body
    so far, tells that no more is needed; *refresh*, given the same, returns where the page sends its readers
    by itself, which is then followed like a redirect.

    *body* makes the first request a POST (ASCII *headers* say what it is). *headers* go to the first origin
    alone, like a credential, which they may hold: neither is shown where a manner is printed.
    """

    accept: str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    body_limit: int = 256 * KIB
    read_timeout: float | None = None
    retries: int | None = None
    retried: frozenset[int] = RETRIED
    retried_once: frozenset[int] = RETRIED_ONCE
    follow: bool = True
    queued: bool = True
    guarded: bool = True
    direct: bool = False
    limits: tuple[tuple[str, int], ...] = ()
    enough: Callable[[str, bytes], bool] | None = None
    refresh: Callable[[str, bytes], str | None] | None = None
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    body: bytes | None = field(default=None, repr=False)


PAGE = Manner()

# An index answers slowly and has a pace of its own, which repetitions made here would not keep.
LISTING = Manner(
    accept="text/plain,application/json;q=0.9,*/*;q=0.5",
    body_limit=8 * KIB * KIB,
    read_timeout=60.0,
    retries=0,
    queued=False,
    guarded=False,
)


def manner_for_archive(base: str) -> Manner:
    """Return the manner in which the archive at *base* is asked.

    The base is the user's own word, so it is not guarded. On loopback it is asked directly even where a proxy
    is set: a proxy on another machine has another loopback.
    """
    try:
        host = urlsplit(base).hostname or ""
    except ValueError:
        host = ""
    return replace(LISTING, direct=is_loopback(host))
