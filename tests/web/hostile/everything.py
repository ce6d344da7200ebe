"""All behaviours, by family."""

from __future__ import annotations

from itertools import chain

from web.hostile.behaviours.bodies import BODIES
from web.hostile.behaviours.connections import CONNECTIONS
from web.hostile.behaviours.contents import CONTENTS
from web.hostile.behaviours.corners import CORNERS
from web.hostile.behaviours.demands import DEMANDS
from web.hostile.behaviours.destinations import DESTINATIONS
from web.hostile.behaviours.encodings import ENCODINGS
from web.hostile.behaviours.framing import FRAMING
from web.hostile.behaviours.languages import LANGUAGES
from web.hostile.behaviours.parked import PARKED
from web.hostile.behaviours.rarities import RARITIES
from web.hostile.behaviours.redirects import REDIRECTS
from web.hostile.behaviours.refreshes import REFRESHES
from web.hostile.behaviours.shields import SHIELDS
from web.hostile.behaviours.slow import SLOWNESS
from web.hostile.behaviours.soft404 import SOFT_404S
from web.hostile.behaviours.sources import SOURCES
from web.hostile.behaviours.statuses import STATUSES
from web.hostile.behaviours.titles import TITLES
from web.hostile.behaviours.tls import SECURE
from web.hostile.behaviours.walls import WALLS
from web.hostile.behaviours.wordings import WORDINGS

FAMILIES = {
    "statuses": STATUSES,
    "framing": FRAMING,
    "bodies": BODIES,
    "encodings": ENCODINGS,
    "contents": CONTENTS,
    "redirects": REDIRECTS,
    "destinations": DESTINATIONS,
    "refreshes": REFRESHES,
    "soft 404s": SOFT_404S,
    "languages": LANGUAGES,
    "parked domains": PARKED,
    "titles": TITLES,
    "sources": SOURCES,
    "walls": WALLS,
    "shields": SHIELDS,
    "slowness": SLOWNESS,
    "secure connections": SECURE,
    "connections": CONNECTIONS,
    "demands": DEMANDS,
    "wordings": WORDINGS,
    "corners": CORNERS,
    "rarities": RARITIES,
}
BEHAVIOURS = tuple(chain.from_iterable(FAMILIES.values()))
