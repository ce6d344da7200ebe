"""Corrections of parts of a URL, put into the whole of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citecheck.models import Correction

Change = tuple[int, int, str]
"""Where in a URL something begins and ends, and what is written there."""


def changed(url: str, corrections: Iterable[Correction]) -> str:
    """Return *url* with the parts corrected that *corrections* mend."""
    for begin, stop, new in reversed(changes_in(url, corrections)):
        url = url[:begin] + new + url[stop:]
    return url


def changes_in(url: str, corrections: Iterable[Correction]) -> list[Change]:
    """Return where in *url* the *corrections* apply, in order and without overlap, and what they write."""
    found: list[Change] = []
    for each in corrections:
        printed = "".join(each.suggestion.replace.split())
        at = url.find(printed) if printed else -1
        if at >= 0 and all(at + len(printed) <= start or end <= at for start, end, _ in found):
            found.append((at, at + len(printed), each.suggestion.replacement))
    return sorted(found)
