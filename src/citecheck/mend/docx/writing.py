"""From edits of the text to changes of the elements that hold it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from citecheck.errors import UnwritableEdit
from citecheck.mend.differences import differences
from citecheck.mend.docx.links import Links
from citecheck.mend.docx.places import Places, holds_text
from citecheck.mend.docx.runs import behind, new_run
from citecheck.mend.docx.sources import Sources
from citecheck.mend.splicing import Change, changed
from citecheck.read.safe_xml import own_text

if TYPE_CHECKING:
    from citecheck.mend.docx.places import Part
    from citecheck.models import Document, Edit
    from citecheck.read.safe_xml import Element

_BREAKS = re.compile(r"[\n\r\t]")
_SHOWN = 60


class Writing:
    """Collects the changes of the Word document *data*, from which *document* was read."""

    def __init__(self, data: bytes, document: Document) -> None:
        self._document = document
        self._sources = Sources(data, document)
        self._places = Places(self._sources.trace)
        self._links = Links(self._sources)
        self._changes: dict[Element, list[Change]] = {}

    def edit(self, edit: Edit) -> None:
        """Take *edit* up: its text, and the links over it where it has a target."""
        for change in self._differences(edit):
            parts = self._places.of(change, edit.span)
            if parts is None:
                self._refuse(edit, "it spans two paragraphs, or what the document does not hold but counts")
            for part in parts:
                self._take(part, change)
        if edit.target is not None:
            self._links.lead(edit.span, edit.target)

    def targets(self) -> list[str]:
        """Return where the links of the document lead after the changes."""
        return self._links.targets()

    def found(self) -> bytes:
        """Return the document with the changes."""
        for element, changes in self._links.write().items():
            self._changes.setdefault(element, []).extend(changes)
        for element, changes in self._changes.items():
            source = self._sources.of(element)
            source.write(element, sorted(changes, key=lambda change: change.start))
            text = changed(own_text(element), sorted(changes, key=lambda change: change.start))
            if text != text.strip():
                source.keep_blanks(element)
        return self._sources.found()

    def _differences(self, edit: Edit) -> list[Change]:
        """Return what *edit* really changes in the text."""
        by = edit.span.start
        changes = differences(edit.span.of(self._document.text), edit.text)
        if any(_BREAKS.search(change.text) for change in changes):
            self._refuse(edit, "a line break or tab would be new")
        return [Change(start + by, end + by, text) for start, end, text in changes]

    def _take(self, part: Part, change: Change) -> None:
        """Take up what a *change* of the text does in one element."""
        source = self._sources.of(part.element)
        if part.new:
            host = self._places.near(change.start - 1)
            place = behind(source, part.element)
            source.splice(place, place, new_run(source, part.element, host, part.change.text))
        elif holds_text(part.element):
            self._changes.setdefault(part.element, []).append(part.change)
        else:
            extent = source.extent(part.element)
            source.splice(extent.start, extent.end, "")

    def _refuse(self, edit: Edit, why: str) -> NoReturn:
        """Say that *edit* cannot be written, and *why*."""
        old, new = (
            " ".join(text[:_SHOWN].split()) for text in (edit.span.of(self._document.text), edit.text)
        )
        raise UnwritableEdit(
            f"{self._document.source}: `{new}` cannot be written for `{old}`: {why}; change it by hand"
        )
