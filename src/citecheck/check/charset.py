"""From the bytes of a page to its text.

Browsers take the byte order mark, else the header, else what the page declares (HTML standard, 13.2.3.2), and
show what comes of it. Here a title is to be recognised, so a declaration that cannot be true is not believed:
text that is not UTF-8 is all but never valid UTF-8, and servers send `iso-8859-1` by default for every page.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# A "<" in UTF-16, where no byte order mark stands before it.
_UNMARKED = {b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"}

# Python has codecs that are no character sets (`hex`, `rot13`) or hostile to long input (`punycode`).
_SAFE = re.compile(
    r"utf-8|utf-16(-[lb]e)?|iso8859-\d+|cp\d+|koi8-[rut]|gbk|gb18030|big5(hkscs)?|euc_[a-z]+|iso2022_jp|mac-[a-z]+"
)
# What the labels mean on the web is wider than what the names say, and some labels Python does not know
# (Encoding standard, 4.2).
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-16-le",
}
_ALIASES = {
    "dos-874": "cp874",
    "windows-874": "cp874",
    "cn-big5": "big5",
    "iso-8859-8-i": "iso8859-8",
    "koi": "koi8-r",
    "ucs-2": "utf-16-le",
    "unicode": "utf-16-le",
    "unicode-1-1-utf-8": "utf-8",
    "win-1251": "cp1251",
}
# Codecs in which a character beyond ASCII is several bytes: text in them may happen to be valid UTF-8.
_SEVERAL_BYTES = re.compile(r"gb|big5|euc|cp9[345]|iso2022")

# Where nothing is declared: what pages of a language were written in (HTML standard, 13.2.3.2, step 9).
_BY_LANGUAGE = {
    **dict.fromkeys(("be", "bg", "mk", "ru", "sr", "uk"), "cp1251"),
    **dict.fromkeys(("cs", "hr", "hu", "pl", "ro", "sk", "sl"), "cp1250"),
    **dict.fromkeys(("et", "lt", "lv"), "cp1257"),
    **dict.fromkeys(("ar", "fa"), "cp1256"),
    "el": "cp1253",
    "he": "cp1255",
    "ja": "cp932",
    "ko": "cp949",
    "th": "cp874",
    "tr": "cp1254",
    "vi": "cp1258",
    "zh": "gb18030",
    "zh-tw": "big5",
    "zh-hk": "big5",
}

_LABEL = rb"[\"']?\s*([\w.:-]{1,40})"
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_META = re.compile(rb"<meta[^<>]{1,300}?charset\s*=\s*" + _LABEL, re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml[^<>]{1,100}?encoding\s*=\s*" + _LABEL)
_LANGUAGE = re.compile(rb"<html[^<>]{1,300}?lang\s*=\s*" + _LABEL, re.IGNORECASE)
_DECLARED_WITHIN = 4096

_ASCII = bytes(range(128))
# Letters of cp1251 and KOI8-R; in Western encodings four of these never stand in a row.
_CYRILLIC_WORD = re.compile(rb"[\xc0-\xff]{4,}")
_CAPITALS = bytes(range(0xC0, 0xE0))
_SAMPLE = 64 * 1024


def decoded(body: bytes, content_type: str) -> str:
    """Return *body*, which a server labelled *content_type*, as text.

    Never fails: bytes that the encoding does not know become U+FFFD.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    text = _strictly(body, "utf-8")
    if text is not None and _is_plain(text) and (text.isascii() or "utf-8" in content_type[:1000].lower()):
        return text
    declared = list(_declarations(body, content_type))
    wide = _UNMARKED.get(body[:2]) or next((name for name in declared if name.startswith("utf-16")), None)
    if wide is not None:
        return body.decode(wide, "replace")
    if declared and _SEVERAL_BYTES.match(declared[0]):
        as_declared = _strictly(body, declared[0])
        if as_declared is not None:
            return as_declared
    return text if text is not None else _not_utf8(body, declared)


def _is_plain(text: str) -> bool:
    """Tell whether what is valid UTF-8 cannot be UTF-16 or ISO-2022, which are made of ASCII bytes too."""
    return "\x00" not in text[:100] and "\x1b" not in text


def _declarations(body: bytes, content_type: str) -> Iterator[str]:
    """Give the codecs that the header and the page name."""
    header = _HEADER.search(content_type[:1000])
    name = _codec(header[1]) if header else None
    if name:
        yield name
    head = body[:_DECLARED_WITHIN]
    for within in (_XML.match(head), _META.search(head)):
        name = _codec(within[1].decode("ascii", "ignore")) if within else None
        if name:
            # What could be read as ASCII is not in UTF-16 (HTML standard, 13.2.3.2).
            yield "utf-8" if name.startswith("utf-16") else name


def _codec(label: str) -> str | None:
    """Return Python's codec for a *label* of the web; None for one that is unknown or no character set."""
    label = label.lower()
    try:
        name = codecs.lookup(_ALIASES.get(label, label.removeprefix("x-"))).name
    except (LookupError, ValueError):
        return None
    name = _WIDER.get(name, name)
    return name if _SAFE.fullmatch(name) else None


def _strictly(body: bytes, name: str) -> str | None:
    """Return *body* decoded if it is in that encoding, apart from a character cut in two at the end."""
    try:
        return codecs.getincrementaldecoder(name)("strict").decode(body)
    except UnicodeDecodeError:
        return None


def _not_utf8(body: bytes, declared: list[str]) -> str:
    """Decode what is not valid UTF-8: as declared, apart from servers' defaults, else by what can be seen."""
    told = [name for name in declared if name not in {"utf-8", "cp1252"}]
    if told:
        return body.decode(told[0], "replace")
    if "utf-8" in declared:
        text = body.decode("utf-8", "replace")
        bad = text.count("\ufffd")
        if 2 * bad < len(text.encode("utf-8")) - len(text) - bad:
            return text  # a few bad bytes among good characters
    return body.decode(_guessed(body), "replace")


def _guessed(body: bytes) -> str:
    """Return the codec in which text was probably written that declares none, or a wrong one."""
    language = _LANGUAGE.search(body[:_DECLARED_WITHIN])
    code = language[1].decode("ascii", "ignore").lower() if language else ""
    name = _BY_LANGUAGE.get(code) or _BY_LANGUAGE.get(code.partition("-")[0])
    if name is None or name == "cp1251":
        high = body[:_SAMPLE].translate(None, _ASCII)
        words = b"".join(_CYRILLIC_WORD.findall(body[:_SAMPLE]))
        if 2 * len(words) > len(high):
            # Most letters are small ones, and where cp1251 has those, KOI8-R has the capitals.
            small_in_koi8 = len(words) - len(words.translate(None, _CAPITALS))
            return "koi8-r" if 2 * small_in_koi8 > len(words) else "cp1251"
    return name or "cp1252"
