"""Turn the fields of an entry into labels."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citecheck.models import Label, Role, Span
from citecheck.read import remarks
from citecheck.read.bibtex.names import bodies_in, names_in
from citecheck.read.bibtex.scan import Field
from citecheck.read.tex import freed, freed_url

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
MACROS = {name[:3].lower(): name for name in _MONTHS}
"""The macros that every style defines (plain.bst)."""

_LONGEST = 10_000  # characters of a value; macros of macros can double it with every line
_PERSONS = ("author", "editor")
_AUTHORS = (*_PERSONS, "institution", "organization", "school")
_CONTAINERS = (
    "journaltitle", "journal", "booktitle", "maintitle", "publisher", "institution", "organization", "school",
    "eventtitle", "series",
)  # fmt: skip
# `ee` is DBLP's, `bdsk-url-1` BibDesk's; the others are seen in old files.
_ADDRESSES = ("url", "link", "ee", "bdsk-url-1", "bdsk-url-2")
# `urldate` is biblatex's; `lastchecked` is apacite's and urlbst's, `lastaccessed` ACM's, `urlaccessdate`
# abntex2's.
_ACCESSED = (
    "urldate", "lastchecked", "lastaccessed", "urlaccessdate", "accessdate", "access-date", "accessed",
    "visited", "lastvisited", "retrieved",
)  # fmt: skip
_DETAILS = (
    (Role.PUBLISHER, ("publisher", "institution", "organization", "school")),
    (Role.EDITION, ("edition",)),
    (Role.VOLUME, ("volume",)),
    (Role.ISSUE, ("number", "issue")),
    (Role.PAGES, ("pages",)),
)
KINDS = {
    "article": "article-journal",
    "book": "book",
    "mvbook": "book",
    "collection": "book",
    "proceedings": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "report": "report",
    "techreport": "report",
    "thesis": "thesis",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "dataset": "dataset",
    "software": "software",
}
"""The types of entries (BibLaTeX manual 3.20, 2.1) that CSL has as well."""

_REMARKS = ("howpublished", "note", "addendum", "annote", "annotation", "publisher")
_ARXIV = re.compile(r"(?:arxiv:)?(?:[a-z-]+(?:\.[a-z]{2})?/\d{7}|\d{4}\.\d{4,5})(?:v\d+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of one entry by name, those that it inherits among them, and what its macros stand for."""

    text: str
    fields: Mapping[str, Field]
    macros: Mapping[str, str]

    def labels(self) -> tuple[Label, ...]:
        """Return the parts of the entry that its fields name, in the order of the roles."""
        return (
            *self._authors(),
            *self._title(),
            *self._first(Role.CONTAINER, _CONTAINERS),
            *self._published(),
            *self._accessed(),
            *self._addresses(),
            *self._first(Role.ARCHIVE_URL, ("archiveurl", "archive-url")),
            *self._first(Role.ARCHIVE_DATE, ("archivedate", "archive-date")),
            *self._first(Role.DOI, ("doi",)),
            *self._numbers(Role.ISBN, "isbn"),
            *self._numbers(Role.ISSN, "issn"),
            *self._arxiv(),
            *self._first(Role.LANGUAGE, ("language", "langid", "hyphenation")),
            *self._details(),
        )

    def _details(self) -> Iterator[Label]:
        """Give what is kept for an export alone; editors who stand for authors are none besides."""
        for role, names in _DETAILS:
            yield from self._first(role, names)
        editors = self.fields.get("editor")
        if self.value("author") and editors and not any(piece.is_macro for piece in editors.pieces):
            yield from (Label(Role.EDITOR, *named) for named in names_in(self.text, editors.span))

    def raw(self, name: str) -> str:
        """Return the value of the field *name* with its macros expanded, markup and all; empty without it."""
        found = self.fields.get(name)
        if found is None:
            return ""
        return expanded(self.text, found, self.macros)

    def value(self, name: str) -> str:
        """Return the value of the field *name* freed of markup."""
        return freed(self.raw(name))

    def _first(self, role: Role, names: tuple[str, ...]) -> Iterator[Label]:
        """Give the first of the fields *names* that says something in words."""
        for name in names:
            value = self.value(name)
            if value and not re.match(r"(?:https?|ftp)://", value if role is Role.CONTAINER else ""):
                raw = self.raw(name) if role in (Role.DOI, Role.ARCHIVE_URL) else ""
                yield Label(role, self.fields[name].span, freed_url(raw) or value)
                return

    def _authors(self) -> Iterator[Label]:
        """Give the authors, else the editors, else the body that published."""
        for name in _AUTHORS:
            found = self.fields.get(name)
            if found is None or not self.value(name):
                continue
            read = names_in if name in _PERSONS else bodies_in
            if len(found.pieces) == 1 and not found.pieces[0].is_macro:
                yield from (Label(Role.AUTHOR, *named) for named in read(self.text, found.span))
            else:
                raw = self.raw(name)
                named = read(raw, Span(0, len(raw)))
                yield from (Label(Role.AUTHOR, found.span, value) for _, value in named)
            return

    def _title(self) -> Iterator[Label]:
        """Give the title with its subtitle."""
        for name in ("title", "booktitle", "maintitle"):
            parts = [self.value(name), self.value("subtitle") if name == "title" else ""]
            if parts[0]:
                yield Label(Role.TITLE, self.fields[name].span, ": ".join(part for part in parts if part))
                return

    def _published(self) -> Iterator[Label]:
        """Give the date of publication: `date`, or `year` with `month` and `day` in one value."""
        if self.value("date"):
            yield Label(Role.PUBLISHED, self.fields["date"].span, self.value("date"))
            return
        year, month, day = (self.value(name) for name in ("year", "month", "day"))
        if year:
            yield Label(Role.PUBLISHED, self.fields["year"].span, _date_of(year, month, day))

    def _accessed(self) -> Iterator[Label]:
        """Give the day of access: a field of its own, or else what a remark says."""
        found = next(self._first(Role.ACCESSED, _ACCESSED), None) or self._old_access_date()
        for name in _REMARKS:
            if found is None and name in self.fields:
                found = remarks.accessed_in(self.text, self.fields[name].span)
        if found:
            value = freed(found.value)
            yield Label(Role.ACCESSED, found.span, value)

    def _old_access_date(self) -> Label | None:
        """Return the access date of three fields, as biblatex had it before `urldate`."""
        year, month, day = (self.value(name) for name in ("urlyear", "urlmonth", "urlday"))
        return Label(Role.ACCESSED, self.fields["urlyear"].span, _date_of(year, month, day)) if year else None

    def _addresses(self) -> Iterator[Label]:
        """Give the addresses: those of the first field for them, and those that remarks hold."""
        seen = set()
        for label in (*self._address_fields(), *self._addresses_in_remarks()):
            if label.value not in seen:
                seen.add(label.value)
                yield label

    def _address_fields(self) -> Iterator[Label]:
        """Give the addresses of the first field that is made for them."""
        for name in _ADDRESSES:
            found = self.fields.get(name)
            if found is None or not self.raw(name):
                continue
            if len(found.pieces) > 1 or found.pieces[0].is_macro:
                yield Label(Role.URL, found.span, freed_url(self.raw(name)))
                return
            for span in remarks.addresses_of_field(self.text, found.span):
                inner = _without_command(self.text, span)
                yield Label(Role.URL, inner, freed_url(inner.of(self.text)))
            return

    def _addresses_in_remarks(self) -> Iterator[Label]:
        """Give the addresses in `howpublished`, `note` and kin."""
        for name in _REMARKS:
            if name in self.fields:
                for span in remarks.addresses_in(self.text, self.fields[name].span):
                    yield Label(Role.URL, span, freed_url(span.of(self.text)))

    def _numbers(self, role: Role, name: str) -> Iterator[Label]:
        """Give each ISBN or ISSN of a field that may hold several."""
        found = self.fields.get(name)
        if found is None:
            return
        numbers = list(remarks.serial_numbers_in(self.text, found.span))
        yield from (Label(role, span, span.of(self.text)) for span in numbers)
        if not numbers and self.value(name):
            yield Label(role, found.span, self.value(name))

    def _arxiv(self) -> Iterator[Label]:
        """Give the arXiv number: `eprint`, if its archive is arXiv or is not named and the number is one."""
        archive = (self.value("eprinttype") or self.value("archiveprefix")).lower()
        number = self.value("eprint")
        if number and (archive == "arxiv" or (not archive and _ARXIV.match(number))):
            yield Label(Role.ARXIV, self.fields["eprint"].span, number)


def expanded(text: str, field: Field, macros: Mapping[str, str]) -> str:
    """Return the value of *field* with its macros replaced; an unknown one stays. Its length is bounded."""
    pieces = []
    for piece in field.pieces:
        printed = piece.whole.of(text)
        pieces.append(macros.get(printed.lower(), printed) if piece.is_macro else printed)
    return "".join(pieces)[:_LONGEST]


def _date_of(year: str, month: str, day: str) -> str:
    """Put a date together: `2011-05-05` of numbers, `5 May 2011` of words."""
    if month.isdigit() and len(year) == len("2011"):
        return "-".join([year, month.zfill(2), *([day.zfill(2)] if day.isdigit() else [])])
    return " ".join(part for part in (day, month, year) if part)


def _without_command(text: str, span: Span) -> Span:
    r"""Return the span inside `\url{…}` or braces, if the whole is inside them."""
    match = re.match(r"(?:\\(?:url|path|nolinkurl)\s*)?[{<]\s*", span.of(text))
    if match is None or text[span.end - 1] not in "}>":
        return span
    return Span(span.start + match.end(), max(span.start + match.end(), span.end - 1))
