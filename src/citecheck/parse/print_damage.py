"""Undo what typesetting and character recognition did to the characters of a URL."""

from __future__ import annotations

import re
from typing import NamedTuple

from citecheck.evidence.print_damage import DASHES, INVISIBLE, LIGATURES, MISSPELT_SCHEME

SOFT_HYPHEN = "\u00ad"
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
# Hardly an address is printed with a typographic dash: it stood as a hyphen in what the author copied. But
# wikis have dashes in the names of their pages, and an address with other letters beyond ASCII is printed as
# browsers show it.
_DASHES = re.compile(f"[{DASHES}]")
# LaTeX and Markdown (CommonMark 0.31, 2.4) escape so what means something to them; no URL has a backslash.
_ESCAPE = re.compile(r"\\([!-/:-@\[\]-`{-~])")
_KEEPS_DASHES = re.compile("/wiki/|[?&]title=")
_LIGATURE = re.compile("[" + "".join(LIGATURES) + "]")
_DOUBLE_V = re.compile(
    r"(?<=://)(?:vv?ww|wvvw|wwvv|vvww|vvvvvv|ww\.w)(?=\.)|(?<=://)vv(?=w\.)", re.IGNORECASE
)


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
    match = MISSPELT_SCHEME.match(url)
    if match is None:
        return url
    name = match["name"].lower()
    right = "ftp" if name == "ftp" else "https" if name.endswith("s") else "http"
    if match.group().lower() == f"{right}:///":
        return url
    return url if match.group().lower() == f"{right}://" else f"{right}://{url[match.end() :]}"


def unescaped(url: str) -> str:
    """Return *url* without the backslashes by which a format says of signs that they are meant."""
    return _ESCAPE.sub(r"\1", url)


def _dashes(url: str) -> str:
    """Write hyphens for dashes."""
    mended = _DASHES.sub("-", url)
    is_shown_decoded = any(letter.isalpha() for letter in mended if not letter.isascii())
    return url if is_shown_decoded or _KEEPS_DASHES.search(url) else mended


_MENDS = (
    ("repaired-scheme", _scheme),
    ("removed-invisible", lambda url: _INVISIBLE.sub("", url)),
    ("repaired-ligature", lambda url: _LIGATURE.sub(lambda match: LIGATURES[match.group()], url)),
    ("repaired-dash", _dashes),
    ("repaired-host", lambda url: _DOUBLE_V.sub("www", url)),
)
