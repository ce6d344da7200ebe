"""BibTeX and BibLaTeX: each entry is a note, its key the marker, its fields labels.

The text of the document is the file itself, so that a correction can be written back. bibtexparser (2.1)
knows the line of a field but not the offset of its value, and fails an entry whole for one missing brace; the
scanner here keeps offsets and loses one field. What an entry inherits (`crossref`, `xdata`) is labelled where
it stands, in the other entry.

    scan (entries, fields, pieces) ─> inherited ─> fields (labels; names, citecheck.read.tex)
"""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from citecheck.errors import UnreadableDocument
from citecheck.models import Document, Label, PrintedNote, Role, Span
from citecheck.read.bibtex.fields import KINDS, MACROS, Record, expanded
from citecheck.read.bibtex.scan import Field, RawEntry, entries_of
from citecheck.read.decoding import decode
from citecheck.read.instructions import without_instructions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SUFFIXES = frozenset({".bib", ".bibtex", ".biblatex"})
# Comments and blank lines, then an entry: a Markdown file with an example of BibTeX begins otherwise.
_OURS = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|%[^\n]*+\n)*+@[ \t]*[A-Za-z]\w*\s*[({]\s*[^\s{}()=,]{1,200}\s*[,=]"
)
_COMMENT = re.compile(r"(?:^[ \t]*+|[,}\"][ \t]++)(?P<comment>%[^\n]*)", re.MULTILINE)
_MOST_PARENTS = 8  # of one entry, theirs included; more is a joke
# What a chapter has of its book. Its address, its DOI and its day of access are the book's own.
_INHERITED = frozenset(
    ("journal", "journaltitle", "maintitle", "publisher", "institution", "organization", "school", "series",
     "editor", "date", "year", "month", "day", "isbn", "issn", "language", "langid", "eventtitle")
)  # fmt: skip


def recognises(data: bytes, source: str) -> bool:
    """Tell whether *data* is BibTeX: it begins with an entry, or its name says so."""
    return bool(_OURS.match(data)) or PurePath(source).suffix.lower() in _SUFFIXES


def read(data: bytes, source: str) -> Document:
    """Return the document of *data*; raises `UnreadableDocument` where it holds no entry."""
    text, instructions = without_instructions(decode(data, source), _comments)
    macros = dict(MACROS)
    entries = []
    for entry in entries_of(text):
        if entry.type == "string":
            macros |= {each.name: expanded(text, each, macros) for each in entry.fields}
        else:
            entries.append(entry)
    if not entries:
        raise UnreadableDocument(f"{source}: no BibTeX entry in it (@misc{{key, …}}); is it another format?")
    return Document(
        source=source,
        format="bibtex",
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        notes=_notes(text, entries, macros),
        instructions=instructions,
    )


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """Yield what stands behind `%` at the end of a line that is no value: BibTeX has no sign for comments."""
    return (match.span("comment") for match in _COMMENT.finditer(text))


def _notes(text: str, entries: list[RawEntry], macros: dict[str, str]) -> tuple[PrintedNote, ...]:
    """Return the entries as notes in their order; `@xdata` only lends its fields to others."""
    by_key: dict[str, RawEntry] = {}
    for entry in entries:
        by_key.setdefault(entry.key.lower(), entry)
    cited = [entry for entry in entries if entry.type != "xdata"]
    return tuple(
        PrintedNote(
            entry.span,
            entry.key or None,
            number,
            (*_kind(entry), *Record(text, _with_inherited(text, entry, by_key), macros).labels()),
        )
        for number, entry in enumerate(cited, start=1)
    )


def _kind(entry: RawEntry) -> Iterator[Label]:
    """Give what kind of work *entry* is, if CSL has that too; what says so stands before the fields."""
    if entry.type in KINDS:
        yield Label(Role.KIND, Span(entry.span.start, entry.span.start), KINDS[entry.type])


def _with_inherited(text: str, entry: RawEntry, by_key: Mapping[str, RawEntry]) -> dict[str, Field]:
    """Return the fields of *entry* by name, with those that its parents and theirs lend, nearest first."""
    fields = _by_name(entry)
    waiting = _parents(text, fields)
    asked = {entry.key.lower()}
    while waiting and len(asked) <= _MOST_PARENTS:
        link, key = waiting.pop(0)
        if key in asked or key not in by_key:
            continue
        asked.add(key)
        lent = _by_name(by_key[key])
        waiting += _parents(text, lent)
        fields = (_lent_by_crossref(lent) if link == "crossref" else lent) | fields
    return fields


def _parents(text: str, fields: Mapping[str, Field]) -> list[tuple[str, str]]:
    """Return the keys that `xdata` (a list) and `crossref` name, each with the field that names it."""
    return [
        (link, key.strip().lower())
        for link in ("xdata", "crossref")
        if link in fields
        for key in fields[link].span.of(text).split(",", _MOST_PARENTS)[:_MOST_PARENTS]
    ]


def _lent_by_crossref(fields: Mapping[str, Field]) -> dict[str, Field]:
    """Return what a book lends to its chapter; its title is where the chapter stands."""
    lent = {name: each for name, each in fields.items() if name in _INHERITED}
    return lent | ({"booktitle": fields["title"]} if "title" in fields else {})


def _by_name(entry: RawEntry) -> dict[str, Field]:
    """Return the fields of one entry by name; where one stands twice the first counts, as in BibTeX."""
    fields: dict[str, Field] = {}
    for each in entry.fields:
        fields.setdefault(each.name, each)
    return fields
