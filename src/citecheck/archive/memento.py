"""Archives that speak Memento (RFC 7089): a TimeMap lists the captures of an address, a TimeGate names one.

Neither says with what status a capture answers. What they say comes from strangers: every address in it is
looked at before it is believed, and none of archive.today is ever given on.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

from citecheck.archive.archives import is_forbidden
from citecheck.archive.asking import ask, askable, manner_at, refusal
from citecheck.archive.cdxj import moment_of
from citecheck.archive.choice import noon_of
from citecheck.archive.folding import same_page
from citecheck.archive.linkformat import WebLink, http_moment, links_in, written_moment
from citecheck.models import ArchiveFacts, Capture, Listing, NoAnswer, NotChecked, Reason
from citecheck.web.guard import private_host

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from citecheck.archive.archives import Archive
    from citecheck.archive.pace import Pace
    from citecheck.web import Client, Reply

LINKS = 25_000
"""How many links of one answer are read."""

HOPS = 3
"""How often a TimeGate may send on before it names a capture: to another spelling of itself or the page."""

_LONGEST_HEADER = 65_536
_LONGEST_ADDRESS = 8_192
_FIRST = datetime(1990, 1, 1, tzinfo=UTC)  # there was no web before
_A_DAY = timedelta(days=1)
_KINDS = frozenset({"original", "timegate", "timemap", "memento"})
_REPLAYED = re.compile(r"/(\d{14})(?:[a-z]{2}_)?/(https?:/.+)", re.IGNORECASE | re.DOTALL)


async def timemap(url: str, client: Client, pace: Pace, archive: Archive, wanted: date) -> ArchiveFacts:
    """Ask the TimeMap *archive* for the captures of *url*.

    Where it is a list of further TimeMaps (RFC 7089, section 5), the one about the day *wanted* is asked.
    """
    bare = askable(url)
    if isinstance(bare, NotChecked):
        return bare
    pages: list[str] = []

    async def read(reply: Reply) -> Listing | NoAnswer:
        """Return the captures that *reply* lists, and keep the further TimeMaps that it names."""
        if reply.status != 200:  # noqa: PLR2004 - only this status carries links
            return _none_or(reply, archive, pace)
        listed = await asyncio.to_thread(_listed, reply, bare, archive, wanted)
        if listed is None:
            return refusal(reply, archive.name)
        pages.extend(listed[1])
        return listed[0]

    manner = manner_at(archive.base)
    first = await ask(archive.base + urldefrag(bare).url, client, pace, manner, read)
    if not isinstance(first, Listing) or not pages:
        return first
    second = await ask(pages[0], client, pace, manner, read)
    if not isinstance(second, Listing):
        return second
    captures = tuple(dict.fromkeys((*first.captures, *second.captures)))
    return replace(second, captures=_in_order(captures), truncated=True)


async def timegate(url: str, client: Client, pace: Pace, archive: Archive, wanted: date) -> ArchiveFacts:
    """Ask the TimeGate *archive* for the capture of *url* nearest to the day *wanted*.

    Those that its answer names beside it (the first, the one before, …) are listed too.
    """
    bare = askable(url)
    if isinstance(bare, NotChecked):
        return bare
    headers = (("Accept-Datetime", written_moment(noon_of(wanted))),)
    manner = replace(manner_at(archive.base), headers=headers, follow=False)

    async def read(reply: Reply) -> Listing | str | NoAnswer:
        """Return the capture that *reply* names, or where it sends on to."""
        return _negotiated(reply, bare, archive) or _none_or(reply, archive, pace)

    address = archive.base + urldefrag(bare).url
    for _ in range(HOPS):
        said: Listing | str | NoAnswer | NotChecked = await ask(address, client, pace, manner, read)
        if not isinstance(said, str):
            return said
        address = said
    return NoAnswer(Reason.TOO_MANY_HOPS, f"{archive.name} sends on and names no capture")


def _listed(reply: Reply, url: str, archive: Archive, wanted: date) -> tuple[Listing, tuple[str, ...]] | None:
    """Return the captures in a TimeMap, and the TimeMap that should be asked for those about the day.

    None where the answer is something else.
    """
    links = tuple(islice(links_in(reply.body.decode("utf-8", "replace")), LINKS))
    if not any(link.rel & _KINDS for link in links):
        return None
    captures, malformed = _captures(links, url, reply.url, archive)
    pages = _pages(links, reply.url, archive, noon_of(wanted))
    more = reply.cut or len(links) == LINKS or bool(pages)
    return Listing(captures, malformed, truncated=more, archive=archive.name), pages


def _negotiated(reply: Reply, url: str, archive: Archive) -> Listing | str | None:
    """Return the captures that a TimeGate's answer names, or where it sends on; None if it does neither."""
    links = tuple(islice(links_in(reply.headers.get("link", "")[:_LONGEST_HEADER]), LINKS))
    captures, malformed = _captures(links, url, reply.url, archive)
    itself = _memento_itself(reply, url, archive)
    if itself is not None:
        captures = (itself, *(each for each in captures if each.captured != itself.captured))
    location = reply.headers.get("location") if 300 <= reply.status < 400 else None  # noqa: PLR2004 - redirects
    if location and itself is None:
        target = _joined(reply.url, location)
        named = _capture(target, _moment_within(target), url, archive)
        if named is not None and named.captured not in {each.captured for each in captures}:
            captures = (named, *captures)
        if not captures and _is_of(target, archive):
            return target
    if not captures:
        return None
    return Listing(_in_order(captures), malformed, truncated=True, archive=archive.name)


