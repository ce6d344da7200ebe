"""citecheck: check the endnotes of a report.

>>> import citecheck
>>> from pathlib import Path
>>> document = citecheck.read("report.txt")
>>> citations = citecheck.parse(document)
>>> report = citecheck.verify(document, citecheck.Settings(offline=True))
>>> mended = citecheck.mend(report, Path("report.txt").read_bytes())
>>> bibliography = citecheck.export(citations, "bibtex")

A name is loaded when it is first used, so `import citecheck` costs no more than this file.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citecheck.export import export
    from citecheck.mend import mend
    from citecheck.models import Finding, Report
    from citecheck.parse import parse
    from citecheck.read import read
    from citecheck.settings import Settings
    from citecheck.verify import verify

__all__ = ["Finding", "Report", "Settings", "__version__", "export", "mend", "parse", "read", "verify"]

__version__ = "0.1.0"

_HOMES = {
    "Finding": "citecheck.models",
    "Report": "citecheck.models",
    "Settings": "citecheck.settings",
    "export": "citecheck.export",
    "mend": "citecheck.mend",
    "parse": "citecheck.parse",
    "read": "citecheck.read",
    "verify": "citecheck.verify",
}


def _entrance(name: str, home: str) -> property:
    """Make the door's attribute *name*: the thing of that name in the room *home*, loaded when asked for.

    `read`, `parse`, `verify`, `mend` and `export` are rooms as well as functions. The import system sets a
    room as an attribute of its package when it is first loaded; the setter lets that pass without effect, so
    that `citecheck.parse` is the function whatever was imported before.
    """
    return property(lambda _door: getattr(import_module(home), name), lambda _door, _room: None)


sys.modules[__name__].__class__ = type(
    "_Door", (ModuleType,), {name: _entrance(name, home) for name, home in _HOMES.items()}
)
