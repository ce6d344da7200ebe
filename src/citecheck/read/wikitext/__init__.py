"""Wikitext: `<ref>…</ref>`, citation templates, external links.

scan (templates, pieces) ── refs (who cites what, in which group) ── templates (what the parameters are)

The document's text is the source itself, so that what is found can be corrected in place. `mwparserfromhell`
reads wikitext too; it has no offsets, and takes time quadratic in the depth of unclosed braces (5 s for 3000
times `{{a|` in release 0.7.2), so a scan of one pass stands here instead.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath

from citecheck.models import Document, Hyperlink, Span
from citecheck.read.decoding import decode
from citecheck.read.instructions import without_instructions
from citecheck.read.targets import target_of

_SUFFIXES = frozenset({".wiki", ".wikitext", ".mediawiki"})
_REF = re.compile(rb"<ref(?:\s[^<>]{0,200})?>[^<]{1,4000}", re.IGNORECASE)
_MARKUP = re.compile(rb"\[\[|\{\{|^==[^=\n]", re.MULTILINE)
_CITING = re.compile(
    rb"\{\{\s*(?:cite |citation\s*\||reflist|internetquelle|lien web|cita web|citeer web)", re.IGNORECASE
)
_EXTERNAL = re.compile(r"\[(?P<url>(?:(?:https?|ftp):)?//[^\s\[\]<>\"{|}]+)", re.IGNORECASE)


def recognises(data: bytes, source: str) -> bool:
    """Tell whether *data* is wikitext: by name, by `<ref>` beside other markup, or by citation templates."""
    if PurePath(source).suffix.lower() in _SUFFIXES:
        return True
    return bool((_REF.search(data) and _MARKUP.search(data)) or _CITING.search(data))


def read(data: bytes, source: str) -> Document:
    """Return the document of *data*; without references its notes are found as in plain text."""
    from citecheck.read.wikitext.refs import find_references, listed_sources
    from citecheck.read.wikitext.scan import comments_in, scan

    text, instructions = without_instructions(decode(data, source), comments_in)
    page = scan(text)
    notes, markers = find_references(page)
    notes += listed_sources(page, notes)
    return Document(
        source=source,
        format="wikitext",
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        hyperlinks=_links(page.masked),
        notes=tuple(notes) or None,
        markers=tuple(markers) if notes else None,
        instructions=instructions,
    )


def _links(text: str) -> tuple[Hyperlink, ...]:
    """Return the external links in brackets (`[http://… words]`), each over its URL."""
    found = []
    for match in _EXTERNAL.finditer(text):
        target = target_of(match["url"].replace("&amp;", "&"))
        if target:
            found.append(Hyperlink(Span(*match.span("url")), target))
    return tuple(found)