def _memento_itself(reply: Reply, url: str, archive: Archive) -> Capture | None:
    """Return the capture that *reply* is, if it is one; then its status is known."""
    moment = http_moment(reply.headers.get("memento-datetime", ""))
    if moment is None:
        return None
    place = _joined(reply.url, reply.headers.get("content-location", reply.url))
    capture = _capture(place, moment, url, archive)
    kind = reply.headers.get("content-type", "-").partition(";")[0].strip() or "-"
    return capture and replace(capture, status=reply.status, mimetype=kind[:80])


def _captures(
    links: Iterable[WebLink], url: str, base: str, archive: Archive
) -> tuple[tuple[Capture, ...], int]:
    """Return the captures of *url* among *links*, and how many were named that cannot be believed."""
    captures, malformed = {}, 0
    for link in links:
        if "memento" not in link.rel:
            continue
        capture = _capture(_joined(base, link.target), link.moment("datetime"), url, archive)
        if capture is None:
            malformed += 1
        else:
            captures[capture.address] = capture
    return _in_order(captures.values()), malformed


def _capture(address: str, moment: datetime | None, url: str, archive: Archive) -> Capture | None:
    """Return the capture of *url* that was made at this *moment*; None if that cannot be believed."""
    if (
        moment is None
        or not _FIRST <= moment <= datetime.now(UTC) + _A_DAY
        or not _is_offerable(address, archive)
    ):
        return None
    laid_out = _REPLAYED.search(address)
    if laid_out is None:
        return Capture(moment, url, None, "", "-", address)
    within = moment_of(laid_out[1])
    if within is None or abs(within - moment) > _A_DAY or not same_page(laid_out[2], url):
        return None
    return Capture(moment, laid_out[2], None, "", "-", address)


def _is_offerable(address: str, archive: Archive) -> bool:
    """Tell whether people may be sent to *address*, which an archive named."""
    host = _host_of(address)
    if host is None or len(address) > _LONGEST_ADDRESS or not address.isprintable() or " " in address:
        return False
    return not is_forbidden(host) and (_is_of(address, archive) or not private_host(host))


def _is_of(address: str, archive: Archive) -> bool:
    """Tell whether *address* is one of the archive's own host."""
    return _host_of(address) == _host_of(archive.base) is not None


def _host_of(address: str) -> str | None:
    """Return the host of a page's address; None if it is none, or holds a name and a password."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    return host if parts.scheme in {"http", "https"} and "@" not in parts.netloc else None


def _pages(links: Iterable[WebLink], base: str, archive: Archive, noon: datetime) -> tuple[str, ...]:
    """Return the TimeMap that has the captures nearest to *noon*; nothing if it is the one that was read."""
    spans = []
    for link in links:
        begin, end = link.moment("from"), link.moment("until")
        if link.rel & {"timemap", "self"} and begin and end:
            distance = max(begin - noon, noon - end, timedelta())
            spans.append((distance, "self" not in link.rel, _joined(base, link.target)))
    if not spans:
        return ()
    _, is_other, target = min(spans)
    return (target,) if is_other and _is_of(target, archive) else ()


def _none_or(reply: Reply, archive: Archive, pace: Pace) -> Listing | NoAnswer:
    """Return that there is no capture, if that is what *reply* says, else what it met.

    An archive says 404 for an address of which it has nothing; so does every server that is no archive. It is
    believed where the answer bears a mark of Memento, or where the archive has shown before that it is one.
    """
    met = refusal(reply, archive.name)
    if reply.status != 404:  # noqa: PLR2004 - not found
        return met
    if archive.known or pace.trusted or _bears_mark(reply):
        return Listing((), archive=archive.name)
    return replace(met, detail=f"{met.detail}, and nothing shows that it is an archive")


def _bears_mark(reply: Reply) -> bool:
    """Tell whether a server that knows Memento answered."""
    if "accept-datetime" in reply.headers.get("vary", "").lower() or "x-memento-count" in reply.headers:
        return True
    if "link-format" in reply.headers.get("content-type", ""):
        return True
    return any(link.rel & _KINDS for link in links_in(reply.headers.get("link", "")[:_LONGEST_HEADER]))


def _moment_within(address: str) -> datetime | None:
    """Return the moment in an address that is laid out as the Wayback Machine's are."""
    laid_out = _REPLAYED.search(address)
    return moment_of(laid_out[1]) if laid_out else None


def _joined(base: str, target: str) -> str:
    """Return *target* as seen from *base*; what cannot be joined stays as it is."""
    try:
        return urljoin(base, target)
    except ValueError:
        return target


def _in_order(captures: Iterable[Capture]) -> tuple[Capture, ...]:
    """Return *captures* in the order of time."""
    return tuple(sorted(captures, key=lambda capture: capture.captured))
