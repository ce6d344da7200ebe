"""Addresses as httpx takes them, or why it cannot."""

from __future__ import annotations

import re
from base64 import b64encode
from ipaddress import ip_address
from urllib.parse import unquote, unquote_to_bytes

import httpx

SCHEMES = ("http", "https")
_LAST_PORT = 65535

# Addresses whose host can be told without taking them apart: those of most citations. What this takes,
# `read_address` takes too, and finds the same host (a test holds them together).
_BYTE = r"(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_PLAIN = re.compile(
    rf"https?://((?:[a-z0-9_-]+\.)*[a-z][a-z0-9-]*|{_BYTE}(?:\.{_BYTE}){{3}})"
    r"(?::(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}))?(?:[/?#][!-~]{0,2000})?\Z"
)


class BadAddressError(ValueError):
    """The address cannot be requested; the message says why and never repeats the address."""


def read_address(text: str) -> httpx.URL:
    """Read an absolute address of any scheme; raises `BadAddressError`."""
    try:
        url = httpx.URL(text.strip())
        # The URL standard decodes a host before it is looked up; what stands after % in IPv6 is a zone.
        if "%" in url.host and ":" not in url.host:
            url = url.copy_with(host=unquote(url.host))
    # idna raises subclasses of UnicodeError for labels that httpx does not check itself.
    except (httpx.InvalidURL, ValueError) as error:
        raise BadAddressError("not a valid address") from error
    if url.scheme in SCHEMES and not url.raw_host:
        raise BadAddressError("no host")
    if url.port is not None and not 0 < url.port <= _LAST_PORT:
        raise BadAddressError("no such port")
    return url


def plain_host(text: str) -> str | None:
    """Return the host of a plain address as `host_of` does, at a tenth of the cost; None of any other."""
    found = _PLAIN.match(text)
    return found[1] if found else None


def next_address(base: httpx.URL, location: bytes) -> httpx.URL:
    """Return where a redirect leads; tolerates relative, unescaped and padded values as browsers do.

    Raises `BadAddressError` for what cannot be followed: garbage, or another scheme than HTTP.
    """
    # The URL standard drops tabs and line ends, and takes a backslash for a slash.
    text = "".join(char for char in _text_of(location) if char not in "\t\r\n").strip()
    end = min((place for place in (text.find("?"), text.find("#")) if place >= 0), default=len(text))
    try:
        target = base.join(text[:end].replace("\\", "/") + text[end:])
        # An empty query is one to a server, but not to `urllib.parse.urljoin`.
        if text[end:].partition("#")[0] == "?":
            target = target.copy_with(raw_path=target.raw_path + b"?")
    except (httpx.InvalidURL, ValueError) as error:
        raise BadAddressError("the redirect leads to an address that is not valid") from error
    if target.scheme not in SCHEMES:
        raise BadAddressError(f"the redirect leads to scheme {target.scheme[:20] or 'none'}")
    target = read_address(str(target))
    return target.copy_with(fragment=base.fragment) if base.fragment and not target.fragment else target


def _text_of(location: bytes) -> str:
    """Return a redirect's value as text: UTF-8, or else ASCII with all other bytes percent-encoded.

    So Chromium keeps bytes of another encoding as they came (net/http/http_response_headers.cc).
    """
    try:
        return location.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(chr(byte) if byte < 0x80 else f"%{byte:02X}" for byte in location)  # noqa: PLR2004 - ASCII


def shown(url: httpx.URL) -> str:
    """Return *url* as text without credentials."""
    return str(without_credentials(url))


def without_credentials(url: httpx.URL) -> httpx.URL:
    """Return *url* without user name and password, so that no log or report can repeat them."""
    return url.copy_with(userinfo=b"") if url.userinfo else url


def authorization(url: httpx.URL) -> bytes | None:
    """Return the value of the header that carries the credentials of *url* to its own host, if it has any."""
    if not url.userinfo:
        return None
    user, _, password = url.userinfo.partition(b":")
    return b"Basic " + b64encode(unquote_to_bytes(user) + b":" + unquote_to_bytes(password))


def host_of(url: httpx.URL) -> str:
    """Return the host as it goes over the wire, in lower case, without a final dot."""
    return url.raw_host.decode("ascii").lower().rstrip(".")


def origin_of(url: httpx.URL) -> tuple[str, str, int | None]:
    """Return scheme, host and port: what a browser calls the origin."""
    return url.scheme, host_of(url), url.port


def is_literal(host: str) -> bool:
    """Tell whether *host* is an address already; other spellings of one go through the resolver."""
    if not (host[-1:].isdigit() or ":" in host):
        return False
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
