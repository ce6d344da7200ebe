"""Turn bytes into text, or say what they are instead."""

from __future__ import annotations

import codecs

from citecheck.errors import UnreadableDocument

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What a file starts with that is not text, and what its owner can do.
_SIGNATURES = (
    (b"PK\x03\x04", "a zipped file, but no DOCX, ODT or EPUB; save it as one of these or as text first"),
    (b"{\\rtf", "an RTF document; save it as text first"),
    (b"\xd0\xcf\x11\xe0", "an old Word document; save it as text first"),
)


def decode(data: bytes, source: str) -> str:
    """Decode *data*: by its byte order mark, as UTF-8, or else as Windows-1252.

    Windows-1252 is what old reports are in, and it reads Latin-1 too (WHATWG Encoding, "latin1"). Where
    carriage returns alone end the lines, as on the old Macintosh, they are line feeds here: the text is as
    long, and every reader sees its lines. Raises `UnreadableDocument` for bytes that are no text.
    """
    text = decoded(data, source)[0]
    return text if "\n" in text else text.replace("\r", "\n")


def decoded(data: bytes, source: str) -> tuple[str, str]:
    """Decode *data* as `decode` does; return the text and the name of the codec that it was read with."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableDocument(f"{source}: this is {what}")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data, encoding, source), encoding
    if b"\x00" in data:
        raise UnreadableDocument(f"{source}: not a text file (it holds zero bytes); save it as text first")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "cp1252"


def as_utf8(data: bytes) -> bytes:
    """Return *data* as UTF-8 where its byte order mark says UTF-16 or UTF-32, for who looks at bytes.

    PowerShell's `>` writes UTF-16. What is not as its mark says stays as it is.
    """
    wide = [encoding for mark, encoding in _BOMS[1:] if data.startswith(mark)]
    try:
        return data.decode(wide[0]).encode() if wide else data
    except UnicodeError:
        return data


def _strict(data: bytes, encoding: str, source: str) -> str:
    """Decode *data* as its byte order mark says."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            f"{source}: its byte order mark says {encoding}, but it is not: {error}"
        ) from error
