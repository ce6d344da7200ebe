"""What a word processor's document is made of: paragraphs, and notes that are called from them.

DOCX and ODT are walked into these; `citecheck.read.assembly` makes the one text of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from citecheck.read.counting import lowered
from citecheck.read.targets import target_of

# Zotero keeps its citations in Google Docs as links over them, which lead to no source.
_OF_ZOTERO = re.compile(r"https?://(?:www\.)?zotero\.org/google-docs/", re.IGNORECASE)
_LONGEST_TARGET = 8_000  # no browser or server takes a longer URL
_CUSTOM_MARK = re.compile(r"\S{1,8}")


@dataclass(slots=True, eq=False)
class Call:
    """A place in the body that calls a note: its kind (footnote, endnote), its key, the piece of text it is.

    *custom* is the mark that the author typed instead of a number. *section* and *page* count from 0.
    *number*, *series* and *mark*, as printed, are given when the notes are numbered.
    """

    kind: str
    key: str
    piece: int
    section: int = 0
    page: int = 0
    custom: str | None = None
    number: int | None = None
    series: int = 0
    mark: str = ""


@dataclass(slots=True, eq=False)
class Paragraph:
    """A paragraph: its pieces of text, and what is laid over them (from which piece, up to which).

    *before* parts it from the one before (a blank line, a line's end, a tab between the cells of a row).
    *prefix* is the printed number of a list item. *heading* is its level in the outline, 0 for text. *listed*
    marks an item of a bibliography. *start* is where the pieces begin in the one text, once it is made.
    """

    before: str = "\n\n"
    prefix: str = ""
    heading: int = 0
    listed: bool = False
    pieces: list[str] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    citing: list[tuple[int, int]] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    start: int | None = None

    def add(self, text: str) -> None:
        """Put *text* at the end; it is the mark of the note called last, if that has a typed mark to come."""
        if self.calls and self.calls[-1].custom == "":
            mark = _CUSTOM_MARK.search(text)
            if mark:
                self.calls[-1].custom = lowered(mark.group())
                self.calls[-1].piece = len(self.pieces)
        self.pieces.append(text)

    def link(self, first: int, target: str) -> bool:
        """Lay a link to *target* over the pieces from *first* on, and tell whether it leads to a source."""
        known = target_of(target) if len(target) <= _LONGEST_TARGET else None
        if known is None or _OF_ZOTERO.match(known):
            return False
        self.links.append((first, len(self.pieces), known))
        return True

    def call(self, call: Call) -> None:
        """Put the call of a note at the end, as a piece that gets its number later."""
        call.piece = len(self.pieces)
        self.pieces.append("")
        self.calls.append(call)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is printed in the paragraph."""
        return not self.links and not self.calls and not any(piece.strip() for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Note:
    """A note with its text, the mark printed before it, and the paragraph of the body that calls it first."""

    mark: str | None
    number: int
    series: int
    text: tuple[Paragraph, ...]
    called_in: Paragraph
