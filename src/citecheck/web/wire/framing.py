"""Where the body of a reply ends (RFC 9112 6.3), and how its bytes are taken out of the transfer coding."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from citecheck.web.wire.head import Head

EARLY = "the body ended early"
BAD_CHUNK = "bad chunk"
AFTER_END = "bytes after the end"

# RFC 9112 6.3 has 204 and 304; a 205 has no content either (RFC 9110 15.3.6), and Chromium reads none.
_BODILESS = frozenset({204, 205, 304})
_FRAMING = frozenset({b"content-length", b"transfer-encoding", b"connection"})
# Longer numbers are no lengths; `int` refuses those of more than 4,300 digits.
_MOST_DIGITS = 18
# A line of a chunked body: a size with its extensions, or a trailer.
_LINE_LIMIT = 16 * 1024
_SIZE = re.compile(rb"([ \t]*+(?:0[xX])?)([0-9a-fA-F]{1,16}+)[ \t]*+(?:;.*+)?", re.DOTALL)
# Content codings that are also registered as transfer codings (RFC 9112 7.2), and how many are named.
_MOST_INNER = 3
_COMPRESSIONS = frozenset({b"gzip", b"x-gzip", b"deflate"})


class Plain:
    """A body without transfer coding: at least *least* bytes, at most *most*; None is until the end."""

    __slots__ = ("_got", "_least", "_most", "broken", "closed", "done")

    def __init__(self, least: int, most: int | None) -> None:
        self._least, self._most, self._got = least, most, 0
        self.done = self.closed = most == 0
        self.broken: str | None = None

    def feed(self, data: bytes, out: list[bytes]) -> bytes:
        """Add what belongs to the body to *out*; return what lies after its end."""
        if self.done:
            return data
        rest = b""
        if self._most is not None and self._got + len(data) >= self._most:
            left = self._most - self._got
            data, rest = data[:left], data[left:]
            self.done = self.closed = True
        self._got += len(data)
        out.append(data)
        return rest

    def end(self, out: list[bytes]) -> None:  # noqa: ARG002 - nothing is held back here
        """Take note that the connection ended."""
        if not self.done:
            self.done = True
            self.broken = EARLY if self._got < self._least else None


class Cut:
    """The body behind a head in which the connection ended: there is none."""

    __slots__ = ()
    done, closed, broken = True, False, "the head ended early"

    def feed(self, data: bytes, out: list[bytes]) -> bytes:  # noqa: ARG002 - takes nothing
        """Return all of *data*."""
        return data

    def end(self, out: list[bytes]) -> None:
        """Do nothing: it has ended."""


class _Next(Enum):
    """What the bytes that come next are."""

    FIRST_SIZE = auto()
    SIZE = auto()
    DATA = auto()
    AFTER_DATA = auto()
    TRAILER = auto()
    NOTHING = auto()
    PLAIN = auto()


class Chunked:
    """A chunked body; one whose very first line is no chunk size is read as *otherwise* says.

    Browsers end a body at the first chunk that they cannot read and show what came before; so does this.
    A body that was called chunked and never was they do not show, but it can be read, so it is.
    """

    __slots__ = ("_left", "_line", "_next", "_notes", "_otherwise", "broken", "closed", "done")

    def __init__(self, otherwise: Plain, notes: dict[str, None]) -> None:
        self._otherwise, self._notes = otherwise, notes
        self._next = _Next.FIRST_SIZE
        self._line = b""
        self._left = 0
        self.done = self.closed = False
        self.broken: str | None = None

    def feed(self, data: bytes, out: list[bytes]) -> bytes:
        """Add what belongs to the body to *out*; return what lies after its end."""
        at = 0
        while at < len(data):
            if self._next is _Next.DATA:
                at = self._take_data(data, at, out)
            elif self._next is _Next.PLAIN:
                return self._plain(data[at:], out)
            elif self._next is _Next.NOTHING:
                return data[at:]
            else:
                at = self._take_line(data, at, out)
        return b""

    def end(self, out: list[bytes]) -> None:
        """Take note that the connection ended."""
        if self._next is _Next.FIRST_SIZE and self._line and not _SIZE.fullmatch(self._line.rstrip(b"\r")):
            self._was_never_chunked(self._line, out)
        if self._next is _Next.PLAIN:
            self._otherwise.end(out)
            self.done, self.broken = True, self._otherwise.broken
        elif self._next is _Next.TRAILER:
            self._notes["no end after the last chunk"] = None
        elif not self.done:
            self.done, self.broken = True, EARLY

    def _take_data(self, data: bytes, at: int, out: list[bytes]) -> int:
        """Go on in a chunk from *at*, and return where the bytes begin that were not taken."""
        stop = at + self._left
        part = data[at:stop]
        out.append(part)
        self._left -= len(part)
        if self._left:
            return len(data)
        if data.startswith(b"\r\n", stop):
            self._next = _Next.SIZE
            return stop + 2
        self._next = _Next.AFTER_DATA
        return stop

    def _take_line(self, data: bytes, at: int, out: list[bytes]) -> int:
        """Go on in a line from *at*, read it if it ends, and return where the next one begins."""
        limit = at + _LINE_LIMIT - len(self._line)
        stop = data.find(b"\n", at, limit) + 1
        if stop:
            self._read_line(self._line + data[at:stop] if self._line else data[at:stop], out)
            return stop
        self._line += data[at:limit]
        if limit <= len(data):
            self._refuse(bytes(self._line), out)
        return min(limit, len(data))

    def _read_line(self, line: bytes, out: list[bytes]) -> None:
        """Read a *line* that is complete."""
        self._line = b""
        text = line.rstrip(b"\r\n")
        if line[len(text) :] != b"\r\n":
            self._notes["odd line ends"] = None
        if self._next is _Next.TRAILER:
            if not text:
                self._next, self.closed = _Next.NOTHING, True
        elif self._next is _Next.AFTER_DATA:
            if text:
                self._refuse(line, out)
            else:
                self._next = _Next.SIZE
        else:
            self._read_size(line, text, out)

    def _read_size(self, line: bytes, text: bytes, out: list[bytes]) -> None:
        """Read the *text* of the *line* above a chunk."""
        found = _SIZE.fullmatch(text)
        if found is None:
            self._refuse(line, out)
            return
        if found[1]:
            self._notes["odd chunk size"] = None
        self._left = int(found[2], 16)
        if self._left:
            self._next = _Next.DATA
        else:
            # Some servers never send the empty line after the last chunk; nobody needs to wait for it.
            self._next, self.done = _Next.TRAILER, True

    def _refuse(self, line: bytes, out: list[bytes]) -> None:
        """Give up at a *line* that cannot be read."""
        if self._next is _Next.FIRST_SIZE:
            self._was_never_chunked(line, out)
            return
        if not self.done:
            self.broken = BAD_CHUNK
        self._notes[BAD_CHUNK] = None
        self._next, self.done, self._line = _Next.NOTHING, True, b""

    def _was_never_chunked(self, start: bytes, out: list[bytes]) -> None:
        """Read *start*, and all that comes, as it stands."""
        self._notes["not chunked, although it says so"] = None
        self._next, self._line = _Next.PLAIN, b""
        if self._plain(start, out):
            self._notes[AFTER_END] = None

    def _plain(self, data: bytes, out: list[bytes]) -> bytes:
        """Feed *data* to the body without chunks."""
        rest = self._otherwise.feed(data, out)
        self.done = self._otherwise.done
        return rest


class Framing(NamedTuple):
    """How the rest of a reply is read.

    *keep* says that the server keeps the connection open; *inner* are the codings below the chunks that
    are not undone here.
    """

    body: Plain | Chunked
    keep: bool
    inner: tuple[bytes, ...] = ()


def framing_of(head: Head, notes: dict[str, None], *, head_only: bool = False) -> Framing:
    """Tell from *head* how its body is framed, and add to *notes* what is forgiven."""
    lists: dict[bytes, list[bytes]] = {}
    for name, value in head.headers:
        if name in _FRAMING:
            lists.setdefault(name, []).append(value)
    # Several lines of one name are one list (RFC 9110 5.3).
    fields = {name: b",".join(values) for name, values in lists.items()}
    # HTTP/1.0 servers that keep connections are rare, and their framing is the least reliable.
    keep = head.version == (1, 1) and b"close" not in fields.get(b"connection", b"").lower()
    lengths = _lengths(fields.get(b"content-length"), notes)
    codings = _tokens(fields.get(b"transfer-encoding"))
    if head_only:
        return Framing(Plain(0, 0), keep)
    if head.status in _BODILESS:
        if codings or any(lengths):
            notes["a body where none may be"] = None
        return Framing(Plain(0, 0), keep)
    if not codings:
        return Framing(_plain(lengths), keep)
    return _coded(codings, lengths, keep=keep, notes=notes)


def _coded(codings: list[bytes], lengths: list[int], *, keep: bool, notes: dict[str, None]) -> Framing:
    """Read a body with transfer codings.

    "chunked" is undone once wherever it stands, and goes before a length (RFC 9112 6.3; Chromium looks for
    the word alone). Unknown codings and `identity`, which RFC 7230 took out, are passed over.
    """
    if codings != [b"chunked"]:
        notes["odd transfer coding"] = None
    inner = tuple([coding for coding in codings if coding in _COMPRESSIONS][:_MOST_INNER])
    if b"chunked" not in codings:
        return Framing(_plain(lengths), keep, inner)
    if lengths:
        notes["length beside chunks"] = None
    return Framing(Chunked(_plain(lengths), notes), keep, inner)


def _plain(lengths: list[int]) -> Plain:
    """Frame a body by its *lengths*; by the end of the connection where there is none.

    Where two disagree neither is believed. RFC 9112 6.3 calls that unrecoverable and browsers refuse it
    (Chromium: ERR_RESPONSE_HEADERS_MULTIPLE_CONTENT_LENGTH), but the status has been read, so what comes is
    read too, up to the greatest, and is whole from the smallest.
    """
    return Plain(min(lengths), max(lengths)) if lengths else Plain(0, None)


def _lengths(value: bytes | None, notes: dict[str, None]) -> list[int]:
    """Read the lengths in *value*; what is not a number is passed over, as in Chromium."""
    if value is None:
        return []
    if value.isdigit() and len(value) <= _MOST_DIGITS:
        return [int(value)]
    texts = [text.strip(b" \t") for text in value.split(b",")]
    lengths = [int(text) for text in texts if text.isdigit() and len(text) <= _MOST_DIGITS]
    if len(lengths) < len(texts):
        notes["odd length"] = None
    if len(lengths) > 1:
        notes["doubled length" if len(set(lengths)) == 1 else "lengths that disagree"] = None
    return lengths


def _tokens(value: bytes | None) -> list[bytes]:
    """Return the members of a list in lower case, without parameters."""
    if value is None:
        return []
    parts = [part.partition(b";")[0].strip(b" \t").lower() for part in value.split(b",")]
    return [part for part in parts if part]
