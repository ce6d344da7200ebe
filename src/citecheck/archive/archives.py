"""The archives that can be asked, a row each: where they are, what they understand, how fast one may ask."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from citecheck.archive.address import address_of
from citecheck.errors import SettingsError
from citecheck.models import Listing
from citecheck.web.guard import is_loopback

if TYPE_CHECKING:
    from datetime import date

    from citecheck.archive.pace import Pace
    from citecheck.models import ArchiveFacts, Capture
    from citecheck.settings import Settings
    from citecheck.web import Client

Dialect = Literal["wayback", "pywb", "timemap", "timegate", "any"]


@dataclass(frozen=True, slots=True)
class Archive:
    """One archive.

    *base* has no slash at its end in the dialects `wayback` and `pywb`, and is what the cited address is
    appended to in the others; `any` is a base of which only asking tells whether it is pywb's or a TimeGate.
    *per_minute* and *replays* are how often its index and its copies may be asked in a minute. *shown* and
    *raw* are where a capture is opened and where its unaltered bytes are, with `{base}`, `{moment}` (14
    digits) and `{url}`; empty where the archive itself names the place. *batch* is the address of the
    availability API. *known* says that what answers there needs no proof that it is an archive, *primary*
    that it is the one of `--wayback`, which listings do not name.
    """

    name: str
    base: str
    dialect: Dialect
    per_minute: int
    replays: int
    shown: str = ""
    raw: str = ""
    batch: str | None = None
    known: bool = False
    primary: bool = False

    @property
    def own(self) -> bool:
        """Whether it is on this machine."""
        return is_loopback(urlsplit(self.base).hostname or "")

    @property
    def key(self) -> str:
        """What it is called in the cache: what has one key has one pace."""
        return self.base.rstrip("/")


# The Internet Archive counts 30 requests a minute to its index and 600 to the rest, for each address of the
# network, and asks clients to keep to 80 % (edgi-govdata-archiving/wayback, release 0.5.1 and issue 206).
WAYBACK = Archive(
    name="Internet Archive",
    base="https://web.archive.org",
    dialect="wayback",
    per_minute=24,
    replays=480,
    shown="{base}/web/{moment}/{url}",
    raw="{base}/web/{moment}id_/{url}",
    batch="https://archive.org/wayback/available",
    known=True,
)

# 250 requests a minute to the index and 400 of Memento; more than that may shut an address out for good
# (arquivo.pt, API documentation, 2025). 80 % of each.
ARQUIVO = Archive(
    name="arquivo.pt",
    base="https://arquivo.pt/wayback",
    dialect="pywb",
    per_minute=200,
    replays=320,
    shown="{base}/{moment}/{url}",
    raw="https://arquivo.pt/noFrame/replay/{moment}id_/{url}",
    known=True,
)

_NAMES = {
    "wayback": WAYBACK,
    "archive.org": WAYBACK,
    "web.archive.org": WAYBACK,
    "arquivo": ARQUIVO,
    "arquivo.pt": ARQUIVO,
}

# What nobody has named a limit for is asked no more often than the archive with the strictest one.
_ELSEWHERE, _OWN = (24, 60), (600, 600)

_NEVER = re.compile(r"(?:.*\.)?archive\.(?:today|ph|is|li|fo|vn|md)\.?", re.IGNORECASE)
_DIALECT = re.compile(r"(wayback|pywb|timemap|timegate):(?=https?://)", re.IGNORECASE)
_REPLAYED = re.compile(r"(/\d{14})(/https?:/)")


def archives_of(settings: Settings) -> tuple[Archive, ...]:
    """Return the archives of *settings* in the order in which they are asked, each once.

    The one of `--wayback` comes first unless it is named among the others. Raises `SettingsError` for what
    is no archive, and for one that must not be asked.
    """
    named = [archive_named(text) for text in settings.archive]
    first = _standing_in(settings)
    asked = [first if each is WAYBACK else each for each in named]
    if first not in asked:
        asked.insert(0, first)
    return tuple({each.key: each for each in reversed(asked)}.values())[::-1]


def archive_named(text: str) -> Archive:
    """Return the archive with this name or at this base.

    A base is that of a TimeMap or a TimeGate if its path says so, else that of a pywb collection or of a
    TimeGate; before it may stand what it is: `timegate:https://…`. Raises `SettingsError` for anything else.
    """
    row = _NAMES.get(text.strip().casefold())
    if row is not None:
        return row
    said = _DIALECT.match(text.strip())
    base = text.strip()[said.end() :] if said else text.strip()
    refuse_forbidden(base)
    host = _host_of(base)
    if host is None:
        known = ", ".join(dict.fromkeys(row.name for row in _NAMES.values()))
        raise SettingsError(
            f"archive: {text!r} is neither an archive that is known by name ({known}) nor the address of a "
            "TimeGate, a TimeMap or a pywb collection"
        )
    dialect = said[1].lower() if said else _dialect_of(base)
    name = base.partition("//")[2].rstrip("/")
    index, replays = _OWN if is_loopback(host) else _ELSEWHERE
    match dialect:
        case "wayback":
            base = base.rstrip("/")
            return replace(WAYBACK, name=name, base=base, per_minute=index, replays=replays, batch=None)
        case "timemap" | "timegate":
            return Archive(name, f"{base.rstrip('/')}/", dialect, index, replays)
        case _:
            kind: Dialect = "pywb" if dialect == "pywb" else "any"
            return Archive(name, base.rstrip("/"), kind, index, replays, shown=ARQUIVO.shown)


def refuse_forbidden(text: str) -> None:
    """Raise `SettingsError` if *text*, a host or an address, is of archive.today, under any of its names."""
    host = _host_of(text) or text.strip()
    if is_forbidden(host):
        raise SettingsError(
            f"archive: {host} is never asked: it answers programs with a captcha and offers them no "
            "interface; look there by hand"
        )


def is_forbidden(host: str) -> bool:
    """Tell whether *host* is archive.today, under any of its names."""
    return _NEVER.fullmatch(host) is not None


def raw_address(capture: Capture, archive: Archive) -> str:
    """Return where *archive* gives the bytes of *capture* as they were archived.

    Memento knows no such form (RFC 7089); but what is laid out as `/20110523120000/http://…` is the work of
    OpenWayback or pywb, which both understand `id_`.
    """
    if not archive.raw:
        return _REPLAYED.sub(r"\1id_\2", capture.address or "", count=1)
    moment = f"{capture.captured.astimezone(UTC):%Y%m%d%H%M%S}"
    return archive.raw.format(base=archive.base, moment=moment, url=capture.original)


async def settled(archive: Archive, client: Client, pace: Pace) -> Archive:
    """Return *archive* as it is to be asked: of a base that may be pywb's or a TimeGate, find out which."""
    if archive.dialect != "any":
        return archive
    from citecheck.archive.cdxj import is_index

    match await is_index(archive, client, pace):
        case True:
            return replace(archive, dialect="pywb")
        case False:
            return replace(archive, base=f"{archive.base}/", dialect="timegate", shown="")
    return archive


