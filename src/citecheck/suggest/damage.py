"""What is not certain about a URL: where print may have lost a separator, a letter or the end."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from citecheck.evidence.merging import Change, changes_in, shared, spliced
from citecheck.evidence.printed import places_of
from citecheck.evidence.queries import has_credentials
from citecheck.evidence.spelling import words
from citecheck.evidence.truncation import sign_of_truncation, without_torn_end
from citecheck.models import Damage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citecheck.models import Citation, CitedUrl, Correction

_REPAIRS = frozenset({"joined-whitespace", "restored-underscore", "restored-hyphen", "removed-invisible"})
_SPELLINGS = frozenset({"U104", "U105", "U114"})
_LOST_EXTENSION = "U103"

# A line broken at one of these loses nothing; a hyphen before the break may be the typesetter's own.
_PARTS_BEFORE = frozenset("/?&=#.~%:_")
_PARTS_BEHIND = _PARTS_BEFORE | {"-"}

_SEPARATORS_BEFORE = re.compile(r"(?:[-_ ]|%20)*$")
_SEPARATORS_BEHIND = re.compile(r"(?:[-_ ]|%20)*")
_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
_PART = re.compile(r"(?<=[-_])[A-Za-z]{4,40}(?![A-Za-z0-9])|(?<![A-Za-z0-9])[A-Za-z]{4,40}(?=[-_])")
_LINKING = frozenset(
    "about against and as at by for from how in into is it of on or the to what why with".split()  # noqa: SIM905 - a list of words is read as words
)

End = Literal["complete", "extension", "open"]


def damage_of(cited: CitedUrl, citation: Citation, corrections: Iterable[Correction]) -> Damage | None:
    """Return what is uncertain about *cited*; None for a URL that shows no damage.

    Damage is a gap in print behind which a separator may be lost (none that stands at a character which parts
    a URL anyway), an end that was cut off, and what the *corrections* offered for *citation* mend.
    """
    url = cited.url.partition("#")[0]
    start = _start_of_path(url)
    if not start or has_credentials(url):
        return None
    mine = [
        each for each in corrections if cited.span.start <= each.span.start <= each.span.end <= cited.span.end
    ]
    torn = sign_of_truncation(cited) is not None
    if torn:
        url = without_torn_end(url)
    places = [place for place in _uncertain(cited, url, citation) if start < place[0] and place[1] < len(url)]
    changes = changes_in(url, (each for each in mine if each.code in _SPELLINGS), cited)
    end = _end_of(url, places, torn=torn, sentence="stripped-punctuation" in cited.repairs)
    lost = torn or any(each.code == _LOST_EXTENSION for each in mine)
    broken = "joined-whitespace" in cited.repairs and end == "extension"
    if not (places or changes or lost or broken):
        return None
    return _mended(url, changes, places, end)


def _start_of_path(url: str) -> int:
    """Return the offset of what stands behind the host; 0 where there is no host or nothing behind it."""
    scheme, mark, rest = url.partition("://")
    host, slash, _ = rest.partition("/")
    return len(scheme) + len(mark) + len(host) + 1 if mark and host and slash else 0


def _uncertain(cited: CitedUrl, url: str, citation: Citation) -> list[tuple[int, int]]:
    """Return the places of *url* at which a separator may be missing or wrong, in order, each once."""
    if not _REPAIRS.intersection(cited.repairs):
        return []
    offsets = [*_gaps(cited.text, cited.url), *_glued(url, citation)]
    spread = {_with_separators(url, at) for at in offsets if 0 < at < len(url)}
    return _merged(sorted(spread))


def _gaps(printed: str, url: str) -> Iterator[int]:
    """Give the offsets in *url* before which *printed* has a gap that may have cost a separator."""
    places = places_of(printed, url) or []
    before: int | None = None
    for at, place in enumerate(places):
        restored = place is None or (printed[place] != url[at] and not printed[place].isalnum())
        parted = place is not None and before is not None and place - before > 1
        if restored or (parted and _may_cost(url, at)):
            yield at
        before = place


def _may_cost(url: str, at: int) -> bool:
    """Tell whether a line broken between the characters before and at *at* may have lost a separator."""
    return url[at - 1] not in _PARTS_BEFORE and url[at] not in _PARTS_BEHIND


def _glued(url: str, citation: Citation) -> Iterator[int]:
    """Give the offsets at which two words of a hyphenated name are joined, as an earlier print left them.

    `itfor` is two words where the title has "it for", `ofco` where the URL has `co` elsewhere.
    """
    title = words(citation.title or "")
    pairs = set(pairwise(title))
    known = {*words(url), *title}
    for match in _PART.finditer(url, _start_of_path(url)):
        word = match.group().casefold()
        if word in title:
            continue
        for at in range(2, len(word) - 1):
            left, right = word[:at], word[at:]
            linked = (left in _LINKING and right in known) or (right in _LINKING and left in known)
            if (left, right) in pairs or (linked and word not in _LINKING):
                yield match.start() + at
                break


def _with_separators(url: str, at: int) -> tuple[int, int]:
    """Return the range of the separators around *at*; an empty one where there are none."""
    before = _SEPARATORS_BEFORE.search(url[max(0, at - 12) : at])
    behind = _SEPARATORS_BEHIND.match(url, at)
    return at - (len(before.group()) if before else 0), behind.end() if behind else at


def _merged(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return *places*, which are in order, without those that touch the one before."""
    kept: list[tuple[int, int]] = []
    for place in places:
        if kept and place[0] <= kept[-1][1]:
            kept[-1] = kept[-1][0], max(kept[-1][1], place[1])
        else:
            kept.append(place)
    return kept


def _end_of(url: str, places: list[tuple[int, int]], *, torn: bool, sentence: bool) -> End:
    """Say how *url* may go on: in any way if it is *torn* or damaged in a last name without an extension.

    Where the full stop of a *sentence* follows a name without an extension, that may be lost.
    """
    if torn:
        return "open"
    last = url.rpartition("/")[2]
    if not last or "?" in url or _EXTENSION.search(last):
        return "complete"
    if any(start >= len(url) - len(last) for start, _ in places):
        return "open"
    return "extension" if sentence else "complete"


def _mended(url: str, changes: list[Change], places: list[tuple[int, int]], end: End) -> Damage:
    """Write the *changes* into *url* and move its *places* along; one within a change is settled by it."""

    def moved(at: int) -> int:
        """Return where what stood at *at* stands after the changes."""
        return at + sum(len(new) - (stop - begin) for begin, stop, new in changes if stop <= at)

    text = spliced(url, changes)
    kept = tuple(
        (moved(start), moved(close))
        for start, close in places
        if all(close <= begin or stop <= start for begin, stop, _ in changes)
    )
    # A host that was put right is asked as it is now; a word of the path may be as it was printed.
    words_changed = [
        moved(begin) + shared(url[begin:stop], new)
        for begin, stop, new in changes
        if begin >= _start_of_path(url)
    ]
    return Damage(text, kept, min([len(text), *words_changed, *(start for start, _ in kept)]), end)
