"""Which live pages need a new copy: pure functions over the page now and the newest copy of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citecheck.archive.timeline import usable
from citecheck.evidence.wording import day
from citecheck.models import Answer, Capture, LinkFacts, Listing, NoAnswer, NotChecked, Reason
from citecheck.sketches import alike
from citecheck.verdict.addresses import is_same_address

if TYPE_CHECKING:
    from datetime import date

FAR = 0.5
"""A copy that shares less of its text with the page now is far from it.

What changes on a page that says the same, as the date, the menu and the teasers, leaves most of its word
sequences; the estimate is off by 1/16 (`citecheck.sketches`).
"""

MOST_REDIRECTS = 3
"""So many does Save Page Now follow ("Save Page Now 2 Public API Docs", Limitations)."""

_OK = range(200, 300)
_WEB_PAGES = ("text/html", "application/xhtml+xml")


class Likeness(NamedTuple):
    """Whether a copy is far from the page now (None: that is not known), and the words for it."""

    far: bool | None
    why: str


def newest_of(listing: Listing) -> Capture | None:
    """Return the newest capture that shows a page; None if there is none."""
    return max(usable(listing), key=lambda capture: capture.captured, default=None)


def moved_to(url: str, facts: Answer) -> str | None:
    """Return the address at which the page of *url* stands now; None where it is no other one."""
    return facts.final_url if facts.hops and not is_same_address(url, facts.final_url) else None


def compared(live: Answer, copy: LinkFacts, captured: date) -> Likeness:
    """Compare the page now with what its newest copy, *captured* on that day, shows.

    A copy that cannot be compared, for want of text in either, is left as it is: it is there, and no evidence
    says that it should not do.
    """
    name = f"its newest copy, of {day(captured)},"
    match copy:
        case NoAnswer(reason=Reason.NOT_A_CAPTURE):
            return Likeness(far=True, why=f"{name} is in the archive's index alone, which does not show it")
        case NoAnswer():
            return Likeness(None, f"{name} could not be looked at: {copy.detail or copy.reason}")
        case NotChecked():
            return Likeness(None, f"{name} could not be looked at: {copy.why}")
    if copy.status not in _OK:
        return Likeness(far=True, why=f"{name} shows an error {copy.status}")
    if live.sketch and copy.sketch:
        share = alike(live.sketch, copy.sketch)
        far = share < FAR
        says = f"shares {share:.0%} of its text with the page now" if far else "shows what the page says now"
        return Likeness(far, f"{name} {says}")
    return _without_text(live, copy, name)


def _without_text(live: Answer, copy: Answer, name: str) -> Likeness:
    """Compare by bytes and titles what has no text: documents, and pages that scripts write."""
    if live.fingerprint is not None and live.fingerprint == copy.fingerprint:
        return Likeness(far=False, why=f"{name} is the same file")
    if live.content_type in _WEB_PAGES or not live.title or not copy.title:
        return Likeness(far=False, why=f"{name} has no text to compare")
    far = live.title != copy.title
    return Likeness(far, f"{name} is titled {'otherwise' if far else 'as the page now'}")
