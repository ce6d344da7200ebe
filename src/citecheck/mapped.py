"""A sequence seen through a function, each value when it is taken: of many, one at a time is in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, overload

S = TypeVar("S")
T = TypeVar("T")


class Mapped(Sequence[T], Generic[S, T]):
    """What *function* makes of *values*, anew whenever it is taken."""

    def __init__(self, function: Callable[[S], T], values: Sequence[S]) -> None:
        self._function, self._values = function, values

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._values)

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...

    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        """Make the value at *index*, or several."""
        if isinstance(index, slice):
            return tuple(map(self._function, self._values[index]))
        return self._function(self._values[index])
