"""The manner in which a page is asked for its facts."""

from __future__ import annotations

from dataclasses import replace

from citecheck.check.refresh import enough, refresh
from citecheck.web import PAGE

# A PDF keeps its table of objects at its end, so that one is read whole or not at all; most reports fit.
_PDF = 8 * 2**20

ASKED = replace(PAGE, refresh=refresh, enough=enough, limits=(("application/pdf", _PDF),))
