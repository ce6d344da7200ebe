"""What the address tells to which a redirect leads: a home page, an error page, a log-in, a parked domain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

    from citecheck.models import Answer

# A number alone is no evidence behind a hyphen ("/news/article-404"); behind a slash it is.
_ERROR_PATH = re.compile(
    r"(^|/)((error|http|status|page|err)?[-_]?(404|410)([-_]?(error|page|not-?_?found))?|(page-?_?)?not-?_?found"
    r"|error-?_?pages?|errors?|page-?_?error|nopage|no-longer-available)(\.\w{1,5})?/?$",
    re.IGNORECASE,
)
_ERROR_QUERY = re.compile(
    r"(^|&)(error|err|code|status|e|page)=(404|410|notfound|not-found|not_found|pagenotfound)(&|$)"
    r"|(^|&)(404|notfound|not_found|pagenotfound)(=|&|;|$)|(^|[&/])aspxerrorpath=",
    re.IGNORECASE,
)
_SEARCH_PATH = re.compile(
    r"(^|/)(search|suche|recherche|buscar|ricerca|zoeken|poisk)(\.\w{1,5})?/?$", re.IGNORECASE
)

_BARRIER_PATH = re.compile(
    r"(^|/)(log-?_?in|sign-?_?in|log-?on|sign-?on|users?/sign_in|wp-login|sso|saml2?|authn?|authenticate|oauth2?|idp"
    r"|cas/login|adfs|shibboleth(\.sso)?|wayf|anmelden|anmeldung|captcha|collectconsent|cookie-?_?absent"
    r"|cookie-?_?not-?_?supported|cookie-?consent|crawlprevention|validate-?user|access-?_?denied"
    r"|unsupported-?browser|age-?verification|age-?gate|paywall)(\.\w{1,5})?(/|$)"
    # These are words of other addresses too, and count at the end alone.
    r"|/(challenge|consent|validate|blocked|forbidden|subscribe|sorry|connexion|accedi|cookies?)(\.\w{1,5})?"
    r"(/(index)?(\.\w{1,5})?)?$|/cdn-cgi/",
    re.IGNORECASE,
)
# Hosts whose whole business stands before a page, by their names or by the first part of them.
_BARRIER_HOST = re.compile(
    r"^(accounts\.google\.com|login\.microsoftonline\.com|login\.live\.com|consent\.(google|youtube|yahoo)\.\w+"
    r"|(\w+\.)?consent\.yahoo\.com|guce\.[\w.]+|id\.elsevier\.com|validate\.perfdrive\.com"
    r"|(login|signin|sso|idp|auth|oauth|cas|adfs|shibboleth|wayf|captcha|consent|openathens)\d?\..+"
    r"|.+\.(okta|auth0|onelogin|openathens)\.(com|net))$",
    re.IGNORECASE,
)
_PARKED_HOST = re.compile(
    r"(^|\.)(hugedomains|sedo|sedoparking|dan|afternic|bodis|parkingcrew|parklogic|above|domainmarket|buydomains"
    r"|undeveloped|uniregistry|brandbucket|squadhelp|atom|efty|domainnamesales|namebright|epik|dynadot|parking-page"
    r"|domainparking|parkedfree|namedrive|voodoo|smartname|skenzo|fabulous|dopa|godaddyparking|domain-for-sale)"
    r"\.(com|net|org|io|co)$|(^|\.)suspended-?domain|(^|\.)expireddomain",
    re.IGNORECASE,
)
# The hosts to which parked domains hand their visitors on are numbered so: `ww16.example.org`.
_PARKED_LABEL = re.compile(r"^ww\d{1,2}\.", re.IGNORECASE)
# GoDaddy's lander, cPanel's pages for closed accounts and for hosts that are not set up.
_PARKED_PATH = re.compile(
    r"^/(lander|parking|parked|domain-for-sale|forsale)/?$|/cgi-sys/(suspendedpage|defaultwebpage)\.cgi$|/suspended\.page/?$",
    re.IGNORECASE,
)

_HOME_PATH = re.compile(
    r"/?((index|default|home|homepage|main|start|startseite|accueil|inicio|welcome)(\.\w{1,5})?|[a-z]{2}([-_][a-z]{2})?"
    r"|[a-z]{2}([-_][a-z]{2})?/(index|default|home)(\.\w{1,5})?)?/?",
    re.IGNORECASE,
)
# Queries with which a home page is a home page still.
_OF_HOME = re.compile(
    r"utm_\w+|ref|from|src|source|lang|locale|hl|redirect(ed)?|r|cookie\w*|session\w*|nocache", re.IGNORECASE
)

# Resolvers of lasting names, and archives: their redirects are the service, not a move.
_RESOLVERS = (
    "doi.org", "hdl.handle.net", "handle.net", "purl.org", "purl.oclc.org", "purl.fdlp.gov", "n2t.net",
    "w3id.org", "perma.cc", "nbn-resolving.org", "urn.fi", "identifiers.org", "web.archive.org",
    "archive.today", "webcitation.org", "ark.bnf.fr",
)  # fmt: skip
_LONGEST_SHORT_PATH, _LONGEST_SHORT_HOST = 10, 11

# The last part of a path that only tells how a page is shown: without it, it is the same page.
_VIEW = re.compile(
    r"(index|default|home|main|view|print|printable|amp|full|abstract|summary|overview|html|pdf|en|de|fr|es|ru)?(\.\w{1,5})?$",
    re.IGNORECASE,
)
_HOLDS_NUMBER = re.compile(r"\d{3}|^\d+$")


def split(url: str) -> SplitResult:
    """Split *url*; one that cannot be split has no parts."""
    try:
        parts = urlsplit(url)
        _ = parts.hostname, parts.port
    except ValueError:
        return SplitResult("", "", "", "", "")
    return parts


def bare_host(parts: SplitResult) -> str:
    """Return the host without `www.`."""
    return (parts.hostname or "").removeprefix("www.")


def is_home(parts: SplitResult) -> bool:
    """Tell whether this is the address of a site's home page, perhaps that in one of its languages."""
    return _HOME_PATH.fullmatch(parts.path) is not None and all(
        _OF_HOME.fullmatch(key) for key, _ in parse_qsl(parts.query, keep_blank_values=True)
    )


