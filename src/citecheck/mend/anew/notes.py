"""A note as it stands in a list: its number, and its corrected words in pieces, some of which are links.

A link leads where the address is believed to be, be it what a broken line left of it or what a PDF laid over
a title; what reads like an address besides, such as a copy that was put in, is a link too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from citecheck.edits import applied
from citecheck.evidence.printed import whole
from citecheck.safe import encodable, masked, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from citecheck.models import Citation, CitedUrl, Edit, Span

_URL = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:]", re.IGNORECASE)
_ASKABLE = ("http://", "https://", "ftp://")


class Piece(NamedTuple):
    """A piece of a note: its words, and where a link over them leads."""

    words: str
    target: str | None = None


class Link(NamedTuple):
    """A link over the words from *start* to *end* of a note."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note of a list: its number, its text, and the links over it, in order and apart."""

    number: int
    text: str
    links: tuple[Link, ...] = ()

    def pieces(self) -> list[Piece]:
        """Return the words in pieces that are safe to show, on one line.

        Where a password is masked the links are those of what is shown.
        """
        links = () if masked(self.text) != self.text else self.links
        found: list[Piece] = []
        for words, target in _parted(self.text.strip(), links, len(self.text) - len(self.text.lstrip())):
            safe = _one_line(words)
            found += _addressed(safe) if target is None else [Piece(safe, encodable(shown(target)))]
        return [piece for piece in found if piece.words]


def corrected(citation: Citation, text: str, edits: Iterable[Edit]) -> Note:
    """Return the note of *citation*, which stands in *text*, with its own of the sorted *edits*."""
    span = citation.span
    mine = [edit for edit in edits if span.holds(edit.span)]
    words = applied(span.of(text), mine, span.start)
    links = [
        _link(cited, whole(text, cited) or cited.span, mine, span.start)
        for cited in sorted(citation.urls, key=lambda each: each.span)
        if span.holds(cited.span)
    ]
    return Note(citation.number, words, tuple(_apart(link for link in links if link is not None)))


def _link(cited: CitedUrl, span: Span, edits: Sequence[Edit], start: int) -> Link | None:
    """Return the link over *cited*, printed at *span*, after the *edits* of its note, which is at *start*.

    None where an edit puts other words in its stead and says nothing of a target, and where a password would
    have to be masked.
    """
    over = [edit for edit in edits if edit.span.start < span.end and edit.span.end > span.start]
    first = min((span.start, *(edit.span.start for edit in over)))
    last = max((span.end, *(edit.span.end for edit in over)))
    begin = first + sum(_growth(edit) for edit in edits if edit.span.end <= first)
    end = last + sum(_growth(edit) for edit in edits if edit.span.start < last)
    target = over[-1].target if over else cited.url
    if target is None or not target.lower().startswith(_ASKABLE) or masked(target) != target:
        return None
    return Link(begin - start, end - start, target)


def _growth(edit: Edit) -> int:
    """Return by how much *edit* makes its text longer."""
    return len(edit.text) - (edit.span.end - edit.span.start)


def _apart(links: Iterable[Link]) -> Iterator[Link]:
    """Yield those of the *links* that begin behind the one before."""
    at = 0
    for link in links:
        if at <= link.start < link.end:
            yield link
            at = link.end


def _parted(text: str, links: Iterable[Link], start: int) -> Iterator[Piece]:
    """Yield *text*, which stands at *start* of its note, in pieces, under the *links* and between them."""
    at = 0
    for link in links:
        begin = max(link.start - start, 0)
        yield Piece(text[at:begin])
        yield Piece(text[begin : link.end - start], link.target)
        at = link.end - start
    yield Piece(text[at:])


def _one_line(words: str) -> str:
    """Return *words* as they are shown, with a blank at either end where they have white space there."""
    before, behind = (" " if end.isspace() else "" for end in (words[:1], words[-1:]))
    safe = encodable(shown(words))
    return f"{before}{safe}{behind}" if safe else before


def _addressed(words: str) -> Iterator[Piece]:
    """Yield *words* in pieces, what reads like an address and what stands between."""
    at = 0
    for match in _URL.finditer(words):
        address = _without_tail(match.group())
        yield Piece(words[at : match.start()])
        yield Piece(address, address)
        at = match.start() + len(address)
    yield Piece(words[at:])


def _without_tail(address: str) -> str:
    """Return *address* without the brackets that it closes and does not open, and what stands before them."""
    while address.endswith((")", "]")):
        opening, closing = ("(", ")") if address.endswith(")") else ("[", "]")
        if address.count(opening) >= address.count(closing):
            break
        address = address[:-1].rstrip(".,;:")
    return address
