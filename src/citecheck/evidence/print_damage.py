"""What print does to the characters of a URL, in words; the parser undoes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from citecheck.models import CitedUrl


INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00af"
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# `htp:`, `ttps:`, `hxxp:` and `http;` are slips of `http:`; so are one or three slashes, and no colon.
MISSPELT_SCHEME = re.compile(r"(?P<name>[a-z]{3,6})\s*[:;]?\s*/{1,3}(?!/)", re.IGNORECASE)


class Kind(NamedTuple):
    """What a URL is *printed_with*, and what is known of where that comes from."""

    printed_with: str
    because: str


KINDS = {
    "repaired-scheme": Kind("a misspelt scheme", "no scheme of the web is spelt so"),
    "removed-invisible": Kind("characters that nobody sees", "a URL holds no characters that nobody sees"),
    "repaired-ligature": Kind("a ligature", "a URL holds no ligatures, they are the typesetter's"),
    "repaired-dash": Kind("a typographic dash", "word processors make dashes of the hyphens of a URL"),
    "encoded-space": Kind("white space", "browsers write %20 for the spaces in the address of a link"),
    "repaired-slash": Kind("a backslash", "browsers read a backslash in the address of a link as a slash"),
    "repaired-host": Kind("“vv” for “w”", "“vv” is what machines read where “w” is printed"),
}
"""What each repair of the parser undoes."""


def kinds_of(cited: CitedUrl) -> tuple[Kind, ...]:
    """Return what print did to the characters of *cited*."""
    return tuple(KINDS[repair] for repair in cited.repairs if repair in KINDS)
