"""The pace of an archive, shared by every run that uses the cache folder.

An archive counts the requests of an address on the network, not of a run. So each request is written down
before it is sent, in one transaction with the look at those before it, and so is a refusal that holds for
everybody. Nothing is reserved ahead: a run that is killed leaves behind only what it sent, and after the
window that counts no more.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from citecheck.models import NoAnswer, Reason
from citecheck.store.codec import decode, encode

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from citecheck.store.database import Store

SCHEMA = (
    # Unix time, because runs have no other clock in common.
    "CREATE TABLE IF NOT EXISTS turn (archive TEXT NOT NULL, at REAL NOT NULL)",
    "CREATE INDEX IF NOT EXISTS turns ON turn (archive, at)",
    """
    CREATE TABLE IF NOT EXISTS closure (
        archive TEXT PRIMARY KEY,
        since REAL NOT NULL,
        until REAL NOT NULL,
        met NOT NULL             -- as the facts of an observation
    )
    """,
)

_KEPT = 600.0  # seconds; another run may count in a longer window than this one

_PRUNE = "DELETE FROM turn WHERE archive = ? AND at <= ?"
_CLAMP = "UPDATE turn SET at = ? WHERE archive = ? AND at > ?"
_COUNTED = "SELECT at FROM turn WHERE archive = ? AND at > ? ORDER BY at DESC LIMIT 1 OFFSET ?"
_ADD = "INSERT INTO turn (archive, at) VALUES (?, ?)"
_CLOSED = "SELECT until, met FROM closure WHERE archive = ? AND since <= ? AND until > ?"
_CLOSE = """
INSERT INTO closure (archive, since, until, met) VALUES (:archive, :now, :until, :met)
ON CONFLICT (archive) DO UPDATE SET since = :now, until = :until, met = :met
WHERE excluded.until > until OR since > :now
"""


class Turns:
    """The requests to *archive* (any name for what has one limit), as all runs of *store* sent them.

    *clock* is in seconds since the epoch. Both methods raise `CacheError` where the file cannot be used.
    """

    def __init__(self, store: Store, archive: str, clock: Callable[[], float] = time.time) -> None:
        self._store, self._archive, self._clock = store, archive, clock

    def take(self, limit: int, window: float) -> float | NoAnswer:
        """Count a request that is sent now, and return 0.

        If *limit* requests were sent within the last *window* seconds, count nothing and return the seconds
        until there is room; if a run was told to stay away, return what it met.
        """
        with self._store.exclusive() as connection:
            now = self._clock()
            met = self._met(connection, now)
            if met is not None:
                return met
            connection.execute(_PRUNE, (self._archive, now - max(window, _KEPT)))
            # The clock was set back: what seems to be still to come is over, nobody knows since when.
            connection.execute(_CLAMP, (now, self._archive, now))
            oldest = connection.execute(_COUNTED, (self._archive, now - window, limit - 1)).fetchone()
            if oldest is not None:
                return float(oldest[0]) + window - now
            connection.execute(_ADD, (self._archive, now))
            return 0.0

    def close(self, met: NoAnswer, seconds: float) -> None:
        """Let every run know that for so many *seconds* nothing may be sent, because of what was *met*."""
        with self._store.exclusive() as connection:
            now = self._clock()
            row = {
                "archive": self._archive,
                "now": now,
                "until": now + seconds,
                "met": encode(met) or encode(NoAnswer(met.reason)),
            }
            connection.execute(_CLOSE, row)

    def _met(self, connection: sqlite3.Connection, now: float) -> NoAnswer | None:
        """Return what another run met, while that holds."""
        row = connection.execute(_CLOSED, (self._archive, now, now)).fetchone()
        if row is None:
            return None
        facts = decode(row[1])
        met = facts if isinstance(facts, NoAnswer) else NoAnswer(Reason.RATE_LIMITED)
        left = _in_words(row[0] - now)
        return NoAnswer(
            met.reason, f"{met.detail or met.reason}, to another run; it may be asked again in {left}"
        )


def _in_words(seconds: float) -> str:
    """Say how long that is."""
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"  # noqa: PLR2004 - two digits
