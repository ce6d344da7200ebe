"""One correction of an address where several would contradict each other: the new address stands for all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from citecheck.suggest.addresses import AS_PRINTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citecheck.models import Correction


def with_address(corrections: Iterable[Correction], new: Correction, why: str) -> Iterator[Correction]:
    """Give *corrections* and, for all those of the address that *new* replaces, *new*.

    To mend the old address, and then to leave it, is to correct twice. What finds fault with how the whole of
    it is printed says the new one too, and that *why* is the reason.
    """
    for each in corrections:
        if not new.span.holds(each.span) or each.span.start == each.span.end:
            yield each
        elif each.code in AS_PRINTED:
            because = f"{each.suggestion.because}; {why}"
            yield replace(each, span=new.span, suggestion=replace(new.suggestion, because=because))
    yield new
