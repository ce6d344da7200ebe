"""Which failures our own network could have caused: what one would see too if it were down."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from citecheck.models import LinkFacts, NoAnswer, NotChecked, Reason
from citecheck.web.guard import is_public, private_host

if TYPE_CHECKING:
    from citecheck.models import Hop

_MAY_BE_OURS = frozenset(
    {
        Reason.NO_SUCH_HOST,
        Reason.RESOLVER,
        Reason.UNREACHABLE,
        Reason.CONNECT_TIMEOUT,
        # A connection that was open when the network went says nothing any more, or is cut by a router.
        Reason.READ_TIMEOUT,
        Reason.RESET,
    }
)


def may_be_ours(facts: LinkFacts, url: str) -> bool:
    """Tell whether *facts*, seen of *url*, are what one would see too if our own network were at fault.

    What nobody answers at a loopback or private address, or under `.invalid`, which never exists (RFC 6761,
    section 6.4), is no fault of ours; that a proxy does not answer always is.
    """
    match facts:
        case NoAnswer(reason=Reason.PROXY):
            return True
        case NoAnswer(reason=reason, hops=hops):
            return reason in _MAY_BE_OURS and not is_near(last_url(url, hops))
        case NotChecked(why=why):
            # A name that leads into a private network may be one that a portal's name server answers for.
            return why.startswith("private address ") and is_name(host_of(url)) and not is_near(url)
    return False


@lru_cache(maxsize=256)
def is_near(url: str) -> bool:
    """Tell whether *url* needs none of the network outside: it is of this machine or of the one beside it."""
    host = host_of(url)
    return private_host(host) or host.rstrip(".").rpartition(".")[2] == "invalid"


def is_name(host: str) -> bool:
    """Tell whether *host* has to be looked up: it is no address of any kind, private or public."""
    return bool(host) and not private_host(host) and not is_public(host.strip("[]"))


def host_of(url: str) -> str:
    """Return the host of *url* in lower case; empty where there is none."""
    try:
        return urlsplit(url.strip()).hostname or ""
    except ValueError:
        return ""


def last_url(url: str, hops: tuple[Hop, ...]) -> str:
    """Return the address that was asked last: where the last redirect led, else *url* itself."""
    return hops[-1].target if hops else url
