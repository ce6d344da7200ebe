"""Corrections of parts of a URL, put into the whole of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.evidence.printed import is_over_words, places_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citecheck.models import CitedUrl, Correction

Change = tuple[int, int, str]
"""Where in a URL something begins and ends, and what is written there."""


def changed(url: str, corrections: Iterable[Correction], cited: CitedUrl) -> str:
    """Return *url*, that of *cited* or what is written for it, with its parts mended by *corrections*."""
    return spliced(url, changes_in(url, corrections, cited))


def spliced(url: str, changes: Sequence[Change]) -> str:
    """Return *url* with the sorted *changes*, which do not overlap, made."""
    for begin, stop, new in reversed(changes):
        url = url[:begin] + new + url[stop:]
    return url


def changes_in(url: str, corrections: Iterable[Correction], cited: CitedUrl) -> list[Change]:
    """Return where in *url* the *corrections* of *cited* apply, in order and apart, and what they write.

    What a correction replaces may stand in the address several times: the place is that nearest to the
    printed one. Of a link over words all is replaced, and the place is where the two addresses differ.
    """
    found: list[Change] = []
    for each in corrections:
        if is_over_words(cited):
            start, end, new = difference(cited.url, each.suggestion.replacement)
            apart = all(end <= begin or stop <= start for begin, stop, _ in found)
            if cited.url != each.suggestion.replacement and apart:
                found.append((start, end, new))
            continue
        part, wanted = _part(each, cited)
        free = [
            match.start()
            for match in (re.finditer(re.escape(part), url) if part else ())
            if all(match.end() <= start or end <= match.start() for start, end, _ in found)
        ]
        if free:
            at = min(free, key=lambda place: abs(place - wanted))
            found.append((at, at + len(part), each.suggestion.replacement))
    return sorted(found)


def difference(old: str, new: str) -> Change:
    """Return the one place at which *new* differs from *old*."""
    start = _shared(old, new)
    kept = _shared(old[start:][::-1], new[start:][::-1])
    return start, len(old) - kept, new[start : len(new) - kept]


def _shared(one: str, other: str) -> int:
    """Return how many characters the two begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (here, there) in pairs if here != there), min(len(one), len(other)))


def _part(correction: Correction, cited: CitedUrl) -> tuple[str, int]:
    """Return what *correction* replaces, as the URL of *cited* has it (print may escape it), and where."""
    start, end = (at - cited.span.start for at in (correction.span.start, correction.span.end))
    places = enumerate(places_of(cited.text, cited.url) or [])
    covered = [at for at, place in places if place is not None and start <= place < end]
    if not covered:
        return "".join(correction.suggestion.replace.split()), 0
    return cited.url[covered[0] : covered[-1] + 1], covered[0]
