"""Settle dates whose day and month could be exchanged, where the document's other dates show its habit."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citecheck.models import Citation, WrittenDate

_NUMBERS = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}$")
_MONTHS = 12


def with_settled_dates(citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """Return *citations* with `05/07/2011` read as the unambiguous dates of the document are written.

    `25/12/2011` shows that days come first, `12/25/2011` that months do; where both occur, or neither, the
    date stays ambiguous.
    """
    orders = {order for each in _dates(citations) if (order := _order(each)) is not None}
    if len(orders) != 1:
        return citations
    day_first = orders.pop()
    return tuple(
        replace(
            citation,
            accessed=_settled(citation.accessed, day_first=day_first),
            published=_settled(citation.published, day_first=day_first),
        )
        if any(each is not None and each.ambiguous for each in (citation.accessed, citation.published))
        else citation
        for citation in citations
    )


def _dates(citations: Iterable[Citation]) -> Iterable[WrittenDate]:
    """Yield all dates of the notes."""
    for citation in citations:
        yield from (each for each in (citation.accessed, citation.published) if each is not None)


def _order(written: WrittenDate) -> bool | None:
    """Tell whether a date in numbers has its day first; None if it does not tell."""
    match = _NUMBERS.match(written.text)
    if match is None:
        return None
    first, second = int(match[1]), int(match[2])
    if first > _MONTHS >= second:
        return True
    return False if second > _MONTHS >= first else None


def _settled(written: WrittenDate | None, *, day_first: bool) -> WrittenDate | None:
    """Return *written* read in the order of the document."""
    if written is None or not written.ambiguous:
        return written
    if day_first:
        return replace(written, ambiguous=False)
    return replace(written, ambiguous=False, day=written.month, month=written.day)
