"""Corrections of the address under a link over words: their place in print is one, whatever they change."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from citecheck.evidence.merging import Change, difference, spliced
from citecheck.models import Confidence, Correction
from citecheck.suggest.addresses import AS_PRINTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citecheck.models import Span


def is_of_target(correction: Correction, text: str) -> bool:
    """Tell whether *correction* replaces what the link under the words leads to, and no words of *text*."""
    return correction.span.of(text) != correction.suggestion.replace


def consistent(found: Iterable[Correction]) -> Iterator[Correction]:
    """Give those of *found*, all of targets, that do not contradict one before them.

    Two do that change the same characters; candidates may. Those of one rule are one correction. What finds
    fault with how the whole is written contradicts none: the others are of what is asked.
    """
    taken: defaultdict[Span, list[Change]] = defaultdict(list)
    chosen: defaultdict[tuple[Span, str], list[Correction]] = defaultdict(list)
    for each in found:
        if each.code in AS_PRINTED:
            yield each
            continue
        change = difference(each.suggestion.replace, each.suggestion.replacement)
        if change is None or any(_meet(change, other) for other in taken[each.span]):
            continue
        if each.suggestion.confidence is Confidence.CANDIDATE:
            yield each
        else:
            taken[each.span].append(change)
            chosen[each.span, each.code].append(each)
    for together in chosen.values():
        yield _as_one(together)


def _meet(one: Change, other: Change) -> bool:
    """Tell whether two changes are of the same characters, or put something at the same place."""
    return one[:2] == other[:2] or (one[0] < other[1] and other[0] < one[1])


def _as_one(corrections: list[Correction]) -> Correction:
    """Return the one correction that does what all *corrections* of a target do."""
    first = corrections[0]
    if len(corrections) == 1:
        return first
    target = first.suggestion.replace
    changes = filter(None, (difference(target, each.suggestion.replacement) for each in corrections))
    because = "; ".join(dict.fromkeys(each.suggestion.because for each in corrections))
    whole = replace(first.suggestion, replacement=spliced(target, sorted(changes)), because=because)
    return replace(first, suggestion=whole)
