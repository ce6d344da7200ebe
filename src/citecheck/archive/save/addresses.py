"""Which addresses are not to be told to an archive: what is submitted is published with its address."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

# Names of parameters that open something: the ones of PHP, Java, ASP.NET and ColdFusion for a session, those
# of OAuth 2.0 (RFC 6749), and those of signed links to cloud storage. Compared without case and separators.
_SECRETS = frozenset(
    (  # noqa: SIM905 - a list of words reads better than a list of strings
        "sid sessid session sessionid sessionkey sessiontoken phpsessid jsessionid aspsessionid cfid cftoken "
        "token accesstoken refreshtoken idtoken authtoken csrftoken auth authkey apikey accesskey secret "
        "clientsecret password passwd pwd ticket signature sig hmac jwt awsaccesskeyid xamzsignature "
        "xamzcredential xamzsecuritytoken xgoogsignature xgoogcredential magiclink unsubscribetoken"
    ).split()
)
_PARTS = re.compile(r"[^a-z0-9]")
# Session numbers within the path: `;jsessionid=…` (Servlet specification, 7.1.3), `/(S(…))/` of ASP.NET.
_IN_PATH = re.compile(r";\s*[a-z_]*sess(?:ion)?_?id=|/\((?:[AFS]\([^()/]*\))+\)(?:/|$)", re.IGNORECASE)


def secret_in(url: str) -> str | None:
    """Say what in *url* is somebody's own: a password, a session, a key; None where nothing is.

    An address that cannot be read counts as one that nobody can vouch for.
    """
    try:
        parts = urlsplit(url)
        if parts.username is not None or parts.password is not None:
            return "its address holds a user name or a password"
    except ValueError:
        return "its address cannot be read"
    if _IN_PATH.search(parts.path):
        return "its address holds a session number"
    # A fragment stays here: it is cut off before anything is submitted.
    for name, value in parse_qsl(parts.query.replace(";", "&")):
        if value and _PARTS.sub("", name.lower()) in _SECRETS:
            return f"its address holds what looks like a secret ({name[:40]})"
    return None
