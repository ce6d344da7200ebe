"""The web archive: what it holds of an address, and which copy is nearest to the day the author read it.

`listing` asks an archive's index (CDX) once for every capture of one address and gives facts; `choose` picks
from them without a network. A `Pace` is shared by all look-ups of a run. waybackpy writes the query and reads
the rows (`citecheck.archive.dialect`, loaded at the first look-up); the polite client of `citecheck.web`
carries the request, because waybackpy's own network code has no timeout and takes a refusal for "not
archived".
"""

from __future__ import annotations

from citecheck.archive.choice import choose, wanted_day
from citecheck.archive.lookup import listing
from citecheck.archive.pace import Pace

__all__ = ["Pace", "choose", "listing", "wanted_day"]
