"""Tell a captive portal, which answers in the place of every page, from the pages: pure decisions.

A portal can answer for plain http, and for https where no certificate is verified. It redirects to its own
login page, or sends that page itself, or says 511 (RFC 6585, section 6). Sites do the first two as well, when
they have moved or are parked together; what tells them apart is that a portal does it to a canary too.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citecheck.evidence.hosts import same_site
from citecheck.models import Answer
from citecheck.verify.ours import host_of, is_near

if TYPE_CHECKING:
    from citecheck.models import LinkFacts

_INTERCEPTED = 511
_REMEMBERED = 512  # bodies: a portal answers for everybody now, so that the last few hundred say enough
_OF_EACH = 8  # addresses of one body that are taken back where it turns out to be a portal's


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What a portal may have said: at which *site* it was asked, which *host* answered, and its body.

    *fingerprint* is None where no page came; *intercepted* says that the answer was 511.
    """

    site: str
    host: str
    fingerprint: str | None
    intercepted: bool


class Portal:
    """Finds what looks like a portal, and remembers what turned out to be one and what did not."""

    def __init__(self) -> None:
        self._bodies: OrderedDict[str, list[str]] = OrderedDict()
        self._known: set[str] = set()
        self._cleared: set[str] = set()
        self._trusted = False

    def suspicion(self, url: str, facts: LinkFacts) -> Suspicion | None:
        """Return what is suspicious about the *facts* seen of *url*; None if nothing is."""
        if not isinstance(facts, Answer) or is_verified(url, facts) or is_near(url):
            return None
        found = Suspicion(
            site=host_of(url),
            host=host_of(facts.final_url),
            fingerprint=facts.fingerprint if 200 <= facts.status <= 299 else None,  # noqa: PLR2004 - 2xx
            intercepted=facts.status == _INTERCEPTED,
        )
        seen_before = self._seen_elsewhere(url, found)
        elsewhere = not same_site(found.site, found.host) and found.host not in self._cleared
        strange = found.intercepted or elsewhere or seen_before
        return found if strange or not self._trusted or self.is_known(found) else None

    def is_known(self, found: Suspicion) -> bool:
        """Tell whether *found* is what a portal of this run said."""
        return found.host in self._known or found.fingerprint in self._known

    def clear(self, found: Suspicion) -> None:
        """Take note that *found* is what the page itself says."""
        self._trusted = True
        self._cleared |= {found.host, found.fingerprint or found.host}

    def confirm(self, found: Suspicion) -> tuple[str, ...]:
        """Take note that *found* is a portal's, and return the addresses for whose pages it was taken."""
        if not same_site(found.site, found.host):
            self._known.add(found.host)
        if found.fingerprint is None:
            return ()
        self._known.add(found.fingerprint)
        return tuple(self._bodies.get(found.fingerprint, ()))

    def _seen_elsewhere(self, url: str, found: Suspicion) -> bool:
        """Tell whether the same body came from another site, and remember where it came from."""
        if found.fingerprint is None or found.fingerprint in self._cleared:
            return False
        urls = self._bodies.setdefault(found.fingerprint, [])
        if len(self._bodies) > _REMEMBERED:
            self._bodies.popitem(last=False)
        if len(urls) < _OF_EACH:
            urls.append(url)
        return not same_site(host_of(urls[0]), found.site)


def is_portal(found: Suspicion, canary: Answer | None) -> bool:
    """Tell whether *found* is a portal's, given what a *canary* answered over plain http.

    None means that no canary could be asked, which says nothing; 511 then stands as what it says.
    """
    if canary is None:
        return found.intercepted
    if canary.status == _INTERCEPTED:
        return True
    host = host_of(canary.final_url)
    asked = host_of(canary.hops[0].url) if canary.hops else host
    if host == found.host and not same_site(host, asked):
        return True
    return canary.fingerprint is not None and canary.fingerprint == found.fingerprint


def is_verified(url: str, facts: Answer) -> bool:
    """Tell whether nobody on the way can have answered: every connection was secure, its certificate good."""
    asked = [url, *(hop.target for hop in facts.hops)]
    return facts.tls is None and all(address.strip().lower().startswith("https:") for address in asked)
