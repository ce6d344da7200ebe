"""The document: one text, with what its format knew about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from citecheck.models.citation import Known
from citecheck.models.span import Span


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A link that the format itself carried: the text it is laid over, and where it leads.

    *written* is where the text of the document has the target, if elsewhere (`[id]: url` of Markdown).
    """

    span: Span
    target: str
    written: Span | None = None


@dataclass(frozen=True, slots=True)
class Marker:
    """A note number in the body of the document; *series* is that of the list in which its note stands."""

    span: Span
    number: int
    series: int = 0


class Role(StrEnum):
    """What a part of a note is, where the format says so (a template's parameter, a field of a record)."""

    AUTHOR = "author"  # one author; the value is `Family, Given` or the name of a body
    TITLE = "title"
    CONTAINER = "container"
    PUBLISHED = "published"
    ACCESSED = "accessed"
    URL = "url"
    ARCHIVE_URL = "archive-url"
    ARCHIVE_DATE = "archive-date"
    DOI = "doi"
    ISBN = "isbn"
    ISSN = "issn"
    ARXIV = "arxiv"
    LANGUAGE = "language"
    # What no rule looks at, and an export keeps; the values are the names of CSL 1.0.2, appendix IV.
    KIND = "type"
    EDITOR = "editor"
    PUBLISHER = "publisher"
    EDITION = "edition"
    VOLUME = "volume"
    ISSUE = "issue"
    PAGES = "page"


@dataclass(frozen=True, slots=True)
class Label:
    """A part of a note whose role the format names; *value* is what stands at *span*, freed of its markup."""

    role: Role
    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class PrintedNote:
    """A note as it stands in the document: its span without the marker, the marker as printed, its number.

    *labels* are the parts that the format itself names. *series* tells lists apart whose numbers begin anew
    (the notes of each chapter, a bibliography behind the notes); the first is 0. *known* is what an earlier
    run read off it, if one did.
    """

    span: Span
    marker: str | None
    number: int
    labels: tuple[Label, ...] = ()
    series: int = 0
    known: Known | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """From *offset* on, the text stands at this line (from 1) and page (None: the format has no pages)."""

    offset: int
    line: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Instruction:
    """Words for citecheck in a comment of a document: what stands behind `citecheck:`, and where.

    The comment is at *span*; the text of the document has white space there, or nothing.
    """

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """One text with what its format knew about it: links, notes, and *labels* of notes that must be found.

    *notes* and *markers* are None when the format does not carry them and they must be found in the text;
    an empty tuple says that there are none. *places* names points whose line in the user's file is known;
    without one the text is the file and counts from line 1. *dated* is the day on which it was finished, as
    its format tells; None where it does not. *taken_from* is the format of the document whose notes an
    endnotes.json holds.
    """

    source: str
    format: str
    text: str
    sha256: str
    hyperlinks: tuple[Hyperlink, ...] = ()
    labels: tuple[Label, ...] = ()
    notes: tuple[PrintedNote, ...] | None = None
    markers: tuple[Marker, ...] | None = None
    places: tuple[Place, ...] = ()
    instructions: tuple[Instruction, ...] = ()
    dated: date | None = None
    taken_from: str | None = None

    @property
    def origin(self) -> str:
        """The format in which the notes are written: that of the document itself, or of the one before it."""
        return self.taken_from or self.format
