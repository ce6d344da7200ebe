"""A list of notes as a Word document (DOCX: Office Open XML, ISO/IEC 29500), written with python-docx.

Numbers are words of the paragraph: Word's own numbering counts up, and those of a report may jump or repeat.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from citecheck.errors import UnwritableEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    from citecheck.mend.anew.notes import Note

_STYLE, _LINK_STYLE = "Endnote List", "Hyperlink"
_INDENT = 0.4  # inches; room for three digits
_BLUE = (0x05, 0x63, 0xC1)  # of Word's own links
# The first moment that a ZIP archive can name: a list is what its notes are, whenever it is made.
_MOMENT = (1980, 1, 1, 0, 0, 0)
# What print takes for a part of an address and neither a URI nor an IRI may hold (RFC 3986, RFC 3987); the
# target of a link in a package must be one (ISO/IEC 29500-2, 9.3).
_FORBIDDEN = re.compile(r"[\\^`{|}]")
_HOST = re.compile(r"[\w.:-]+")
_LONGEST = 2083  # the most that Word takes for a target


def document(notes: Sequence[Note]) -> bytes:
    """Return *notes* as a Word document: a heading, and each note behind its number, with a hanging indent.

    Raises `UnwritableEdit` where python-docx is not installed.
    """
    if find_spec("docx") is None:
        raise UnwritableEdit(
            "a list of corrected notes as .docx needs python-docx; "
            "install it with: pip install 'citecheck-endnotes[export]'"
        )
    import docx

    made = docx.Document()
    _describe(made)
    _add_styles(made)
    made.add_heading("Endnotes", level=1)
    relations: dict[str, str] = {}
    for note in notes:
        _fill(made.add_paragraph(style=_STYLE), note, relations)
    file = io.BytesIO()
    made.save(file)
    return _undated(file)


def _describe(made: Document) -> None:
    """Say of the document what it is, and nothing that changes from run to run."""
    core = made.core_properties
    core.title, core.author, core.last_modified_by, core.comments = "Endnotes", "citecheck", "citecheck", ""
    core.created = core.modified = datetime(*_MOMENT, tzinfo=UTC)
    core.revision = 1


def _add_styles(made: Document) -> None:
    """Add the style of a note, whose number hangs, and that of links, which python-docx's template lacks."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Inches, RGBColor

    note = made.styles.add_style(_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    note.base_style = made.styles["Normal"]
    indent = Inches(_INDENT)
    note.paragraph_format.left_indent, note.paragraph_format.first_line_indent = indent, -indent
    note.paragraph_format.tab_stops.add_tab_stop(indent)
    link = made.styles.add_style(_LINK_STYLE, WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = RGBColor(*_BLUE), True


def _fill(paragraph: Paragraph, note: Note, relations: dict[str, str]) -> None:
    """Write the number and the words of *note* into the *paragraph*; *relations* are those of the targets."""
    paragraph.add_run(f"{note.number}.\t")
    for piece in note.pieces():
        run = paragraph.add_run(piece.words)
        target = target_of(piece.target) if piece.target is not None else None
        if target is not None:
            _link(run, target, relations)


def _link(run: Run, target: str, relations: dict[str, str]) -> None:
    """Make of *run* a link to *target*, for which python-docx has no call.

    The *relations* are kept here, because python-docx looks through all of them for each that it is given.
    """
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    if target not in relations:
        relations[target] = f"link{len(relations) + 1}"
        run.part.rels.add_relationship(
            RELATIONSHIP_TYPE.HYPERLINK, target, relations[target], is_external=True
        )
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relations[target])
    run.style = _LINK_STYLE
    run.element.addprevious(link)
    link.append(run.element)


def target_of(address: str) -> str | None:
    """Return what a link to *address* leads to; None where Word would take it for damage.

    No link is made either where a password was masked, because it would lead to another place.
    """
    try:
        parts = urlsplit(address)
        reachable = _HOST.fullmatch(parts.hostname or "") is not None and (
            parts.port is None or parts.port > 0
        )
    except ValueError:
        return None
    target = _FORBIDDEN.sub(lambda match: quote(match.group()), address)
    return target if reachable and "@" not in parts.netloc and len(target) <= _LONGEST else None


def _undated(file: io.BytesIO) -> bytes:
    """Return the archive in *file* with all its members of one moment; python-docx writes the time of day."""
    result = io.BytesIO()
    with zipfile.ZipFile(file) as made, zipfile.ZipFile(result, "w") as undated:
        for info in made.infolist():
            undated.writestr(zipfile.ZipInfo(info.filename, _MOMENT), made.read(info), zipfile.ZIP_DEFLATED)
    return result.getvalue()
