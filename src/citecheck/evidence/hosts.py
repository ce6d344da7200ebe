"""What a host's name alone says: whether it is possible, private, and under a domain that exists."""

from __future__ import annotations

import ipaddress
import re
import socket
import unicodedata
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

# RFC 6761 (localhost), RFC 6762 (local, and in appendix G the names that networks use on their own), RFC 8375
# (home.arpa); ICANN reserved internal for this use in 2024.
_PRIVATE_NAMES = ("localhost", "local", "internal", "intranet", "private", "corp", "home", "lan", "home.arpa")
_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+)){0,3}$")
_NAME = re.compile(r"[^\W]+(?:-+[^\W]+)*$")
_LONGEST_NAME = 253  # RFC 1035, section 2.3.4
_LONGEST_LABEL = 63


def scheme_of(url: str) -> str:
    """Return the scheme of *url* in lower case; empty where there is none."""
    scheme, mark, _ = url.partition(":")
    return scheme.strip().lower() if mark else ""


def address_of(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Return the address that *host* is in any spelling, or None for a name.

    Browsers and `inet_aton` take `127.1`, `0x7f.0.0.1`, `0177.0.0.1` and `2130706433` for 127.0.0.1, and
    full-width digits for digits (WHATWG URL Standard, "IPv4 parser").
    """
    plain = unicodedata.normalize("NFKC", host).strip("[]").rstrip(".").partition("%")[0]
    try:
        if ":" in plain:
            found = ipaddress.IPv6Address(plain)
            return found.ipv4_mapped or found
        if _NUMERIC.match(plain.lower()):
            return ipaddress.IPv4Address(socket.inet_aton(plain))
    except (ValueError, OSError):
        return None
    return None


def is_private(host: str) -> bool:
    """Tell whether *host* can be reached from its own network or machine only."""
    address = address_of(host)
    if address is not None:
        return not address.is_global or address.is_multicast
    name = host.rstrip(".").lower()
    return any(name == private or name.endswith(f".{private}") for private in _PRIVATE_NAMES)


def has_public_suffix(host: str) -> bool:
    """Tell whether *host* ends in a domain that exists, or is an address in numbers."""
    if address_of(host) is not None:
        return True
    return _suffixes().publicsuffix(host.rstrip("."), accept_unknown=False) is not None


def same_site(one: str, other: str) -> bool:
    """Tell whether two hosts are one site: equal, one under the other, or under one registered domain."""
    first, second = (host.rstrip(".").lower() for host in (one, other))
    if first == second or first.endswith(f".{second}") or second.endswith(f".{first}"):
        return True
    if address_of(first) is not None or address_of(second) is not None:
        return False
    registered = _suffixes().privatesuffix(first)
    return registered is not None and registered == _suffixes().privatesuffix(second)


def fault_of(url: str) -> str | None:
    """Return why *url* cannot be requested, as the end of a sentence; None where it can."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        return (
            "the port is not a number" if "port" in str(error).lower() else "the host is not a possible one"
        )
    if any(map(str.isspace, url)):
        return "there is white space in it"
    if not parts.scheme:
        return "it has no scheme"
    if scheme_of(url) in ("http", "https", "ftp") and not host:
        return "it has no host"
    return _fault_of_host(host) if host else None


def _fault_of_host(host: str) -> str | None:
    """Return why no host can have this name."""
    if address_of(host) is not None:
        return None
    if _NUMERIC.match(host) or ":" in host:
        return "the host is not a possible address"
    name = host.removesuffix(".")
    labels = name.split(".")
    if len(name) > _LONGEST_NAME or any(len(label) > _LONGEST_LABEL for label in labels):
        return "the name of the host is too long"
    if "" in labels:
        return "the host has two dots in a row" if ".." in name else "the host begins or ends with a dot"
    wrong = next((label for label in labels if not _NAME.match(label)), None)
    return f"“{wrong}” cannot be a part of a host" if wrong is not None else None


@cache
def _suffixes() -> PublicSuffixList:
    """Load the bundled list (about 80 ms), once."""
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList(accept_unknown=False)
