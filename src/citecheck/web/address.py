"""Addresses as httpx takes them, or why it cannot."""

from __future__ import annotations

from base64 import b64encode
from urllib.parse import unquote_to_bytes

import httpx

SCHEMES = ("http", "https")
_LAST_PORT = 65535


class BadAddressError(ValueError):
    """The address cannot be requested; the message says why and never repeats the address."""


def read_address(text: str) -> httpx.URL:
    """Read an absolute address of any scheme; raises `BadAddressError`."""
    try:
        url = httpx.URL(text.strip())
    # idna raises subclasses of UnicodeError for labels that httpx does not check itself.
    except (httpx.InvalidURL, ValueError) as error:
        raise BadAddressError("not a valid address") from error
    if url.scheme in SCHEMES and not url.raw_host:
        raise BadAddressError("no host")
    if url.port is not None and not 0 < url.port <= _LAST_PORT:
        raise BadAddressError("no such port")
    return url


def next_address(base: httpx.URL, location: bytes) -> httpx.URL:
    """Return where a redirect leads; tolerates relative, unescaped and padded values as browsers do.

    Raises `BadAddressError` for what cannot be followed: garbage, or another scheme than HTTP.
    """
    # Bytes above ASCII are UTF-8 in practice, else Latin-1; the URL standard drops tabs and line ends.
    try:
        text = location.decode("utf-8")
    except UnicodeDecodeError:
        text = location.decode("latin-1")
    text = "".join(char for char in text if char not in "\t\r\n").strip()
    try:
        target = base.join(text)
    except (httpx.InvalidURL, ValueError) as error:
        raise BadAddressError("the redirect leads to an address that is not valid") from error
    if target.scheme not in SCHEMES:
        raise BadAddressError(f"the redirect leads to scheme {target.scheme[:20] or 'none'}")
    target = read_address(str(target))
    return target.copy_with(fragment=base.fragment) if base.fragment and not target.fragment else target


def shown(url: httpx.URL) -> str:
    """Return *url* as text without credentials."""
    return str(without_credentials(url))


def without_credentials(url: httpx.URL) -> httpx.URL:
    """Return *url* without user name and password, so that no log or report can repeat them."""
    return url.copy_with(userinfo=b"") if url.userinfo else url


def authorization(url: httpx.URL) -> dict[str, str]:
    """Return the header that carries the credentials of *url* to its own host, if it has any."""
    if not url.userinfo:
        return {}
    user, _, password = url.userinfo.partition(b":")
    plain = unquote_to_bytes(user) + b":" + unquote_to_bytes(password)
    return {"Authorization": "Basic " + b64encode(plain).decode("ascii")}


def host_of(url: httpx.URL) -> str:
    """Return the host as it goes over the wire, in lower case, without a final dot."""
    return url.raw_host.decode("ascii").lower().rstrip(".")


def origin_of(url: httpx.URL) -> tuple[str, str, int | None]:
    """Return scheme, host and port: what a browser calls the origin."""
    return url.scheme, host_of(url), url.port
