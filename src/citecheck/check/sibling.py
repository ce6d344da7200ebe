"""A made-up address beside the cited one: what answers there tells how a server answers for nothing.

Where a page that cannot exist looks as the cited one does, the cited one is an error page (Z. Bar-Yossef and
others, "Sic transit gloria telae: towards an understanding of the web's decay", 2004).
"""

from __future__ import annotations

import random
import re
import string
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from citecheck.check.asking import ASKED
from citecheck.check.facts import facts_of
from citecheck.models import Sibling
from citecheck.web import Reply

if TYPE_CHECKING:
    from citecheck.web import Client

# 20 consonants to the power of 12: nobody has such a page, and servers that mend misspelt addresses find no
# word that is near.
_LETTERS = "".join(letter for letter in string.ascii_lowercase if letter not in "aeiouy")
_LENGTH = 12
_SUFFIX = re.compile(r"\.[A-Za-z]\w{0,5}$")


def directory_of(url: str) -> str:
    """Return the address of the directory in which the page *url* stands, without query and user.

    The last part of the path is the page, also where a slash follows it. Raises `ValueError` for a URL that
    cannot be split.
    """
    parts = urlsplit(url)
    above = parts.path.rstrip("/").rpartition("/")[0]
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], f"{above}/", "", ""))


def sibling_url(url: str, chance: random.Random | None = None) -> str:
    """Return an address in the directory of *url*, with its suffix or final slash, that *chance* makes up."""
    chance = chance or random.SystemRandom()
    path = urlsplit(url).path
    last = path.rstrip("/").rpartition("/")[2]
    suffix = _SUFFIX.search(last)
    name = "".join(chance.choice(_LETTERS) for _ in range(_LENGTH))
    end = "/" if len(path) > 1 and path.endswith("/") else ""
    return f"{directory_of(url)}{name}{suffix[0] if suffix else ''}{end}"


async def sibling_of(url: str, client: Client, chance: random.Random | None = None) -> Sibling:
    """Ask for a made-up address beside *url* through *client* and return what answered."""
    address = sibling_url(url, chance)
    outcome = await client.get(address, ASKED)
    if not isinstance(outcome, Reply):
        return Sibling(address, None, address)
    facts = facts_of(outcome)
    return Sibling(address, facts.status, facts.final_url, facts.title, facts.fingerprint, facts.sketch)
