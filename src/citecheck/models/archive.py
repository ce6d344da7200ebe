"""What the archives hold of a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from citecheck.models.link import LinkFacts, NoAnswer, NotChecked


@dataclass(frozen=True, slots=True)
class Capture:
    """One row of an archive's index (CDX).

    *captured* is UTC; *status* is None for a revisit, whose bytes are those of an earlier row with the same
    *digest*.
    """

    captured: datetime
    original: str
    status: int | None
    mimetype: str
    digest: str


@dataclass(frozen=True, slots=True)
class Listing:
    """All captures that an archive's index names for one address, and how many rows could not be read.

    *truncated* says that the index has more rows than it was asked for; those about the wanted day are here.
    """

    captures: tuple[Capture, ...]
    malformed: int = 0
    truncated: bool = False


ArchiveFacts = Listing | NoAnswer | NotChecked


@dataclass(frozen=True, slots=True)
class Replay:
    """What an archive shows for one *capture*, read like a live page.

    *url* is where a person opens the copy; *facts* are those of the raw replay, whose redirects within the
    archive were followed.
    """

    capture: Capture
    url: str
    facts: LinkFacts


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The archived copy that was chosen.

    *days* counts from the access date to the capture (negative: the copy is older), None where there is no
    full access date. *title_matches* is None while nobody compared. *bracketed* says that the nearest captures
    before and after the access date hold the same bytes, which therefore stood there on that day; *doubt* says
    what the archive saw between the two moments that speaks against the copy; *form* is the address that was
    captured, where it is another spelling of the cited one; *archive* is the name of the archive that holds it.
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


@dataclass(frozen=True, slots=True)
class NoSnapshot:
    """The archive was asked and holds no usable copy; *unusable* counts redirects and errors it does hold."""

    unusable: int = 0


SnapshotFacts = Snapshot | NoSnapshot | NoAnswer | NotChecked
