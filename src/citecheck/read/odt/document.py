"""Read an OpenDocument text: its body with the notes in it, and the styles that say how lists count."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from citecheck.errors import UnreadableDocument
from citecheck.read.assembly import assemble
from citecheck.read.dating import of_elements, of_members
from citecheck.read.odt.notes import number_notes
from citecheck.read.odt.story import Story
from citecheck.read.odt.styles import Styles
from citecheck.read.safe_xml import child, parse_xml
from citecheck.read.zipped import SIGNATURE, Package

if TYPE_CHECKING:
    from datetime import date

    from citecheck.models import Document
    from citecheck.read.safe_xml import Element
    from citecheck.read.tracing import Trace

_LOCKED = b"encryption-data"


def read_document(data: bytes, source: str, trace: Trace | None = None) -> Document:
    """Return the document of *data*; raises `UnreadableDocument` where it is broken or without text.

    *trace*, if given, learns where in the file the text stands.
    """
    roots = _parts(data, source)
    body = child(roots[-1], "body", "text")
    if body is None:
        raise UnreadableDocument(f"{source}: is no OpenDocument text (a sheet or slides?); give a text")
    if trace is not None:
        trace.roots[roots[-1]] = "content.xml"
    story = Story(Styles.of(roots), trace)
    paragraphs = story.walk(body)
    document = assemble(data, source, "odt", paragraphs, number_notes(paragraphs, story.notes))
    return replace(document, dated=_dated(data, source))


def _dated(data: bytes, source: str) -> date | None:
    """Return the day on which the document was last changed, else that on which it was begun."""
    elements = ("dc:date", "meta:creation-date")
    if data.startswith(SIGNATURE):
        return of_members(Package(data, source), "meta.xml", *elements)
    # Comments have days of their own, behind the metadata; without these there is nothing to read.
    metadata, end, _ = data.partition(b"</office:meta>")
    return of_elements(metadata, *elements) if end else None


def _parts(data: bytes, source: str) -> list[Element]:
    """Return the roots of the XML in *data*: the styles if they are apart, and last the content."""
    if not data.startswith(SIGNATURE):
        return [parse_xml(data, f"{source}: it")]
    package = Package(data, source)
    if _LOCKED in (package.get("META-INF/manifest.xml") or b""):
        raise UnreadableDocument(f"{source}: is locked with a password; save it without one first")
    content = parse_xml(package.require("content.xml"), f"{source}: content.xml in it")
    styles = package.get("styles.xml")
    if styles is None:
        return [content]
    return [parse_xml(styles, f"{source}: styles.xml in it"), content]
