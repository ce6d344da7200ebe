"""Addresses in archives: where a capture is replayed, and which spellings are one address."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

if TYPE_CHECKING:
    from citecheck.models import Capture

_PORTS = {"http": 80, "https": 443}
_STAMP = "%Y%m%d%H%M%S"

# A moment, perhaps with what modifies the replay (`id_`, `if_`), and the address that was captured.
_PLACE = re.compile(
    r"[^?#]{0,200}?/(\d{14})(?:[a-z]{2}_)?/(https?://[^#]+)(?:#.*)?", re.IGNORECASE | re.DOTALL
)
_REPLAYED = re.compile(r"([^?#]{0,200}?/)\d{14}(?:[a-z]{2}_)?/https?://", re.IGNORECASE)
_SCHEME = re.compile(r"\Ahttps?:(?=//)", re.IGNORECASE)


def address_of(capture: Capture, base: str) -> str:
    """Return where the archive at *base* replays *capture*."""
    if capture.address is not None:
        return capture.address
    return f"{base.rstrip('/')}/web/{stamp_of(capture.captured)}/{capture.original}"


def stamp_of(moment: datetime) -> str:
    """Return *moment* as archives write it: 14 digits, UTC."""
    return moment.astimezone(UTC).strftime(_STAMP)


def place_of(location: str, asked: str) -> tuple[datetime, str] | None:
    """Return when and of what the capture is to which *location* leads within an archive; None if outside.

    *asked* is the address in the archive that answered so. A path without a slash before it is relative to
    the captured page, whatever the archive means by it, and leads outside.
    """
    bare, origin = _SCHEME.sub("", location.strip()), f"//{urlsplit(asked).netloc.lower()}/"
    if bare[: len(origin)].lower() == origin:
        found = _PLACE.fullmatch(bare, len(origin) - 1)
    else:
        found = _PLACE.fullmatch(bare) if bare[:1] == "/" != bare[1:2] else None
    moment = _moment(found[1]) if found else None
    return (moment, found[2]) if found and moment else None


def raw_beside(asked: str, captured: datetime, original: str) -> str | None:
    """Return where the archive that gave a raw capture at *asked* gives that of *original*, if known."""
    found = _REPLAYED.match(asked)
    return f"{found[1]}{stamp_of(captured)}id_/{original}" if found else None


def joined(original: str, location: str) -> str | None:
    """Return the address of a page to which *location* leads from the page *original*, if there is one."""
    try:
        target = urljoin(original, location.strip()).partition("#")[0]
        parts = urlsplit(target)
    except ValueError:
        return None
    return target if parts.scheme in _PORTS and parts.netloc else None


def same_address(one: str, other: str) -> bool:
    """Tell whether two addresses differ in no more than what no server sees.

    That is the case of the host, a default port, a fragment, and which characters are percent-encoded.
    """
    return _normal(one) == _normal(other)


def _moment(stamp: str) -> datetime | None:
    """Return the moment that 14 digits name; None if no calendar has it."""
    try:
        return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def _normal(url: str) -> str:
    """Return *url* without what no server sees."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    host = (parts.hostname or "") + ("" if port in {None, _PORTS.get(parts.scheme)} else f":{port}")
    return urlunsplit((parts.scheme, host, unquote(parts.path) or "/", unquote(parts.query), ""))
