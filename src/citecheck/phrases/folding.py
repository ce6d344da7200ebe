"""Words as phrases are compared by: lower case, no accents, no apostrophes."""

from __future__ import annotations

import re
import unicodedata

# Combining marks of the Latin, Greek, Cyrillic, Hebrew, Arabic and Japanese scripts, left over by NFKD.
_MARKS = re.compile(r"[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u3099\u309a]+")
_APOSTROPHES = ("'", "\u2019", "\u2018", "\u02bc", "\u00b4", "`")
# Signs of print that alone make an English text other than ASCII, for which the way is ten times as long.
_PRINT = ("\u201c", "\u201d", "\u2013", "\u2014", "\u2026", "\u00a0", "\u2022", "\u00b7", "\u00a9", "\u00bb")
# The accents of Western Europe, and the breve that NFKD takes off the Cyrillic short i.
_ACCENTS = tuple("\u0300\u0301\u0302\u0303\u0306\u0308\u030a\u030c\u0327")
# Letters that Unicode does not take apart.
_LETTERS = (("ø", "o"), ("ł", "l"), ("đ", "d"), ("ı", "i"), ("æ", "ae"))
_TO_SPACES = str.maketrans({code: " " for code in range(128) if not chr(code).isalnum()})
_WORD = re.compile(r"[^\W_]+")
# As `_WORD`, in a text that is not folded: accents and apostrophes stand within words.
_PRINTED_WORD = re.compile(
    r"[^\W_](?:[^\W_]|['\u2018\u2019\u02bc\u0060\u00b4](?!(?:re|ve) )(?=[^\W_])|[\u0300-\u036f])*"
)

# Scripts that leave no space between words, or (Hangul, taken apart by NFKD) hang particles on them.
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1100-\u11ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]",
)


def folded_words(text: str) -> list[str]:
    """Return the words of *text* as they are compared; "you're" is two."""
    if not text.isascii():
        text = text.replace("\u2019", "'")
    if "'" in text:
        text = text.replace("'re ", " are ").replace("'ve ", " have ")
    text = _without(_APOSTROPHES, text, by="")
    if not text.isascii():
        text = _without(_PRINT, text, by=" ")
    if not text.isascii():
        text = _without(_ACCENTS, unicodedata.normalize("NFKD", text).casefold(), by="")
        for letter, plain in _LETTERS:
            text = text.replace(letter, plain)
    if text.isascii():
        return text.lower().translate(_TO_SPACES).split()
    return _WORD.findall(_MARKS.sub("", text))


def _without(signs: tuple[str, ...], text: str, *, by: str) -> str:
    """Return *text* with each of *signs* replaced; for a few signs this is faster than a pattern."""
    for sign in signs:
        text = text.replace(sign, by)
    return text


def is_unspaced(text: str) -> bool:
    """Tell whether folded *text* holds letters of a script in which words cannot be told by spaces."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def printed(text: str, first: int, last: int) -> str:
    """Return *text* from its word number *first* to number *last*, as printed.

    The count is that of `folded_words`; a few characters that NFKD makes two words of may shift it by one,
    which a quotation can bear.
    """
    spans = [found.span() for found in _PRINTED_WORD.finditer(text)]
    if not spans:
        return text.strip()
    last = min(last, len(spans) - 1)
    return " ".join(text[spans[min(first, last)][0] : spans[last][1]].split())
