"""What became of a page that an archive was asked to save."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Fate(StrEnum):
    """How a submission ended."""

    SAVED = "saved"
    ARCHIVED = "already-archived"  # the archive has a capture of the last day and makes no other
    REFUSED = "refused"
    UNKNOWN = "unknown"  # nobody knows: the archive may have saved the page, and is not asked to do so again
    NOT_SUBMITTED = "not-submitted"  # it was not taken, or not offered: others had been refused before


@dataclass(frozen=True, slots=True)
class Submission:
    """One address that was given to Save Page Now, and what came of it.

    *why* is a sentence without a full stop. *snapshot* is where a person opens the capture, made at
    *captured* (UTC); both are None where the archive did not say. *code* is the archive's own word for a
    refusal (`error:blocked-url`), *job* its name for a capture under way, which it knows for about an hour.
    """

    fate: Fate
    why: str
    snapshot: str | None = None
    captured: datetime | None = None
    code: str = ""
    job: str = ""


class Standing(StrEnum):
    """How a cited page stands after a call of `citecheck archive`; the first five are the fates."""

    SAVED = "saved"
    ARCHIVED = "already-archived"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    NOT_SUBMITTED = "not-submitted"
    PLANNED = "would-be-submitted"  # without `--dry-run` it would have been
    HAS_COPY = "has-copy"
    NOT_LIVE = "not-live"
    WITHHELD = "withheld"  # its address is nobody else's to know
    UNDECIDED = "undecided"  # whether it needs a copy could not be learned


@dataclass(frozen=True, slots=True)
class SavedPage:
    """One cited *url*, what was done about it, and *why*: a sentence without a full stop.

    *address* is what was, or would be, submitted; None where nothing is. *submission* is what came of it, in
    this run or in one of the same day.
    """

    url: str
    standing: Standing
    why: str
    address: str | None = None
    submission: Submission | None = None


@dataclass(frozen=True, slots=True)
class SavingReport:
    """The whole of one call: the *archive* asked, when (UTC), and each cited page once, as first cited.

    *offline* says that our own network was down, so that nothing can be said of some pages; *warnings* are
    sentences about the run itself.
    """

    archive: str
    at: datetime
    dry_run: bool
    pages: tuple[SavedPage, ...]
    offline: bool = False
    warnings: tuple[str, ...] = ()
