"""From edits of the text to changes of the elements that hold it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from citecheck.errors import UnwritableEdit
from citecheck.mend.differences import differences
from citecheck.mend.docx.comments import Comments
from citecheck.mend.docx.links import Links
from citecheck.mend.docx.places import Places, holds_text
from citecheck.mend.docx.runs import beside, new_run
from citecheck.mend.docx.sources import Sources
from citecheck.mend.docx.tracking import Around, Signature, Tracking
from citecheck.mend.splicing import Change, changed
from citecheck.read.safe_xml import own_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

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
        self._tracking: Tracking | None = None
        self._comments: Comments | None = None

    def track(self, author: str, when: datetime | None) -> None:
        """Write the changes from now on as suggestions of *author*, made *when*, with their reasons."""
        comments = self._sources.comments()
        roots = [*self._sources.trace.roots, *([] if comments is None else [comments.root])]
        signature = Signature(author, when, roots)
        self._tracking = Tracking(signature)
        self._comments = Comments(self._sources, signature)

    def edit(self, edit: Edit) -> None:
        """Take *edit* up: its text, and the links over it where it has a target."""
        steps: list[tuple[Part, Change]] = []
        for change in self._differences(edit):
            parts = self._places.of(change, edit.span)
            if parts is None:
                self._refuse(edit, "it spans two paragraphs, or what the document does not hold but counts")
            steps += ((part, change) for part in parts)
        if self._tracking is None:
            for part, change in steps:
                self._take(part, change)
        else:
            self._suggest(edit, steps, self._tracking)
        if edit.target is not None:
            self._links.lead(edit.span, edit.target)

    def targets(self) -> list[str]:
        """Return where the links of the document lead after the changes."""
        return self._links.targets()

    def found(self) -> bytes:
        """Return the document with the changes."""
        if self._comments is not None:
            self._comments.write()
        for element, changes in (*self._links.write().items(), *self._changes.items()):
            source = self._sources.of(element)
            source.write(element, sorted(changes, key=lambda change: change.start))
            text = changed(own_text(element), sorted(changes, key=lambda change: change.start))
            if text != text.strip():
                source.keep_blanks(element)
        return self._sources.found()

    def _differences(self, edit: Edit) -> list[Change]:
        """Return what *edit* really changes in the text."""
        by = edit.span.start
        old, new = edit.span.of(self._document.text), edit.text
        changes = differences(old, new)
        if any(_BREAKS.search(change.text) for change in changes):
            self._refuse(edit, "a line break or tab would be new")
        if self._tracking is not None and changes:
            # What a person has to accept is easier to read in one piece than letter by letter.
            start, end = changes[0].start, changes[-1].end
            whole = Change(start + by, end + by, new[start : len(new) - len(old) + end])
            if self._places.is_in_one(whole):
                return [whole]
        return [Change(start + by, end + by, text) for start, end, text in changes]

    def _take(self, part: Part, change: Change) -> None:
        """Take up what a *change* of the text does in one element."""
        source = self._sources.of(part.element)
        if part.new:
            place = beside(source, part.element, part.new)
            source.splice(place, place, self._new_run(part, change))
        elif holds_text(part.element):
            self._changes.setdefault(part.element, []).append(part.change)
        else:
            extent = source.extent(part.element)
            source.splice(extent.start, extent.end, "")

    def _suggest(self, edit: Edit, steps: Sequence[tuple[Part, Change]], tracking: Tracking) -> None:
        """Write the *steps* of *edit* as suggestions, with its reason as a comment on all of them."""
        marks = Around()
        if self._comments is not None and steps:
            marks = self._comments.around(steps[0][0].element, edit.because)
        elif self._comments is not None and (host := self._places.element_at(edit.span.start)) is not None:
            self._comments.around_run(host, edit.because)
        for number, (part, change) in enumerate(steps):
            source = self._sources.of(part.element)
            around = Around(marks.before * (number == 0), marks.behind * (number == len(steps) - 1))
            if part.new:
                place = beside(source, part.element, part.new)
                run = self._new_run(part, change)
                source.splice(place, place, tracking.inserted(source, part.element, run, around))
            elif holds_text(part.element):
                tracking.change(source, part.element, part.change, around)
            else:
                tracking.take_out(source, part.element, around)

    def _new_run(self, part: Part, change: Change) -> str:
        """Return the new run that *part* of a *change* asks for."""
        host = self._places.near(change.start - 1)
        return new_run(self._sources.of(part.element), part.element, host, part.change.text)

    def _refuse(self, edit: Edit, why: str) -> NoReturn:
        """Say that *edit* cannot be written, and *why*."""
        old, new = (
            " ".join(text[:_SHOWN].split()) for text in (edit.span.of(self._document.text), edit.text)
        )
        raise UnwritableEdit(
            f"{self._document.source}: `{new}` cannot be written for `{old}`: {why}; change it by hand"
        )
