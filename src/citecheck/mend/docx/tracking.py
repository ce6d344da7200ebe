"""Changes of runs as suggestions: what goes is kept as deleted, what comes is marked as inserted.

A run is closed where the change begins and goes on behind it with the same properties; between the two stand
`w:del` and `w:ins` (ECMA-376 part 1, 17.13.5.14 and 17.13.5.18).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from citecheck.errors import UnwritableEdit
from citecheck.mend.docx.runs import is_insertion, outermost, run_of
from citecheck.mend.xml_source import attributes, escaped, with_attribute
from citecheck.read.counting import integer
from citecheck.read.docx.parts import W
from citecheck.read.safe_xml import child, own_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citecheck.mend.splicing import Change
    from citecheck.mend.xml_source import XmlSource
    from citecheck.read.safe_xml import Element


class Around(NamedTuple):
    """What is written before and behind a change: where its comment begins and ends."""

    before: str = ""
    behind: str = ""


class Signature:
    """Who suggests changes and *when* (now, if that is None); each gets an id that none below *roots* has."""

    def __init__(self, author: str, when: datetime | None, roots: Iterable[Element]) -> None:
        self._author = author
        self._when = (when or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        found = (each.get(f"{W}id") for root in roots for each in root.iter("*"))
        self._last = max((integer(each, 0) for each in found), default=0)

    def new_id(self) -> str:
        """Return an id that nothing has."""
        self._last += 1
        return str(self._last)

    def attributes(self, prefix: str, number: str = "") -> str:
        """Return the attributes of a new change, or of a comment with that *number* as its id."""
        values = {"id": number or self.new_id(), "author": self._author, "date": self._when}
        return attributes((f"{prefix}{name}", value) for name, value in values.items())


class Tracking:
    """Writes changes signed with *signature*."""

    def __init__(self, signature: Signature) -> None:
        self._signature = signature
        self._kept: set[Element] = set()

    def change(self, source: XmlSource, element: Element, change: Change, around: Around) -> None:
        """Write a *change* of the text of *element*."""
        prefix = prefix_of(element)
        offsets, opening = source.offsets(element), _opening(source, element)
        node = _edge(element, change)
        if node is not None:
            added = self._inserted(source, node, _run(prefix, opening, change.text))
            place = source.extent(node).end if change.start else source.extent(node).start
            source.splice(place, place, f"{around.before}{added}{around.behind}")
            return
        start, end = offsets[change.start], offsets[change.end]
        if own_text(element) != own_text(element).strip() or change.start or change.end < len(offsets) - 1:
            self._keep_blanks(source, element)
        begin, finish = f"</{prefix}t></{prefix}r>{around.before}", ""
        if change.start < change.end:
            begin += f'{self._tag(prefix, "del")}{opening}<{prefix}delText xml:space="preserve">'
            finish = f"</{prefix}delText></{prefix}r></{prefix}del>"
        if change.text:
            finish += self._inserted(source, run_of(element), _run(prefix, opening, change.text))
        finish += f'{around.behind}{opening}<{prefix}t xml:space="preserve">'
        source.splice(start, start, begin)
        source.splice(end, end, finish)

    def take_out(self, source: XmlSource, element: Element, around: Around) -> None:
        """Take *element*, a tab or a line break, out of its run."""
        prefix, opening, extent = prefix_of(element), _opening(source, element), source.extent(element)
        begin = f"</{prefix}r>{around.before}{self._tag(prefix, 'del')}{opening}"
        source.splice(extent.start, extent.start, begin)
        source.splice(extent.end, extent.end, f"</{prefix}r></{prefix}del>{around.behind}{opening}")

    def inserted(self, source: XmlSource, element: Element, run: str, around: Around) -> str:
        """Return *run*, a new one beside the link at whose edge *element* is, as inserted."""
        return around.before + self._inserted(source, outermost(run_of(element)), run) + around.behind

    def _inserted(self, source: XmlSource, node: Element, run: str) -> str:
        """Return *run*, a new one in or beside *node*, as inserted.

        What another inserted is closed before it and goes on behind it, as in Word: LibreOffice takes one
        insertion within another for the end of the outer one.
        """
        prefix, around = prefix_of(node), node.getparent()
        added = f"{self._tag(prefix, 'ins')}{run}</{prefix}ins>"
        if around is None or not is_insertion(around):
            return added
        extent = source.extent(around)
        again = with_attribute(source.text(extent.start, extent.opened), "id", self._signature.new_id())
        return f"{source.text(extent.closing, extent.end)}{added}{again}"

    def _tag(self, prefix: str, name: str) -> str:
        """Return the start tag of a new change."""
        return f"<{prefix}{name}{self._signature.attributes(prefix)}>"

    def _keep_blanks(self, source: XmlSource, element: Element) -> None:
        """Say once that the outer white space of *element* counts."""
        if element not in self._kept:
            self._kept.add(element)
            source.keep_blanks(element)


def prefix_of(element: Element) -> str:
    """Return the prefix of Word's elements, as *element* has it; raises `UnwritableEdit` for a formula."""
    if not element.tag.startswith(W) or not element.prefix:
        raise UnwritableEdit("a change of a formula cannot be tracked; write it untracked")
    return f"{element.prefix}:"


def _edge(element: Element, change: Change) -> Element | None:
    """Return what begins or ends with *element* in its run, if a *change* only puts text in there."""
    run = run_of(element)
    at_end = change.start == len(own_text(element)) and element.getnext() is None
    at_start = change.start == 0 and element.getprevious() is child(run, "rPr")
    if change.start < change.end or not (at_end or at_start):
        return None
    around, beyond = run.getparent(), run.getnext() if at_end else run.getprevious()
    return around if around is not None and beyond is None and is_insertion(around) else run


def _run(prefix: str, opening: str, text: str) -> str:
    """Return a run of *text* that begins with *opening*."""
    return f'{opening}<{prefix}t xml:space="preserve">{escaped(text)}</{prefix}t></{prefix}r>'


def _opening(source: XmlSource, element: Element) -> str:
    """Return how the run of *element* begins: its start tag and its properties."""
    run = run_of(element)
    extent, properties = source.extent(run), child(run, "rPr")
    formatting = source.of(properties) if properties is not None else ""
    return source.text(extent.start, extent.opened) + formatting
