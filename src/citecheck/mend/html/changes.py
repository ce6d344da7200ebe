"""From edits of the text to changes of the source."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from citecheck.errors import UnwritableEdit
from citecheck.mend.differences import differences
from citecheck.mend.html.attributes import set_attributes, written_attributes
from citecheck.mend.html.places import Places
from citecheck.mend.html.shadow import Source
from citecheck.mend.splicing import Change
from citecheck.read.html.tree import decoded_page, parse_text, says_utf8
from citecheck.read.html.writing import RAISED
from citecheck.read.targets import target_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from citecheck.mend.html import Copy
    from citecheck.mend.html.places import Link, Range
    from citecheck.models import Document, Edit, Span

# At one offset of the source: what goes on behind what stands before it, a link that ends, one that begins,
# and what takes the place of what follows.
_BEHIND, _CLOSING, _OPENING, _INSTEAD = range(4)
_LOWERED = {raised: digit for digit, raised in RAISED.items()}
# What would be markup together with what comes to stand behind it.
_UNFINISHED = re.compile(r"(?:&#?[A-Za-z0-9]{0,32}|</?)\Z")
_LONGEST_UNFINISHED = 34
_SHOWN = 60


class _Step(NamedTuple):
    """A change of the source, ordered among those at the same offset."""

    start: int
    order: int
    end: int
    text: str


class Changes:
    """Collects what is to be changed in the source of one page."""

    def __init__(self, text: str, encoding: str, places: Places, document: Document) -> None:
        self.encoding = encoding
        self.source = places.source
        self._places, self._document = places, document
        self._line_end = "\r\n" if "\r\n" in text else "\n"
        self._codec = encoding
        self._steps: list[_Step] = []
        self._attributes: dict[Element, dict[str, str]] = {}
        self._targets: dict[Element, str] = {}
        self._added: list[str] = []

    @classmethod
    def of(cls, data: bytes, document: Document) -> Changes:
        """Begin with the page *data*; raises `UnwritableEdit` where *document* was not read from it.

        In bytes that are all ASCII no codec shows; unless the page names UTF-8, new letters of other kinds
        are written as references, which every browser reads alike.
        """
        text, encoding = decoded_page(data, document.source)
        name = document.source
        if "\x00" in text:
            raise UnwritableEdit(f"{name}: it holds zero bytes; save it from the browser first")
        places = Places(parse_text(text, name), Source(text), name)
        if places.text != document.text:
            raise UnwritableEdit(f"{name}: the file is not the one that was checked; check it again")
        changes = cls(text, encoding, places, document)
        if data.isascii() and not says_utf8(data):
            changes._codec = "ascii"
        return changes

    def edit(self, edit: Edit) -> None:
        """Take *edit* up: its text, and the links over it where it has a target."""
        old = edit.span.of(self._document.text)
        if not old and edit.text:
            self._insert(edit)
        for start, end, text in differences(old, edit.text) if old else ():
            self._replace(Change(edit.span.start + start, edit.span.start + end, text), edit.span)
        if edit.target is not None:
            for link in self._places.links_over(edit.span):
                self._lead(link, edit.target)

    def link(self, copy: Copy) -> None:
        """Take *copy* up: for the links over its span, or for a new one around it."""
        values = {
            "data-originalurl": copy.original,
            "data-versionurl": copy.url,
            "data-versiondate": copy.versiondate.isoformat(),
        }
        elements = self._places.anchors_over(copy.span, target_of(copy.original, self._places.page.base))
        for element in elements:
            self._attributes.setdefault(element, {}).update(values)
            self._targets[element] = copy.original
        if not elements:
            self._wrap(copy.span, {"href": copy.original, **values})
            self._added.append(copy.original)

    def targets(self) -> list[str]:
        """Return where the links of the page lead after the changes."""
        targets = {link.element: link.target for link in self._places.links} | self._targets
        base = self._places.page.base
        return [target_of(target, base) or "" for target in (*targets.values(), *self._added)]

    def found(self) -> list[Change]:
        """Return the changes of the source, sorted; raises `UnwritableEdit` where two of them meet."""
        steps = list(self._steps)
        for element, values in self._attributes.items():
            at = self._places.aligned.anchors.get(element)
            if at is None:
                self._refuse(next(iter(values.values())))
            steps += (
                _Step(start, _INSTEAD, end, text)
                for start, end, text in set_attributes(self.source.text, at, values)
            )
        changes: list[Change] = []
        for step in sorted(steps):
            end = changes[-1].end if changes else 0
            if step.start < end:
                self._refuse(step.text)
            changes += self._finished(step, end)
            changes.append(Change(step.start, step.end, self._encodable(step.text)))
        return changes

    def _insert(self, edit: Edit) -> None:
        """Put the text of *edit* in: behind what stands before it, else before what stands behind it.

        What is added behind a link or an emphasis is no part of it.
        """
        at = edit.span.start
        before, behind = self._places.of(at - 1), self._places.of(at)
        if before is not None:
            offset = self.source.behind_formatting(before[1])
            self._steps.append(_Step(offset, _BEHIND, offset, self._escaped(edit.text)))
        elif behind is not None:
            links = (each.element for each in self._places.links if each.span.start == at < each.span.end)
            anchors = (self._places.aligned.anchors.get(each) for each in links)
            offset = next((each for each in anchors if each is not None), behind[0])
            self._steps.append(_Step(offset, _INSTEAD, offset, self._escaped(edit.text)))
        else:
            self._refuse(edit.text)

    def _replace(self, change: Change, span: Span) -> None:
        """Write a *change* of the text within *span*, whose tags stay except for line breaks."""
        sources = self._sources(change)
        first = self._places.of(change.start) if change.start < change.end else None
        text = self._escaped(change.text)
        if first is not None:
            if self._places.is_raised(change.start):
                text = text.translate(_LOWERED)
            self._steps.append(_Step(first[0], _INSTEAD, first[1], text))
            sources.remove(first)
        elif text:
            self._add(change, text, span)
        self._steps += (_Step(start, _INSTEAD, end, "") for start, end in sources)

    def _add(self, change: Change, text: str, span: Span) -> None:
        """Put *text* in at a *change*: beside a character of *span* if there is one."""
        before, behind = self._places.of(change.start - 1), self._places.of(change.end)
        prefers_before = change.start > span.start or behind is None or change.end >= span.end
        if before is not None and prefers_before:
            self._steps.append(_Step(before[1], _BEHIND, before[1], text))
        elif behind is not None:
            self._steps.append(_Step(behind[0], _INSTEAD, behind[0], text))
        else:
            self._refuse(change.text)

    def _sources(self, change: Change) -> list[Range]:
        """Return the source of all that a *change* takes away."""
        found: list[Range] = []
        at = change.start
        while at < change.end:
            place = self._places.of(at)
            if place is not None:
                found.append(place)
                at += 1
                continue
            gap = self._places.gap(at)
            if gap is None:
                self._refuse(self._document.text[change.start : change.end])
            (start, end), white = gap
            until = min(end, change.end)
            if (at, until) != (start, end):
                if len(white) != end - start:
                    self._refuse(self._document.text[change.start : change.end])
                white = white[at - start : until - start]
            found += white
            at = until
        return list(dict.fromkeys(found))

    def _lead(self, link: Link, target: str) -> None:
        """Have *link* lead to *target*; of a Robust Link whose `href` is a copy only the original changes."""
        base = self._places.page.base
        if target_of(target, base) == link.target:
            return
        names = []
        if link.element.get("data-originalurl"):
            names.append("data-originalurl")
        if not names or target_of(link.element.get("href") or "", base) == link.target:
            names.append("href")
        self._attributes.setdefault(link.element, {}).update(dict.fromkeys(names, target))
        self._targets[link.element] = target

    def _wrap(self, span: Span, values: dict[str, str]) -> None:
        """Make a link with the attributes *values* of what stands at *span*."""
        first, last = self._places.of(span.start), self._places.of(span.end - 1)
        if first is None or last is None or not self.source.is_balanced(first[0], last[1]):
            self._refuse(span.of(self._document.text))
        self._steps.append(_Step(first[0], _OPENING, first[0], f"<a{written_attributes(values)}>"))
        self._steps.append(_Step(last[1], _CLOSING, last[1], "</a>"))

    def _escaped(self, text: str) -> str:
        """Return *text* as it is written between tags."""
        return escape(text, quote=False).replace("\n", self._line_end)

    def _encodable(self, text: str) -> str:
        """Return *text* with references for the characters that the page's charset cannot hold."""
        return text.encode(self._codec, "xmlcharrefreplace").decode(self._codec)

    def _finished(self, step: _Step, end: int) -> list[Change]:
        """Escape a `&` or `<` behind *end* that was text until *step* put something behind it."""
        source = self.source
        following = (step.text or source.text[step.end : step.end + 1])[:1]
        if not following or not (following.isalnum() or following in "#;/!?"):
            return []
        opening = _UNFINISHED.search(source.text, max(end, step.start - _LONGEST_UNFINISHED), step.start)
        atom = source.atom_at(opening.start()) if opening else None
        if atom is None:
            return []
        return [Change(source.starts[atom], source.ends[atom], escape(source.meaning(atom), quote=False))]

    def _refuse(self, words: str) -> NoReturn:
        """Say that the change of *words* cannot be written."""
        shown = " ".join(words[:_SHOWN].split())
        raise UnwritableEdit(
            f"{self._document.source}: the markup around `{shown}` does not let it be changed; "
            "change it by hand"
        )
