"""The notes of a document as a list of their own, for a file that cannot be written: Markdown or HTML.

A PDF says where ink is put, and has no text that could be replaced (ISO 32000-2, 9.4).
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from citecheck.errors import UnwritableEdit
from citecheck.safe import encodable, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

SUFFIXES = (".md", ".html", ".txt")
_HEAD = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Endnotes</title></head>
"""
_URL = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:)\]]", re.IGNORECASE)
_MARKUP = re.compile(r"([\\`*_\[\]<>])")


def listed(notes: Sequence[tuple[int, str]], suffix: str) -> str:
    """Return *notes*, their numbers and texts, as a list in the format of *suffix*.

    Raises `UnwritableEdit` for another suffix than those in `SUFFIXES`.
    """
    safe = [(number, encodable(shown(text))) for number, text in notes]
    match suffix:
        case ".md":
            return "# Endnotes\n\n" + "".join(f"{number}. {_markdown(text)}\n" for number, text in safe)
        case ".html":
            items = "\n".join(f'<li value="{number}">{_linked(text)}</li>' for number, text in safe)
            return f"{_HEAD}<body>\n<h1>Endnotes</h1>\n<ol>\n{items}\n</ol>\n</body>\n</html>\n"
        case ".txt":
            return "Endnotes\n\n" + "".join(f"{number}. {text}\n" for number, text in safe)
        case _:
            raise UnwritableEdit(
                f"a list of corrected notes ends in {', '.join(SUFFIXES)}; '{suffix}' names no such format"
            )


def _markdown(text: str) -> str:
    """Return *text* with its addresses in angle brackets and its other markup escaped."""
    pieces, at = [], 0
    for match in _URL.finditer(text):
        pieces += [_MARKUP.sub(r"\\\1", text[at : match.start()]), f"<{match.group()}>"]
        at = match.end()
    return "".join([*pieces, _MARKUP.sub(r"\\\1", text[at:])])


def _linked(text: str) -> str:
    """Return *text* as HTML with its addresses as links."""
    pieces, at = [], 0
    for match in _URL.finditer(text):
        address = escape(match.group())
        pieces += [escape(text[at : match.start()]), f'<a href="{address}">{address}</a>']
        at = match.end()
    return "".join([*pieces, escape(text[at:])])
