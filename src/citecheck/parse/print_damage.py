"""Undo what typesetting and character recognition did to the characters of a URL."""

from __future__ import annotations

import re
from typing import NamedTuple

SOFT_HYPHEN = "\u00ad"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\u200e\u200f\u202a-\u202e]")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# No address is printed with a typographic dash: it stood as a hyphen in what the author copied.
_DASHES = re.compile("[\u2010-\u2015\u2212\u00af]")
_LIGATURE = re.compile("[" + "".join(_LIGATURES) + "]")
_DOUBLE_V = re.compile(
    r"(?<=://)(?:vv?ww|wvvw|wwvv|vvww|vvvvvv|ww\.w)(?=\.)|(?<=://)vv(?=w\.)", re.IGNORECASE
)
# `htp:`, `ttps:`, `hxxp:` and `http;` are slips of `http:`; so are one or three slashes, and no colon.
_SCHEME = re.compile(r"^(?P<name>[a-z]{3,6})\s*[:;]?\s*/{1,3}(?!/)", re.IGNORECASE)


class Mended(NamedTuple):
    """A URL without the damage, and the names of the repairs."""

    url: str
    repairs: tuple[str, ...]


def mended(url: str) -> Mended:
    """Return *url*, which has a scheme, as it was before it was printed."""
    repairs: list[str] = []
    for name, mend in _MENDS:
        better = mend(url)
        if better != url:
            repairs.append(name)
            url = better
    return Mended(url, tuple(repairs))


def _scheme(url: str) -> str:
    """Write the scheme rightly."""
    match = _SCHEME.match(url)
    if match is None:
        return url
    name = match["name"].lower()
    right = "ftp" if name == "ftp" else "https" if name.endswith("s") else "http"
    if match.group().lower() == f"{right}:///":
        return url
    return url if match.group().lower() == f"{right}://" else f"{right}://{url[match.end() :]}"


_MENDS = (
    ("repaired-scheme", _scheme),
    ("removed-invisible", lambda url: _INVISIBLE.sub("", url)),
    ("repaired-ligature", lambda url: _LIGATURE.sub(lambda match: _LIGATURES[match.group()], url)),
    ("repaired-dash", lambda url: _DASHES.sub("-", url)),
    ("repaired-host", lambda url: _DOUBLE_V.sub("www", url)),
)
