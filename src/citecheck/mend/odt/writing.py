"""From edits of the text to changes of the content of an OpenDocument text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from citecheck.errors import UnwritableEdit
from citecheck.mend.differences import differences
from citecheck.mend.link_spans import LinkSpans
from citecheck.mend.odt.characters import Characters
from citecheck.mend.packing import repacked
from citecheck.mend.splicing import Change
from citecheck.mend.xml_source import XmlSource, escaped
from citecheck.read.counting import lowered
from citecheck.read.odt.document import read_document
from citecheck.read.targets import target_of
from citecheck.read.tracing import Trace
from citecheck.read.zipped import SIGNATURE, Package

if TYPE_CHECKING:
    from citecheck.models import Document, Edit, Span

_BREAKS = re.compile(r"[\n\r\t]")
_CONTENT = "content.xml"
_SHOWN = 60


class Writing:
    """Collects the changes of the OpenDocument text *data*, from which *document* was read."""

    def __init__(self, data: bytes, document: Document) -> None:
        self._data, self._document = data, document
        trace, name = Trace(), document.source
        if read_document(data, name, trace).text != document.text:
            raise UnwritableEdit(f"{name}: the file is not the one that was checked; check it again")
        content = Package(data, name).require(_CONTENT) if data.startswith(SIGNATURE) else data
        self._source = XmlSource(content, next(iter(trace.roots)), f"{name}: {_CONTENT} in it")
        self._characters = Characters(trace, self._source)
        self._links = LinkSpans(trace.links())
        self._targets: dict[object, str] = {}

    def edit(self, edit: Edit) -> None:
        """Take *edit* up: its text, and the links over it where it has a target."""
        by = edit.span.start
        for start, end, text in differences(edit.span.of(self._document.text), edit.text):
            if _BREAKS.search(text):
                self._refuse(edit, "a line break or tab would be new")
            self._change(Change(start + by, end + by, text), edit)
        for link in self._links.over(edit.span) if edit.target is not None else ():
            if link.target != target_of(edit.target or ""):
                self._targets[link.origin] = edit.target or ""

    def targets(self) -> list[str]:
        """Return where the links of the document lead after the changes, as far as they lead to sources."""
        found = [target_of(self._targets.get(link.origin, link.target)) for link in self._links.links]
        return [target for target in found if target is not None]

    def found(self) -> bytes:
        """Return the document with the changes."""
        for element, target in self._targets.items():
            self._source.set_attributes(element, {"href": target})
        if not self._source.is_changed:
            return self._data
        content = self._source.found()
        if not self._data.startswith(SIGNATURE):
            return content
        return repacked(self._data, self._document.source, {_CONTENT: content})

    def _change(self, change: Change, edit: Edit) -> None:
        """Write a *change* of the text, where the first of the characters stands that it takes away."""
        ranges = self._characters.of(change.start, change.end)
        if ranges is None:
            self._refuse(edit, "it spans two paragraphs, or what the document does not hold but counts")
        place = ranges[0][0] if ranges else self._place(change.start, edit.span)
        if place is None:
            self._refuse(edit, "it would stand beside what the document does not hold but counts")
        was_raised = change.start < change.end and self._is_raised(change.start, ranges[0])
        text = lowered(change.text) if was_raised else change.text
        if text:
            self._source.splice(place, place, escaped(text))
        for start, end in ranges:
            self._source.splice(start, end, "")

    def _place(self, offset: int, span: Span) -> int | None:
        """Return where text that is put in at *offset* stands: within *span*, else not in a link."""
        before, behind = self._characters.of(offset - 1, offset), self._characters.of(offset, offset + 1)
        if offset == span.start < span.end and behind:
            return behind[0][0]
        if not before:
            begun = [link for link in self._links.over(span) if link.span.start == offset]
            if begun and span.start == span.end:
                return self._source.extent(begun[0].origin).start
            return behind[0][0] if behind else None
        if span.start == span.end:
            ended = [link for link in self._links.over(span) if link.span.start < offset == link.span.end]
            if ended:
                return self._source.extent(ended[0].origin).end
        return before[0][1]

    def _is_raised(self, offset: int, where: tuple[int, int]) -> bool:
        """Tell whether the character at *offset* is a digit that the document raises."""
        character = self._document.text[offset]
        return lowered(character) != character and self._source.text(*where) == lowered(character)

    def _refuse(self, edit: Edit, why: str) -> NoReturn:
        """Say that *edit* cannot be written, and *why*."""
        texts = (edit.span.of(self._document.text), edit.text)
        old, new = (" ".join(text[:_SHOWN].split()) for text in texts)
        raise UnwritableEdit(
            f"{self._document.source}: `{new}` cannot be written for `{old}`: {why}; change it by hand"
        )
