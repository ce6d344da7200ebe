"""A list of notes as Markdown, as a page, and as plain text."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.mend.anew.notes import Note, Piece

_HEAD = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Endnotes</title></head>
"""
_MARKUP = re.compile(r"([\\`*_\[\]<>])")
_UNFIT = re.compile(r"[\\<>\s]")  # what ends or escapes within angle brackets (CommonMark 0.31, 6.3 and 6.5)


def markdown(notes: Sequence[Note]) -> str:
    """Return *notes* as Markdown: addresses in angle brackets, other markup escaped."""
    items = ((note.number, "".join(map(_marked, note.pieces()))) for note in notes)
    return "# Endnotes\n\n" + "".join(f"{number}. {item}\n" for number, item in items)


def page(notes: Sequence[Note]) -> str:
    """Return *notes* as a page in HTML, with their links."""
    items = ((note.number, "".join(map(_linked, note.pieces()))) for note in notes)
    rows = "\n".join(f'<li value="{number}">{item}</li>' for number, item in items)
    return f"{_HEAD}<body>\n<h1>Endnotes</h1>\n<ol>\n{rows}\n</ol>\n</body>\n</html>\n"


def plain(notes: Sequence[Note]) -> str:
    """Return *notes* as plain text, each in a line."""
    lines = (f"{note.number}. {''.join(piece.words for piece in note.pieces())}\n" for note in notes)
    return "Endnotes\n\n" + "".join(lines)


def _marked(piece: Piece) -> str:
    """Return *piece* as Markdown; an address that is its own link stands in angle brackets."""
    words = _MARKUP.sub(r"\\\1", piece.words)
    if piece.target is None:
        return words
    if piece.target == piece.words and not _UNFIT.search(piece.words):
        return f"<{piece.words}>"
    target = _UNFIT.sub(lambda match: quote(match.group()), piece.target)
    return f"[{words}](<{target.replace('&', '&amp;')}>)"


def _linked(piece: Piece) -> str:
    """Return *piece* as HTML."""
    words = escape(piece.words)
    return words if piece.target is None else f'<a href="{escape(piece.target)}">{words}</a>'
