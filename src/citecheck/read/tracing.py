"""Where the text of a document comes from: what a walk notes down for those who write into the file again.

Readers fill a `Trace` only where they are given one; plain reading keeps nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from citecheck.models import Span
from citecheck.read.paragraphs import Paragraph
from citecheck.read.safe_xml import Element

if TYPE_CHECKING:
    from collections.abc import Iterator


class Tail(NamedTuple):
    """The text that stands behind the end of an element, in the one that holds both."""

    element: Element


class TracedText(NamedTuple):
    """A piece of text: what it says and where, and the element (or `Tail` of one) that it was read from."""

    span: Span
    text: str
    element: Element
    paragraph: Paragraph


class TracedLink(NamedTuple):
    """A link: where it stands, where it leads, and the *origin* that makes it: an element, or a field."""

    span: Span
    target: str
    origin: object


@dataclass(slots=True)
class Trace:
    """The elements of pieces of text and the origins of links, by their index in their paragraph.

    *codes* are the elements that a field's code was read from, one for each piece of it. *roots* name the
    parts that were walked.
    """

    elements: dict[Paragraph, dict[int, Element | Tail]] = field(default_factory=dict)
    origins: dict[Paragraph, list[object]] = field(default_factory=dict)
    codes: dict[object, list[Element]] = field(default_factory=dict)
    roots: dict[Element, str] = field(default_factory=dict)

    def text(self, paragraph: Paragraph, element: Element | Tail) -> None:
        """Note that the last piece of *paragraph* was read from *element*."""
        self.elements.setdefault(paragraph, {})[len(paragraph.pieces) - 1] = element

    def link(self, paragraph: Paragraph, origin: object) -> None:
        """Note that the last link of *paragraph* is made by *origin*."""
        self.origins.setdefault(paragraph, []).append(origin)

    def code(self, origin: object, element: Element) -> None:
        """Note that the next piece of the code of *origin*, a field, was read from *element*."""
        self.codes.setdefault(origin, []).append(element)

    def texts(self) -> list[TracedText]:
        """Return the pieces of the one text that come from an element, in the order of the text."""
        found = []
        for paragraph, elements in self.elements.items():
            for piece, span in enumerate(_spans(paragraph)):
                if piece in elements:
                    found.append(TracedText(span, paragraph.pieces[piece], elements[piece], paragraph))
        return sorted(found, key=lambda text: text.span)

    def links(self) -> list[TracedLink]:
        """Return the links of the one text."""
        found = []
        for paragraph, origins in self.origins.items():
            spans = list(_spans(paragraph))
            if paragraph.start is None:
                continue
            ends = [paragraph.start, *(span.end for span in spans)]
            for (first, last, target), origin in zip(paragraph.links, origins, strict=True):
                found.append(TracedLink(Span(ends[first], ends[last]), target, origin))
        return found


def _spans(paragraph: Paragraph) -> Iterator[Span]:
    """Yield where the pieces of *paragraph* stand; nothing if it is no part of the text."""
    if paragraph.start is not None:
        ends = accumulate(map(len, paragraph.pieces), initial=paragraph.start)
        start = next(ends)
        for end in ends:
            yield Span(start, end)
            start = end
