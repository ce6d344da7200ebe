"""Tell the lists of notes in one document apart by their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NEAR = 3  # how far a list that has begun again may leap to its second number


def series_of(numbers: Sequence[int]) -> list[int]:
    """Return the series of each note, given the *numbers* in the order in which the notes stand.

    A number that is not above the first one of its list, and from which the next ones count on, begins a new
    list, as the notes of the next chapter do. A number that merely comes twice is a slip and stays in it.
    """
    series: list[int] = []
    first = numbers[0] if numbers else 0
    current = 0
    for index, number in enumerate(numbers):
        following = numbers[index + 1] if index + 1 < len(numbers) else number
        if index and number <= first and following <= number + _NEAR:
            current, first = current + 1, number
        series.append(current)
    return series
