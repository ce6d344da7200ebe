"""Content encodings, undone without ever making more than was asked for.

httpx's own decoders have no bound: 809 bytes of brotli become 2 GB. `zlib` can be told how much to make, so
gzip and deflate are all that the client asks for; a body in anything else counts as unread.
"""

from __future__ import annotations

import zlib

_GZIP, _ZLIB, _RAW = 31, 15, -15
_GZIP_MAGIC = b"\x1f\x8b"


class BoundedBody:
    """Collects a body up to *limit* decoded bytes; feed it chunks until it is `done`."""

    def __init__(self, encoding: str, limit: int) -> None:
        self._limit = limit
        self._out = bytearray()
        self._wire = 0
        self._encoding = encoding.strip().lower()
        self._inflate = _decoder_for(self._encoding)
        self.cut = self._inflate is None and self._encoding not in {"", "identity"}
        self.done = self.cut

    @property
    def body(self) -> bytes:
        """What was decoded, at most *limit* bytes."""
        return bytes(self._out[: self._limit])

    def feed(self, chunk: bytes) -> None:
        """Take a *chunk* as it came over the wire; one that comes after the end is dropped."""
        if self.done:
            return
        self._wire += len(chunk)
        if self._inflate is None:
            self._out += chunk[: self._limit + 1 - len(self._out)]
        else:
            self._decode(chunk)
        # More on the wire than may come out of it: empty deflate blocks can go on for ever.
        if len(self._out) > self._limit or self._wire > 2 * self._limit:
            self.cut = self.done = True

    def finish(self) -> None:
        """Say that nothing more comes; a compressed body without its end is cut."""
        if self._inflate is not None and not self._inflate.eof and self._wire:
            self.cut = True

    def _decode(self, data: bytes) -> None:
        """Inflate *data*, over the borders of gzip members, within the limit."""
        while data and not self.done and len(self._out) <= self._limit:
            if self._inflate is None or self._inflate.eof:
                if self._encoding not in {"gzip", "x-gzip"} or not data.startswith(_GZIP_MAGIC):
                    self.done = True  # what follows the end of the data is ignored, as browsers do
                    return
                self._inflate = zlib.decompressobj(_GZIP)
            data = self._inflate_some(data)

    def _inflate_some(self, data: bytes) -> bytes:
        """Inflate part of *data* and return what is left of it."""
        room = self._limit + 1 - len(self._out)
        inflate = self._inflate
        try:
            made = inflate.decompress(data, room) if inflate else b""
        except zlib.error:
            return self._after_error(data)
        self._out += made
        if inflate is None or inflate.eof:
            return inflate.unused_data if inflate else b""
        return inflate.unconsumed_tail if made else b""

    def _after_error(self, data: bytes) -> bytes:
        """Try a first chunk of `deflate` as raw: many servers leave the zlib header out; or give up."""
        if self._encoding == "deflate" and not self._out and self._wire == len(data):
            self._encoding = "raw deflate"
            self._inflate = zlib.decompressobj(_RAW)
            return data
        self.cut = self.done = True
        return b""


def _decoder_for(encoding: str) -> zlib._Decompress | None:
    """Return the decoder of one *encoding*; None for no encoding and for those that are not bounded here."""
    match encoding:
        case "gzip" | "x-gzip":
            return zlib.decompressobj(_GZIP)
        case "deflate":
            return zlib.decompressobj(_ZLIB)
    return None
