"""What was seen, kept over runs: one SQLite file of observations in the cache folder.

The store never judges: it gives an observation back with its time, and the run decides by the verdict that
the facts lead to whether it is still fresh.
"""

from __future__ import annotations

from citecheck.store.age import failing_since, is_fresh, strikes_against
from citecheck.store.database import FILE_NAME, SQLITE, Kept, Store
from citecheck.store.place import cache_folder
from citecheck.store.turns import Turns

__all__ = [
    "FILE_NAME",
    "SQLITE",
    "Kept",
    "Store",
    "Turns",
    "cache_folder",
    "failing_since",
    "is_fresh",
    "strikes_against",
]
