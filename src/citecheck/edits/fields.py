"""New fields of a record, in the format's own way: where they go, and how they are written.

wikitext   ` |name=value` before the end of the citation template, a line each if it has such
bibtex     `name = {value}` behind the last field
csl-json   `"name": value` before the brace of the item
ris        `XX  - value` behind the last line
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from citecheck.models import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from citecheck.models import Document

Field = tuple[str, object]
"""The name of a field and what it says, as text that the format can hold; in JSON it may be anything."""

Place = tuple[Span, str]
"""Where something is written, and what."""

RECORDS = frozenset({"bibtex", "csl-json", "ris"})
"""Formats in which a note is a record: words behind it would break it."""

# Parameters at the end of a template that say nothing: what is put behind one would be its value.
_WIKI_REST = re.compile(r"(?:\|[^|={}]{0,60}=\s*(?:<!--(?:[^-]|-(?!->)){0,500}-->\s*)*)+\Z")
# Comments of biber at the end of an entry, whose last value ends in a brace, a quotation mark or a word.
_BIBTEX_REST = re.compile(r"(?<=[}\",\w])(?:\s+%[^\n{}\"]{0,500}(?=\n|\Z))+\s*\Z")
_BRACES = re.compile(r"\{\{|\}\}")
_LONGEST_TEMPLATE = 20_000


def places_of(
    document: Document, note: Span, at: Span, fields: Sequence[Field], *, needed: str = ""
) -> tuple[Place, ...]:
    """Return where the record *note* takes *fields*, and how; *at* is where the address in it stands.

    A field that stands there empty is filled, one that says something is left as it is, and new ones are put
    at the end. Nothing is returned where the format has no fields, the record is not what it should be, or
    the field that is *needed* beside the others says something already.
    """
    form = _FORMS.get(document.origin)
    record = _record(document, note, at)
    if form is None or record is None:
        return ()
    inside = record.of(document.text)
    filled, new = dict[str, Place](), list[Field]()
    for name, value in fields:
        slot = form.empty(name).search(inside)
        if slot is not None:
            filled[name] = (_span_of(slot).moved(record.start), form.spelt(value))
        elif not form.field(name).search(inside):
            new.append((name, value))
    if needed and needed not in filled and needed not in dict(new):
        return ()
    added = form.write(document.text, record, new) if new else None
    return (*filled.values(), *([added] if added else []))


def _record(document: Document, note: Span, at: Span) -> Span | None:
    """Return the record: the template around the address at *at*, or *note* with the blank at its end."""
    if document.origin == "wikitext":
        return template_around(document.text, at)
    blank = document.origin == "ris" and document.text.startswith(" ", note.end)
    return Span(note.start, note.end + blank)


def _span_of(slot: re.Match[str]) -> Span:
    """Return where the value of an empty field is written: in the stead of what says that it is none."""
    start, end = slot.span("none")
    return Span(start, end)


def template_around(text: str, span: Span) -> Span | None:
    """Return the innermost template of wikitext around *span* without its `}}`; None where there is none."""
    before = _BRACES.finditer(text, max(0, span.start - _LONGEST_TEMPLATE), span.start)
    behind = _BRACES.finditer(text, span.end, span.end + _LONGEST_TEMPLATE)
    begin = _unpaired(reversed(list(before)), "{{")
    end = _unpaired(behind, "}}")
    return None if begin is None or end is None else Span(begin, end)


def _in_template(text: str, around: Span, fields: Sequence[Field]) -> Place:
    """Return the end of the template *around*, and its new parameters; behind them empty ones may stand."""
    inside = around.of(text)
    said = _WIKI_REST.sub("", inside)
    parameters = "".join(f" |{name}={value}" for name, value in fields)
    if inside.rstrip(" ").endswith("\n"):
        parameters = "".join(f"\n| {name}={value}" for name, value in fields)
    place = around.start + len(said.rstrip())
    return Span(place, place), parameters


def _unpaired(braces: Iterable[re.Match[str]], wanted: str) -> int | None:
    """Return where the first of *braces* stands that is *wanted* and has no partner among those before it."""
    open_ones = 0
    for match in braces:
        if match.group() != wanted:
            open_ones += 1
        elif open_ones:
            open_ones -= 1
        else:
            return match.start()
    return None


def _in_bibtex(text: str, note: Span, fields: Sequence[Field]) -> Place:
    """Return the end of the entry's fields; a comma behind the last field is the entry's habit, and kept.

    Behind a comment at the end of the entry, that comma would be a part of the comment.
    """
    inside = _BIBTEX_REST.sub("", note.of(text))
    trailing = inside.rstrip().endswith(",")
    between = ",\n  " if "\n" in note.of(text) else ", "
    lead = between.removeprefix(",") if trailing else between
    written = between.join(f"{name} = {{{value}}}" for name, value in fields)
    place = note.start + len(inside)
    return Span(place, place), f"{lead}{written}{',' if trailing else ''}"


def _in_json(text: str, note: Span, fields: Sequence[Field]) -> Place | None:
    """Return the end of the item, before its brace."""
    inside = note.of(text)
    if not inside.endswith("}"):
        return None
    body = inside[:-1].rstrip()
    place = note.start + len(body)
    own_lines = re.search(r"\n([ \t]+)\"", inside)
    between = f",\n{own_lines[1]}" if own_lines else ", "
    written = (f'"{name}": {_as_json(value)}' for name, value in fields)
    return Span(place, place), between + between.join(written)


def _in_ris(text: str, note: Span, fields: Sequence[Field]) -> Place:
    """Return the line behind the last of the record."""
    end_of_line = "\r\n" if "\r\n" in text else "\n"
    return Span(note.end, note.end), "".join(f"{end_of_line}{name}  - {value}" for name, value in fields)


def _as_it_is(value: object) -> str:
    """Return *value*, a text that the format can hold."""
    return str(value)


def _as_json(value: object) -> str:
    """Return *value* as JSON."""
    return json.dumps(value, ensure_ascii=False)


class _Form(NamedTuple):
    """How a format writes fields: patterns of one, and of an empty one, whose value goes where `none` is."""

    of_field: str
    of_empty: str
    write: Callable[[str, Span, Sequence[Field]], Place | None]
    spelt: Callable[[object], str] = _as_it_is

    def field(self, name: str) -> re.Pattern[str]:
        """Return the pattern of a field *name*."""
        return re.compile(self.of_field % re.escape(name), re.IGNORECASE | re.MULTILINE)

    def empty(self, name: str) -> re.Pattern[str]:
        """Return the pattern of an empty field *name*."""
        return re.compile(self.of_empty % re.escape(name), re.IGNORECASE | re.MULTILINE)


# A value stands behind one blank in a line of its own, and at once where another field follows in the line.
_WIKI_EMPTY = (
    r"\|\s*%s\s*?=(?:[ \t](?=[ \t]*(?:\n|\Z|<!--)))?(?P<none>)"
    r"(?=\s*(?:<!--(?:[^-]|-(?!->)){0,500}-->\s*)*(?:\||\Z))"
)
_FORMS = {
    "wikitext": _Form(r"\|\s*%s\s*=", _WIKI_EMPTY, _in_template),
    "bibtex": _Form(
        r"(?:\A|[,\n])\s*%s\s*=", r"(?:\A|[,\n])\s*%s\s*=\s*[{\"](?P<none>)(?=\s*[}\"])", _in_bibtex
    ),
    "csl-json": _Form(
        r"[,{]\s*\"%s\"\s*:",
        r"[,{]\s*\"%s\"\s*:\s*(?P<none>null|\"\"|\[\s*\]|\{\s*\})(?=\s*[,}])",
        _in_json,
        _as_json,
    ),
    # A tag may be there several times, as that of an author or of a remark.
    "ris": _Form(r"(?!)%s", r"^%s  - ?(?P<none>)(?=\r?$)", _in_ris),
}