def leads_to_barrier(facts: Answer, url: str) -> bool:
    """Tell whether a redirect led to where one logs in, consents or proves to be human."""
    return _leads(facts, url, _is_barrier)


def leads_to_error_page(facts: Answer, url: str) -> bool:
    """Tell whether a redirect led to an address that is named like an error page."""
    return _leads(facts, url, _is_error_page)


def leads_to_search(facts: Answer, url: str) -> bool:
    """Tell whether a redirect led to the site's search."""
    return _leads(facts, url, lambda parts: _SEARCH_PATH.search(parts.path) is not None)


def leads_to_parking(facts: Answer, url: str) -> bool:
    """Tell whether a redirect led to a host or a path at which domains are parked."""
    return _leads(facts, url, _is_parking)


def leads_home(facts: Answer, url: str) -> bool:
    """Tell whether a redirect led from a page deep in a site to the home page of that site or of another.

    What looks like a shortener's address may well stand for a home page, and so may a part of a site that has
    become a site of its own: `un.org/children` and `children.un.org`.
    """
    if not facts.hops:
        return False
    old, new = split(url), split(facts.final_url)
    if not is_home(new) or is_home(old):
        return False
    if bare_host(old) == bare_host(new):
        return True
    return not _looks_shortened(old) and not _has_become(old, new)


def leads_above(facts: Answer, url: str) -> bool:
    """Tell whether a redirect led to a directory above the cited page, other than by leaving out a view.

    `/questions/123/a-name` leads to `/questions/123` because the number alone is the page.
    """
    old, new = split(url), split(facts.final_url)
    if not facts.hops or bare_host(old) != bare_host(new) or new.query:
        return False
    was, now = _segments(old), _segments(new)
    if not 0 < len(now) < len(was) or was[: len(now)] != now:
        return False
    return not all(map(_VIEW.fullmatch, was[len(now) :])) and not _HOLDS_NUMBER.search(now[-1])


