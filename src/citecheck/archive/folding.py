"""Which addresses an archive's index keeps as one page."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

_WWW = re.compile(r"^www\d{0,3}\.")
_PORTS = frozenset({None, 80, 443})


def same_page(one: str, other: str) -> bool:
    """Tell whether an index keeps two addresses as one page.

    Indexes of archives fold the scheme, `www.`, a default port, case, a last slash, a fragment, and the order
    of the query's parts (SURT, as in internetarchive/wayback, wayback-cdx-server).
    """
    return _folded(one) == _folded(other)


def _folded(url: str) -> tuple[str, str, str]:
    """Return host, path and query of *url* without what an index folds."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "", url, ""
    host = _WWW.sub("", parts.hostname or "", count=1) + ("" if port in _PORTS else f":{port}")
    query = "&".join(sorted(unquote(parts.query).lower().split("&")))
    return host, unquote(parts.path).rstrip("/").lower(), query
