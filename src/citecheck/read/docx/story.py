"""Walk the XML of one story of a Word document (its body, one note) into paragraphs.

The walk is a loop over the events of the tree, not a recursion. Fields and links may begin in one paragraph
and end in another; a text box is a story within a paragraph, whose paragraphs are put behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from citecheck.read.bibliography import is_bibliography, is_citation
from citecheck.read.counting import raised
from citecheck.read.docx.controls import kind_of_control
from citecheck.read.docx.fields import Field, hyperlink_target, with_anchor
from citecheck.read.docx.sections import Rules, rules_of
from citecheck.read.docx.skipped import is_skipped
from citecheck.read.docx.styles import is_on, is_raised, number_ref, outlined
from citecheck.read.paragraphs import Call, Paragraph
from citecheck.read.safe_xml import attribute, child, local_name, own_text
from citecheck.read.tables import Table, gap_before

if TYPE_CHECKING:
    from collections.abc import Callable

    from citecheck.read.docx.numbering import Numbering
    from citecheck.read.docx.styles import Styles
    from citecheck.read.safe_xml import Element
    from citecheck.read.tracing import Trace

_CALLS = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SYMBOLS = 0xF000  # where fonts of symbols have their characters; the ASCII signs among them are themselves
_OFF = frozenset({None, "0", "false", "off"})
_DEEPEST = 16  # fields around each other whose links are followed


@dataclass(slots=True)
class _Scope:
    """Where the walk is: in the body or a note, or in a text box in it; with what is open there.

    *codes* are those of the open *fields* whose result has not begun; *carried* says that the paragraph goes
    on with the next one, because the mark between them was deleted.
    """

    paragraph: Paragraph | None = None
    carried: bool = False
    hidden: bool = False
    raised: bool = False
    fields: list[Field] = field(default_factory=list)
    codes: list[Field] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)
    controls: list[tuple[str, int]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    @property
    def at(self) -> int:
        """How many pieces the paragraph has."""
        return len(self.paragraph.pieces) if self.paragraph else 0


class Story:
    """The paragraphs of one story; make it, call `walk`, and read *sections* for the body's.

    *links* are the targets of the part's links by id; *trace*, if given, learns what was read where.
    """

    def __init__(
        self, links: dict[str, str], styles: Styles, numbering: Numbering, trace: Trace | None = None
    ) -> None:
        self.paragraphs: list[Paragraph] = []
        self.sections: list[Rules] = []
        self._links, self._styles, self._numbering = links, styles, numbering
        self._trace = trace
        self._page = 0
        self._listed = 0
        self._scope = _Scope()
        self._around: list[_Scope] = []
        self._starts: dict[str, Callable[[Element], None]] = {
            "t": lambda element: self._add(own_text(element), element),
            "instrText": self._field_code,
            "sym": self._symbol,
            "r": self._begin_run,
            "p": self._begin_paragraph,
            "fldChar": self._field_character,
            "fldSimple": self._begin_simple_field,
            "hyperlink": self._begin_link,
            "footnoteReference": self._call,
            "endnoteReference": self._call,
            "lastRenderedPageBreak": self._turn_page,
            "sdt": self._begin_control,
            "tbl": lambda _: self._scope.tables.append(Table()),
            "tr": self._begin_row,
            "tc": self._begin_cell,
            "txbxContent": self._begin_box,
            **dict.fromkeys(_CHARACTERS, self._character),
        }
        self._ends: dict[str, Callable[[Element], None]] = {
            "r": self._end_run,
            "p": self._end_paragraph,
            "fldSimple": lambda _: self._end_field(),
            "hyperlink": self._end_link,
            "sdt": self._end_control,
            "tbl": self._end_table,
            "txbxContent": self._end_box,
        }

    def walk(self, root: Element) -> list[Paragraph]:
        """Return the paragraphs below *root*."""
        steps = etree.iterwalk(root, events=("start", "end"))
        for event, element in steps:
            name = local_name(element.tag) if isinstance(element.tag, str) else ""
            if event == "end":
                if name in self._ends:
                    self._ends[name](element)
            elif is_skipped(name, element):
                steps.skip_subtree()
                if name == "sectPr":
                    self.sections.append(rules_of(element))
            elif name in self._starts:
                self._starts[name](element)
        return self.paragraphs

    # --- paragraphs ---

    def _begin_paragraph(self, _element: Element) -> None:
        """Begin a paragraph, or go on with the one whose end was deleted."""
        scope = self._scope
        if scope.carried and scope.paragraph is not None:
            scope.carried = False
            return
        scope.paragraph = Paragraph(before=gap_before(scope.tables))
        self.paragraphs.append(scope.paragraph)
        for each in scope.fields[-_DEEPEST:]:
            each.first = 0

    def _end_paragraph(self, element: Element) -> None:
        """End the paragraph: close what does not end with it, and take its properties."""
        scope, properties = self._scope, child(element, "pPr")
        paragraph = scope.paragraph
        if paragraph is None:
            return
        for each in scope.codes:
            each.in_result = True
        scope.codes.clear()
        if properties is not None and child(properties, "rPr", "del") is not None:
            scope.carried = True
            return
        for each in scope.fields[-_DEEPEST:]:
            self._lay(each)
        self._take_properties(paragraph, properties)
        scope.paragraph = None

    def _take_properties(self, paragraph: Paragraph, properties: Element | None) -> None:
        """Give *paragraph* its printed number and its part in the document."""
        if properties is None:
            paragraph.listed = bool(self._listed)
            return
        style = self._styles.get(attribute(child(properties, "pStyle"), "val"))
        outline = outlined(properties)
        paragraph.heading = (style.heading or 0) if outline is None else outline
        paragraph.listed = not paragraph.heading and bool(self._listed or style.bibliography)
        paragraph.prefix = self._numbering.next(number_ref(properties), style.number)
        section = child(properties, "sectPr")
        if section is not None:
            self.sections.append(rules_of(section))

    # --- runs and characters ---

    def _begin_run(self, element: Element) -> None:
        """Note whether the run is hidden or raised."""
        properties = child(element, "rPr")
        self._scope.hidden = is_on(properties, "vanish")
        lifted = is_raised(properties)
        if lifted is None and properties is not None:
            lifted = self._styles.get(attribute(child(properties, "rStyle"), "val")).raised
        self._scope.raised = bool(lifted)

    def _end_run(self, _element: Element) -> None:
        """Forget the run."""
        self._scope.hidden = self._scope.raised = False

    def _add(self, text: str, element: Element) -> None:
        """Put the *text* of *element* where it belongs: to the code of a field, or into the paragraph."""
        scope = self._scope
        if scope.codes:
            self._add_code(scope.codes[-1], text, element)
        elif text and scope.paragraph is not None and not scope.hidden:
            scope.paragraph.add(raised(text) if scope.raised else text)
            if self._trace is not None:
                self._trace.text(scope.paragraph, element)

    def _character(self, element: Element) -> None:
        """Add a character that is written as an element."""
        self._add(_CHARACTERS[local_name(element.tag)], element)

    def _symbol(self, element: Element) -> None:
        """Add a character of a named font, if it is the same in every font."""
        written = attribute(element, "char") or ""
        code = int(written, 16) if re.fullmatch(r"[0-9A-Fa-f]{4}", written) else 0
        if code >= _SYMBOLS:
            sign = chr(code & 0xFF)
            self._add(sign if sign.isascii() and sign.isprintable() and not sign.isalnum() else "", element)
        elif chr(code).isprintable():
            self._add(chr(code), element)

    def _call(self, element: Element) -> None:
        """Add the call of a note."""
        scope = self._scope
        if scope.paragraph is None or scope.hidden or scope.codes:
            return
        custom = None if attribute(element, "customMarkFollows") in _OFF else ""
        kind, key = _CALLS[local_name(element.tag)], attribute(element, "id") or ""
        scope.paragraph.call(Call(kind, key, 0, len(self.sections), self._page, custom))

    def _turn_page(self, _element: Element) -> None:
        """Count a page that Word printed when it last had the document."""
        self._page += 1

    # --- fields, links, controls ---

    def _field_code(self, element: Element) -> None:
        """Add to the code of the field that is open."""
        if self._scope.codes:
            self._add_code(self._scope.codes[-1], own_text(element), element)

    def _add_code(self, each: Field, text: str, element: Element) -> None:
        """Put the *text* of *element* to the code of the field *each*."""
        each.add(text)
        if self._trace is not None:
            self._trace.code(each, element)

    def _field_character(self, element: Element) -> None:
        """Begin a field, begin its result, or end it."""
        scope = self._scope
        match attribute(element, "fldCharType"):
            case "begin":
                scope.fields.append(Field())
                scope.codes.append(scope.fields[-1])
            case "separate" if scope.codes and scope.codes[-1] is scope.fields[-1]:
                self._begin_result(scope.codes.pop())
            case "end":
                self._end_field()
            case _:
                pass

    def _begin_simple_field(self, element: Element) -> None:
        """Begin a field whose code is an attribute."""
        each = Field()
        self._add_code(each, attribute(element, "instr") or "", element)
        self._scope.fields.append(each)
        self._begin_result(each)

    def _begin_result(self, each: Field) -> None:
        """Read the code of the field *each*, whose result begins here."""
        each.in_result, each.first = True, self._scope.at
        each.target = hyperlink_target(each.text)
        each.citation = is_citation(each.text)
        each.bibliography = is_bibliography(each.text)
        self._listed += each.bibliography

    def _end_field(self) -> None:
        """End the innermost field."""
        scope = self._scope
        if not scope.fields:
            return
        each = scope.fields.pop()
        if scope.codes and scope.codes[-1] is each:
            scope.codes.pop()
        self._lay(each)
        self._listed -= each.bibliography

    def _lay(self, each: Field) -> None:
        """Lay what the field *each* says over its result, as far as it stands in this paragraph."""
        paragraph = self._scope.paragraph
        if paragraph is None or not each.in_result:
            return
        if each.target:
            self._link(paragraph, each.first, each.target, each)
        if each.citation:
            paragraph.citing.append((each.first, len(paragraph.pieces)))

    def _begin_link(self, element: Element) -> None:
        """Begin a link; its target is named by a relation of the part."""
        target = self._links.get(attribute(element, "id") or "", "")
        self._scope.links.append((with_anchor(target, attribute(element, "anchor") or ""), self._scope.at))

    def _end_link(self, element: Element) -> None:
        """End the innermost link."""
        target, first = self._scope.links.pop()
        if self._scope.paragraph is not None:
            self._link(self._scope.paragraph, first, target, element)

    def _link(self, paragraph: Paragraph, first: int, target: str, origin: object) -> None:
        """Lay the link that *origin* makes over *paragraph* from the piece *first* on."""
        if paragraph.link(first, target) and self._trace is not None:
            self._trace.link(paragraph, origin)

    def _begin_control(self, element: Element) -> None:
        """Begin a content control, which may be a bibliography or a citation."""
        kind = kind_of_control(child(element, "sdtPr"))
        self._listed += kind == "bibliography"
        self._scope.controls.append((kind, self._scope.at))

    def _end_control(self, _element: Element) -> None:
        """End the innermost content control."""
        kind, first = self._scope.controls.pop()
        self._listed -= kind == "bibliography"
        if kind == "citation" and self._scope.paragraph is not None:
            self._scope.paragraph.citing.append((first, self._scope.at))

    # --- tables and boxes ---

    def _begin_row(self, _element: Element) -> None:
        """Begin a row on a line of its own."""
        if self._scope.tables:
            self._scope.tables[-1].begin_row()

    def _begin_cell(self, _element: Element) -> None:
        """Begin a cell behind a tab."""
        if self._scope.tables:
            self._scope.tables[-1].begin_cell()

    def _end_table(self, _element: Element) -> None:
        """Leave the innermost table."""
        self._scope.tables.pop()

    def _begin_box(self, _element: Element) -> None:
        """Begin a text box: a story of its own, read behind the paragraph that it hangs on."""
        self._around.append(self._scope)
        self._scope = _Scope()

    def _end_box(self, _element: Element) -> None:
        """Go back to the paragraph that the text box hangs on."""
        self._scope = self._around.pop()
