"""Content encodings, undone without ever making more than was asked for.

httpx's own decoders have no bound: 809 bytes of brotli become 2 GB. gzip and deflate are all that the client
asks for, but some servers send br or zstd all the same. Labels are often wrong, so the first bytes have the
last word: a page that is called gzip and is none fails in browsers, but can be read. Where a label is
unknown, Chromium takes the body as it stands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.web.decoders import GZIP, RAW, ZLIB, Brotli, Decoder, Inflate, Zstd

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_GZIP_MAGIC = b"\x1f\x8b"
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
_GZIPS = frozenset({"gzip", "x-gzip"})
_KNOWN = _GZIPS | {"deflate", "br", "zstd"}
_NONE = frozenset({"", "identity"})

# More than one encoding is a server's mistake nearly always, more than two is an attack.
_MOST_LAYERS = 2
# Each border costs a copy of what follows. Real bodies have one member, blockwise compressed files hundreds.
_MOST_MEMBERS = 500
# Encoded bytes that are taken in beyond twice the limit: headers and check sums of small bodies.
_SLACK = 1024
# Output of one call; with two layers this and a decoder's window are all that is held between them.
_ROOM = 64 * 1024
# br and zstd lose the output of a call that fails, so a call is given no more than came before it.
_FIRST_BITE = 1024
# Thirty-two bytes of ASCII are text (compressed data begins so once in 10^13 times by chance), and so is what
# begins like a tag and has no control character.
_SNIFFED = 32
_ASCII = re.compile(rb"(?:\xef\xbb\xbf)?[\t\n\r\f\x20-\x7e]*+\Z")
_TAGGED = re.compile(rb"%PDF-|(?:\xef\xbb\xbf)?\s*+<[A-Za-z!?/][^\x00-\x08\x0e-\x1a\x1c-\x1f]*+\Z")
# Encodings whose data has no mark, so that a few letters may be either.
_UNMARKED = frozenset({"br", "deflate"})


class BoundedBody:
    """Collects a body up to *limit* decoded bytes; feed it chunks until it is `done`, then `finish`.

    *encoding* is the value of `Content-Encoding`. `cut` says that the body is not whole; `unread` says why
    where that is not our own limit: an encoding that is not known, broken or ends too early.
    """

    def __init__(self, encoding: str, limit: int) -> None:
        self._limit = limit
        self._out = bytearray()
        self._wire = 0
        labels = _labels(encoding)
        # The encoding that was applied last stands last (RFC 9110 8.4) and comes off first.
        self._most = 2 * limit + _SLACK
        self._layers = [_Layer(label, self._most) for label in reversed(labels[-_MOST_LAYERS:])]
        self.cut = self.done = len(labels) > _MOST_LAYERS
        self.unread: str | None = f"encoded {len(labels)} times" if len(labels) > _MOST_LAYERS else None

    @property
    def body(self) -> bytes:
        """What was decoded, at most *limit* bytes."""
        return bytes(self._out[: self._limit])

    def feed(self, chunk: bytes) -> None:
        """Take a *chunk* as it came over the wire; one that comes after the end is dropped."""
        if self.done:
            return
        self._wire += len(chunk)
        self._collect([chunk], ended=False)

    def finish(self) -> None:
        """Say that nothing more comes; a compressed body without its end is cut."""
        if self.done:
            return
        if self._wire:
            self._collect([], ended=True)
        self.done = True

    def _collect(self, chunks: Iterable[bytes], *, ended: bool) -> None:
        """Pass *chunks* through the layers and keep what comes out, up to the limit."""
        for layer in self._layers:
            chunks = layer.through(chunks, ended=ended)
        for piece in chunks:
            self._out += piece[: self._limit + 1 - len(self._out)]
            if len(self._out) > self._limit:
                self.cut = self.done = True
                return
        # Once the innermost data has ended, faults in what is wrapped around it come too late to matter.
        for layer in self._layers[-1:] if self._layers and self._layers[-1].ended else self._layers:
            self.unread = self.unread or layer.fault
            self.cut = self.cut or layer.fault is not None or layer.over
            self.done = self.done or layer.ended or self.cut
        # More on the wire than may come out of it: empty deflate blocks can go on for ever.
        if not self.done and self._wire > self._most:
            self.cut = self.done = True


class _Layer:
    """One encoding, undone lazily: whoever stops taking stops the decoding.

    *fault* says why it could not be undone; *over* that more than *most* bytes came in, *ended* that what
    comes now lies behind the end.
    """

    def __init__(self, label: str, most: int) -> None:
        self._label, self._most = label, most
        self._start = b""
        self._decoder: Decoder | None = None
        self._plain = self.over = self.ended = False
        self._eaten = self._members = 0
        self.fault: str | None = None

    def through(self, chunks: Iterable[bytes], *, ended: bool) -> Iterator[bytes]:
        """Give what *chunks* become; *ended* says that they are the last."""
        for chunk in chunks:
            yield from self._take(chunk, ended=False)
            if self._stopped:
                return
        if ended:
            yield from self._take(b"", ended=True)
            if self._decoder is not None and not self._decoder.finished and self.fault is None:
                self.fault = f"{self._label} that ends early"

    @property
    def _stopped(self) -> bool:
        """Whether nothing more can come out."""
        return self.over or self.ended or self.fault is not None

    def _take(self, data: bytes, *, ended: bool) -> Iterator[bytes]:
        """Give what *data* becomes once it is clear what it is."""
        if self._decoder is None and not self._plain:
            data, self._start = self._start + data, b""
            if len(data) < _SNIFFED and not ended:
                self._start = data
            elif data:
                self._choose(data)
        if self._plain:
            yield data
        elif self._decoder is not None:
            yield from self._decode(self._decoder, data)

    def _choose(self, start: bytes) -> None:
        """Tell by the label and the *start* what undoes this encoding, if anything does or needs to."""
        self._decoder = _decoder_for(self._label, start)
        self._plain = self._decoder is None and _is_text(self._label, start)
        if self._decoder is None and not self._plain:
            known = self._label in _KNOWN
            self.fault = f"not {self._label}" if known else f"unknown encoding {self._label[:40]}"

    def _decode(self, decoder: Decoder, data: bytes) -> Iterator[bytes]:
        """Decode *data* bite by bite, over the borders of gzip members and zstd frames."""
        while data and not self._stopped:
            if decoder.finished:
                data, self._start = self._start + data, b""
                if len(data) < len(_ZSTD_MAGIC):
                    self._start = data
                    return
                decoder = self._next_member(decoder, data)
                continue
            size = max(_FIRST_BITE, self._eaten)
            bite, data = data[:size], data[size:]
            yield decoder.push(bite, _ROOM)
            while decoder.more and (made := decoder.push(b"", _ROOM)):
                yield made
            self._eaten += len(bite) - len(decoder.rest)
            self.over = self._eaten > self._most
            data = decoder.rest + data
            if decoder.broken:
                self.fault = f"broken {self._label}"

    def _next_member(self, last: Decoder, data: bytes) -> Decoder:
        """Begin the next member or frame, if *data* is one; else it lies behind the end, and is ignored."""
        self._members += 1
        magic = {Inflate: _GZIP_MAGIC, Zstd: _ZSTD_MAGIC}.get(type(last))
        if magic is None or not data.startswith(magic):
            self.ended = True
            return last
        self.over = self._members > _MOST_MEMBERS
        self._decoder = Zstd() if magic == _ZSTD_MAGIC else Inflate(GZIP)
        return self._decoder


def _labels(encoding: str) -> list[str]:
    """Return the encodings named in a header, in the order in which they were applied."""
    parts = [part.partition(";")[0].strip().lower() for part in encoding.split(",")]
    return [part for part in parts if part not in _NONE]


def _decoder_for(label: str, start: bytes) -> Decoder | None:
    """Return what undoes *label* where the body has this *start*; None where there is nothing to undo.

    Brotli has no mark of its own, so what is called so and is not text is believed to be it.
    """
    if label != "br":
        if start.startswith(_GZIP_MAGIC):
            return Inflate(GZIP)
        if start.startswith(_ZSTD_MAGIC):
            return Zstd()
    if label not in _KNOWN or _is_text(label, start):
        return None
    if label == "br":
        return Brotli()
    # RFC 1950: the two bytes of zlib's header are a multiple of 31, and 8 stands for deflate.
    if start[0] & 15 == 8 and int.from_bytes(start[:2], "big") % 31 == 0:  # noqa: PLR2004 - of the format
        return Inflate(ZLIB)
    # Many servers leave that header out; browsers take both.
    return Inflate(RAW) if label == "deflate" else None


def _is_text(label: str, start: bytes) -> bool:
    """Tell whether a body called *label* that begins with *start* can be read without a decoder."""
    start = start[:_SNIFFED]
    if _TAGGED.match(start):
        return True
    return _ASCII.match(start) is not None and (len(start) == _SNIFFED or label not in _UNMARKED)
