"""Which addresses may be asked: strangers write documents, and the machine has neighbours to protect.

`ipaddress` alone does not answer this: `is_private` is false for 100.64.0.0/10, `is_global` is true for
multicast and, depending on the version of Python, for several forms that carry an IPv4 address inside.
"""

from __future__ import annotations

import socket
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import unquote

Address = IPv4Address | IPv6Address

# IPv6 forms that carry an IPv4 address in the last 32 bits: mapped (RFC 4291), NAT64 (RFC 6052, RFC 8215).
_CARRYING_LAST = tuple(IPv6Network(net) for net in ("::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48"))
_SIX_TO_FOUR = IPv6Network("2002::/16")  # RFC 3056: the IPv4 address is in bits 16 to 48

_NEVER = tuple(
    ip_network(net)
    for net in (
        "192.0.0.0/24",  # protocol assignments, RFC 6890; one cloud keeps its metadata there
        "192.88.99.0/24",  # 6to4 relays, withdrawn by RFC 7526
        "168.63.129.16/32",  # global by its number, but the platform's own service on Azure machines
        "2001::/32",  # Teredo (RFC 4380) carries an IPv4 address, obscured
        "::/96",  # IPv4-compatible, deprecated by RFC 4291
        "fec0::/10",  # site-local, deprecated by RFC 3879
        "3fff::/20",  # documentation, RFC 9637
    )
)

# Names that mean this machine or its network wherever they are resolved (RFC 6761, 6762, 8375, ICANN's
# .internal, and the metadata name of one large cloud, which is under it).
_PRIVATE_NAMES = (
    "localhost",
    "local",
    "internal",
    "home.arpa",
    "localdomain",
    "ip6-localhost",
    "ip6-loopback",
)


@lru_cache(maxsize=4096)  # asked for each connection, most of which go where others went before
def is_public(address: str) -> bool:
    """Tell whether *address* (a literal, as a resolver returns it) belongs to the public internet."""
    try:
        return _is_public(ip_address(address.partition("%")[0]))
    except ValueError:
        return False


def private_host(host: str, *, resolved_elsewhere: bool = False) -> bool:
    """Tell whether *host* as written is a private address or a name of this machine or network.

    Every spelling of an IPv4 address that the C library takes counts (`127.1`, `0x7f000001`, `017700000001`).
    Other names pass, to be judged by the addresses they resolve to; where a proxy resolves them
    (*resolved_elsewhere*) a name without a dot is taken for one of the proxy's own network.
    """
    name = _plain(host)
    literal = _literal(name)
    if literal is not None:
        return not _is_public(literal)
    if any(name == private or name.endswith("." + private) for private in _PRIVATE_NAMES):
        return True
    return resolved_elsewhere and "." not in name


def is_loopback(host: str) -> bool:
    """Tell whether *host* as written is this machine: a loopback address or `localhost`."""
    name = _plain(host)
    literal = _literal(name)
    if literal is None:
        return name == "localhost" or name.endswith(".localhost")
    return (_carried(literal) or literal).is_loopback


def _plain(host: str) -> str:
    """Return *host* in lower case without brackets, escapes (URL standard, host parsing) and final dot."""
    if "%" in host and ":" not in host:  # in an address of IPv6 the sign begins a zone
        host = unquote(host, errors="replace")
    return host.strip("[]").rstrip(".").lower()


def _literal(name: str) -> Address | None:
    """Return the address that *name* spells, or None if it is a name."""
    try:
        return ip_address(name.partition("%")[0])
    except ValueError:
        pass
    # inet_aton takes what getaddrinfo takes, and anything after white space besides.
    if not name or not name[0].isdigit() or not name.isascii() or " " in name:
        return None
    try:
        return IPv4Address(socket.inet_aton(name))
    except OSError:
        return None


def _is_public(address: Address) -> bool:
    """Judge the address and the one that it carries."""
    inner = _carried(address)
    if inner is not None:
        return _is_public(inner)
    if any(address in net for net in _NEVER):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _carried(address: Address) -> IPv4Address | None:
    """Return the IPv4 address inside an IPv6 one, where its form has one."""
    if isinstance(address, IPv4Address):
        return None
    if any(address in net for net in _CARRYING_LAST):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _SIX_TO_FOUR:
        return IPv4Address((int(address) >> 80) & 0xFFFFFFFF)
    return None
