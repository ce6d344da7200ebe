"""The head of a reply: its status line and its headers, with what had to be forgiven in them.

Strict readers refuse what readers of pages never notice: h11 turns down 29 of 72 odd replies, most of which
browsers open. What is forgiven here follows RFC 9112 where it says how, else Chromium's `HttpStreamParser`
and `HttpResponseHeaders`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Chromium's bound is the same (`kMaxHeaderBufSize`); h11's 100 KiB refuses pages that browsers show.
HEAD_LIMIT = 256 * 1024

# What a hostile head of two-byte lines may become: 4,096 pairs of small objects.
_MOST_HEADERS = 4096

_TOKEN = rb"[!#$%&'*+.^_`|~0-9A-Za-z-]++"
_PLAIN_STATUS = re.compile(rb"HTTP/1\.([01]) ([1-9][0-9][0-9]) ([^\x00-\x08\x0a-\x1f\x7f]*+)(?=\r\n|\Z)")
_PLAIN_HEADER = re.compile(rb"\r\n(" + _TOKEN + rb"):[ \t]*+([^\x00-\x08\x0a-\x1f\x7f]*+)(?=\r\n|\Z)")

_STATUS = re.compile(rb"(http|icy)(\S{0,16}+)([ \t]++)([0-9]{1,3}+)(?![0-9])(.*)", re.IGNORECASE | re.DOTALL)
_NO_STATUS = re.compile(rb"http(/[0-9](?:\.[0-9])?)[ \t]*+(?:ok[ \t]*+)?", re.IGNORECASE)
_VERSION = re.compile(rb"/([0-9])(?:\.([0-9]))?")
_SECOND_STATUS = re.compile(rb"http/[0-9.]+[ \t]+[0-9]{3}\b", re.IGNORECASE)
_NAME = re.compile(_TOKEN)
_CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")

_THREE_DIGITS = 100


class WireError(Exception):
    """What came is not the head of an HTTP reply; *detail* says what it is instead."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Head:
    """A status line and headers; names are lower-case, values without white space around them.

    *version* is (1, 0) where the reply names none that can be read, and (0, 9) for a page without a head.
    """

    status: int
    reason: bytes
    headers: tuple[tuple[bytes, bytes], ...]
    version: tuple[int, int]


# Chromium looks for "http" behind at most four bytes of anything; a byte order mark is what comes most.
_SLOP = 4
_ENOUGH_TO_TELL = 16
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?<(?:!doctype html|html|head|body|title)[\s>]", re.IGNORECASE)
_STATUS_LINE_CUT = re.compile(rb"http/[0-9]\.[0-9][ \t]+[0-9]{3}(?![0-9])", re.IGNORECASE)

# A page without any head, as HTTP/0.9 had it.
PAGE_ALONE = Head(200, b"", ((b"content-type", b"text/html"),), (0, 9))
NO_STATUS_LINE = -1


def find_status_line(start: bytes, *, all_there: bool) -> int | None:
    """Tell where the status line begins in *start*, the first bytes that are not white space.

    None is: more is needed to tell; `NO_STATUS_LINE` is: a page of HTML without a head. Chromium reads such a
    page on the default ports (elsewhere it refuses, against attacks through other protocols, which do not
    concern a reader that runs nothing); what is not clearly HTML is refused. Raises `WireError`.
    """
    start = start[:_ENOUGH_TO_TELL]
    if start[:4].lower() == b"icy ":
        return 0
    at = start[: _SLOP + len(b"http")].lower().find(b"http")
    if at >= 0:
        return at
    if len(start) < _ENOUGH_TO_TELL and not all_there:
        return None
    if _PAGE.match(start):
        return NO_STATUS_LINE
    raise WireError(f"it begins with {start!r}" if start else "nothing was sent")


def plain_head(block: bytes) -> Head | None:
    """Read *block*, a head without its last empty line, if all of it is as RFC 9112 wants; else None."""
    first = _PLAIN_STATUS.match(block)
    if first is None:
        return None
    found = _PLAIN_HEADER.findall(block, first.end())
    # Each match is one whole line: as many as there are line feeds means that nothing was left out.
    if not len(found) == block.count(b"\n") <= _MOST_HEADERS:
        return None
    headers = tuple([(name.lower(), value.rstrip(b" \t")) for name, value in found])
    return Head(int(first[2]), first[3], headers, (1, 1) if first[1] == b"1" else (1, 0))


