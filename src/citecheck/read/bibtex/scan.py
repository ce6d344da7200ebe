"""Take a BibTeX file apart into entries, fields and pieces, each with its offsets.

The grammar is that of BibTeX (Patashnik, "BibTeXing", 1988): `@type{key, name = piece # piece, …}`; a piece
is a braced or quoted text, a number or the name of a macro; braces count even behind a backslash.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citecheck.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENTRY = re.compile(r"(?<![\w.])@[ \t]*(?P<type>[A-Za-z]\w{0,40})\s*(?P<open>[{(])")
_NEXT_ENTRY = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]\w{0,40}\s*[{(]", re.MULTILINE)
_KEY = re.compile(r"\s*+(?P<key>[^\s,={}\"]*+)\s*+(?:,|(?=[})]))")
_BETWEEN = re.compile(r"[\s,]*+")
_NAME = re.compile(r"(?P<name>[A-Za-z][\w:.+/-]{0,60})\s*+=\s*+")
_WORD = re.compile(r"[^\s,#{}\"=()%]+")
_JOIN = re.compile(r"\s*#\s*")
_FIELD_INSIDE = re.compile(r"\n\s*[A-Za-z][\w-]{0,40}\s*=\s*[{\"]")
_QUOTE_PART = re.compile(r'[{}"]')
_FURTHEST_COMMENT = 200  # characters; bounds the look back
_BRACE = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A text (what stands between braces or quotes, or a number) or a macro's name.

    *whole* keeps the white space at the ends, which counts where pieces are joined; *span* is without it.
    """

    span: Span
    whole: Span
    is_macro: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an entry: its name in lower case and the pieces that `#` joins to its value."""

    name: str
    pieces: tuple[Piece, ...]

    @property
    def span(self) -> Span:
        """Where the value stands: from the first piece to the last."""
        return Span(self.pieces[0].span.start, self.pieces[-1].span.end)


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry as written: its type in lower case, its key, where its fields stand, and the fields."""

    type: str
    key: str
    span: Span
    fields: tuple[Field, ...]


def entries_of(text: str) -> Iterator[RawEntry]:
    """Find the entries of *text*, `@string` among them, `@comment` and `@preamble` not.

    An entry whose last brace is missing ends before the next line that begins one, and a value whose brace is
    missing ends with its line, so that one slip costs one field. An entry behind a `%` on its line is a
    comment, as biber has it. Takes time linear in the length of *text*.
    """
    limits = [match.start() for match in _NEXT_ENTRY.finditer(text)]
    at, limit = 0, 0
    while match := _ENTRY.search(text, at):
        while limit < len(limits) and limits[limit] <= match.start():
            limit += 1
        segment = _Segment(text, match, limits[limit] if limit < len(limits) else len(text))
        at = max(match.end(), segment.end)
        if _is_commented(text, match.start()):
            at = match.end()
        elif match["type"].lower() not in {"comment", "preamble"}:
            yield segment.entry()


def _is_commented(text: str, at: int) -> bool:
    """Tell whether a `%` stands first on the line of *at*."""
    before = text[max(0, at - _FURTHEST_COMMENT) : at]
    return before[before.rfind("\n") + 1 :].lstrip().startswith("%")


class _Segment:
    """The stretch of text that holds one entry, with its braces paired once."""

    def __init__(self, text: str, match: re.Match[str], limit: int) -> None:
        self.text = text
        self.type = match["type"].lower()
        self.open = match.start("open")
        self.begin = match.end()
        self.close_of = _paired(text, self.open, limit)
        self.is_closed = self.open in self.close_of
        self.end = self.close_of.get(self.open, limit)
        if match["open"] == "(":
            self.is_closed, self.end = True, limit

    def entry(self) -> RawEntry:
        """Read the key and the fields."""
        key = None if self.type == "string" else _KEY.match(self.text, self.begin, self.end)
        begin = key.end() if key else self.begin
        fields, end = self._fields(begin)
        start = begin + len(self.text[begin:end]) - len(self.text[begin:end].lstrip())
        stop = max(start, begin + len(self.text[begin:end].rstrip()))
        return RawEntry(self.type, key["key"] if key else "", Span(start, stop), tuple(fields))

    def _fields(self, at: int) -> tuple[list[Field], int]:
        """Read fields from *at* on; what is none is passed over to the end of its line."""
        fields: list[Field] = []
        while (at := self._behind_separators(at)) < self.end:
            if self.text[at] == ")" and self.text[self.open] == "(":
                self.end = at
            elif name := _NAME.match(self.text, at, self.end):
                pieces, at = self._value(name.end())
                fields += [Field(name["name"].lower(), tuple(pieces))] if pieces else []
            else:
                at = self._end_of_line(at)
        return fields, self.end

    def _behind_separators(self, at: int) -> int:
        """Return the offset behind the white space and commas at *at*."""
        match = _BETWEEN.match(self.text, at, self.end)
        return match.end() if match else at

    def _value(self, at: int) -> tuple[list[Piece], int]:
        """Read the pieces of a value that begins at *at*; return them and where they end."""
        pieces: list[Piece] = []
        while True:
            found = self._piece(at)
            if found is None:
                return pieces, at
            piece, at = found
            pieces.append(piece)
            join = _JOIN.match(self.text, at, self.end)
            if join is None:
                return pieces, at
            at = join.end()

    def _piece(self, at: int) -> tuple[Piece, int] | None:
        """Read one piece at *at*; return it and where it ends."""
        first = self.text[at : at + 1] if at < self.end else ""
        if first in ("{", '"') and first:
            close = self.close_of.get(at) if first == "{" else self._closing_quote(at)
            if close is None or close > self.end or self._holds_a_field(at, close):
                line = self._end_of_line(at)
                kept = _stripped(self.text, at + 1, line, ',}"')
                return Piece(kept, kept), line
            return Piece(_stripped(self.text, at + 1, close), Span(at + 1, close)), close + 1
        word = _WORD.match(self.text, at, self.end)
        if word is None:
            return None
        span = Span(*word.span())
        return Piece(span, span, is_macro=not word.group().isdigit()), word.end()

    def _closing_quote(self, at: int) -> int | None:
        """Return the offset of the quote that closes the one at *at*, braces passed over in pairs."""
        at += 1
        while found := _QUOTE_PART.search(self.text, at, self.end):
            if found.group() == '"':
                return found.start()
            closing = self.close_of.get(found.start()) if found.group() == "{" else None
            if closing is None:
                return None
            at = closing + 1
        return None

    def _holds_a_field(self, at: int, close: int) -> bool:
        """Tell whether the value swallowed a field, because a brace of the entry is missing."""
        return not self.is_closed and bool(_FIELD_INSIDE.search(self.text, at, close))

    def _end_of_line(self, at: int) -> int:
        """Return the end of the line of *at*, at least one character on."""
        end = self.text.find("\n", at + 1, self.end)
        return self.end if end < 0 else end


def _paired(text: str, start: int, limit: int) -> dict[int, int]:
    """Pair the braces from *start* on, up to the one that closes the first, or to *limit*."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACE.finditer(text, start, limit):
        if match.group() == "{":
            opened.append(match.start())
        elif opened:
            pairs[opened.pop()] = match.start()
            if not opened and text[start] == "{":
                break
    return pairs


def _stripped(text: str, start: int, end: int, furniture: str = "") -> Span:
    """Return the span without white space, and *furniture* behind it."""
    part = text[start:end]
    begin = start + len(part) - len(part.lstrip())
    return Span(begin, max(begin, start + len(part.rstrip(" \t\r\n" + furniture))))
