"""The SQLite file: a table of observations to which rows are only ever added."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from citecheck.errors import CacheError
from citecheck.models import Answer, ArchiveFacts, LinkFacts, Listing, Submission
from citecheck.store.codec import Facts, decode, encode
from citecheck.store.turns import SCHEMA as PACE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

SQLITE = sqlite3.sqlite_version
"""The version of the library in which the store lies."""

FILE_NAME = "citecheck.sqlite3"
VERSION = 1
"""The version of the schema; a file with a higher one was written by a newer program."""

_APPLICATION = 0x63697465  # "cite": SQLite's own mark of whose file it is
_BUSY_SECONDS = 30.0  # what another process may hold the file for: each of ours writes for less than 1 ms

# An empty name is a database of SQLite's own that nobody else sees and that is gone when it is closed; what
# is beyond this many KiB goes to a temporary file (sqlite.org/inmemorydb.html, "Temporary Databases"), so
# that a run of a hundred thousand links that keeps nothing does not hold them all in memory.
_NOWHERE = ""
_KEPT_IN_MEMORY = 16 * 1024

_SCHEMA = """
CREATE TABLE IF NOT EXISTS observation (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,          -- 'link', 'archive', 'replay', 'forms' or 'saved'
    base TEXT NOT NULL,          -- the archive asked; '' for a link
    url TEXT NOT NULL,
    at TEXT NOT NULL,            -- UTC, ISO 8601 with microseconds: sorts as text
    facts NOT NULL               -- text: JSON; blob: the same through zlib
)
"""
_INDEX = "CREATE INDEX IF NOT EXISTS latest ON observation (kind, base, url, at)"
_ADD = "INSERT INTO observation (kind, base, url, at, facts) VALUES (?, ?, ?, ?, ?)"
_NEWEST_FIRST = """
SELECT id, at, facts FROM observation WHERE kind = ? AND base = ? AND url = ? ORDER BY at DESC, id DESC
"""
_ONE = "SELECT id, at, facts FROM observation WHERE id = ?"
_FORGET = "DELETE FROM observation WHERE id = ?"

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Kept(Generic[T_co]):
    """Facts, and when they were seen (UTC); *row* is their place in the store, 0 where they have none."""

    facts: T_co
    at: datetime
    row: int = field(default=0, compare=False)


class Store:
    """All observations of a cache folder; make it with `Store.open`, use it with `with`.

    Each observation is committed by itself as soon as it is given, so a killed process loses none. Threads
    may share a store, processes the folder. Whatever keeps the file from being read or written is a
    `CacheError`.
    """

    def __init__(self, connection: sqlite3.Connection, where: str) -> None:
        self._connection = connection
        self._where = where
        self._lock = threading.Lock()

    @classmethod
    def open(cls, folder: Path | None) -> Store:
        """Open the store of *folder*, made if need be; None keeps everything until it is closed.

        Raises `CacheError` if the folder cannot be written, or if the file in it is not ours or is newer than
        this program.
        """
        path = None if folder is None else folder / FILE_NAME
        where = str(path or "memory")
        if folder is not None:
            _make(folder)
        with _explained(where):
            connection = sqlite3.connect(
                path or _NOWHERE, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            with ExitStack() as undo:
                undo.callback(connection.close)
                _prepare(connection, where)
                undo.pop_all()
        return cls(connection, where)

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file; to close it twice does no harm."""
        with self._lock:
            self._connection.close()

    def keep_link(self, url: str, facts: LinkFacts, at: datetime) -> Kept[LinkFacts]:
        """Keep what was seen of the link *url* at the time *at*, which has a time zone; return it as kept."""
        return Kept(facts, at, self._keep(("link", "", url), facts, at))

    def keep_listing(self, base: str, url: str, facts: ArchiveFacts, at: datetime) -> Kept[ArchiveFacts]:
        """Keep what the archive at *base* said of *url* at *at*, likewise."""
        return Kept(facts, at, self._keep(("archive", base.rstrip("/"), url), facts, at))

    def keep_forms(self, base: str, beginning: str, facts: ArchiveFacts, at: datetime) -> Kept[ArchiveFacts]:
        """Keep which addresses that begin with *beginning* the archive at *base* named, likewise."""
        return Kept(facts, at, self._keep(("forms", base.rstrip("/"), beginning), facts, at))

    def keep_submission(self, base: str, url: str, facts: Submission, at: datetime) -> None:
        """Keep what came of submitting *url* to the archive at *base* to be saved, likewise."""
        self._keep(("saved", base.rstrip("/"), url), facts, at)

    def keep_replay(self, base: str, copy: str, facts: LinkFacts, at: datetime) -> Kept[LinkFacts]:
        """Keep what the archive at *base* showed of the *copy* that is opened at this address, likewise."""
        return Kept(facts, at, self._keep(("replay", base.rstrip("/"), copy), facts, at))

    def forget(self, row: int) -> None:
        """Take back the observation in *row*, which turned out to be none: our own network was at fault."""
        with self._lock, _explained(self._where):
            self._connection.execute(_FORGET, (row,))

    def link(self, url: str) -> Kept[LinkFacts] | None:
        """Return the latest observation of the link *url*; None if there is none that can be read."""
        return next(self._links(url), None)

    def listing(self, base: str, url: str) -> Kept[ArchiveFacts] | None:
        """Return what the archive at *base* last said of *url*; None if nothing is kept that can be read."""
        return self._last_said("archive", base, url)

    def forms(self, base: str, beginning: str) -> Kept[ArchiveFacts] | None:
        """Return which addresses that begin with *beginning* the archive at *base* last named, likewise."""
        return self._last_said("forms", base, beginning)

    def submission(self, base: str, url: str) -> Kept[Submission] | None:
        """Return what last came of submitting *url* to the archive at *base*; None if it never was."""
        for kept in self._newest_first("saved", base.rstrip("/"), url):
            if isinstance(kept.facts, Submission):
                return Kept(kept.facts, kept.at, kept.row)
        return None

    def replay(self, base: str, copy: str) -> Kept[LinkFacts] | None:
        """Return what the archive at *base* last showed of a *copy*; None if nothing is kept."""
        for kept in self._newest_first("replay", base.rstrip("/"), copy):
            if not isinstance(kept.facts, Listing | Submission):
                return Kept(kept.facts, kept.at, kept.row)
        return None

    def replay_in(self, row: int) -> Kept[LinkFacts] | None:
        """Return what an archive showed, kept in *row*; None if that is no longer there."""
        for kept in self._read(_ONE, (row,)):
            if not isinstance(kept.facts, Listing | Submission):
                return Kept(kept.facts, kept.at, kept.row)
        return None

    def listing_in(self, row: int) -> Kept[ArchiveFacts] | None:
        """Return what an archive said, kept in *row*; None if that is no longer there."""
        for kept in self._read(_ONE, (row,)):
            if not isinstance(kept.facts, Answer | Submission):
                return Kept(kept.facts, kept.at, kept.row)
        return None

    def link_history(self, url: str) -> tuple[Kept[LinkFacts], ...]:
        """Return every observation of the link *url* that can be read, newest first."""
        return tuple(self._links(url))

    @contextmanager
    def exclusive(self) -> Iterator[sqlite3.Connection]:
        """Hold the file for a change that looks before it writes; other processes wait that long.

        What is done to the connection is committed at the end, or undone if anything is raised.
        """
        with self._lock, _explained(self._where):
            self._connection.execute("BEGIN IMMEDIATE")
            with self._connection:
                yield self._connection

    def _last_said(self, kind: str, base: str, url: str) -> Kept[ArchiveFacts] | None:
        """Return the latest answer of the archive at *base* that is kept under a key and can be read."""
        for kept in self._newest_first(kind, base.rstrip("/"), url):
            if not isinstance(kept.facts, Answer | Submission):
                return Kept(kept.facts, kept.at, kept.row)
        return None

    def _links(self, url: str) -> Iterator[Kept[LinkFacts]]:
        """Yield the observations of the link *url*, newest first."""
        for kept in self._newest_first("link", "", url):
            if not isinstance(kept.facts, Listing | Submission):
                yield Kept(kept.facts, kept.at, kept.row)

    def _newest_first(self, kind: str, base: str, url: str) -> Iterator[Kept[Facts]]:
        """Yield what is kept under a key, newest first; rows that this program cannot read do not count."""
        if _can_be_written(base + url):
            yield from self._read(_NEWEST_FIRST, (kind, base, url))

    def _read(self, query: str, values: tuple[str | int, ...]) -> Iterator[Kept[Facts]]:
        """Yield the observations that *query* finds and that can be read."""
        for row, at, kept in self._rows(query, values):
            facts = decode(kept)
            if facts is not None:
                yield Kept(facts, datetime.fromisoformat(at), row)

    def _keep(self, key: tuple[str, str, str], facts: Facts, at: datetime) -> int:
        """Add one row in a transaction of its own and return its number; 0 for what no encoding can write."""
        kept = encode(facts)
        if kept is None or not _can_be_written("".join(key)):
            return 0
        with self._lock, _explained(self._where):
            return self._connection.execute(_ADD, (*key, _written(at), kept)).lastrowid or 0

    def _rows(self, query: str, values: tuple[str | int, ...]) -> list[tuple[Any, ...]]:
        """Return the rows of *query*."""
        with self._lock, _explained(self._where):
            return self._connection.execute(query, values).fetchall()


