r"""How a format writes the characters of an address, and of words, that mean something to it.

LaTeX needs a backslash before `%` and `#` in an argument (`\url{…}` in a footnote), and before `&` and `_`
outside; a template of wikitext would end a parameter at `|`, a link at `]`; a link of Markdown ends at `)`.
Where a character has no other spelling in the format it is percent-encoded (RFC 3986, section 2.1), which
says the same to every server.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citecheck.models import Document, Span

_WIKI = str.maketrans({"|": "%7C", "[": "%5B", "]": "%5D", "{": "%7B", "}": "%7D", "<": "%3C", ">": "%3E"})
_LINK = str.maketrans({"(": "%28", ")": "%29", "<": "%3C", ">": "%3E"})
_ESCAPED = re.compile(r"(?<!\\)([%#])")
_ESCAPED_OUTSIDE = re.compile(r"(?<!\\)([%#&_$])")
_VERBATIM = re.compile(r"\\(?:url|nolinkurl|path|href)\s*(?:\[[^\]\n]*\]\s*)?\{[^{}]*$")
_DELIMITED = re.compile(r"\\(?:url|nolinkurl|path)\s*[^\s\w{}\[\\]$")
_NEAR = 2000  # characters before a place in which the command that it stands in begins
_SHORT = 40  # and as many where it has no brace: `\\url|http://…|`


def spelt(url: str, span: Span, document: Document) -> str:
    """Return *url* as it is written at *span* of *document*."""
    match document.origin:
        case "latex":
            before = document.text[max(0, span.start - _NEAR) : span.start]
            if _VERBATIM.search(before) or _DELIMITED.search(before[-_SHORT:]):
                return in_command(url)
            return _ESCAPED_OUTSIDE.sub(r"\\\1", url)
        case "wikitext":
            return url.translate(_WIKI)
        case "markdown" if document.text[max(0, span.start - 2) : span.start] == "](":
            return url.translate(_LINK)
        case "csl-json":
            return json.dumps(url, ensure_ascii=document.text.isascii())[1:-1]
        case _:
            return url


def spellings(url: str) -> tuple[str, ...]:
    """Return *url* as formats write it that have no escape for one of its characters, itself first."""
    return url, url.translate(_WIKI), url.translate(_LINK)


def in_command(url: str) -> str:
    """Return *url* as it is written in a command of LaTeX for addresses, which takes all else as it is."""
    return _ESCAPED.sub(r"\\\1", url)


_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~&])")
_SPECIAL = re.compile(r"[\\{}$&#%_~^]")
# Braces are counted by BibTeX whether they are escaped or not, so that a lone one needs a name.
_TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
}
_ENTITIES = str.maketrans({
    "|": "&#124;", "{": "&#123;", "}": "&#125;", "[": "&#91;", "]": "&#93;", "<": "&lt;", ">": "&gt;",
    "=": "&#61;", "~": "&#126;", "'": "&#39;", "&": "&amp;",
})  # fmt: skip


def worded(text: str, document: Document) -> str:
    """Return *text*, words from elsewhere, as words that mean nothing else in the format of *document*."""
    match document.origin:
        case "markdown":
            return _MARKDOWN.sub(r"\\\1", text)
        case "latex" | "bibtex":
            return tex(text)
        case "wikitext":
            return wiki(text)
        case _:
            return text


def tex(text: str) -> str:
    """Return *text* with TeX's characters escaped."""
    return _SPECIAL.sub(lambda match: _TEX.get(match[0], f"\\{match[0]}"), text)


def wiki(text: str) -> str:
    """Return *text* as words that mean nothing to a wiki."""
    return text.translate(_ENTITIES)
