"""The error codes of Save Page Now in plain words, and what follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.models import Fate

if TYPE_CHECKING:
    from citecheck.models import Submission

BUSY = "error:user-session-limit"
"""So many captures of the account are under way that no further one is begun."""

# "Save Page Now 2 Public API Docs", Error codes; not `no-captures` (internetarchive/wayback issue 304).
_WORDS = {
    "bad-gateway": "the page answered 502 (bad gateway) to the archive",
    "bad-request": "the site could not read the archive's request",
    "bandwidth-limit-exceeded": "the site has used up its bandwidth (509)",
    "blocked": "the site shuts the archive out (999)",
    "blocked-client-ip": "the archive shuts out the network from which this was sent",
    "blocked-url": "the address is on the archive's list of those that it does not save, mostly trackers",
    "browsing-timeout": "the page took too long in the archive's browser",
    "cannot-fetch": "the archive is overloaded",
    "capture-location-error": "the archive lost the capture",
    "celery": "the archive could not begin the capture",
    "filesize-limit": "the page is larger than 2 GB",
    "ftp-access-denied": "the FTP server denies access",
    "gateway-timeout": "the page answered 504 (gateway time-out) to the archive",
    "http-version-not-supported": "the site does not speak the archive's version of HTTP",
    "internal-server-error": "the archive's own error",
    "invalid-host-resolution": "the archive found no such host",
    "invalid-server-response": "the site's answer could not be read",
    "invalid-url-syntax": "the archive takes the address for malformed",
    "job-failed": "the capture failed for a reason of the archive's own",
    "max-daily-bandwidth": "the account has reached what it may save in a day (5 GB)",
    "max-daily-bandwidth-from-ip": "this network has reached what it may save in a day",
    "max-daily-bandwidth-host": "the archive has reached what it saves of this host in a day (100 GB)",
    "method-not-allowed": "the page answered 405 (method not allowed) to the archive",
    "network-authentication-required": "the page answered 511 (a network wants a login) to the archive",
    "no-access": "the page answered 403 (forbidden) to the archive",
    "no-browsers-available": "the archive has no browser free",
    "no-captures": "the archive could not reach the page; the site may shut it out",
    "not-found": "the page answered 404 (not found) to the archive",
    "not-implemented": "the page answered 501 (not implemented) to the archive",
    "protocol-error": "the connection between the archive and the site broke",
    "proxy-error": "the archive's own proxy failed",
    "read-timeout": "the site did not answer the archive in time",
    "service-unavailable": "the page answered 503 (unavailable) to the archive",
    "soft-time-limit-exceeded": "the capture took longer than the archive allows",
    "too-many-daily-captures": "the address was captured as often today as the archive allows",
    "too-many-redirects": "there are more redirects than the archive follows (3)",
    "too-many-requests": "the site answered 429 (too many requests) to the archive",
    "unauthorized": "the page answered 401 (wants a login) to the archive",
    "user-session-limit": "as many captures of the account are under way as may be",
}

# No capture was begun, for want of room or of leave, so a later call may well be heard.
_NOT_BEGUN = frozenset(
    "error:" + word
    for word in (
        "blocked-client-ip",
        "cannot-fetch",
        "celery",
        "max-daily-bandwidth",
        "max-daily-bandwidth-from-ip",
        "no-browsers-available",
        "user-session-limit",
    )
)

# They hold for whatever would be submitted next.
_OF_US = frozenset(
    {"error:blocked-client-ip", "error:max-daily-bandwidth", "error:max-daily-bandwidth-from-ip"}
)

_LONGEST_MESSAGE = 200


def in_words(code: str, message: str) -> str:
    """Say what *code* means; for one that is not known here, what the service said itself."""
    known = _WORDS.get(code.removeprefix("error:"))
    if known is not None:
        return known
    said = f"{code[:80]}: {message[:_LONGEST_MESSAGE]}" if code and message else message or code
    return f"the archive says: {said[:_LONGEST_MESSAGE]}" if said else "the archive gives no reason"


def is_about_us(code: str) -> bool:
    """Tell whether *code* refuses the account or this network, and so everything else too."""
    return code in _OF_US


def may_be_sent_again(submission: Submission) -> bool:
    """Tell whether an address may be submitted again at once: only where no capture was begun for it."""
    refused = submission.fate is Fate.REFUSED and submission.code in _NOT_BEGUN
    return refused or submission.fate is Fate.NOT_SUBMITTED
