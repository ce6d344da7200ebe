"""What a made-up address beside the cited one tells: where it shows the same page, the page is none.

The test is that of Z. Bar-Yossef, A. Z. Broder, R. Kumar and A. Tomkins ("Sic transit gloria telae: towards
an understanding of the web's decay", WWW 2004). It says nothing of a home page, and nothing where the last
part of an address is free because a number before it tells the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.models import Sign
from citecheck.sketches import alike
from citecheck.titles import words
from citecheck.verdict.addresses import directory, has_free_name, is_home, is_same_address, split

if TYPE_CHECKING:
    from citecheck.models import Answer, Sibling
    from citecheck.verdict.seen import Seen

# From this resemblance on two texts are one, with another date or number in it. Sketches of 64 hashes
# estimate it with an error of about 0.05 there.
_ALIKE = 0.8
# Error pages suggest pages by the words of the address; under one title they are one from here on.
_ALIKE_UNDER_ONE_TITLE = 0.5
_SUCCESS = range(200, 300)
_ABSENT = (404, 410)


def can_tell(seen: Seen) -> bool:
    """Tell whether a sibling's answer could say anything of the page.

    Only of pages with text: what scripts fill is the same at each address, and a file is no error page.
    """
    facts = seen.facts
    if facts.content_type == "application/pdf":
        return False
    if facts.words is None and facts.content_type not in (None, "text/html", "application/xhtml+xml"):
        return False
    if any(mark.sign is Sign.EMPTY for mark in (*facts.marks, *seen.marks)):
        return False
    return not is_home(split(seen.url)) and not has_free_name(seen.url)


def is_for_everybody(seen: Seen) -> bool:
    """Tell whether the sibling shows the same page as the cited address, with success as it does."""
    facts, sibling = seen.facts, seen.facts.sibling
    if sibling is None or sibling.status not in _SUCCESS or not can_tell(seen):
        return False
    if sibling.final_url != sibling.url and is_same_address(seen.url, sibling.final_url):
        # Whatever name is made up, the reader is led to the cited address: that is where the page lives.
        return False
    if facts.hops and _leads_together(facts, sibling, seen.url):
        return True
    return _shows_the_same(facts, sibling)


def is_absent_as_well(seen: Seen) -> bool:
    """Tell whether the sibling is absent with the same page as the cited address."""
    sibling = seen.facts.sibling
    return sibling is not None and sibling.status in _ABSENT and _shows_the_same(seen.facts, sibling)


def _leads_together(facts: Answer, sibling: Sibling, url: str) -> bool:
    """Tell whether both are led to one address, and not to what may be another name of the page."""
    if sibling.final_url == sibling.url or not is_same_address(facts.final_url, sibling.final_url):
        return False
    return directory(facts.final_url) != directory(url) or split(facts.final_url).path.endswith("/")


def _shows_the_same(facts: Answer, sibling: Sibling) -> bool:
    """Tell whether both show one page: the same bytes, or a text that is alike; without a text, one title."""
    if facts.fingerprint is not None and facts.fingerprint == sibling.fingerprint:
        return True
    same_title = words(facts.title or "") == words(sibling.title or "")
    if not facts.sketch or not sibling.sketch:
        return same_title and bool(words(facts.title or "")) and not facts.sketch and not sibling.sketch
    return alike(facts.sketch, sibling.sketch) >= (_ALIKE_UNDER_ONE_TITLE if same_title else _ALIKE)