def _make(folder: Path) -> None:
    """Create the cache folder, for its owner alone (XDG Base Directory Specification 0.8)."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CacheError(
            f"{folder}: cannot be used as cache folder ({error.strerror}); "
            "name another with --cache DIR or keep nothing with --no-cache"
        ) from error


def _prepare(connection: sqlite3.Connection, where: str) -> None:
    """Make the table where there is none, and refuse what is not ours before anything is written.

    Look and writing are one transaction: another process may be making the same file.
    """
    connection.execute("BEGIN IMMEDIATE")
    _refuse_foreign(connection, where)
    connection.execute(_SCHEMA)
    connection.execute(_INDEX)
    for statement in PACE:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {_APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")
    _use_log(connection)


def _use_log(connection: sqlite3.Connection) -> None:
    """Write through a write-ahead log, and leave it to the system when that reaches the disk.

    This survives the death of the process; only a power cut may lose the last rows, and those are asked again
    (sqlite.org/pragma.html#pragma_synchronous). A file system that can have no log keeps the plain journal.
    """
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{_KEPT_IN_MEMORY}")
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        # SQLite does not wait to switch a file that another process is using. That process switches it too,
        # and the plain journal serves until then.
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:  # the low byte; above it stands the detail
            raise


def _refuse_foreign(connection: sqlite3.Connection, where: str) -> None:
    """Raise for a database of another program, and for one of a newer citecheck."""
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if tables and owner != _APPLICATION:
        raise CacheError(
            f"{where}: is not a cache of citecheck; delete it or name another folder with --cache DIR"
        )
    if version > VERSION:
        raise CacheError(
            f"{where}: was written by a newer citecheck (schema {version}, this one knows {VERSION}); "
            "delete it or name another folder with --cache DIR"
        )


@contextmanager
def _explained(where: str) -> Iterator[None]:
    """Turn what SQLite says into one line that names the file and what to try."""
    try:
        yield
    except sqlite3.Error as error:
        raise CacheError(
            f"{where}: cannot be used as cache ({error}); "
            "delete it, name another folder with --cache DIR or keep nothing with --no-cache"
        ) from error


def _written(at: datetime) -> str:
    """Return *at* as UTC in a form that sorts; a time without a zone is a mistake of the caller."""
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _can_be_written(text: str) -> bool:
    """Tell whether *text* is free of half surrogate pairs, which SQLite cannot hold."""
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)
