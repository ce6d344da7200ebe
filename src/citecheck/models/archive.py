"""What the archives hold of a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from citecheck.models.link import NoAnswer, NotChecked


@dataclass(frozen=True, slots=True)
class Capture:
    """One row of an archive's index (CDX).

    *captured* is UTC; *status* is None for a revisit, whose bytes are those of an earlier row with the same
    *digest*. Where the archive names a moment and nothing else (Memento), *status* is None and *mimetype*
    empty. A *digest* of `-` is not known. *address* is where a person opens the capture, in an archive that
    is not laid out like the Wayback Machine.
    """

    captured: datetime
    original: str
    status: int | None
    mimetype: str
    digest: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """All captures that an archive's index names for one address, and how many rows could not be read.

    *truncated* says that the index has more rows than it was asked for; those about the wanted day are here.
    *partial* says that the index was not asked: these captures exist, and of others nothing is known. Without
    captures such a listing says nothing at all. *archive* names the archive where it is not the Wayback
    Machine, or the one that stands in for it.
    """

    captures: tuple[Capture, ...]
    malformed: int = 0
    truncated: bool = False
    partial: bool = False
    archive: str = ""


ArchiveFacts = Listing | NoAnswer | NotChecked


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The archived copy that was chosen.

    *days* counts from the access date to the capture (negative: the copy is older), None where there is no
    full access date. *title_matches* says whether the copy was seen to bear the cited title (True) or to show
    something else than the cited page (False); None where nobody looked, or where it cannot be told. *shows*
    is what was seen there instead, or why it could not be seen. *bracketed* says that the nearest captures
    before and after the access date hold the same bytes, which therefore stood there on that day; *doubt*
    says what the archive saw between the two moments that speaks against the copy; *form* is the address
    that was captured, where it is another spelling of the cited one; *archive* is the name of the archive
    that holds it.
    """

    url: str
    captured: datetime
    status: int | None
    days: int | None
    title_matches: bool | None = None
    bracketed: bool = False
    doubt: str | None = None
    form: str | None = None
    archive: str = ""
    shows: str | None = None


@dataclass(frozen=True, slots=True)
class NoSnapshot:
    """The archive was asked and holds no usable copy; *unusable* counts redirects and errors it does hold."""

    unusable: int = 0


@dataclass(frozen=True, slots=True)
class ArchivedForm:
    """An address that an archive holds and that a damaged URL may have been.

    *captured* is the capture nearest to the day on which the author read the page, as far as that was looked
    for. *guessed* says that more than separators and a lost extension make the two differ: a letter, or a
    missing end. *near* tells whether it was captured at about that time, None where the note has no date or
    nobody looked; *title_matches* whether the copy bears the cited title, None where that cannot be told.
    """

    url: str
    captured: datetime
    guessed: bool = False
    near: bool | None = None
    title_matches: bool | None = None


SnapshotFacts = Snapshot | NoSnapshot | NoAnswer | NotChecked
