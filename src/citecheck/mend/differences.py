"""Where two texts differ, so that only what is new is written."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from citecheck.mend.splicing import Change

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 400  # characters; comparing each with each takes the square of it


def differences(old: str, new: str) -> list[Change]:
    """Return the changes that make *new* of *old*: what both begin and end with is kept, and what is alike.

    Texts that differ over a long stretch are taken for different throughout that stretch.
    """
    start = alike(old, new)
    end = alike(old[start:][::-1], new[start:][::-1])
    left, right = old[start : len(old) - end], new[start : len(new) - end]
    if not left and not right:
        return []
    if max(len(left), len(right)) > _LONGEST:
        return [Change(start, start + len(left), right)]
    codes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    changes = [Change(start + i, start + j, right[k:m]) for tag, i, j, k, m in codes if tag != "equal"]
    return _with_places_changed(old, changes)


def _with_places_changed(old: str, changes: Iterable[Change]) -> list[Change]:
    """Return the *changes* of *old*, with two characters that change places as one change of both.

    What is put in before the one would stand with the words before it, and not look like what is taken out.
    """
    found: list[Change] = []
    for change in changes:
        if found and found[-1].start == found[-1].end and not change.text:
            between = old[found[-1].end : change.start]
            if len(between) == 1 and between.isalnum() and old[change.start : change.end] == found[-1].text:
                found[-1] = Change(found[-1].start, change.end, found[-1].text + between)
                continue
        found.append(change)
    return found


def alike(left: str, right: str) -> int:
    """Return how many characters *left* and *right* begin with alike."""
    pairs = enumerate(zip(left, right, strict=False))
    return next((index for index, (one, other) in pairs if one != other), min(len(left), len(right)))
