r"""Free short pieces of TeX (the fields of a bibliography) from their markup.

`pylatexenc` does this for whole documents; it builds a tree by recursion, which deep braces overflow, and it
takes `%` for a comment, which in a bibliography's URL it is not. A field needs accents, symbols and braces.
"""

from __future__ import annotations

import re
import unicodedata

_COMBINING = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331",
}  # fmt: skip
_SYMBOLS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å",
    "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ",
    "S": "§", "P": "¶", "copyright": "©", "pounds": "£", "euro": "€", "dots": "…", "ldots": "…",
    "textendash": "–", "textemdash": "—", "textquotedblleft": "“", "textquotedblright": "”",
    "textquoteleft": "‘", "textquoteright": "’", "guillemotleft": "«", "guillemotright": "»",
    "textunderscore": "_", "textasciitilde": "~", "textbackslash": "\\", "textdegree": "°", "TeX": "TeX",
    "LaTeX": "LaTeX", "sim": "~", "newline": " ", "par": " ", "quad": " ", "textregistered": "®",
    "texttrademark": "™", "slash": "/", "textasciicircum": "^", "textbraceleft": "{",
    "textbraceright": "}",
}  # fmt: skip
_PART = re.compile(
    r"\\(?:(?P<accent>[`'^\"~=.]|[uvHckrdb](?![A-Za-z]))\s*"
    r"(?:\{\s*(?P<braced>\\[ij](?![A-Za-z])|[^\W\d_])?\s*\}|(?P<bare>\\[ij](?![A-Za-z])|[^\W\d_]))"
    r"|href\s*\{[^{}]{0,2000}\}"
    r"|(?P<word>[A-Za-z]+)\*?[ \t]*"
    r"|(?P<sign>[&%#_$@{}~^])"
    r"|(?P<nothing>[-/!])|.|$)"
    r"|(?P<dashes>---?)|(?P<quotes>``|'')|(?P<space>~)|[{}$]",
    re.DOTALL,
)
_IN_URL = re.compile(
    r"\\(?:(?P<sign>[&%#_$~^/?=.:{}-])(?:\{\})?|url\b|href\b|path\b|nolinkurl\b"
    r"|(?P<word>textunderscore|textasciitilde|slash|sim)(?:\{\})?[ \t]*|)"
    r"|[{}]|\$(?=\\sim)|(?<=\\sim)\$"
)
_WHITE = re.compile(r"\s+")


def freed(raw: str) -> str:
    r"""Return the text that TeX would set for *raw*: `{\"U}ber \emph{Wege} --- 1` gives `Über Wege — 1`.

    White space is folded; of a command that is not known its argument stays. Linear in the length of *raw*.
    """
    return _WHITE.sub(" ", _PART.sub(_text_of, raw)).strip()


def freed_url(raw: str) -> str:
    r"""Return the URL that *raw* stands for: escapes (`\_`, `\%`) and braces go, `~`, `%20` and `--` stay.

    White space is folded, not dropped: whether a URL goes on behind it is the parser's to say.
    """
    return _WHITE.sub(" ", _IN_URL.sub(_sign_of, raw)).strip()


def _text_of(match: re.Match[str]) -> str:
    """Return what one piece of markup stands for in print."""
    if match["accent"]:
        letter = (match["braced"] or match["bare"] or "").removeprefix("\\")
        return unicodedata.normalize("NFC", letter + _COMBINING[match["accent"]]) if letter else ""
    if match["word"]:
        return _SYMBOLS.get(match["word"], "")
    if match["dashes"]:
        return "—" if match["dashes"] == "---" else "–"
    if match["quotes"]:
        return "“" if match["quotes"] == "``" else "”"
    if match["sign"]:
        return str(match["sign"])
    whole = match.group()
    return " " if match["space"] or (whole.startswith("\\") and whole[1:] in " ,;:\\\n\t") else ""


def _sign_of(match: re.Match[str]) -> str:
    """Return what one escape stands for in a URL."""
    if match["word"]:
        return _SYMBOLS[match["word"]]
    sign = match["sign"] or ""
    return "" if sign == "-" else sign
