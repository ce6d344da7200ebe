"""The parts of a title: its own name, a subtitle, the names of a section and of the site."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from citecheck.titles.mending import mended
from citecheck.titles.numbers import is_number_of_series
from citecheck.titles.words import LONGEST, skeleton, words

if TYPE_CHECKING:
    from collections.abc import Callable

_SEPARATOR = re.compile(r"(\s[-–—−•·/~]{1,3}\s|\s?[|»«¦›‹]{1,3}\s?|[:;：]{1,3}(?:\s|$)|\s::\s)")
# Without one of these there is nothing to part; to look for them takes a fifth of the time.
_OF_SEPARATORS = re.compile(r"[-–—−•·/~|»«¦›‹:;：]")
_CUT_OFF = re.compile(r"\s*(?:…|\.\.\.+)\s*$")


@dataclass(frozen=True, slots=True)
class Title:
    """A title taken apart: all its *words*, and its *parts*, each with the sign that stands before it.

    The sign is `:` or `-` or `|` for what it could be as well, and empty for the first part. *cut* says that
    the title ends in an ellipsis.
    """

    words: tuple[str, ...]
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    cut: bool = False

    def bare(self) -> Title:
        """Return the title with every word in the form that romanisations have in common."""
        return self._changed(lambda found: tuple(map(skeleton, found)))

    def numberless(self) -> Title:
        """Return the title without its numbers."""
        return self._changed(lambda found: tuple(word for word in found if not word.isdecimal()))

    def _changed(self, change: Callable[[tuple[str, ...]], tuple[str, ...]]) -> Title:
        """Return the title with the words of each part changed."""
        parts = tuple((mark, change(part)) for mark, part in self.parts)
        return Title(change(self.words), tuple(part for part in parts if part[1]), self.cut)


def segments(title: str) -> tuple[str, ...]:
    """Return the parts of *title* between separators, as printed."""
    return tuple(part.strip() for part in _pieces(mended(title[:LONGEST]))[::2] if part.strip())


def without_common_site(cited: str, title: str) -> tuple[str, str]:
    """Return both titles without the last part, where that is the same in both: the name of the site."""
    ours, theirs = _pieces(mended(cited[:LONGEST])), _pieces(mended(title[:LONGEST]))
    if min(len(ours), len(theirs)) < 3 or ":" in (_kind(ours[-2]), _kind(theirs[-2])):  # noqa: PLR2004 - two parts
        return cited, title
    if words(ours[-1]) != words(theirs[-1]):
        return cited, title
    return "".join(ours[:-2]), "".join(theirs[:-2])


@lru_cache(maxsize=2048)
def taken_apart(title: str) -> Title:
    """Take *title* apart; a part that only counts ("2011", "part 2") belongs to the one before it."""
    text = mended(title[: 2 * LONGEST])[:LONGEST]
    whole = _CUT_OFF.sub("", text) if "…" in text or "..." in text else text
    pieces = _pieces(whole)
    parts: list[tuple[str, tuple[str, ...]]] = []
    for mark, piece in zip(["", *pieces[1::2]], pieces[::2], strict=True):
        found = words(piece)
        if parts and found and is_number_of_series(found):
            parts[-1] = (parts[-1][0], parts[-1][1] + found)
        elif found:
            parts.append((_kind(mark), found))
    return Title(tuple(word for _, part in parts for word in part), tuple(parts), whole != text)


def _pieces(title: str) -> list[str]:
    """Return the parts of *title* as printed, and between them their separators."""
    return _SEPARATOR.split(title) if _OF_SEPARATORS.search(title) else [title]


def _kind(mark: str) -> str:
    """Return the kind of a separator."""
    plain = mark.strip()
    if not plain:
        return ""
    if plain[0] in ":;：":
        return ":" if plain != "::" else "|"
    return "|" if plain[0] in "|»«¦›‹" else "-"
