"""What shows that the end of a URL is missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citecheck.models import CitedUrl

_ELLIPSIS = re.compile(r"(?:\.\.\.|…)[.\s]*$")
_CUT_ESCAPE = re.compile(r"%[0-9A-Fa-f]?$")
_CUT_SLUG = re.compile(r"/[^/?#]*\w-\w[^/?#]*-$")


def sign_of_truncation(cited: CitedUrl) -> str | None:
    """Return what shows that the end of the URL is missing, to stand behind "it ends"; None if nothing."""
    if _ELLIPSIS.search(cited.text):
        return "in an ellipsis"
    if _CUT_ESCAPE.search(cited.url):
        return "within a percent escape"
    if _CUT_SLUG.search(cited.url):
        return "behind a hyphen"
    return None


def without_torn_end(url: str) -> str:
    """Return *url* without the rest of an escape or the hyphen at which it was cut."""
    return _CUT_ESCAPE.sub("", url).rstrip("-")
