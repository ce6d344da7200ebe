"""Print a number the way a list or a series of notes counts: 4, iv, d, ‡."""

from __future__ import annotations

import re

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST_ROMAN = 3999
_LARGEST_LETTER = 26 * 10
_LARGEST_SIGN = 4 * 10
_SIGNS = "*†‡§"  # The Chicago Manual of Style's order, which Word calls "chicago"
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED_NUMBERS = re.compile(r"[\s\[(]*\d{1,4}(?:[\s,;–-]+\d{1,4})*[\s\]),;]*")


def printed(number: int, style: str) -> str:
    """Return *number* in *style*, by its name in OOXML (`lowerRoman`, …); what is unknown is decimal.

    Letters go on after z by doubling (`aa`, `bb`), signs likewise (`**`), as Word and LibreOffice print them.
    """
    match style:
        case "lowerRoman" | "upperRoman" if 0 < number <= _LARGEST_ROMAN:
            roman = _roman(number)
            return roman.upper() if style == "upperRoman" else roman
        case "lowerLetter" | "upperLetter" if 0 < number <= _LARGEST_LETTER:
            letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letters.upper() if style == "upperLetter" else letters
        case "chicago" if 0 < number <= _LARGEST_SIGN:
            return _SIGNS[(number - 1) % len(_SIGNS)] * ((number - 1) // len(_SIGNS) + 1)
        case "decimalZero":
            return f"{number:02d}"
        case "none":
            return ""
        case _:
            return str(number)


def raised(text: str) -> str:
    """Return *text*, printed raised, with superscript digits, if it is a number or several: ¹, ²⁻³.

    Anything else (the `th` of `5th`) is returned as it is.
    """
    return text.translate(_SUPERSCRIPTS) if _RAISED_NUMBERS.fullmatch(text) else text


def lowered(text: str) -> str:
    """Return *text* with plain digits for superscript ones."""
    return text.translate(_DIGITS)


def integer(text: str | None, default: int) -> int:
    """Return the number that an attribute holds, *default* where it is none or beyond any document's."""
    return int(text) if text and re.fullmatch(r"\d{1,6}", text, re.ASCII) else default


def number_of(mark: str) -> int | None:
    """Return the number that a printed *mark* is, in plain or raised digits; None for any other sign."""
    bare = lowered(mark).strip("[]() .")
    return int(bare) if re.fullmatch(r"[1-9]\d{0,4}", bare, re.ASCII) else None


def _roman(number: int) -> str:
    """Return *number* in small Roman numerals."""
    parts = []
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        parts.append(letters * times)
    return "".join(parts)
