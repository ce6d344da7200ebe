"""Walk the XML of an OpenDocument text into paragraphs.

The walk is a loop over the events of the tree, not a recursion. Notes and text boxes stand inside the
paragraph that they hang on: the words of a note are kept apart, those of a box are put behind the paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lxml import etree

from citecheck.read.bibliography import is_bibliography, is_bibliography_style, is_citation
from citecheck.read.counting import integer, lowered, raised
from citecheck.read.odt.lists import Lists
from citecheck.read.paragraphs import Call, Paragraph
from citecheck.read.safe_xml import attribute, child, children, local_name, own_text
from citecheck.read.tables import Table, gap_before
from citecheck.read.tracing import Tail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from citecheck.read.odt.styles import Styles
    from citecheck.read.safe_xml import Element
    from citecheck.read.tracing import Trace

# What is not printed: deleted text (which is kept in front of the body), comments, declarations, the patterns
# of indexes, how a character is pronounced, alternative descriptions of pictures.
_SKIPPED = frozenset(
    {"tracked-changes", "annotation", "annotation-end", "forms", "sequence-decls", "variable-decls",
     "user-field-decls", "dde-connection-decls", "ruby-text", "hidden-text", "script", "event-listeners",
     "note-citation", "bibliography-source", "table-of-content-source", "illustration-index-source",
     "table-index-source", "object-index-source", "user-index-source", "alphabetical-index-source"}
)  # fmt: skip
_WHITE = re.compile(r"[ \t\r\n]+")  # printed as one blank (ODF 1.3 part 3, 6.1.2)
# It shows at the end of a line only; before white space it stands where print broke a word.
_SOFT_HYPHEN = re.compile(r"\u00ad(?!\s)")
_MOST_BLANKS = 100
_LONGEST_MARK = 8
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_PICTURE = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_HOLDS_NO_TEXT = frozenset({"note", "ruby"})  # but for white space that shows how it is nested


@dataclass(slots=True)
class _Scope:
    """Where the walk is: in the body, a note or a text box; with what is open there.

    *nested* says that the paragraph stands in another, *carried* that it goes on with the next one because
    its end was deleted, *blank* that a blank before the next word would be a second one. *spans* tell whether
    the text in them is raised and hidden; *marked* is where citations began.
    """

    paragraphs: list[Paragraph]
    lists: Lists
    paragraph: Paragraph | None = None
    nested: bool = False
    carried: bool = False
    blank: bool = True
    spans: list[tuple[bool, bool]] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    marked: dict[str, int] = field(default_factory=dict)

    @property
    def at(self) -> int:
        """How many pieces the paragraph has."""
        return len(self.paragraph.pieces) if self.paragraph else 0


class Story:
    """The paragraphs of a text, by `walk`, and the words of its *notes* by the key of the call.

    *trace*, if given, learns what was read where.
    """

    def __init__(self, styles: Styles, trace: Trace | None = None) -> None:
        self._trace = trace
        self.notes: dict[str, tuple[Paragraph, ...]] = {}
        self._styles = styles
        self._scope = self._fresh([])
        self._around: list[_Scope] = []
        self._open_notes: list[str] = []
        self._listed: list[bool] = [False]
        self._deletions: set[str] = set()
        self._deleting: set[str] = set()  # those of them within which the walk is
        self._starts: dict[str, Callable[[Element], None]] = {
            "p": self._begin_paragraph,
            "h": self._begin_paragraph,
            "span": self._begin_span,
            "a": self._begin_link,
            "s": self._blanks,
            "tab": lambda element: self._add("\t", element),
            "line-break": lambda element: self._add("\n", element),
            "change-start": self._begin_change,
            "change-end": lambda element: self._deleting.discard(_change(element)),
            "note": self._begin_note,
            "note-body": lambda _: self._enter(self._fresh([])),
            "text-box": lambda _: self._enter(self._fresh(self._scope.paragraphs)),
            "list": self._begin_list,
            "list-item": self._begin_item,
            "section": self._begin_section,
            "bibliography": lambda _: self._listed.append(True),
            "index-title": lambda _: self._listed.append(False),
            "bibliography-mark": lambda _: self._begin_citation(""),
            "reference-mark-start": self._reference_mark,
            "reference-mark-end": lambda element: self._end_citation(attribute(element, "name") or ""),
            "table": lambda _: self._scope.tables.append(Table()),
            "table-row": self._begin_row,
            "table-cell": self._begin_cell,
        }
        self._ends: dict[str, Callable[[Element], None]] = {
            "p": self._end_paragraph,
            "h": self._end_paragraph,
            "span": self._end_span,
            "a": self._end_link,
            "note": lambda _: self._forget(self._open_notes),
            "note-body": self._end_note_body,
            "text-box": lambda _: self._leave(),
            "list": lambda _: self._scope.lists.end(),
            "section": lambda _: self._forget(self._listed),
            "bibliography": lambda _: self._forget(self._listed),
            "index-title": lambda _: self._forget(self._listed),
            "bibliography-mark": lambda _: self._end_citation(""),
            "table": lambda _: self._forget(self._scope.tables),
        }

    def walk(self, root: Element) -> list[Paragraph]:
        """Return the paragraphs below *root*."""
        steps = etree.iterwalk(root, events=("start", "end"))
        for event, element in steps:
            name = local_name(element.tag) if isinstance(element.tag, str) else ""
            skipped = self._is_skipped(name, element)
            if event == "start" and skipped:
                steps.skip_subtree()
                if name == "tracked-changes":
                    self._deletions.update(_deletions(element))
            elif event == "start":
                if name in self._starts:
                    self._starts[name](element)
                if _bears_text(element):
                    self._add_text(element.text, element)
            else:
                if name in self._ends and not skipped:
                    self._ends[name](element)
                if element is not root and _bears_text(element.getparent()):
                    self._add_text(element.tail, Tail(element))
        return self._scope.paragraphs

    def _is_skipped(self, name: str, element: Element) -> bool:
        """Tell whether nothing inside *element* is printed."""
        if name in {"title", "desc"}:
            return bool(element.tag.startswith(_PICTURE))
        return name in _SKIPPED or (name == "note" and bool(self._deleting))

    # --- scopes ---

    def _fresh(self, paragraphs: list[Paragraph]) -> _Scope:
        """Return a scope that puts its paragraphs behind *paragraphs*."""
        return _Scope(paragraphs, Lists(self._styles))

    def _enter(self, scope: _Scope) -> None:
        """Go into *scope*."""
        self._around.append(self._scope)
        self._scope = scope

    def _leave(self) -> None:
        """Go back to the scope around."""
        self._scope = self._around.pop()

    @staticmethod
    def _forget(stack: list[Any]) -> None:
        """Take the innermost off *stack*."""
        stack.pop()

    # --- paragraphs ---

    def _begin_paragraph(self, element: Element) -> None:
        """Begin a paragraph, or go on with the one whose end was deleted; one inside another is a shape's."""
        if self._scope.carried:
            self._scope.carried = False
            return
        if self._scope.paragraph is not None:
            self._enter(self._fresh(self._scope.paragraphs))
            self._scope.nested = True
        scope, name = self._scope, attribute(element, "style-name")
        style = self._styles.get(name)
        is_heading = local_name(element.tag) == "h"
        known = bool(style.bibliography or is_bibliography_style((name or "").replace("_20_", " ")))
        scope.paragraph = Paragraph(
            before=gap_before(scope.tables),
            prefix=scope.lists.prefix(style.list_style),
            heading=integer(attribute(element, "outline-level"), 1) if is_heading else 0,
            listed=not is_heading and (self._listed[-1] or known),
        )
        scope.paragraphs.append(scope.paragraph)
        scope.blank = True

    def _end_paragraph(self, _element: Element) -> None:
        """End a paragraph, unless its end was deleted."""
        if self._deleting and not self._scope.nested:
            self._scope.carried = True
            return
        self._scope.paragraph = None
        self._scope.marked.clear()
        if self._scope.nested:
            self._leave()

    def _begin_section(self, element: Element) -> None:
        """Begin a section, which a reference manager may have put its bibliography into."""
        name = attribute(element, "name") or ""
        self._listed.append(self._listed[-1] or is_bibliography(name))

    def _begin_list(self, element: Element) -> None:
        """Begin a list."""
        self._scope.lists.begin(element)

    def _begin_item(self, element: Element) -> None:
        """Begin an item of a list."""
        self._scope.lists.item(element)

    # --- text ---

    def _add_text(self, text: str | None, origin: Element | Tail) -> None:
        """Add the characters of an element, with every run of white space as one blank."""
        words = _WHITE.sub(" ", _SOFT_HYPHEN.sub("", text or ""))
        words = words[1:] if self._scope.blank and words.startswith(" ") else words
        if words:
            self._add(words, origin)
            self._scope.blank = words.endswith(" ")

    def _add(self, text: str, origin: Element | Tail) -> None:
        """Put *text* at the end of the paragraph."""
        scope = self._scope
        is_raised, is_hidden = scope.spans[-1] if scope.spans else (False, False)
        if scope.paragraph is not None and not is_hidden and not self._deleting:
            scope.paragraph.add(raised(text) if is_raised else text)
            if self._trace is not None:
                self._trace.text(scope.paragraph, origin)
        scope.blank = False

    def _blanks(self, element: Element) -> None:
        """Add blanks that are printed one by one."""
        self._add(" " * min(integer(attribute(element, "c"), 1), _MOST_BLANKS), element)

    def _begin_span(self, element: Element) -> None:
        """Begin text of one style."""
        scope, style = self._scope, self._styles.get(attribute(element, "style-name"))
        was_raised, was_hidden = scope.spans[-1] if scope.spans else (False, False)
        is_raised = was_raised if style.raised is None else style.raised
        scope.spans.append((is_raised, was_hidden or bool(style.hidden)))

    def _end_span(self, _element: Element) -> None:
        """End text of one style."""
        self._scope.spans.pop()

    def _begin_link(self, element: Element) -> None:
        """Begin a link."""
        self._scope.links.append((attribute(element, "href") or "", self._scope.at))

    def _end_link(self, element: Element) -> None:
        """End the innermost link."""
        target, first = self._scope.links.pop()
        if self._scope.paragraph is not None:
            laid = self._scope.paragraph.link(first, target)
            if laid and self._trace is not None:
                self._trace.link(self._scope.paragraph, element)

    def _begin_change(self, element: Element) -> None:
        """Begin a change; what was deleted stays in its place where changes are shown."""
        if _change(element) in self._deletions:
            self._deleting.add(_change(element))

    # --- notes and citations ---

    def _begin_note(self, element: Element) -> None:
        """Begin a note: call it here; its words follow."""
        key = str(len(self.notes))
        self.notes[key] = ()
        self._open_notes.append(key)
        citation = child(element, "note-citation")
        mark = "" if citation is None else lowered(own_text(citation).strip())[:_LONGEST_MARK]
        custom = mark if attribute(citation, "label") else None
        kind = "endnote" if attribute(element, "note-class") == "endnote" else "footnote"
        if self._scope.paragraph is not None:
            self._scope.paragraph.call(Call(kind, key, 0, custom=custom, mark=mark))
            self._scope.blank = False

    def _end_note_body(self, _element: Element) -> None:
        """Keep the words of a note."""
        if self._open_notes:
            self.notes[self._open_notes[-1]] = tuple(self._scope.paragraphs)
        self._leave()

    def _reference_mark(self, element: Element) -> None:
        """Begin a citation, if a reference manager put the mark there."""
        name = attribute(element, "name") or ""
        if is_citation(name):
            self._begin_citation(name)

    def _begin_citation(self, name: str) -> None:
        """Begin the citation called *name*."""
        self._scope.marked[name] = self._scope.at

    def _end_citation(self, name: str) -> None:
        """End the citation called *name*, if it began in this paragraph."""
        scope, first = self._scope, self._scope.marked.pop(name, None)
        if first is not None and scope.paragraph is not None:
            scope.paragraph.citing.append((first, scope.at))

    # --- tables ---

    def _begin_row(self, _element: Element) -> None:
        """Begin a row on a line of its own."""
        if self._scope.tables:
            self._scope.tables[-1].begin_row()

    def _begin_cell(self, _element: Element) -> None:
        """Begin a cell behind a tab."""
        if self._scope.tables:
            self._scope.tables[-1].begin_cell()


def _bears_text(element: Element) -> bool:
    """Tell whether the characters directly inside *element* are printed."""
    tag = element.tag
    return isinstance(tag, str) and tag.startswith(_TEXT) and local_name(tag) not in _HOLDS_NO_TEXT


def _change(element: Element) -> str:
    """Return which change begins or ends with *element*."""
    return attribute(element, "change-id") or ""


def _deletions(changes: Element) -> Iterator[str]:
    """Yield the ids of those of the tracked *changes* that are deletions."""
    for region in children(changes, "changed-region"):
        if child(region, "deletion") is not None:
            yield attribute(region, "id") or ""
