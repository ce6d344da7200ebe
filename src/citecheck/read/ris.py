"""RIS: each record from `TY` to `ER` is a note, its tags labels.

The text of the document is the file itself, so that a correction can be written back; rispy (0.10) gives
values without their places, so the lines are read here. Dialects differ (RefMan's "RIS Format
Specifications", 2001, and what EndNote, Zotero, Mendeley and ProQuest write): one or two spaces before the
hyphen, a number before each record, no `ER`, values that run over lines, `Y2` for the day of access.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING

from citecheck.errors import UnreadableDocument
from citecheck.evidence.cited_copies import original_of
from citecheck.models import Document, Label, PrintedNote, Role, Span
from citecheck.read import remarks
from citecheck.read.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

_OURS = re.compile(rb"(?:\xef\xbb\xbf)?\s*+(?:\d{1,6}\.?\s++)?TY[ \t]{0,3}-[ \t]")
_LINE = re.compile(r"^(?P<tag>[A-Z][A-Z0-9])[ \t]{0,3}-(?:[ \t](?P<value>.*))?$")
_NUMBER_OF_RECORD = re.compile(r"\s*\d{1,6}\.?\s*$")
_ADDRESS = re.compile(r"(?:https?|ftp)\s?:|www\.", re.IGNORECASE)
_DATE = re.compile(r"(?P<year>\d{4})(?:/(?P<month>\d{0,2})(?:/(?P<day>\d{0,2})(?:/.*)?)?)?$")
_DOI = re.compile(r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*)?10\.\d{4,9}/", re.IGNORECASE)
_KIND_ONLY = frozenset({"TY", "ER", "ID"})

_ROLES = (
    (Role.TITLE, ("TI", "T1", "CT", "BT", "ST")),
    (Role.CONTAINER, ("T2", "JF", "JO", "BT", "JA", "J2", "T3", "PB")),
    (Role.LANGUAGE, ("LA",)),
)
_DETAILS = (
    (Role.PUBLISHER, ("PB",)),
    (Role.EDITION, ("ET",)),
    (Role.VOLUME, ("VL",)),
    (Role.ISSUE, ("IS", "CP")),
)
_KINDS = {
    "JOUR": "article-journal",
    "JFULL": "article-journal",
    "EJOUR": "article-journal",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "BOOK": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "RPRT": "report",
    "GOVDOC": "report",
    "THES": "thesis",
    "ELEC": "webpage",
    "WEB": "webpage",
    "BLOG": "post-weblog",
    "DATA": "dataset",
    "COMP": "software",
}
_AUTHORS = (("AU", "A1"), ("ED", "A2"), ("A3",))
_ADDRESSES = ("UR", "LK", "L1", "L2", "L3", "L4")


@dataclass(slots=True)
class _Record:
    """The values of one record by tag, each with its place, and where the record stands."""

    start: int
    end: int
    values: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))


def recognises(data: bytes, source: str) -> bool:
    """Tell whether *data* is RIS: it begins with a `TY` line, or its name says so."""
    return bool(_OURS.match(data)) or PurePath(source).suffix.lower() == ".ris"


def read(data: bytes, source: str) -> Document:
    """Return the document of *data*; raises `UnreadableDocument` where it holds no record."""
    text = decode(data, source)
    records = [record for record in _records(text) if record.values.keys() - _KIND_ONLY]
    if not records:
        raise UnreadableDocument(f"{source}: no RIS record in it (TY  - …, ER  -); is it another format?")
    return Document(
        source=source,
        format="ris",
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        notes=tuple(_note(text, record, number) for number, record in enumerate(records, start=1)),
    )


def _records(text: str) -> Iterator[_Record]:
    """Part the lines into records; a line without a tag goes on with the value before it."""
    record, last = None, None
    at = 0
    for line in text.splitlines(keepends=True):
        bare = line.rstrip()
        match = _LINE.match(bare)
        if match is None:
            if last is not None and bare.strip() and not _NUMBER_OF_RECORD.match(bare):
                values = record.values[last] if record else []
                values[-1] = Span(values[-1].start, at + len(bare))
        elif match["tag"] == "ER":
            if record:
                yield record
            record, last = None, None
        else:
            if record and match["tag"] == "TY":
                yield record
                record = None
            record = record or _Record(at, at)
            last = match["tag"]
            record.values[last].append(_value(at, match))
        if record and last is not None and bare.strip() and not _NUMBER_OF_RECORD.match(bare):
            record.end = at + len(bare)
        at += len(line)
    if record:
        yield record


def _value(at: int, match: re.Match[str]) -> Span:
    """Return where the value of a line stands, without the white space before it."""
    value = match["value"] or ""
    start = at + match.end() - len(value.lstrip())
    return Span(start, at + match.end())


def _note(text: str, record: _Record, number: int) -> PrintedNote:
    """Turn a record into a note."""
    values = {tag: [span for span in spans if span.of(text).strip()] for tag, spans in record.values.items()}
    key = " ".join(values["ID"][0].of(text).split()) if values.get("ID") else None
    labels = (
        *_authors(text, values),
        *(label for role, tags in _ROLES for label in _first(text, values, role, tags)),
        *_published(text, values),
        *_accessed(text, values),
        *_addresses(text, values),
        *_identifiers(text, values),
        *_copies(text, values),
        *_details(text, values),
    )
    return PrintedNote(Span(record.start, record.end), key, number, labels)


def _details(text: str, values: dict[str, list[Span]]) -> Iterator[Label]:
    """Give what is kept for an export alone; editors who stand for authors are none besides."""
    for span in values.get("TY", ())[:1]:
        if (kind := _KINDS.get(span.of(text).strip())) is not None:
            yield Label(Role.KIND, span, kind)
    for role, tags in _DETAILS:
        yield from _first(text, values, role, tags)
    for first in values.get("SP", ())[:1]:
        last = [_folded(text, span) for span in values.get("EP", ())[:1]]
        yield Label(Role.PAGES, first, "-".join(dict.fromkeys((_folded(text, first), *last))))
    if any(values.get(tag) for tag in _AUTHORS[0]):
        for tag in _AUTHORS[1]:
            yield from (Label(Role.EDITOR, span, _name(_folded(text, span))) for span in values.get(tag, ()))


def _first(text: str, values: dict[str, list[Span]], role: Role, tags: tuple[str, ...]) -> Iterator[Label]:
    """Give the value of the first of *tags* that the record has."""
    for tag in tags:
        if values.get(tag):
            span = values[tag][0]
            yield Label(role, span, _folded(text, span))
            return


def _authors(text: str, values: dict[str, list[Span]]) -> Iterator[Label]:
    """Give the authors, else the editors; some programs end a body's name, or none, with a comma."""
    for tags in _AUTHORS:
        named = [(span, _name(_folded(text, span))) for tag in tags for span in values.get(tag, ())]
        labels = [Label(Role.AUTHOR, span, name) for span, name in named if name]
        if labels:
            yield from labels
            return


