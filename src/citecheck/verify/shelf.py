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

    The one added or taken last is kept as it is, because who has it mostly takes it again; it is written when
    another one takes its turn, so that a single value never is.
    """

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by the finalizer
        self._places: list[tuple[int, int] | None] = []
        self._end = 0
        self._last: tuple[int, T] | None = None
        weakref.finalize(self, self._file.close)

    def add(self, value: T) -> int:
        """Put *value* at the end; return its index."""
        self._places.append(None)
        self._hold(len(self._places) - 1, value)
        return len(self._places) - 1

    def replace(self, index: int, value: T) -> None:
        """Put *value* in the place of what stands at *index*."""
        self._places[index] = None
        self._hold(index, value)

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
        place = self._places[which]
        if self._last is not None and self._last[0] == which:
            return self._last[1]
        assert place is not None, "what is not written is held"  # noqa: S101 - `_hold` sees to it
        return self._hold(which, self._read(*place))

    def _hold(self, index: int, value: T) -> T:
        """Keep *value*, which stands at *index*, as it is; write what was kept before if it is not yet."""
        if self._last is not None and self._last[0] != index and self._places[self._last[0]] is None:
            self._places[self._last[0]] = self._written(self._last[1])
        self._last = index, value
        return value

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
