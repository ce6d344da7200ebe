"""From an address to facts: what answers there, and what it calls itself."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from citecheck.check.page import names_of
from citecheck.models import Answer, LinkFacts, NotChecked
from citecheck.web import PAGE, Reply

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citecheck.web import Client

__all__ = ["check"]

# Headers by which the large shields say that a challenge stands before the page; the first two are documented
# by Cloudflare and AWS WAF, whose challenge comes with status 202. Values that mean "passed" are left out.
_BARRIERS: Mapping[str, frozenset[str]] = {
    "cf-mitigated": frozenset({"challenge"}),
    "x-amzn-waf-action": frozenset({"challenge", "captcha"}),
    "x-vercel-mitigated": frozenset({"challenge", "deny"}),
}


async def check(url: str, client: Client) -> LinkFacts:
    """Ask for *url* through *client* and return what was seen; raises nothing for what the web does."""
    scheme = _scheme(url)
    if scheme not in {"http", "https", ""}:
        return NotChecked(f"scheme {scheme} is not asked")
    outcome = await client.get(url, PAGE)
    return answer_of(outcome) if isinstance(outcome, Reply) else outcome


def answer_of(reply: Reply) -> Answer:
    """Return the facts about a page that are kept of a *reply*."""
    title, signals = names_of(reply.body, reply.headers.get("content-type", ""))
    return Answer(
        status=reply.status,
        final_url=reply.url,
        hops=reply.hops,
        content_type=reply.headers.get("content-type", "").partition(";")[0].strip().lower()[:100] or None,
        title=title,
        signals=signals,
        fingerprint=sha256(reply.body).hexdigest() if reply.body else None,
        barrier=_barrier(reply.headers),
    )


def _scheme(url: str) -> str:
    """Return the scheme of *url*, empty where there is none or it cannot be told."""
    try:
        return urlsplit(url.strip()).scheme.lower()
    except ValueError:
        return ""


def _barrier(headers: Mapping[str, str]) -> str | None:
    """Return the header that names a challenge, as `name: value`."""
    for name, values in _BARRIERS.items():
        value = headers.get(name, "").strip().lower()
        if value in values:
            return f"{name}: {value}"
    return None
