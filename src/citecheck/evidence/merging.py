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
        change = (
            difference(cited.url, each.suggestion.replacement)
            if is_over_words(cited)
            else _nearest(each, url, cited, found)
        )
        if change is not None and _is_apart(change, found):
            found.append(change)
    return sorted(found)


def _nearest(each: Correction, url: str, cited: CitedUrl, found: Iterable[Change]) -> Change | None:
    """Return the change of *url* that *each* makes, at the free place nearest to the printed one."""
    part, wanted = _part(each, cited)
    places = (match.span() for match in (re.finditer(re.escape(part), url) if part else ()))
    changes = [(start, end, each.suggestion.replacement) for start, end in places]
    free = [change for change in changes if _is_apart(change, found)]
    return min(free, key=lambda change: abs(change[0] - wanted), default=None)


def _is_apart(change: Change, found: Iterable[Change]) -> bool:
    """Tell whether *change* shares no character with any that was *found*."""
    return all(change[1] <= start or end <= change[0] for start, end, _ in found)


def difference(old: str, new: str) -> Change | None:
    """Return the one place at which *new* differs from *old*; None where it does not."""
    start = shared(old, new)
    kept = shared(old[start:][::-1], new[start:][::-1])
    return None if old == new else (start, len(old) - kept, new[start : len(new) - kept])


def shared(one: str, other: str) -> int:
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
