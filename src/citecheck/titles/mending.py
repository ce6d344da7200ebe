"""Titles as they were meant: entities undone, wrongly decoded letters decoded again, counters taken off."""

from __future__ import annotations

import html
import re

# Of a page that somebody is logged in to: "(3) Title".
_COUNTER = re.compile(r"^\(\d{1,3}\+?\)\s+")

# Soft hyphens, and marks of width zero and of direction.
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")

# What UTF-8 looks like where it was read as Windows-1252 or Latin-1: letters beyond ASCII in a row, and the
# signs that Windows-1252 has between 0x80 and 0x9F.
_BYTE_OF = {chr(code): code for code in range(0x80, 0x100)} | {
    bytes([code]).decode("cp1252"): code
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_MISREAD = re.compile(f"[{re.escape(''.join(_BYTE_OF))}]{{2,}}")
# Windows-1251 read as Latin-1: four accented letters in a row stand in no word of a Western language.
_MISREAD_CYRILLIC = re.compile("[À-ÿ]{4,}|(?<=[À-ÿ] )[À-ÿ]{1,3}(?= [À-ÿ])")


def mended(title: str) -> str:
    """Return *title* without entities, wrong decodings and the counter before it."""
    plain = html.unescape(html.unescape(title)) if "&" in title else title
    if not plain.isascii():
        plain = _MISREAD_CYRILLIC.sub(_as_cyrillic, _MISREAD.sub(_as_utf8, plain))
        plain = _INVISIBLE.sub("", plain)
    return _COUNTER.sub("", plain) if plain.startswith("(") else plain


def _as_utf8(misread: re.Match[str]) -> str:
    """Return what the bytes of *misread* are in UTF-8, or itself where they are none."""
    try:
        return bytes(_BYTE_OF[char] for char in misread.group()).decode("utf-8")
    except UnicodeDecodeError:
        return misread.group()


def _as_cyrillic(misread: re.Match[str]) -> str:
    """Return what the bytes of *misread* are in Windows-1251."""
    return misread.group().encode("latin-1").decode("cp1251")
