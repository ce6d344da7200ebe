"""Corrections of parts of a URL, put into the whole of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.evidence.printed import places_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citecheck.models import CitedUrl, Correction

Change = tuple[int, int, str]
"""Where in a URL something begins and ends, and what is written there."""


def changed(url: str, corrections: Iterable[Correction], cited: CitedUrl) -> str:
    """Return *url*, that of *cited* or what is written for it, with its parts mended by *corrections*."""
    for begin, stop, new in reversed(changes_in(url, corrections, cited)):
        url = url[:begin] + new + url[stop:]
    return url


def changes_in(url: str, corrections: Iterable[Correction], cited: CitedUrl) -> list[Change]:
    """Return where in *url* the *corrections* of *cited* apply, in order and apart, and what they write.

    What a correction replaces may stand in the address several times: the place is that nearest to the
    printed one.
    """
    places = places_of(cited.text, cited.url) or []
    found: list[Change] = []
    for each in corrections:
        printed = "".join(each.suggestion.replace.split())
        begins = each.span.start - cited.span.start
        wanted = places.index(begins) if begins in places else 0
        free = [
            match.start()
            for match in (re.finditer(re.escape(printed), url) if printed else ())
            if all(match.end() <= start or end <= match.start() for start, end, _ in found)
        ]
        if free:
            at = min(free, key=lambda place: abs(place - wanted))
            found.append((at, at + len(printed), each.suggestion.replacement))
    return sorted(found)
