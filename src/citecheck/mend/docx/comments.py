"""Comments (ECMA-376 part 1, 17.13.4): their part, its relation and type, and the marks in the body.

Notes cannot hold the marks of comments; there the call of the note in the body gets them.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from citecheck.mend.docx.runs import run_of
from citecheck.mend.docx.tracking import Around, prefix_of
from citecheck.mend.xml_source import attributes, escaped
from citecheck.read.docx.parts import W, relations_of
from citecheck.read.docx.sections import DEFAULTS
from citecheck.read.safe_xml import attribute

if TYPE_CHECKING:
    from citecheck.mend.docx.sources import Sources
    from citecheck.mend.docx.tracking import Signature
    from citecheck.read.safe_xml import Element

_TYPES = "[Content_Types].xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_STRICT = b"http://purl.oclc.org/ooxml/"
_USUAL = ("http://schemas.openxmlformats.org/wordprocessingml/2006/main",
          "http://schemas.openxmlformats.org/officeDocument/2006/relationships")  # fmt: skip
_OF_STRICT = ("http://purl.oclc.org/ooxml/wordprocessingml/main",
              "http://purl.oclc.org/ooxml/officeDocument/relationships")  # fmt: skip
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Comments:
    """Collects comments, signed with *signature*, for the document in *sources*."""

    def __init__(self, sources: Sources, signature: Signature) -> None:
        self._sources, self._signature = sources, signature
        self._body = next(iter(sources.trace.roots))
        self._calls: dict[tuple[str, str | None], Element] = {}
        self._written: list[tuple[str, str]] = []

    def around(self, element: Element, text: str) -> Around:
        """Add the comment *text* on a change in *element*; return the marks that are to stand around it.

        In a note they are empty: the marks are set at its call.
        """
        call = self._call(element)
        if not text or (call is None and self._sources.part_of(element) != self._main):
            return Around()
        number = self._signature.new_id()
        self._written.append((number, text))
        if call is None:
            return _marks(prefix_of(element), number)
        source, run = self._sources.of(call), run_of(call)
        extent, marks = source.extent(run), _marks(prefix_of(call), number)
        source.splice(extent.start, extent.start, marks.before)
        source.splice(extent.end, extent.end, marks.behind)
        return Around()

    def around_run(self, element: Element, text: str) -> None:
        """Add the comment *text* on the whole run of *element*."""
        marks = self.around(element, text)
        if marks.before:
            source = self._sources.of(element)
            extent = source.extent(run_of(element))
            source.splice(extent.start, extent.start, marks.before)
            source.splice(extent.end, extent.end, marks.behind)

    def write(self) -> None:
        """Write the comments into their part; make one where there is none."""
        source = self._sources.comments()
        if self._written and source is not None:
            prefix = f"{source.root.prefix}:" if source.root.prefix else ""
            source.append(source.root, self._all(prefix))
        elif self._written:
            self._create()

    def _call(self, element: Element) -> Element | None:
        """Return the element that calls the note in which *element* stands first; None for the body's own."""
        notes = element.iterancestors(*(f"{W}{kind}" for kind in DEFAULTS))
        note = next(notes, None)
        if note is None:
            return None
        if not self._calls:
            for call in self._body.iter(*(f"{W}{kind}Reference" for kind in DEFAULTS)):
                if next(call.iterancestors(f"{W}del"), None) is None:
                    self._calls.setdefault((call.tag, attribute(call, "id")), call)
        return self._calls.get((f"{note.tag}Reference", attribute(note, "id")))

    @property
    def _main(self) -> str:
        """The name of the part that holds the body."""
        return self._sources.trace.roots[self._body]

    def _create(self) -> None:
        """Make the part of comments, in the dialect of the document."""
        sources = self._sources
        strict = _STRICT in sources.package.require(self._main)
        word, relations = _OF_STRICT if strict else _USUAL
        folder = posixpath.dirname(self._main)
        name = posixpath.join(folder, "comments.xml")
        while name in sources.package.names:
            name = f"{name[:-4]}0.xml"
        sources.new[name] = f'{_HEAD}<w:comments xmlns:w="{word}">{self._all("w:")}</w:comments>'.encode()
        types = sources.part(_TYPES)
        values = {"PartName": f"/{name}", "ContentType": _TYPE}
        types.append(types.root, _element(types.root, "Override", values))
        values = {"Type": f"{relations}/comments", "Target": posixpath.basename(name)}
        where = relations_of(self._main)
        if where in sources.package.names:
            source = sources.part(where)
            values["Id"] = sources.new_relation(source)
            source.append(source.root, _element(source.root, "Relationship", values))
        else:
            relation = f"<Relationship{attributes({**values, 'Id': 'rId1'}.items())}/>"
            whole = f'{_HEAD}<Relationships xmlns="{_PACKAGE}">{relation}</Relationships>'
            sources.new[where] = whole.encode()

    def _all(self, prefix: str) -> str:
        """Return the comments as they are written with the *prefix* of Word's elements."""
        return "".join(self._comment(prefix, number, text) for number, text in self._written)

    def _comment(self, prefix: str, number: str, text: str) -> str:
        """Return one comment."""
        run = f'<{prefix}r><{prefix}t xml:space="preserve">{escaped(text)}</{prefix}t></{prefix}r>'
        signed = self._signature.attributes(prefix, number)
        return f"<{prefix}comment{signed}><{prefix}p>{run}</{prefix}p></{prefix}comment>"


def _marks(prefix: str, number: str) -> Around:
    """Return where the comment with this *number* begins and ends."""
    named = attributes([(f"{prefix}id", number)])
    reference = f"<{prefix}r><{prefix}commentReference{named}/></{prefix}r>"
    return Around(f"<{prefix}commentRangeStart{named}/>", f"<{prefix}commentRangeEnd{named}/>{reference}")


def _element(root: Element, name: str, values: dict[str, str]) -> str:
    """Return an empty element, named as those below *root* are."""
    prefix = f"{root.prefix}:" if root.prefix else ""
    return f"<{prefix}{name}{attributes(values.items())}/>"
