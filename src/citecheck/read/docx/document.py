"""Read a Word document: its parts, its body, its notes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from citecheck.errors import UnreadableDocument
from citecheck.read.assembly import assemble
from citecheck.read.dating import of_members
from citecheck.read.docx.notes import number_notes
from citecheck.read.docx.numbering import Numbering
from citecheck.read.docx.parts import load_named, main_part
from citecheck.read.docx.sections import DEFAULTS, Counting, rules_of
from citecheck.read.docx.story import Story
from citecheck.read.docx.styles import Styles
from citecheck.read.safe_xml import attribute, child, children
from citecheck.read.zipped import Package

if TYPE_CHECKING:
    from collections.abc import Callable

    from citecheck.models import Document
    from citecheck.read.docx.notes import Texts
    from citecheck.read.docx.parts import Part
    from citecheck.read.tracing import Trace


def read_document(data: bytes, source: str, trace: Trace | None = None) -> Document:
    """Return the document of *data*; raises `UnreadableDocument` where it is broken or without text.

    *trace*, if given, learns where in the file the text stands.
    """
    package = Package(data, source)
    main = main_part(package)
    body = child(main.root, "body")
    if body is None:
        raise UnreadableDocument(f"{source}: is no Word document (its main part has no body)")
    styles = Styles.of(load_named(package, main, "styles"))
    numbering = Numbering.of(load_named(package, main, "numbering"))
    story = Story(main.links, styles, numbering, trace)
    _remember(main, trace)
    paragraphs = story.walk(body)
    texts: Texts = {}
    for kind in DEFAULTS:
        part = load_named(package, main, f"{kind}s")
        if part is not None:
            _remember(part, trace)
            walks = partial(Story, part.links, styles, numbering, trace)
            texts |= _texts(kind, part, walks)
    settings = load_named(package, main, "settings")
    usual = rules_of(settings.root) if settings else dict.fromkeys(DEFAULTS, Counting())
    notes = number_notes(paragraphs, texts, story.sections, usual)
    dated = of_members(package, "docProps/core.xml", "dcterms:modified", "dcterms:created")
    return replace(assemble(data, source, "docx", paragraphs, notes), dated=dated)


def _remember(part: Part, trace: Trace | None) -> None:
    """Have *trace* know the name of *part*."""
    if trace is not None:
        trace.roots[part.root] = part.name


def _texts(kind: str, part: Part, story: Callable[[], Story]) -> Texts:
    """Return the words of the notes of *kind* in *part*; the lines that part them from the body are none."""
    return {
        (kind, attribute(note, "id") or ""): tuple(story().walk(note))
        for note in children(part.root, kind)
        if attribute(note, "type") in {None, "normal"}
    }
