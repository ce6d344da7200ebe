"""Which of its sources a note cites an archived copy of: what has one is mended, however dead its page is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.evidence.daterange import is_archive
from citecheck.evidence.queries import same_address

if TYPE_CHECKING:
    from citecheck.models import Citation

# What the Wayback Machine and all that is built like it (pywb, arquivo.pt) put before a captured address: the
# moment, perhaps with a modifier of the replay. The address has its scheme, without which the path of a
# newspaper (/20110209/162520570.html) would look the same; in known archives it may lack it.
_REPLAYED = re.compile(
    r"https?://[^?#]{1,200}?/\d{4,14}(?:[a-z]{2}_)?/(?P<original>https?:/{1,2}[^/\s]\S*)", re.IGNORECASE
)
_REPLAYED_BARE = re.compile(
    r"https?://[^?#]{1,200}?/\d{8,14}(?:[a-z]{2}_)?/(?P<original>[^/\s:]+\.[^/\s]\S*)", re.IGNORECASE
)


def original_of(url: str) -> str | None:
    """Return the address of which *url* shows an archived copy; None where it is no address of a copy."""
    match = _REPLAYED.match(url) or (_REPLAYED_BARE.match(url) if is_archive(url) else None)
    return match["original"] if match else None


def cites_a_copy(citation: Citation, url: str) -> bool:
    """Tell whether *citation* gives an archived copy of *url* beside it.

    A copy that the format names as such (`archive-url`) is that of the note's source, whatever its address.
    """
    if citation.archived:
        return True
    wanted = _bare(url)
    originals = (original_of(cited.url) for cited in citation.urls if cited.url != url)
    return any(original is not None and _bare(original) == wanted for original in originals)


def _bare(url: str) -> str:
    """Return what two spellings of one address have in common; archives lose a slash of the scheme."""
    address = re.sub(r"\A(https?):/+", r"\1://", url, flags=re.IGNORECASE)
    return same_address(address if "://" in address else f"http://{address}")
