"""What stands in the query of a URL that a citation does not need: tracking, secrets, a dangling end."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Campaign parameters of Google Analytics, Matomo, Piano and Adobe, and the click numbers that advertising,
# mail and social networks add; the list follows those of Firefox and Brave (query parameter stripping).
_TRACKING = re.compile(
    r"(?:utm_\w+|(?:pk|mtm|piwik|matomo)_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid"
    r"|ttclid|igshid|igsh|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|__hssc|__hstc|__hsfp|_ga|_gl|oly_anon_id|oly_enc_id"
    r"|vero_id|wickedid|s_cid|epik|li_fat_id|rb_clickid|at_(?:medium|campaign|custom\d|link_\w+))$",
    re.IGNORECASE,
)
_DANGLING = re.compile(r"[?&]+$")


def without_tracking(url: str) -> tuple[str, tuple[str, ...]]:
    """Return *url* without tracking parameters, and the names of those that were taken out."""
    before, mark, rest = url.partition("?")
    query, hash_mark, fragment = rest.partition("#")
    if not mark or "#" in before:
        return url, ()
    parts = query.split("&")
    names = [part.partition("=")[0] for part in parts if _TRACKING.match(part.partition("=")[0])]
    kept = [part for part in parts if part and not _TRACKING.match(part.partition("=")[0])]
    clean = before + ("?" + "&".join(kept) if kept else "") + hash_mark + fragment
    return (clean, tuple(dict.fromkeys(names))) if names else (url, ())


def has_dangling_end(url: str) -> bool:
    """Tell whether the query of *url* ends in a `?` or `&` that nothing follows."""
    before = url.partition("#")[0]
    return "?" in before and _DANGLING.search(before) is not None


def without_dangling_end(url: str) -> str:
    """Return *url* without the `?` or `&` that nothing follows."""
    before, mark, fragment = url.partition("#")
    return _DANGLING.sub("", before) + mark + fragment


def has_credentials(url: str) -> bool:
    """Tell whether *url* carries a user name or password before its host (RFC 3986, section 3.2.1)."""
    try:
        return "@" in urlsplit(url).netloc
    except ValueError:
        return "@" in url.partition("://")[2].partition("/")[0]


def same_address(url: str) -> str:
    """Return *url* without what two spellings of one address differ in.

    Scheme, `www.`, tracking, fragment and the last slash.
    """
    rest = without_tracking(url)[0].partition("#")[0].partition("://")[2]
    host, mark, path = rest.partition("/")
    return f"{host.casefold().removeprefix('www.')}{mark}{path}".rstrip("/?&")
