"""The headers by which a shield says that it answers in the place of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# The values that mean a challenge or a refusal; those that mean "passed" are left out. Cloudflare documents
# `challenge` as the only value ("Detect a Challenge Page response"), AWS WAF sends its header with status 202
# or 405, and `x-datadome: protected` stands on every page behind that shield (microlinkhq/is-antibot #15).
_VALUES: Mapping[str, frozenset[str]] = {
    "cf-mitigated": frozenset({"challenge"}),
    "x-amzn-waf-action": frozenset({"challenge", "captcha"}),
    "x-vercel-mitigated": frozenset({"challenge", "deny"}),
    "x-datadome": frozenset({"challenge", "captcha", "block", "blocked", "deny"}),
    "x-dd-b": frozenset({"1", "2"}),
}
# Some say so by standing before the page with a refusal; on a page that was shown they mean nothing.
_REFUSALS = frozenset({401, 403, 405, 429, 503})
_SERVERS = ("ddos-guard", "sucuri/cloudproxy", "qrator", "yunjiasu")
_WITH_REFUSAL = ("x-sucuri-block", "x-kasada-challenge", "x-datadome-cid")
_LONGEST = 100


def barrier_of(status: int, headers: Mapping[str, str]) -> str | None:
    """Return the header that names a challenge or a shield's refusal, as `name: value`."""
    for name, values in _VALUES.items():
        value = headers.get(name, "").strip().lower()
        if value in values:
            return f"{name}: {value}"
    return _of_refusal(headers) if status in _REFUSALS else None


def _of_refusal(headers: Mapping[str, str]) -> str | None:
    """Return the header of a shield that refused."""
    server = headers.get("server", "").strip()
    if server.lower().startswith(_SERVERS):
        return f"server: {server[:_LONGEST]}"
    name = next((name for name in _WITH_REFUSAL if name in headers), None)
    return f"{name}: {headers[name][:_LONGEST]}" if name else None