def odd_head(block: bytes, notes: dict[str, None]) -> Head:
    """Read *block*, which begins with its status line, and add to *notes* what is forgiven.

    Raises `WireError` where no status can be read.
    """
    lines = block.split(b"\n")
    if any(line[-1:] != b"\r" or line[-2:] == b"\r\r" for line in lines[:-1]):
        notes["odd line ends"] = None
    line, *rest = [line.rstrip(b"\r") for line in lines]
    status, reason, version = _status_line(line, notes)
    return Head(status, reason, _headers(rest, notes), version)


def cut_head(block: bytes, notes: dict[str, None]) -> Head:
    """Read *block*, a head in which the connection ended; its last line is left out unless it ended.

    Chromium reads what there is of such a head. Raises `WireError` unless the status is whole.
    """
    whole, ended, _ = block.rpartition(b"\n")
    if not ended:
        if not _STATUS_LINE_CUT.match(block):
            raise WireError("the connection ended in the status line")
        whole = block
    notes["head that ends early"] = None
    return odd_head(whole.removesuffix(b"\r"), notes)


def _status_line(line: bytes, notes: dict[str, None]) -> tuple[int, bytes, tuple[int, int]]:
    """Read the status, the reason and the version of a status line."""
    found = _STATUS.fullmatch(line)
    if found is None:
        bare = _NO_STATUS.fullmatch(line)
        if bare is None:
            raise WireError("the status line cannot be read")
        # Chromium and Firefox take it for 200; here only if it does not say anything else.
        notes["no status"] = None
        return 200, b"", _version(bare[1], notes)
    protocol, version, gap, digits, rest = found.groups()
    if protocol != b"HTTP":
        notes["odd protocol name"] = None
    if len(digits) != len(b"200") or int(digits) < _THREE_DIGITS:
        notes["odd status"] = None
    if not rest:
        notes["no reason"] = None
    elif gap != b" " or rest[:1] != b" ":
        notes["odd status line"] = None
    return int(digits), _clean(rest.strip(b" \t"), notes), _version(version, notes)


def _version(text: bytes, notes: dict[str, None]) -> tuple[int, int]:
    """Read `/1.1`; whatever else stands there counts as 1.0, as in Chromium."""
    found = _VERSION.fullmatch(text)
    if found is None or found[0] not in {b"/1.0", b"/1.1"}:
        notes["odd version"] = None
    return (int(found[1]), int(found[2] or 0)) if found else (1, 0)


def _headers(lines: list[bytes], notes: dict[str, None]) -> tuple[tuple[bytes, bytes], ...]:
    """Read the lines below the status line; those that hold no header are left out."""
    names: list[bytes] = []
    values: list[list[bytes]] = []
    for line in lines:
        if line[:1] in {b" ", b"\t"}:
            _fold(line, values, notes)
            continue
        name, value = _header(line, notes)
        if not name:
            # What is folded onto such a line goes with it.
            values.append([])
            names.append(b"")
        elif len(names) < _MOST_HEADERS:
            names.append(name)
            values.append([value])
        else:
            notes["too many headers"] = None
            break
    return tuple([(name, b" ".join(parts)) for name, parts in zip(names, values, strict=True) if name])


def _fold(line: bytes, values: list[list[bytes]], notes: dict[str, None]) -> None:
    """Add a continuation line to the header above it (RFC 9112 5.2).

    One right under the status line is left out (RFC 9112 2.2; Chromium does the same).
    """
    if not values:
        notes["space before the first header"] = None
        return
    notes["folded header"] = None
    more = _clean(line.strip(b" \t"), notes)
    if more:
        values[-1].append(more)


def _header(line: bytes, notes: dict[str, None]) -> tuple[bytes, bytes]:
    """Read one header line; the name is empty where it is none."""
    name, colon, value = line.partition(b":")
    if _SECOND_STATUS.match(line):
        notes["second status line"] = None
        return b"", b""
    if not colon:
        notes["line without a colon"] = None
        return b"", b""
    if name[-1:] in {b" ", b"\t"}:
        # RFC 9112 5.1: to be taken off where a reply is passed on.
        notes["space before a colon"] = None
        name = name.rstrip(b" \t")
    if not _NAME.fullmatch(name):
        notes["odd header name"] = None
        return b"", b""
    return name.lower(), _clean(value.strip(b" \t"), notes)


def _clean(value: bytes, notes: dict[str, None]) -> bytes:
    """Replace control characters by spaces (RFC 9110 5.5: CR, LF and NUL; the rest has no use either)."""
    if _CONTROL.search(value):
        notes["control character"] = None
        value = _CONTROL.sub(b" ", value).strip(b" \t")
    return value
