"""What a link that a format carries leads to, if it leads to a source."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

# Of the schemes that may stand in a link these never name a source that a reader could look up.
_NO_SOURCE = frozenset(
    {"about", "blob", "cid", "data", "javascript", "mailto", "mhtml", "sms", "tel", "vbscript"}
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)  # two letters at least: `C:\` is a drive
_SCHEMELESS = re.compile(r"www\.[\w-]+\.[a-z]", re.IGNORECASE)
_WHITE = re.compile(r"[\t\n\r]+")


def target_of(href: str, base: str | None = None) -> str | None:
    """Return the absolute address of *href*, or None where it leads to no source.

    Relative addresses are resolved against *base*; without one they lead nowhere, like those into the same
    document, and like `mailto:`. One that begins with `www.` was meant to have a scheme, and stays as it is.
    Tabs and line ends are dropped, as browsers do (WHATWG URL Standard, "basic URL parser").
    """
    url = _WHITE.sub("", href).strip()
    if not url or url.startswith("#"):
        return None
    if url.startswith("//"):
        return f"https:{url}" if base is None else _joined(base, url)
    if _SCHEMELESS.match(url):
        return url
    if not _SCHEME.match(url):
        return None if base is None else _joined(base, url)
    return None if _scheme(url) in _NO_SOURCE else url


def _scheme(url: str) -> str:
    """Return the scheme of an absolute *url* in lower case."""
    return url.partition(":")[0].lower()


def _joined(base: str, url: str) -> str | None:
    """Resolve *url* against *base*; None where one of them is no address."""
    try:
        joined = urljoin(base, url)
        return joined if urlsplit(joined).scheme else None
    except ValueError:
        return None
