"""Fuzz the reading of replies with atheris: whatever the bytes, nothing but `WireError` is raised.

    pip install atheris
    python benchmarks/fuzz_replies.py -max_total_time=3600 [FOLDER of a corpus]

Options are libFuzzer's. The first byte of each input says how the rest is cut into pieces and whether the
head alone was asked for. What it finds becomes a case of `tests/web/test_wire_*.py` or of `test_decode.py`.
"""

from __future__ import annotations

import gzip
import sys
import tempfile
from pathlib import Path

import atheris
import brotli

with atheris.instrument_imports(include=["citecheck"]):
    from citecheck.web.decode import BoundedBody
    from citecheck.web.wire import ReplyReader, WireError

LIMIT = 4096
STEPS = (1, 2, 3, 7, 16, 64, 1 << 20, 1 << 20)

_PAGE = b"<title>Hello</title>" * 9
_HEAD = b"HTTP/1.1 200 OK\r\n"
_CHUNKED = _HEAD + b"Transfer-Encoding: chunked\r\n"
# Where the fuzzer begins; a compressed body it would never find by itself.
SEEDS = (
    _HEAD + b"Content-Length: 5\r\nConnection: close\r\n\r\nhello",
    _CHUNKED + b"\r\n5;x=y\r\nhello\r\n0\r\nETag: x\r\n\r\n",
    b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + _HEAD + b"A: b\r\n c\r\n\r\nhello",
    b"http/1.0 404\nContent-Length : 5, 7\n\nhello",
    b"ICY 200 OK\r\n\r\n",
    b"\xef\xbb\xbf<!DOCTYPE html><title>Hello</title>",
    _HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(_PAGE) + gzip.compress(_PAGE),
    _HEAD + b"Content-Encoding: gzip, gzip\r\n\r\n" + gzip.compress(gzip.compress(_PAGE)),
    _HEAD + b"Content-Encoding: br\r\n\r\n" + brotli.compress(_PAGE),
    _HEAD + b"Content-Encoding: deflate\r\n\r\n" + gzip.compress(_PAGE)[10:-8],
    _HEAD + b"Content-Encoding: zstd\r\n\r\n\x28\xb5\x2f\xfd\x00\x58\x2d\x00\x00hello\x00\x00\x00",
    _CHUNKED.replace(b"chunked", b"gzip, chunked")
    + b"\r\n14\r\n"
    + gzip.compress(b"")[:20]
    + b"\r\n0\r\n\r\n",
)


def one(data: bytes) -> None:
    """Read *data* in one piece and in several, decode what comes, and hold what is true of every reply."""
    choice, data = data[0] if data else 0, data[1:]
    head_only = bool(choice & 8)
    whole = read(data, len(data) or 1, head_only=head_only)
    assert read(data, STEPS[choice % len(STEPS)], head_only=head_only) == whole  # noqa: S101 - what the fuzzer looks for


def read(data: bytes, step: int, *, head_only: bool) -> tuple[object, ...] | str:
    """Return what became of *data*, fed in pieces of *step* bytes."""
    reader = ReplyReader(head_only=head_only)
    body = bytearray()
    try:
        for start in range(0, len(data), step):
            reader.feed(data[start : start + step])
            body += reader.take()
        reusable = reader.reusable
        reader.end()
    except WireError as error:
        assert reader.head is None  # noqa: S101 - as above
        return error.detail
    body += reader.take()
    assert reader.head is not None  # noqa: S101 - as above
    assert reader.finished  # noqa: S101 - as above
    assert len(body) <= len(data)  # noqa: S101 - as above
    assert not (reusable and (reader.tolerated or reader.broken))  # noqa: S101 - as above
    encoding = b", ".join(value for name, value in reader.head.headers if name == b"content-encoding")
    decoded = decode(encoding.decode("latin-1"), bytes(body), step)
    return reader.head, bytes(body), reader.broken, reader.tolerated, reusable, decoded


def decode(encoding: str, body: bytes, step: int) -> bytes:
    """Return what *body* decodes to; where it is whole, that does not depend on the pieces."""
    bounded = BoundedBody(encoding, LIMIT)
    for start in range(0, len(body), step):
        bounded.feed(body[start : start + step])
    bounded.finish()
    assert len(bounded.body) <= LIMIT  # noqa: S101 - as above
    assert bounded.done  # noqa: S101 - as above
    assert bounded.cut or bounded.unread is None  # noqa: S101 - as above
    return b"" if bounded.cut else bounded.body


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as seeds:
        for number, seed in enumerate(SEEDS):
            Path(seeds, f"{number}").write_bytes(b"\0" + seed)
        # libFuzzer writes into the first folder and only reads the others.
        atheris.Setup([*sys.argv, seeds], one)
        atheris.Fuzz()