async def listing_of(url: str, client: Client, pace: Pace, archive: Archive, wanted: date) -> ArchiveFacts:
    """Ask *archive* for the captures of *url*, in its own dialect; the rest is as in `lookup.listing`.

    Those about the day *wanted* are among them where the archive does not name all.
    """
    match archive.dialect:
        case "wayback":
            from citecheck.archive.lookup import listing

            facts = _as_named(await listing(url, client, pace, archive.base, wanted), archive)
        case "timemap":
            from citecheck.archive.memento import timemap

            facts = await timemap(url, client, pace, archive, wanted)
        case "timegate":
            from citecheck.archive.memento import timegate

            facts = await timegate(url, client, pace, archive, wanted)
        case _:
            from citecheck.archive.cdxj import listing as listing_of_pywb

            facts = await listing_of_pywb(url, client, pace, archive, wanted)
    return facts


def _as_named(facts: ArchiveFacts, archive: Archive) -> ArchiveFacts:
    """Return *facts* with the name of their archive and the places in it, unless that is the primary one."""
    if archive.primary or not isinstance(facts, Listing):
        return facts
    captures = tuple(replace(each, address=address_of(each, archive.base)) for each in facts.captures)
    return replace(facts, captures=captures, archive=archive.name)


def _standing_in(settings: Settings) -> Archive:
    """Return the archive of `--wayback`."""
    base = settings.wayback.rstrip("/")
    refuse_forbidden(base)
    if not _is_address(base):
        raise SettingsError("wayback: not an address; write https://host")  # it may hold a password
    if base == WAYBACK.base:
        return replace(WAYBACK, per_minute=settings.archive_pace, primary=True)
    return replace(
        WAYBACK,
        name=_host_of(base) or base,
        base=base,
        per_minute=settings.archive_pace,
        batch=f"{base}/wayback/available",
        primary=True,
    )


def _is_address(base: str) -> bool:
    """Tell whether *base* is an address of the web."""
    try:
        parts = urlsplit(base)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _dialect_of(base: str) -> str:
    """Return what the path of *base* says it is."""
    path = urlsplit(base).path.lower()
    return next((kind for kind in ("timemap", "timegate") if kind in path), "any")


def _host_of(base: str) -> str | None:
    """Return the host of a base; None where *base* is no address that something could be appended to."""
    try:
        parts = urlsplit(base)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    plain = parts.scheme in {"http", "https"} and "@" not in parts.netloc and not parts.query + parts.fragment
    return host if plain and host and base.isprintable() and " " not in base else None
