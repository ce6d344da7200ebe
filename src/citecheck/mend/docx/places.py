"""Where a change of the text belongs: in which elements, and where in their own text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Literal, NamedTuple

from citecheck.mend.docx.runs import is_insertion
from citecheck.mend.splicing import Change
from citecheck.read.counting import lowered
from citecheck.read.safe_xml import local_name, own_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.models import Span
    from citecheck.read.safe_xml import Element
    from citecheck.read.tracing import Trace, TracedText

_FURTHEST = 50  # pieces before a link that are looked at for the formatting around it


class Part(NamedTuple):
    """What a change does in one *element*: a change of its own text, or all of a tab or line break taken out.

    *new* says that the text goes into a run of its own, before or behind the link at whose edge *element* is.
    """

    element: Element
    change: Change
    new: Literal["", "before", "behind"] = ""


class Places:
    """The pieces of a document's text with their elements, as a *trace* has them."""

    def __init__(self, trace: Trace) -> None:
        self._texts: list[TracedText] = [text for text in trace.texts() if text.span.start < text.span.end]
        self._starts = [text.span.start for text in self._texts]
        self._over: dict[Element, list[Span]] = {}
        for link in trace.links():
            for index in range(bisect_left(self._starts, link.span.start), len(self._texts)):
                if not link.span.holds(self._texts[index].span):
                    break
                self._over.setdefault(self._texts[index].element, []).append(link.span)

    def of(self, change: Change, span: Span) -> list[Part] | None:
        """Return what a *change* within *span* does in each element; None where it cannot be placed."""
        if change.start == change.end:
            return self._inserted(change, span)
        taken = list(self._between(change.start, change.end))
        covered = sum(part.change.end - part.change.start for part in taken)
        if covered != change.end - change.start or self._paragraphs(change) > 1:
            return None
        if not change.text:
            return taken
        first = self._at(change.start)
        if first is not None and holds_text(first.element):
            own = taken[0].change
            return [Part(first.element, own._replace(text=_fit(first, change.text))), *taken[1:]]
        added = self._inserted(Change(change.end, change.end, change.text), span)
        return None if added is None else [*taken, *added]

    def is_in_one(self, change: Change) -> bool:
        """Tell whether one element holds all that a *change* takes away."""
        first = self._at(change.start)
        return first is not None and change.end <= first.span.end and holds_text(first.element)

    def element_at(self, offset: int) -> Element | None:
        """Return the element that holds the character at *offset*."""
        text = self._at(offset)
        return None if text is None else text.element

    def near(self, offset: int) -> TracedText | None:
        """Return the text nearest before *offset*, in the same paragraph, that no link is laid over."""
        here = self._at(offset)
        index = bisect_right(self._starts, offset) - 1
        before = reversed(self._texts[max(index - _FURTHEST, 0) : index])
        own = (text for text in before if here is not None and text.paragraph is here.paragraph)
        return next((text for text in own if holds_text(text.element) and not self._is_unfit(text)), None)

    def _at(self, offset: int) -> TracedText | None:
        """Return the text that holds the character at *offset*."""
        index = bisect_right(self._starts, offset) - 1
        found: TracedText | None = self._texts[index] if index >= 0 else None
        return found if found is not None and offset < found.span.end else None

    def _between(self, start: int, end: int) -> Iterator[Part]:
        """Yield what is taken away of each element, if all between *start* and *end* is."""
        index = max(bisect_right(self._starts, start) - 1, 0)
        while index < len(self._texts) and self._starts[index] < end:
            text = self._texts[index]
            first, last = max(start, text.span.start), min(end, text.span.end)
            if first < last:
                by = text.span.start
                yield Part(text.element, Change(first - by, last - by, ""))
            index += 1

    def _paragraphs(self, change: Change) -> int:
        """Return over how many paragraphs a *change* goes."""
        ends = (self._at(change.start), self._at(change.end - 1))
        return len({id(text.paragraph) for text in ends if text is not None})

    def _inserted(self, change: Change, span: Span) -> list[Part] | None:
        """Return where new text goes: within *span* beside what stands there, else not into a link."""
        at = change.start
        before, behind = (
            text if text is not None and holds_text(text.element) else None
            for text in (self._at(at - 1) if at else None, self._at(at))
        )
        if span.start < span.end:
            inside = before if at > span.start and before is not None else behind if at < span.end else None
            host = inside or before or behind
            return None if host is None else [_insertion(host, at, change.text)]
        if before is not None and (not self._is_unfit(before) or self._is_within_link(before, at)):
            return [_insertion(before, at, change.text)]
        if before is None:
            return None if behind is None else [self._at_start(behind, at, change)]
        if behind is not None and not self._is_linked(behind) and not _is_inserted(behind.element):
            return [_insertion(behind, at, change.text)]
        return [Part(before.element, Change(at, at, change.text), new="behind")]

    def _at_start(self, first: TracedText, at: int, change: Change) -> Part:
        """Return where new text goes at the offset *at*, where *first* begins a note: not into its link."""
        if self._is_linked(first) and at == first.span.start and not self._is_within_link(first, at):
            return Part(first.element, Change(at, at, change.text), new="before")
        return _insertion(first, at, change.text)

    def _is_unfit(self, text: TracedText) -> bool:
        """Tell whether what is added behind *text* would look like a part of it."""
        return self._is_linked(text) or _is_raised(text)

    def _is_linked(self, text: TracedText) -> bool:
        """Tell whether a link is laid over *text*."""
        return text.element in self._over

    def _is_within_link(self, before: TracedText, offset: int) -> bool:
        """Tell whether *offset*, behind some of *before*, is not the end of a link over it, but in one."""
        return any(link.start < offset < link.end for link in self._over.get(before.element, ()))


def holds_text(element: Element) -> bool:
    """Tell whether *element* is one that holds text, and not a tab, a line break or a symbol."""
    return local_name(element.tag) == "t"


def _is_inserted(element: Element) -> bool:
    """Tell whether *element* is part of what somebody put in as a tracked change."""
    return any(map(is_insertion, element.iterancestors()))


def _insertion(host: TracedText, at: int, text: str) -> Part:
    """Return the insertion of *text* at the offset *at* into *host*."""
    by = at - host.span.start
    return Part(host.element, Change(by, by, _fit(host, text)))


def _fit(host: TracedText, text: str) -> str:
    """Return *text* as it is written in *host*: of raised digits the element holds plain ones."""
    return lowered(text) if _is_raised(host) else text


def _is_raised(text: TracedText) -> bool:
    """Tell whether the digits of *text* are printed raised."""
    return holds_text(text.element) and text.text != own_text(text.element)
