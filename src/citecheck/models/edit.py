"""A change of a document's text that is to be written back into its file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from citecheck.models.citation import Author
from citecheck.models.span import Span


@dataclass(frozen=True, slots=True)
class CitedCopy:
    """An archived copy that an edit brings: its address and day, whose copy it is, when that was read."""

    url: str
    captured: date
    original: str
    accessed: date | None = None


@dataclass(frozen=True, slots=True)
class NamedSource:
    """What an edit says of the source of a note, in parts; *published* as it is written and as EDTF."""

    title: str | None = None
    authors: tuple[Author, ...] = ()
    container: str | None = None
    published: tuple[str, str] | None = None
    doi: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """Write *text* for what stands at *span* of a document's text; an empty span puts it in there.

    *because* is the reason that is shown, and written beside a tracked change. *target* is where the links
    that the format lays over the span lead from now on; None leaves them. *codes* are those of the findings
    that it mends. *copy* is the archived copy that it brings, and *names* is what it says of the source, for
    formats that tell of them otherwise than in the text.
    """

    span: Span
    text: str
    because: str = ""
    target: str | None = None
    codes: tuple[str, ...] = ()
    copy: CitedCopy | None = None
    names: NamedSource | None = None
