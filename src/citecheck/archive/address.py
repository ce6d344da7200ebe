"""Addresses in archives: where a capture is replayed, and which spellings are one address."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit, urlunsplit

if TYPE_CHECKING:
    from citecheck.models import Capture

_PORTS = {"http": 80, "https": 443}


def address_of(capture: Capture, base: str) -> str:
    """Return where the archive at *base* replays *capture*."""
    moment = capture.captured.astimezone(UTC)
    return f"{base.rstrip('/')}/web/{moment:%Y%m%d%H%M%S}/{capture.original}"


def same_address(one: str, other: str) -> bool:
    """Tell whether two addresses differ in no more than what no server sees.

    That is the case of the host, a default port, a fragment, and which characters are percent-encoded.
    """
    return _normal(one) == _normal(other)


def _normal(url: str) -> str:
    """Return *url* without what no server sees."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    host = (parts.hostname or "") + ("" if port in {None, _PORTS.get(parts.scheme)} else f":{port}")
    return urlunsplit((parts.scheme, host, unquote(parts.path) or "/", unquote(parts.query), ""))
