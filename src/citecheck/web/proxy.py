"""Which requests go through which proxy: `--proxy`, or what the environment says.

The variables are read as curl and Python's `urllib` read them: lower case before upper case, `NO_PROXY` with
names that stand for their subdomains too, `*`, ports, addresses and networks.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from citecheck.errors import SettingsError
from citecheck.web.guard import is_loopback

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citecheck.settings import Settings

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Proxies:
    """The proxies of a run: *by_scheme* pairs `http` and `https` with a proxy's address.

    *explicit* ones are for every request; those of the environment are not for loopback hosts nor for what
    *direct* (the entries of NO_PROXY) names.
    """

    by_scheme: tuple[tuple[str, str], ...] = ()
    explicit: bool = False
    direct: tuple[str, ...] = ()

    def for_url(self, url: str) -> str | None:
        """Return the address of the proxy for *url*, credentials included, or None."""
        if not self.by_scheme:
            return None
        try:
            parts = urlsplit(url)
            return self.for_host(parts.scheme, parts.hostname or "", parts.port)
        except ValueError:
            return None

    def for_host(self, scheme: str, host: str, port: int | None) -> str | None:
        """Return the address of the proxy for an origin (*port* None: the scheme's own), or None."""
        proxy = dict(self.by_scheme).get(scheme)
        if proxy is None or self.explicit:
            return proxy
        if is_loopback(host) or self._is_direct(host, port or _PORTS.get(scheme, 0)):
            return None
        return proxy

    @property
    def shown(self) -> tuple[str, ...]:
        """The proxies without credentials, each once, for the report."""
        return tuple(dict.fromkeys(_shown(urlsplit(proxy)) for _, proxy in self.by_scheme))

    def _is_direct(self, host: str, port: int) -> bool:
        """Tell whether NO_PROXY names *host*."""
        name = host.strip("[]").rstrip(".").lower()
        return any(_matches(entry, name, port) for entry in self.direct)


def proxies_of(settings: Settings, environ: Mapping[str, str]) -> Proxies:
    """Return the proxies that *settings* name, or else those of *environ*; raises `SettingsError`."""
    if settings.proxy is not None:
        proxy = _read(settings.proxy, "proxy")
        return Proxies((("http", proxy), ("https", proxy)), explicit=True)
    found = []
    for scheme in ("http", "https"):
        for name in (f"{scheme}_proxy", "all_proxy"):
            value = _variable(environ, name)
            if value:
                found.append((scheme, _read(value, name.upper())))
                break
    entries = _variable(environ, "no_proxy").replace(",", " ").split()
    return Proxies(tuple(found), direct=tuple(entry.lower() for entry in entries) if found else ())


def _variable(environ: Mapping[str, str], name: str) -> str:
    """Return a variable, lower case first, as curl and urllib do.

    `HTTP_PROXY` in capitals does not count where a web server set the environment: there it is a request's
    header `Proxy` (CVE-2016-5385).
    """
    value = environ.get(name, "").strip()
    if value or (name == "http_proxy" and "REQUEST_METHOD" in environ):
        return value
    return environ.get(name.upper(), "").strip()


def _read(text: str, name: str) -> str:
    """Return the address of a proxy, `http` where it names no scheme; raises `SettingsError`.

    The error does not repeat *text*, which may hold a password.
    """
    address = text if "://" in text else f"http://{text}"
    try:
        parts = urlsplit(address)
        usable = bool(parts.hostname) and parts.port != 0 and not any(char.isspace() for char in address)
    except ValueError:
        usable = False
    if not usable:
        raise SettingsError(f"{name}: not an address; write http://host:port")
    if parts.scheme not in _PORTS:
        raise SettingsError(f"{name}: {parts.scheme} scheme is not supported; write http://host:port")
    return address


def _shown(parts: SplitResult) -> str:
    """Return an address without credentials and path."""
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _matches(entry: str, name: str, port: int) -> bool:
    """Tell whether one entry of NO_PROXY names the host *name* at *port*."""
    if entry == "*":
        return True
    wanted, only_port = _host_and_port(entry)
    if only_port is not None and only_port != port:
        return False
    if "/" in wanted or _is_address(wanted):
        return _in_network(wanted, name)
    wanted = wanted.removeprefix("*").strip(".")
    return bool(wanted) and (name == wanted or name.endswith(f".{wanted}"))


def _host_and_port(entry: str) -> tuple[str, int | None]:
    """Split `host:port`, `[address]:port` and what has no port."""
    host, colon, port = entry.rpartition(":")
    if colon and port.isdecimal() and (host.endswith("]") or ":" not in host):
        return host.strip("[]"), int(port)
    return entry.strip("[]"), None


def _is_address(text: str) -> bool:
    """Tell whether *text* is an address."""
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _in_network(network: str, host: str) -> bool:
    """Tell whether *host* is an address in *network*, which may be a single address."""
    try:
        return ip_address(host) in ip_network(network, strict=False)
    except ValueError:
        return False
