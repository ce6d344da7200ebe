"""Which element of a Word document each character of its text is of, and what is written into them."""

from __future__ import annotations

import io
import zipfile
from bisect import bisect_right
from typing import TYPE_CHECKING, cast

from citecheck.errors import UnwritableEdit
from citecheck.mend.differences import differences
from citecheck.mend.docx.parts import PartBytes
from citecheck.mend.splicing import Change, changed
from citecheck.models import Document, Edit, Span
from citecheck.read.docx.document import read_document
from citecheck.read.safe_xml import Element, local_name
from citecheck.read.zipped import Package

if TYPE_CHECKING:
    from citecheck.read.assembly import Origin


class Pieces:
    """The text of a document by its elements: make it with `of`, `write` edits, and take it `packed`."""

    def __init__(self, data: bytes, document: Document, origins: list[Origin]) -> None:
        self._data, self.document = data, document
        self._package = Package(data, document.source)
        self._origins = origins
        self._starts = [origin.span.start for origin in origins]
        self._planned: dict[int, list[Change]] = {}
        self._parts: dict[int, PartBytes] = {}

    @classmethod
    def of(cls, data: bytes, document: Document) -> Pieces:
        """Read *data* once more, keeping where its text comes from; raises `UnwritableEdit` if it differs."""
        origins: list[Origin] = []
        again = read_document(data, document.source, origins)
        if again.text != document.text:
            raise UnwritableEdit(f"{document.source}: is not what was read; run again")
        origins.sort(key=lambda origin: origin.span)
        return cls(data, document, origins)

    def write(self, edit: Edit) -> None:
        """Plan what *edit* changes, each difference in the run in which it begins."""
        for each in differences(edit.span.of(self.document.text), edit.text):
            start, end = edit.span.start + each.start, edit.span.start + each.end
            inside = self._within(start, end)
            if sum(self._shared(at, start, end) for at in inside) < end - start:
                raise self._unwritable(Span(start, end))
            owner = self._owner(start, inside, within=start < edit.span.end) if each.text else None
            for at in sorted({*inside, *([] if owner is None else [owner])}):
                self._plan(at, start, end, each.text if at == owner else "")

    def over(self, span: Span) -> list[Element]:
        """Return the elements whose text stands at *span*, in order."""
        return [self._element(at) for at in self._within(span.start, span.end)]

    def part_of(self, element: Element) -> PartBytes:
        """Return the bytes of the part in which *element* stands."""
        root = element.getroottree().getroot()
        if id(root) not in self._parts:
            self._parts[id(root)] = PartBytes(self._package, root)
        return self._parts[id(root)]

    def packed(self) -> bytes:
        """Return the file with what was planned, every other member as it was and in its order."""
        for at, changes in self._planned.items():
            self._carry_out(at, changes)
        new = {name: data for part in self._parts.values() for name, data in part.written().items()}
        result = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self._data)) as old, zipfile.ZipFile(result, "w") as archive:
            archive.comment = old.comment
            for member in old.infolist():
                data = new.get(member.filename)
                archive.writestr(member, old.read(member) if data is None else data, member.compress_type)
        return result.getvalue()

    def _carry_out(self, at: int, changes: list[Change]) -> None:
        """Write the *changes* of the element of the origin *at*, or take out a character that is one."""
        element = self._element(at)
        part = self.part_of(element)
        if self._is_run(at):
            part.set_text(element, changed(self._origins[at].span.of(self.document.text), changes))
        else:
            part.remove(element)

    def _plan(self, at: int, start: int, end: int, text: str) -> None:
        """Plan that the origin *at* loses what it has from *start* to *end*, and gets *text* there."""
        span = self._origins[at].span
        first = min(max(start, span.start), span.end) - span.start
        last = max(min(end, span.end), span.start) - span.start
        self._planned.setdefault(at, []).append(Change(first, max(first, last), text))

    def _owner(self, start: int, inside: list[int], *, within: bool) -> int:
        """Return the origin that gets what is new at *start*: the first run inside, else one that meets it.

        Of two that meet there it is the one behind if that is *within* what is edited.
        """
        runs = [at for at in inside if self._is_run(at) and self._origins[at].span.start <= start]
        before = [at for at in self._within(start - 1, start) if self._is_run(at)]
        behind = [at for at in self._within(start, start + 1) if self._is_run(at)]
        for at in (*runs, *(behind + before if within else before + behind)):
            return at
        raise self._unwritable(Span(start, start))

    def _within(self, start: int, end: int) -> list[int]:
        """Return the origins that share a character with what stands from *start* to *end*."""
        at = max(bisect_right(self._starts, start) - 1, 0)
        found = []
        while at < len(self._origins) and self._origins[at].span.start < end:
            if self._shared(at, start, end) > 0:
                found.append(at)
            at += 1
        return found

    def _shared(self, at: int, start: int, end: int) -> int:
        """Return how many characters the origin *at* has between *start* and *end*."""
        span = self._origins[at].span
        return min(span.end, end) - max(span.start, start)

    def _element(self, at: int) -> Element:
        """Return the element of the origin *at*."""
        return cast("Element", self._origins[at].element)

    def _is_run(self, at: int) -> bool:
        """Tell whether the origin *at* is the text of a run, and not a character that is an element."""
        return local_name(self._element(at).tag) == "t"

    def _unwritable(self, span: Span) -> UnwritableEdit:
        """Return the error for a place that no run holds."""
        words = " ".join(span.of(self.document.text).split())[:60]
        return UnwritableEdit(
            f"{self.document.source}: “{words}” is not written in a run of its text; correct it in Word"
        )
