"""Have links lead elsewhere: by their relations (ECMA-376 part 1, 17.16.22) or by fields (17.16.5.25)."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

from citecheck.errors import UnwritableEdit
from citecheck.mend.link_spans import LinkSpans
from citecheck.mend.splicing import Change, changed
from citecheck.mend.xml_source import with_attribute
from citecheck.read.docx.fields import Field, hyperlink_words
from citecheck.read.safe_xml import attribute, local_name, own_text
from citecheck.read.targets import target_of

if TYPE_CHECKING:
    from citecheck.mend.docx.sources import Sources
    from citecheck.models import Span
    from citecheck.read.safe_xml import Element
    from citecheck.read.tracing import TracedLink

_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class Links:
    """The links of a document, and where they are to lead."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._links = LinkSpans(sources.trace.links())
        self._uses: dict[Element, Counter[str]] = {}
        self._targets: dict[object, str] = {}

    def lead(self, span: Span, target: str) -> None:
        """Have the links over *span*, be it in part, lead to *target*; at its ends where it is empty."""
        for link in self._links.over(span):
            if link.target != target_of(target):
                self._targets[link.origin] = target
                self._retip(link, target)

    def _retip(self, link: TracedLink, target: str) -> None:
        """Have the tip that a program shows over *link* name its new *target*, where it names the old one."""
        tip = None if isinstance(link.origin, Field) else attribute(link.origin, "tooltip")
        if tip and target_of(tip) == link.target:
            self._sources.of(link.origin).set_attributes(link.origin, {"tooltip": target})

    def targets(self) -> list[str]:
        """Return where the links lead after that, as far as they lead to sources."""
        found = [target_of(self._targets.get(link.origin, link.target)) for link in self._links.links]
        return [target for target in found if target is not None]

    def write(self) -> dict[Element, list[Change]]:
        """Write the targets into relations and attributes; return the changes of the codes of fields."""
        relations: dict[tuple[str, str], dict[Element, str]] = {}
        changes: dict[Element, list[Change]] = {}
        for origin, target in self._targets.items():
            if isinstance(origin, Field):
                for element, change in self._recoded(origin, target):
                    changes.setdefault(element, []).append(change)
            else:
                element, base = self._without_anchor(origin, target)
                key = (self._sources.part_of(element), attribute(element, "id") or "")
                relations.setdefault(key, {})[element] = base
        for (_, relation), targets in relations.items():
            self._relate(relation, targets)
        return changes

    def _without_anchor(self, origin: object, target: str) -> tuple[Element, str]:
        """Return the element that *origin* is, and what its relation has to say to lead to *target*."""
        element: Element = origin
        anchor = attribute(element, "anchor")
        if not anchor:
            return element, target
        base = target.removesuffix(f"#{anchor}")
        if base == target:
            self._sources.of(element).set_attributes(element, {"anchor": None})
        return element, base

    def _relate(self, relation: str, targets: dict[Element, str]) -> None:
        """Change the *relation* of the links *targets*; where others use it too, make new ones."""
        first = next(iter(targets))
        source = self._sources.relations(first)
        own = self._sources.relation(source, relation)
        if own is None:
            raise UnwritableEdit(f"{source.where}: has no relation `{relation}`; save the document anew")
        if self._users(first)[relation] == len(targets) and len(set(targets.values())) == 1:
            source.set_attributes(own, {"Target": targets[first]})
            return
        end = source.extent(own).end
        names = {target: self._sources.new_relation(source) for target in dict.fromkeys(targets.values())}
        for target, name in names.items():
            source.splice(
                end, end, with_attribute(with_attribute(source.of(own), "Id", name), "Target", target)
            )
        for element, target in targets.items():
            self._sources.of(element).set_attributes(element, {"id": names[target]})

    def _users(self, element: Element) -> Counter[str]:
        """Return how often each relation is used in the part of *element*."""
        root = self._sources.of(element).root
        if root not in self._uses:
            pairs = (pair for each in root.iter("*") for pair in each.attrib.items())
            own = (str(value) for name, value in pairs if str(name).startswith(_RELATIONS))
            self._uses[root] = Counter(own)
        return self._uses[root]

    def _recoded(self, each: Field, target: str) -> list[tuple[Element, Change]]:
        """Return what makes the field *each* lead to *target*; of a simple field its code changes at once."""
        elements = self._sources.trace.codes[each]
        changes = redirected(each.text, target)
        if local_name(elements[0].tag) == "fldSimple":
            code = changed("".join(each.code), changes)
            self._sources.of(elements[0]).set_attributes(elements[0], {"instr": code})
            return []
        starts = accumulate(map(len, each.code), initial=0)
        found = []
        for start, text, element in zip(starts, each.code, elements, strict=False):
            for change in changes:
                first, last = max(change.start, start), min(change.end, start + len(text))
                if first < last and own_text(element) != text:
                    raise UnwritableEdit(f"the target `{target}` cannot be written over a tab or a sign")
                if first < last:
                    new = change.text if first == change.start else ""
                    found.append((element, Change(first - start, last - start, new)))
        return found


def redirected(code: str, target: str) -> list[Change]:
    r"""Return what makes the *code* of a HYPERLINK lead to *target*; `\l` stays where it still says so."""
    words = hyperlink_words(code)
    if words is None or not words.target:
        return []
    base = target.removesuffix(f"#{words.place}") if words.place else target
    written = base.replace("\\", "\\\\").replace('"', '\\"')
    changes = [Change(*words.target_at, f'"{written}"')]
    if words.place and base == target:
        changes.append(Change(*words.place_at, ""))
    return sorted(changes)
