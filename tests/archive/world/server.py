"""The archive world as the tests see it: an archive, the web of one day, and the faults of both."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from world.front import Front
from world.pywb import Pywb, running_pywb
from world.recipes import CITED
from world.surroundings import SURROUNDINGS
from world.warcs import write_archive, write_web

if TYPE_CHECKING:
    from pathlib import Path

DAY = "20120301000000"
"""The day on which the example report is checked: the web that the proxy shows is that of this day."""


@dataclass(frozen=True, slots=True)
class ArchiveWorld:
    """What runs; `calm` takes it back to the state in which it began."""

    server: Front
    web: Pywb

    @property
    def front(self):
        """The base of an archive like web.archive.org, for `--wayback`."""
        return self.server.base

    @property
    def pywb(self):
        """The base of the same archive in pywb's own dialect."""
        return self.web.base

    @property
    def proxy(self):
        """The web of `DAY`, for `--proxy`; addresses that were never archived answer 404 there."""
        return self.web.proxy

    @property
    def ca(self):
        """The file with the certificate of what the proxy serves over https, for `SSL_CERT_FILE`."""
        return self.web.ca

    @property
    def log(self):
        """What the archive was asked, in order."""
        return self.server.log

    @property
    def faults(self):
        """Where faults are planned."""
        return self.server.faults

    @property
    def limiter(self):
        """The limit of the index; off until it is switched on."""
        return self.server.limiter

    def calm(self):
        """Forget faults, limits and the log."""
        self.server.calm()


@contextmanager
def archive_world_in(folder: Path, python: Path, pages=CITED + SURROUNDINGS):
    """Write the WARC files of *pages* into *folder*, and serve them with the pywb of *python*."""
    collections = folder / "collections"
    for name in ("cite", "web"):
        (collections / name / "archive").mkdir(parents=True)
    archive = collections / "cite" / "archive" / "archive.warc.gz"
    write_archive(archive, pages)
    shutil.copy(archive, collections / "web" / "archive")
    write_web(collections / "web" / "archive" / "live.warc.gz", pages, DAY)
    with running_pywb(python, folder, DAY) as web, Front(web) as front:
        yield ArchiveWorld(front, web)
