"""Where the characters of a parsed page stand in its source.

    <p>See  a.org</p>   ─ parse ─>  the tree that the reader has
    <p>①②③  ④⑤⑥⑦⑧</p>   ─ parse ─>  a tree of the same shape, its shadow, whose characters are numbers

The parser keeps no offsets. So the source is parsed once more with a number for every character of text that
is not white space; the tree is built as before, because it depends on nothing else. A character is known to
stand at an offset only if the source says there what the first tree says.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from citecheck.mend.html.tokens import decoded, pieces, tokens
from citecheck.read.html.tree import parse_text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from citecheck.mend.html.tokens import Token
    from citecheck.read.html.tree import Page

_MARK = "data-citecheck-at"
_WHITE = " \t\n\r\f"
# Both private planes of Unicode, without the last two of each, which are no characters.
_FIRST, _SECOND, _PLANE = 0xF0000, 0x100000, 0xFFFE
_NUMBERS = "".join(map(chr, (*range(_FIRST, _FIRST + _PLANE), *range(_SECOND, _SECOND + _PLANE))))
_FORMATTING = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "s", "small", "strong", "sub", "sup", "tt", "u"}
)
_EMPTY = frozenset({"br", "img", "meta", "wbr"})
_COUNT = len(_NUMBERS)


class Source:
    """The decoded source: its tokens, and the *starts* and *ends* of its atoms.

    An atom is a character of text that is not white space, or the reference that means it.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = list(tokens(text))
        self.starts, self.ends = array("I"), array("I")
        self.shadow = "".join(map(self._shadow_of, self.tokens))

    def meaning(self, atom: int) -> str:
        """Return what *atom* means; two characters for a few references."""
        start, end = self.starts[atom], self.ends[atom]
        return self.text[start] if end - start == 1 else decoded(self.text[start:end])

    def atom_at(self, offset: int) -> int | None:
        """Return the atom that begins at *offset*, if one does."""
        atom = bisect_left(self.starts, offset)
        return atom if atom < len(self.starts) and self.starts[atom] == offset else None

    def within(self, start: int, end: int) -> list[Token]:
        """Return the tokens that lie at least partly between *start* and *end*."""
        first = bisect_left(self.tokens, start, key=lambda token: token.end)
        last = bisect_left(self.tokens, end, key=lambda token: token.start)
        return [token for token in self.tokens[first:last] if token.end > start]

    def behind_formatting(self, offset: int) -> int:
        """Return *offset*, or where the last link or emphasis ends whose end tags follow there at once."""
        found = offset
        first = bisect_left(self.tokens, offset, key=lambda token: token.start)
        for token in islice(self.tokens, first, None):
            if token.kind != "end" or token.start != offset:
                break
            offset = token.end
            found = offset if token.name in _FORMATTING else found
        return found

    def is_balanced(self, start: int, end: int) -> bool:
        """Tell whether every element that begins or ends between *start* and *end* does both, and no link."""
        inside: list[str] = []
        for token in self.within(start, end):
            if token.kind == "start" and token.name not in _EMPTY:
                inside.append(token.name)
            elif token.kind == "end" and (not inside or inside.pop() != token.name):
                return False
            if token.name == "a":
                return False
        return not inside

    def _shadow_of(self, token: Token) -> str:
        """Return what stands for *token* in the shadow: numbers, links that know their place, or itself."""
        if token.kind == "text":
            return self._numbered(token)
        source = self.text[token.start : token.end]
        if token.kind == "start" and token.name == "a":
            return f'{source[:2]} {_MARK}="{token.start}"{source[2:]}'
        return source

    def _numbered(self, token: Token) -> str:
        """Return the numbers of the atoms of a *token*, and its white space."""
        shadow = []
        for piece in pieces(self.text, token.start, token.end):
            if piece.kind == "white":
                shadow.append(self.text[piece.start : piece.end])
            elif piece.kind == "reference":
                shadow.append(_numbers(len(self.starts), 1) * len(piece.meaning))
                self.starts.append(piece.start)
                self.ends.append(piece.end)
            else:
                shadow.append(_numbers(len(self.starts), piece.end - piece.start))
                self.starts.extend(range(piece.start, piece.end))
                self.ends.extend(range(piece.start + 1, piece.end + 1))
        return "".join(shadow)


class Aligned:
    """A page beside its shadow; *anchors* are the offsets of the start tags of its `a` elements."""

    def __init__(self, page: Page, source: Source, name: str) -> None:
        self._source = source
        self.anchors: dict[Element, int] = {}
        self._shadows: dict[tuple[Element, bool], tuple[str, int]] = {}
        self._last = 0
        shadow = parse_text(source.shadow, name)
        walks = (etree.iterwalk(each, events=("start", "end")) for each in (page.root, shadow.root))
        for (event, element), (event_there, there) in zip(*walks, strict=False):
            if (event, element.tag) != (event_there, there.tag):
                break  # from here on nothing is known
            if event == "end":
                self._keep(element, there.tail, is_tail=True)
                continue
            self._keep(element, there.text, is_tail=False)
            if element.tag == "a" and (mark := there.get(_MARK)) is not None:
                self.anchors[element] = int(mark)

    def _keep(self, element: Element, shadow: str | None, *, is_tail: bool) -> None:
        """Keep the *shadow* of a text and the last atom before it; most are never asked for."""
        if not shadow:
            return
        self._shadows[element, is_tail] = (shadow, self._last)
        number = _number((shadow.rstrip(_WHITE) or " ")[-1])
        if number is not None:
            self._last += _step(self._last, number)

    def atoms(self, element: Element, *, is_tail: bool) -> list[int | None]:
        """Return the atom of each character in the text (or tail) of *element*; None where none is sure."""
        text = (element.tail if is_tail else element.text) or ""
        shadow, last = self._shadows.get((element, is_tail), ("", 0))
        if len(shadow) != len(text):
            return [None] * len(text)
        found: list[int | None] = []
        for character, mark in zip(text, shadow, strict=True):
            number = _number(mark)
            atom = None if number is None else last + _step(last, number)
            if (
                atom is None
                or atom >= len(self._source.starts)
                or character not in self._source.meaning(atom)
            ):
                found.append(None)
            else:
                found.append(atom)
                last = atom
        return found


def _numbers(first: int, count: int) -> str:
    """Return the characters that stand for *count* atoms from *first* on; after the last comes the first."""
    at = first % _COUNT
    found = _NUMBERS[at : at + count]
    while len(found) < count:
        found += _NUMBERS[: count - len(found)]
    return found


def _number(character: str) -> int | None:
    """Return what *character* stands for, if it is one of ours."""
    code = ord(character)
    if _FIRST <= code < _FIRST + _PLANE:
        return code - _FIRST
    return code - _SECOND + _PLANE if _SECOND <= code < _SECOND + _PLANE else None


def _step(last: int, number: int) -> int:
    """Return how many atoms behind *last* the next one with this *number* is."""
    return (number - last) % _COUNT
