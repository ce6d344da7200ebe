"""Change characters of a decoded file and leave every other byte of it as it is."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, NamedTuple

from citecheck.errors import UnwritableEdit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MARKS = {
    "utf-8-sig": ((codecs.BOM_UTF8, "utf-8"),),
    "utf-16": ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")),
    "utf-32": ((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be")),
}


class Change(NamedTuple):
    """Write *text* for what stands from *start* to *end*."""

    start: int
    end: int
    text: str


def changed(text: str, changes: Sequence[Change]) -> str:
    """Return *text* with the *changes*, which are sorted and do not overlap."""
    pieces, at = [], 0
    for change in changes:
        pieces += [text[at : change.start], change.text]
        at = change.end
    return "".join([*pieces, text[at:]])


def spliced(data: bytes, text: str, encoding: str, changes: Sequence[Change]) -> bytes:
    """Return *data*, which *encoding* decodes to *text*, with the *changes* of the text and no other.

    Bytes that the codec cannot read stay as they are. Raises `UnwritableEdit` where the codec changes its
    state at a place that is changed (ISO-2022-JP), so that the rest would be read as something else.
    """
    mark, codec = _plain(data, encoding)
    body = data[mark:]
    places = _byte_offsets(body, text, codec, [at for each in changes for at in (each.start, each.end)])
    pieces, at = [], 0
    for change, start, end in zip(changes, places[::2], places[1::2], strict=True):
        pieces += [body[at:start], change.text.encode(codec)]
        at = end
    result = data[:mark] + b"".join([*pieces, body[at:]])
    if result.decode(encoding, errors="replace") != changed(text, changes):
        raise UnwritableEdit(f"{encoding} has no room for the new text here; save the file as UTF-8 first")
    return result


def _plain(data: bytes, encoding: str) -> tuple[int, str]:
    """Return the length of the byte order mark of *data*, and the codec that writes none."""
    for mark, codec in _MARKS.get(encoding, ()):
        if data.startswith(mark):
            return len(mark), codec
    return 0, "utf-8" if encoding == "utf-8-sig" else encoding


def _byte_offsets(body: bytes, text: str, codec: str, wanted: list[int]) -> list[int]:
    """Return where in *body* the characters at the *wanted* offsets of *text*, in order, begin."""
    try:
        faithful = text.encode(codec) == body
    except UnicodeEncodeError:
        faithful = False
    found = _measured(text, codec, wanted) if faithful else _stepped(body, codec, wanted)
    return list(found)


def _measured(text: str, codec: str, wanted: list[int]) -> Iterator[int]:
    """Yield the offsets by the lengths of what is between them."""
    at = size = 0
    for offset in wanted:
        size += len(text[at:offset].encode(codec))
        at = offset
        yield size


def _stepped(body: bytes, codec: str, wanted: list[int]) -> Iterator[int]:
    """Yield the offsets by decoding byte after byte, which bytes that are no text need."""
    decoder = codecs.getincrementaldecoder(codec)("replace")
    characters = size = 0
    for offset in wanted:
        while characters < offset and size < len(body):
            characters += len(decoder.decode(body[size : size + 1]))
            size += 1
        yield size
