"""The web archives: what they hold of an address, and which copy is nearest to the day the author read it.

`listing_of` asks an archive (a row of `archives`, in its own dialect) once for every capture of one address
and gives facts; `choose` picks from them without a network. A `Pace` is shared by all look-ups at one
archive, of this run and of others. waybackpy writes the Wayback Machine's query and reads the rows
(`citecheck.archive.dialect`, loaded at the first look-up); the polite client of `citecheck.web` carries the
request, because waybackpy's own network code has no timeout and takes a refusal for "not archived".
"""

from __future__ import annotations

from citecheck.archive.archives import Archive, archive_named, archives_of, listing_of, raw_address, settled
from citecheck.archive.choice import choose, wanted_day
from citecheck.archive.lookup import listing
from citecheck.archive.pace import Pace

__all__ = [
    "Archive",
    "Pace",
    "archive_named",
    "archives_of",
    "choose",
    "listing",
    "listing_of",
    "raw_address",
    "settled",
    "wanted_day",
]
