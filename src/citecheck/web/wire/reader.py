"""The reply to one request, read as its bytes come."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from citecheck.web.wire.framing import AFTER_END, Chunked, Cut, Plain, framing_of
from citecheck.web.wire.head import (
    HEAD_LIMIT,
    NO_STATUS_LINE,
    PAGE_ALONE,
    Head,
    WireError,
    cut_head,
    find_status_line,
    odd_head,
    plain_head,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_FINAL = 200
_INTERIM = 100
_SPACE = b" \t\r\n"


class ReplyReader:
    """Reads the reply to one request: feed it what comes, `end` it when the connection ends.

    The request was a GET, or a HEAD if *head_only*. *head* is the final head once it is there; interim
    replies (1xx) are skipped. After it nothing raises any more: a body that ends too early is *broken*, with
    the reason. *finished* says that nothing more of the body will come. The result does not depend on how the
    bytes were cut into pieces; time is linear in them, and no more than a head (256 KiB) is held back if
    `take` is called after each piece.
    """

    __slots__ = (
        "_body", "_buffer", "_ended", "_fault", "_head_only", "_keep", "_line", "_notes", "_parts",
        "_searched", "_status_at", "_used", "broken", "finished", "head",
    )  # fmt: skip

    def __init__(self, *, head_only: bool = False) -> None:
        self.head: Head | None = None
        self.finished = False
        self.broken: str | None = None
        self._head_only = head_only
        self._notes: dict[str, None] = {}
        self._buffer = bytearray()
        self._used = 0  # bytes of the head that are not in the buffer any more
        self._status_at: int | None = None
        self._line = self._searched = 0
        self._body: Plain | Chunked | Cut | None = None
        self._parts: list[bytes] = []
        self._keep = self._ended = False
        self._fault: str | None = None

    @property
    def started(self) -> bool:
        """Whether any byte came: a kept connection that ends without one may have been closed before."""
        return bool(self.head or self._buffer or self._used or self._fault)

    @property
    def tolerated(self) -> tuple[str, ...]:
        """What had to be forgiven, each once, in the order in which it came."""
        return tuple(self._notes)

    @property
    def reusable(self) -> bool:
        """Whether the next reply on this connection can only be that to the next request."""
        return (
            self._keep
            and self._body is not None
            and self._body.closed
            and self.broken is None
            and not (self._notes or self._ended)
        )

    def feed(self, data: bytes) -> None:
        """Take the next bytes of the connection; raises `WireError` while the head cannot be read."""
        if self._body is None:
            data = self._guarded(self._read_head, data)
        if data:
            self._feed_body(data)

    def end(self) -> None:
        """Take note that the connection ended; raises `WireError` if no status was read until then."""
        if self._body is None:
            self._feed_body(self._guarded(self._end_in_head, b""))
        if self._body is not None and not self._ended and self.broken is None:
            self._body.end(self._parts)
            self.finished, self.broken = self._body.done, self._body.broken
        self._ended = True

    def take(self) -> bytes:
        """Give what came of the body since the last time, its chunks undone."""
        parts, self._parts = self._parts, []
        return b"".join(parts)

    def _feed_body(self, data: bytes) -> None:
        """Take bytes that lie behind the head."""
        if self._body is not None:
            rest = self._body.feed(data, self._parts)
            self.finished, self.broken = self._body.done, self._body.broken
            if rest and self.broken is None:
                self._notes[AFTER_END] = None

    def _guarded(self, read: Callable[[bytes], bytes], data: bytes) -> bytes:
        """Let *read* take *data*; what it could not read once stays unreadable."""
        if self._fault is not None:
            raise WireError(self._fault)
        try:
            return read(data)
        except WireError as error:
            self._fault = error.detail
            self._buffer.clear()
            raise

    def _read_head(self, data: bytes) -> bytes:
        """Go on in the head; return what lies behind it."""
        if not self._buffer and not self._used:
            end = data.find(b"\r\n\r\n", 0, HEAD_LIMIT)
            head = plain_head(data[:end]) if end > 0 else None
            if head is not None and head.status >= _FINAL:
                self._start(head)
                return data[end + 4 :]
        self._buffer += data
        while self._body is None and self._head_is_there():
            self._read_one_head()
        if self._body is None:
            return b""
        rest = bytes(self._buffer)
        self._buffer.clear()
        return rest

    def _head_is_there(self) -> bool:
        """Tell whether the buffer holds a whole head."""
        if self._status_at is None and not self._find_start(all_there=False):
            return False
        if self._status_at == NO_STATUS_LINE or self._find_end():
            return True
        self._check_limit(len(self._buffer))
        return False

    def _check_limit(self, size: int) -> None:
        """Raise `WireError` for a head of *size* bytes more than were used."""
        if self._used + size > HEAD_LIMIT:
            raise WireError(f"the head is longer than {HEAD_LIMIT // 1024} KiB")

    def _find_start(self, *, all_there: bool) -> bool:
        """Pass over white space and find the status line; False: more is needed to tell."""
        text = self._buffer.lstrip(_SPACE)
        skipped = len(self._buffer) - len(text)
        if skipped:
            self._notes["white space before the status line"] = None
            self._drop(skipped)
            self._check_limit(0)
        if not text and not all_there:
            return False
        self._status_at = find_status_line(bytes(text[:64]), all_there=all_there)
        if self._status_at:
            found = self._status_at == NO_STATUS_LINE
            self._notes["no head" if found else "junk before the status line"] = None
        return self._status_at is not None

    def _find_end(self) -> bool:
        """Find the empty line that ends the head, from where the last search stopped."""
        while True:
            stop = self._buffer.find(b"\n", self._searched)
            if stop < 0:
                self._searched = len(self._buffer)
                return False
            line, self._line = self._line, stop + 1
            self._searched = stop + 1
            if line and not self._buffer[line:stop].strip(b"\r"):
                self._check_limit(stop + 1)
                return True

    def _read_one_head(self) -> None:
        """Read the head in the buffer, final or interim, and leave what lies behind it."""
        if self._status_at == NO_STATUS_LINE:
            self._start(PAGE_ALONE)
            return
        lines = bytes(self._buffer[self._status_at : self._line])
        block = lines.rstrip(b"\r\n")
        if lines[len(block) :] != b"\r\n\r\n":
            self._notes["odd line ends"] = None
        head = plain_head(block) or odd_head(block, self._notes)
        self._drop(self._line)
        self._status_at = None
        if not _INTERIM <= head.status < _FINAL:
            self._start(head)

    def _drop(self, count: int) -> None:
        """Take *count* bytes from the front of the buffer."""
        del self._buffer[:count]
        self._used += count
        self._line = self._searched = 0

    def _start(self, head: Head) -> None:
        """Begin the body that follows *head*.

        A compression below the chunks is still in what `take` gives: for those who read that it is one of the
        content.
        """
        framing = framing_of(head, self._notes, head_only=self._head_only)
        if framing.inner:
            more = tuple((b"content-encoding", coding) for coding in framing.inner)
            head = replace(head, headers=head.headers + more)
        self.head, self._body, self._keep = head, framing.body, framing.keep
        self.finished = self._body.done

    def _end_in_head(self, _: bytes) -> bytes:
        """Read what there is of a head in which the connection ended; return what is body in it."""
        if self._status_at is None:
            self._find_start(all_there=True)
        data = bytes(self._buffer)
        self._buffer.clear()
        if self._status_at == NO_STATUS_LINE:
            self._start(PAGE_ALONE)
            return data
        head = cut_head(data[self._status_at :], self._notes)
        if head.status < _FINAL:
            raise WireError("the connection ended after an interim reply")
        self._start(head)
        self._body = Cut()
        return b""