def _name(value: str) -> str:
    """Return `Family, Given, Suffix` as `Family, Given Suffix`."""
    parts = [part.strip() for part in value.split(",")]
    return ", ".join(part for part in (parts[0], " ".join(parts[1:]).strip()) if part)


def _published(text: str, values: dict[str, list[Span]]) -> Iterator[Label]:
    """Give the fullest date of publication; `DA` may be only `05/06`, beside the year of `PY`."""
    dated = [
        (tag, span, _date(_folded(text, span))) for tag in ("DA", "PY", "Y1") for span in values.get(tag, ())
    ]
    whole = [item for item in dated if re.search(r"\d{4}", item[2])]
    if not whole:
        return
    _, span, value = max(whole, key=lambda item: len(item[2]))
    day = next((value for name, _, value in dated if name == "DA" and not re.search(r"\d{4}", value)), "")
    if day and value.isdigit():
        value = f"{value}-{day.replace('/', '-')}" if re.match(r"\d\d/\d\d$", day) else f"{day} {value}"
    yield Label(Role.PUBLISHED, span, value)


def _accessed(text: str, values: dict[str, list[Span]]) -> Iterator[Label]:
    """Give the day of access: `Y2`, or what a remark says."""
    for span in values.get("Y2", ()):
        value = _date(_folded(text, span))
        if any(character.isdigit() for character in value):
            yield Label(Role.ACCESSED, span, value)
            return
    for tag in ("N1", "RN", "M1", "M2"):
        for span in values.get(tag, ()):
            label = remarks.accessed_in(text, span)
            if label:
                yield label
                return


def _addresses(text: str, values: dict[str, list[Span]]) -> Iterator[Label]:
    """Give each address once; `L1` to `L4` may name files of the author's own, which are none."""
    seen = set()
    for tag in _ADDRESSES:
        for whole in values.get(tag, ()):
            for span in remarks.addresses_of_field(text, whole):
                value = _folded(text, span)
                if value not in seen and (tag == "UR" or _ADDRESS.match(value)):
                    seen.add(value)
                    yield Label(Role.URL, span, value)


def _copies(text: str, values: dict[str, list[Span]]) -> Iterator[Label]:
    """Give the archived copies that remarks name."""
    for remark in values.get("N1", ()):
        for span in remarks.addresses_in(text, remark):
            if original_of(span.of(text)) is not None:
                yield Label(Role.ARCHIVE_URL, span, span.of(text))


def _identifiers(text: str, values: dict[str, list[Span]]) -> Iterator[Label]:
    """Give DOI (`DO`, in older files `M3`) and the numbers of `SN`, which is an ISBN or an ISSN."""
    for tag in ("DO", "M3"):
        for span in values.get(tag, ()):
            value = _folded(text, span)
            if tag == "DO" or _DOI.match(value):
                yield Label(Role.DOI, span, value)
    for span in values.get("SN", ()):
        for number in remarks.serial_numbers_in(text, span):
            printed = _folded(text, number)
            yield Label(Role.ISSN if remarks.is_issn(printed) else Role.ISBN, number, printed)


def _date(value: str) -> str:
    """Free a date of RIS's slashes: `2010/05//` is `2010-05`; other forms stay as they are."""
    match = _DATE.match(value)
    if match is None:
        return value
    parts = (match["year"], match["month"], match["day"] if match["month"] else "")
    return "-".join(part.zfill(2) for part in parts if part)


def _folded(text: str, span: Span) -> str:
    """Return the value with its line ends as spaces."""
    return " ".join(span.of(text).split())
