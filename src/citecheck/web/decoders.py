"""Decoders of single content encodings, each of which makes no more at a time than it is told.

`push` decodes *data* into at most about *room* bytes; while `more` is set it wants to be called again with
nothing new. What comes behind the end stands in `rest`. A fault sets `broken`; nothing raises.
"""

from __future__ import annotations

import sys
import zlib
from typing import Protocol

# zlib's own numbers: 16 more is gzip, less than zero is neither header nor check sum.
GZIP, ZLIB, RAW = 31, 15, -15

# RFC 9659: a zstd window on the web is at most 8 MB; the library would take 128.
_ZSTD_WINDOW_LOG = 23


class Decoder(Protocol):
    """What undoes one encoding."""

    more: bool
    finished: bool
    broken: bool
    rest: bytes

    def push(self, data: bytes, room: int) -> bytes:
        """Decode *data* into at most about *room* bytes."""


class Inflate:
    """gzip and deflate."""

    def __init__(self, wbits: int) -> None:
        self._zlib = zlib.decompressobj(wbits)
        self._tail = b""
        self.more = self.finished = self.broken = False
        self.rest = b""

    def push(self, data: bytes, room: int) -> bytes:
        """Decode *data* into at most *room* bytes."""
        before = self._zlib.copy()  # costs 0.4 to 1.5 µs, and is what remains when the next call fails
        data = self._tail + data
        try:
            made = self._zlib.decompress(data, room)
        except zlib.error as error:
            return self._salvage(before, data, room, str(error))
        self._tail = self._zlib.unconsumed_tail
        self.rest = self._zlib.unused_data
        self.finished = self._zlib.eof
        self.more = len(made) == room and not self.finished
        return made

    def _salvage(self, decoder: zlib._Decompress, data: bytes, room: int, fault: str) -> bytes:
        """Decode what stands before the *fault* in *data*: zlib throws the output of a failing call away."""
        made = b""
        step = 1 << max(len(data).bit_length() - 1, 0)
        while step and len(made) < room:
            trial = decoder.copy()
            try:
                part = trial.decompress(data[:step], room - len(made))
            except zlib.error:
                pass
            else:
                made, data, decoder = made + part, data[step:], trial
            step //= 2
        # A wrong check sum or length shows when all is decoded, and browsers do not look at them (Chromium's
        # `GzipSourceStream` passes over the footer). zlib has no codes to tell by, only these words.
        self.finished = "incorrect data check" in fault or "incorrect length check" in fault
        self.broken = not self.finished
        self.rest = data[1:] if self.finished else b""
        self.more = False
        return made


class Brotli:
    """br."""

    def __init__(self) -> None:
        import brotli  # type: ignore[import-untyped] # it ships without types

        self._error: type[Exception] = brotli.error
        self._brotli = brotli.Decompressor()
        self.more = self.finished = self.broken = False
        self.rest = b""

    def push(self, data: bytes, room: int) -> bytes:
        """Decode *data* into at most about *room* bytes: the library rounds up to blocks of 32 KiB."""
        try:
            made: bytes = self._brotli.process(data, output_buffer_limit=room)
        except self._error:
            self.broken, self.more = True, False
            return b""
        self.finished = self._brotli.is_finished()
        # The library may have taken all input and still hold output back.
        full = len(made) >= room or not self._brotli.can_accept_more_data()
        self.more = full and not self.finished
        return made


class Zstd:
    """zstd, one frame."""

    def __init__(self) -> None:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd

        self._error = zstd.ZstdError
        window = {int(zstd.DecompressionParameter.window_log_max): _ZSTD_WINDOW_LOG}
        self._zstd = zstd.ZstdDecompressor(options=window)
        self.more = self.finished = self.broken = False
        self.rest = b""

    def push(self, data: bytes, room: int) -> bytes:
        """Decode *data* into at most *room* bytes."""
        try:
            made = self._zstd.decompress(data, max_length=room)
        except self._error:
            self.broken, self.more = True, False
            return b""
        self.finished = self._zstd.eof
        self.rest = self._zstd.unused_data
        self.more = not self.finished and not self._zstd.needs_input
        return made