def has_free_name(url: str) -> bool:
    """Tell whether the last part of *url* may be anything, because a number before it tells the page."""
    parts = _segments(split(url))
    return (
        len(parts) > 1
        and _HOLDS_NUMBER.search(parts[-2]) is not None
        and not re.fullmatch(r"(19|20)\d\d", parts[-2])
    )


def directory(url: str) -> tuple[str, str]:
    """Return the host of *url* and its path up to the last slash."""
    parts = split(url)
    return bare_host(parts), parts.path.rpartition("/")[0]


def last_part(url: str) -> str:
    """Return the last part of the path of *url*, decoded, without a suffix."""
    segments = _segments(split(url))
    return segments[-1].partition(".")[0] if segments else ""


def is_same_address(url: str, other: str) -> bool:
    """Tell whether two addresses differ in scheme, `www.`, final slash, fragment or an added query only."""
    old, new = split(url), split(other)
    if (bare_host(old), _path(old)) != (bare_host(new), _path(new)):
        return False
    return set(parse_qsl(old.query, keep_blank_values=True)) <= set(
        parse_qsl(new.query, keep_blank_values=True)
    )


def is_lasting(url: str, final_url: str) -> bool:
    """Tell whether *url* is meant to be cited although it leads elsewhere: a resolver's, a shortener's."""
    old, new = split(url), split(final_url)
    host = bare_host(old)
    if any(host == resolver or host.endswith("." + resolver) for resolver in _RESOLVERS):
        return True
    return host != bare_host(new) and (
        host.startswith(("hdl.", "handle.", "resolver.")) or _looks_shortened(old)
    )


def _leads(facts: Answer, url: str, test: Callable[[SplitResult], bool]) -> bool:
    """Tell whether a redirect led to where *test* holds, which it does not for the cited address."""
    return bool(facts.hops) and not test(split(url)) and test(split(facts.final_url))


def _is_barrier(parts: SplitResult) -> bool:
    """Tell whether this is where one logs in, consents or proves to be human."""
    return _BARRIER_HOST.match(parts.hostname or "") is not None or bool(
        _BARRIER_PATH.search(parts.path) or "SAMLRequest=" in parts.query
    )


def _is_error_page(parts: SplitResult) -> bool:
    """Tell whether the address is named like an error page."""
    return _ERROR_PATH.search(parts.path) is not None or _ERROR_QUERY.search(parts.query) is not None


def _is_parking(parts: SplitResult) -> bool:
    """Tell whether domains are parked there."""
    host = parts.hostname or ""
    return bool(_PARKED_HOST.search(host) or _PARKED_LABEL.match(host) or _PARKED_PATH.search(parts.path))


def _looks_shortened(parts: SplitResult) -> bool:
    """Tell whether this may be a shortener's address: a short host, and a short name without a suffix."""
    name = parts.path.strip("/")
    return (
        len(bare_host(parts)) <= _LONGEST_SHORT_HOST
        and 0 < len(name) <= _LONGEST_SHORT_PATH
        and not parts.query
        and re.fullmatch(r"[\w-]+", name) is not None
    )


def _has_become(old: SplitResult, new: SplitResult) -> bool:
    """Tell whether the new host is named like the only part of the old path."""
    parts = [part.lstrip("~").lower() for part in _segments(old)]
    return len(parts) == 1 and len(parts[0]) > 1 and parts[0] in bare_host(new)


def _segments(parts: SplitResult) -> list[str]:
    """Return the parts of a path between its slashes, decoded."""
    return [unquote(part) for part in parts.path.split("/") if part]


def _path(parts: SplitResult) -> str:
    """Return a path decoded, without a final slash and the name of a directory's index."""
    path = unquote(parts.path)
    return re.sub(r"/(index|default)\.\w{2,5}$", "", path, flags=re.IGNORECASE).rstrip("/")
