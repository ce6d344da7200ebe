"""DOIs in the addresses of publishers, and the address at which a DOI leads to its source.

Most publishers' platforms put the DOI into the path. Where the path ends and the DOI with it is known for the
platforms below alone; elsewhere something else may stand behind it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, unquote, urlsplit

from citecheck.evidence.cited_copies import original_of
from citecheck.evidence.lexicon import host_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from citecheck.models import Citation

RESOLVER = "https://doi.org/"
"""The address of a DOI begins so (DOI Handbook, 3.8: "prefer https://doi.org")."""

_RESOLVERS = ("doi.org", "dx.doi.org", "www.doi.org")
_DOI = r"10\.[1-9]\d{3,4}(?:\.\d+)*/[^?#\s]{1,180}"
_LONGEST = 500

# Atypon's platform, on which Wiley, Taylor & Francis, SAGE, ACM, ACS, Science, PNAS and many societies are.
# Their paths begin so; what has it further on (`/details/doi/`, `/article/doi/`) tells of a work, or goes on.
_ATYPON = re.compile(rf"\A/(?:cgi/)?doi/(?!suppl)(?:[a-z]{{2,12}}/){{0,2}}(?P<doi>{_DOI})", re.IGNORECASE)
_IN_PATH = re.compile(rf"/(?P<doi>{_DOI})")
_PUBLISHERS = re.compile(
    r"(?:^|\.)(?:link\.springer\.com|springer\.com|iopscience\.iop\.org|journals\.aps\.org|biomedcentral\.com|"
    r"springeropen\.com|frontiersin\.org|degruyter\.com|degruyterbrill\.com|emerald\.com|biorxiv\.org|"
    r"medrxiv\.org|nejm\.org|opticsinfobase\.org|cell\.com|hindawi\.com)$"
)
_PLOS = re.compile(r"(?:^|\.)(?:plos|plosone|plosmedicine|plosbiology)\.org$")
# A DOI of Nature's may have dots that its address has lost (`sdata201618` is sdata.2016.18), and Palgrave's
# have another prefix (s41599, palcomms): only names of which it is known that they are the suffix are read.
_NATURE = re.compile(
    r"/articles/(?P<name>[sd]4(?!1599)\d{4}-\d{3}-\d{4,5}-[\dxw]|(?:nature|ncomms)\d{4,5}|srep\d{5}"
    r"|(?:nphys|nmat|ngeo|nclimate)\d{3,4}|\d{6}a0|35\d{6})(?:\.e?pdf)?/?$"
)
_ZENODO = re.compile(r"/records?/(?P<number>\d{3,12})(?:/|$)")

# How a page shows its work is no part of the DOI.
_VIEW = re.compile(
    r"/(?:full|fulltext|abstract|abs|pdf|pdf-viewer|epdf|epub|html|xml|meta|summary|references|figures?|tables?|"
    r"citations?|metrics)(?:/.*)?$|(?:\.(?:full\.pdf|full|short|abstract|e?pdf|xml)|/)+$",
    re.IGNORECASE,
)
_SESSION = re.compile(r";jsessionid=[^/]*", re.IGNORECASE)
# A word behind the suffix is a view, or another thing than the work: /peer-review, /citedby, /comments.
_GOES_ON = re.compile(r"/.+/[a-z][a-z-]{2,}$", re.IGNORECASE)
# A file that comes with a work is another thing than the work, and so is what readers say of it.
_SUPPLEMENT = re.compile(r"[/.]suppl|/media/|/file[/s]|/download", re.IGNORECASE)
_BESIDE = re.compile(r"/suppl|/comments?$", re.IGNORECASE)
_PREPRINT = re.compile(r"(?P<doi>10\.\d{4,5}/\d[\d.]*\d)(?:v\d{1,2})?(?:[./][a-z].*)?$", re.IGNORECASE)
_PREPRINTS = ("biorxiv.org", "medrxiv.org")
# The address of another page in the path: of a copy of it, or of what is said of it.
_OF_ANOTHER = re.compile(r"/(?:https?|ftp):/", re.IGNORECASE)


def cites_doi(citation: Citation) -> bool:
    """Tell whether *citation* gives a DOI: as such, or as the address that resolves it."""
    if any(host_of(cited.url) in _RESOLVERS for cited in citation.urls):
        return True
    addresses = [cited.span for cited in citation.urls]
    return any(
        each.scheme == "doi" and not any(span.holds(each.span) for span in addresses)
        for each in citation.identifiers
    )


def address_of(doi: str) -> str:
    """Return the address that leads to the source of *doi*; what an address cannot hold is encoded."""
    return RESOLVER + quote(doi, safe="/:;().-_~!*'")


def beside(doi: str) -> str:
    """Return what gives *doi* behind an address."""
    return f" (doi:{doi})"


def doi_in(written: str) -> str | None:
    """Return the DOI in what `address_of` or `beside` has made; None in anything else."""
    if written.startswith(RESOLVER):
        return unquote(written.removeprefix(RESOLVER))
    doi = written.removeprefix(" (doi:").removesuffix(")")
    return doi if written == beside(doi) else None


def carried_by(url: str) -> str | None:
    """Return the DOI that *url*, a publisher's, carries; None where it has none, or where it may go on.

    A fragment leads to a place in the text, which a DOI cannot do: such a URL is left alone.
    """
    host = host_of(url)
    if len(url) > _LONGEST or "#" in url or not host or host in _RESOLVERS or original_of(url):
        return None
    parts = urlsplit(url)
    path, query = _SESSION.sub("", unquote(parts.path)), parts.query
    if _OF_ANOTHER.search(path):
        return None
    for pattern, read in _READERS:
        if pattern is None or pattern.search(host):
            found = read(path, query)
            if found is not None:
                return None if _BESIDE.search(path) else _without_view(found, host)
    return None


def _from_atypon(path: str, _: str) -> str | None:
    """Return the DOI behind `/doi/`."""
    found = _ATYPON.search(path)
    return found["doi"] if found else None


def _from_path(path: str, _: str) -> str | None:
    """Return the DOI in the path of a publisher who is known to put it there."""
    found = _IN_PATH.search(path)
    return found["doi"] if found else None


def _from_plos(_: str, query: str) -> str | None:
    """Return the DOI that PLOS has in its query."""
    name = next(iter(parse_qs(query).get("id", ())), "").removeprefix("info:doi/")
    return name if re.fullmatch(_DOI, name) else None


def _from_nature(path: str, _: str) -> str | None:
    """Return the DOI of an article of Nature, whose suffix alone stands in its path."""
    found = _NATURE.search(path)
    return f"10.1038/{found['name']}" if found else None


def _from_zenodo(path: str, _: str) -> str | None:
    """Return the DOI of a record of Zenodo, which has the number of the record (Zenodo, "DOI versioning")."""
    found = _ZENODO.search(path)
    return f"10.5281/zenodo.{found['number']}" if found else None


_READERS: tuple[tuple[re.Pattern[str] | None, Callable[[str, str], str | None]], ...] = (
    (None, _from_atypon),
    (_PUBLISHERS, _from_path),
    (_PLOS, _from_plos),
    (re.compile(r"(?:^|\.)nature\.com$"), _from_nature),
    (re.compile(r"^zenodo\.org$"), _from_zenodo),
)


def _without_view(doi: str, host: str) -> str | None:
    """Return *doi* without the words for a view of its work; None where it may go on, or nothing is left."""
    if _SUPPLEMENT.search(doi):
        return None
    bare = _VIEW.sub("", doi)
    if host.endswith(_PREPRINTS):
        preprint = _PREPRINT.match(doi)
        bare = preprint["doi"] if preprint else ""
    return bare if re.fullmatch(_DOI, bare) and not _GOES_ON.search(bare) else None
