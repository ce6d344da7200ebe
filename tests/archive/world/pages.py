"""The words in which recipes are written: a page, and what an archive saw of it at one moment after another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Shows = Literal["page", "soft-404", "home", "nothing"]
Kind = Literal["html", "pdf", "cyrillic"]


@dataclass(frozen=True, slots=True)
class Capture:
    """What was seen at one moment (14 digits, UTC).

    *status* None is a revisit: the bytes are those of the capture before it. Captures of one *edition* have the
    same bytes; without one each moment has its own. *form* is the address as it was captured, where that is not
    the page's.
    """

    timestamp: str
    status: int | None = 200
    shows: Shows = "page"
    edition: str = ""
    location: str = ""
    form: str = ""
    gzip: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One address: what stood there, what the archive holds of it, and what is true of it.

    *right* names, for each endnote that cites it, the timestamp of the copy that its author saw or came nearest
    to; None where there is no copy. *live* is what the site itself shows on the day of the run; without it the
    site shows what the archive saw nearest to that day, and where it saw nothing, an error 404. *text_of* is the
    address of the page whose text it has, where that is another one's.
    """

    url: str
    title: str
    why: str
    captures: tuple[Capture, ...] = ()
    right: Mapping[int, str | None] = field(default_factory=dict)
    kind: Kind = "html"
    live: Capture | None = None
    text_of: str = ""

    def original(self, timestamp: str) -> str:
        """Return the address under which it was captured at *timestamp*."""
        return next(self.captured_as(seen) for seen in self.captures if seen.timestamp == timestamp)

    def captured_as(self, capture: Capture) -> str:
        """Return the address under which *capture* was made; no crawler sends a fragment."""
        return capture.form or self.url.partition("#")[0]


def seen(timestamp: str, *, edition: str = "", form: str = "", gzip: bool = False) -> Capture:
    """The page was there."""
    return Capture(timestamp, edition=edition, form=form, gzip=gzip)


def revisit(timestamp: str, *, form: str = "") -> Capture:
    """The bytes were those of the capture before, and were not stored again (WARC 1.1, section 6.7)."""
    return Capture(timestamp, status=None, form=form)


def redirect(timestamp: str, to: str, *, status: int = 301, form: str = "") -> Capture:
    """The server sent its visitors elsewhere."""
    return Capture(timestamp, status=status, shows="nothing", location=to, form=form)


def error(timestamp: str, status: int = 404) -> Capture:
    """The server said that the page was not there; all errors of a site look the same."""
    return Capture(timestamp, status=status, shows="soft-404", edition="error")


def soft_404(timestamp: str) -> Capture:
    """The server said so to people alone: with status 200."""
    return Capture(timestamp, shows="soft-404", edition="error")


def home(timestamp: str) -> Capture:
    """The page that stood there was the site's first page."""
    return Capture(timestamp, shows="home")


def on_the_day(capture: Capture, day: str) -> Capture:
    """Return *capture* as it was seen on *day*."""
    return replace(capture, timestamp=day, edition=capture.edition or capture.timestamp)
