"""Facts to what a column of the database holds, and back.

The facts are unions of plain dataclasses, which JSON alone cannot tell apart: each is written as a pair, the
name of its type and its fields. Short JSON is kept as text, so that `sqlite3` on the command line shows it;
long JSON, which only the listings of an archive are, as the bytes of zlib.
"""

from __future__ import annotations

import zlib

import msgspec

from citecheck.models import Answer, Listing, NoAnswer, NotChecked, Submission

Facts = Answer | Listing | NoAnswer | NotChecked | Submission

COMPRESS_FROM = 2048  # bytes; below that zlib saves less than a page of the database
_LONGEST = 64 * 2**20  # bytes; a listing at its bound takes about 5 MB

_TYPES: dict[str, type[Facts]] = {
    kind.__name__: kind for kind in (Answer, Listing, NoAnswer, NotChecked, Submission)
}
_DECODERS = {name: msgspec.json.Decoder(kind) for name, kind in _TYPES.items()}
_PAIR = msgspec.json.Decoder(tuple[str, msgspec.Raw])


def encode(facts: Facts) -> str | bytes | None:
    """Return what the database keeps of *facts*; None if they hold a text that no encoding can write."""
    try:
        written = msgspec.json.encode((type(facts).__name__, facts))
    except UnicodeEncodeError:  # half of a surrogate pair, from a broken page
        return None
    return written.decode() if len(written) < COMPRESS_FROM else zlib.compress(written, 1)


def decode(kept: str | bytes) -> Facts | None:
    """Return the facts that *kept* holds; None if this program cannot read them."""
    try:
        name, fields = _PAIR.decode(kept if isinstance(kept, str) else _unpacked(kept))
        return _DECODERS[name].decode(fields)
    except (KeyError, ValueError, RecursionError, zlib.error):  # msgspec's errors are ValueErrors
        return None


def _unpacked(kept: bytes) -> bytes:
    """Return the uncompressed bytes, no more of them than a listing can have."""
    return zlib.decompressobj().decompress(kept, _LONGEST)
