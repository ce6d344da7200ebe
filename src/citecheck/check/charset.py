"""From the bytes of a page to its text, in the encoding that a browser would take (Encoding standard)."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Python has codecs that are no character sets (`hex`, `rot13`) or hostile to long input (`punycode`).
_SAFE = re.compile(
    r"utf-8|utf-16(-[lb]e)?|iso8859-\d+|cp\d+|koi8-[rut]|gbk|gb18030|big5(hkscs)?|euc_[a-z]+|iso2022_jp|mac-[a-z]+"
)
# What the labels mean on the web is wider than what the names say.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-16-le",
}

_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_META = re.compile(rb"<meta[^<>]{1,300}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_META_WITHIN = 4096


def decoded(body: bytes, content_type: str) -> str:
    """Return *body* as text: byte order mark, then header, then meta element, then UTF-8, then Windows-1252.

    Never fails: bytes that the encoding does not know become U+FFFD.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    declared = _declared_by_header(content_type) or _declared_within(body)
    return body.decode(declared, "replace") if declared else _guessed(body)


def _declared_by_header(content_type: str) -> str | None:
    """Return the codec that the Content-Type header names."""
    declared = _HEADER.search(content_type)
    return _codec(declared[1]) if declared else None


def _declared_within(body: bytes) -> str | None:
    """Return the codec that a meta element near the beginning names."""
    declared = _META.search(body[:_META_WITHIN])
    name = _codec(declared[1].decode("ascii", "ignore")) if declared else None
    # A meta element that could be read as ASCII is not in UTF-16 (HTML standard, 13.2.3.2).
    return "utf-8" if name and name.startswith("utf-16") else name


def _codec(label: str) -> str | None:
    """Return Python's codec for a *label* of the web; None for one that is unknown or no character set."""
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    name = _WIDER.get(name, name)
    return name if _SAFE.fullmatch(name) else None


def _guessed(body: bytes) -> str:
    """Decode as UTF-8 if it is, apart from a character cut in two at the end; else as Windows-1252."""
    try:
        return codecs.getincrementaldecoder("utf-8")("strict").decode(body)
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")
