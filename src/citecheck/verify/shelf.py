"""A sequence whose values are put aside, so that of many documents one at a time is in memory."""

from __future__ import annotations

import pickle
import weakref
import zlib
from collections.abc import Sequence
from tempfile import SpooledTemporaryFile
from typing import Generic, TypeVar, cast, overload

T = TypeVar("T")

_IN_MEMORY = 8 * 2**20
"""Bytes from which on the values go to a temporary file: some hundred reports, compressed."""


class Shelf(Sequence[T], Generic[T]):
    """Keeps what is `add`ed, and makes it anew whenever it is taken: equal, and not the same object.

    The one taken last is kept as it is, because who takes it mostly takes it again.
    """

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by the finalizer
        self._places: list[tuple[int, int]] = []
        self._end = 0
        self._last: tuple[int, T] | None = None
        weakref.finalize(self, self._file.close)

    def add(self, value: T) -> int:
        """Put *value* at the end; return its index."""
        self._places.append(self._written(value))
        return len(self._places) - 1

    def replace(self, index: int, value: T) -> None:
        """Put *value* in the place of what stands at *index*."""
        self._places[index] = self._written(value)
        self._last = None

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...

    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        """Take the value at *index*, or a tuple of several."""
        if isinstance(index, slice):
            return tuple(self[each] for each in range(*index.indices(len(self))))
        which = range(len(self))[index]
        if self._last is None or self._last[0] != which:
            self._last = which, self._read(*self._places[which])
        return self._last[1]

    def _written(self, value: T) -> tuple[int, int]:
        """Write *value* behind what is there; return where it begins and its length."""
        data = zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), 1)
        self._file.seek(self._end)
        self._file.write(data)
        begin, self._end = self._end, self._end + len(data)
        return begin, len(data)

    def _read(self, begin: int, length: int) -> T:
        """Read the value that was written there."""
        self._file.seek(begin)
        data = zlib.decompress(self._file.read(length))
        return cast("T", pickle.loads(data))  # noqa: S301 - our own bytes, in a file that has no name
