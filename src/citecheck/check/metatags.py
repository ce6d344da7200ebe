"""The meta elements in the head of a page: what it tells programs of itself, a name and a content each."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from citecheck.check.folding import folded
from citecheck.check.markup import head_ends

if TYPE_CHECKING:
    from citecheck.check.markup import Markup

MetaTags = Mapping[str, Sequence[str]]
"""What the elements say, by their names in lower case; of one name, as that of an author, in their order."""

TITLES = (
    "citation_title",
    "bepress_citation_title",
    "eprints.title",
    "headline",
    "og:title",
    "dc.title",
    "dc:title",
    "dcterms.title",
    "dcterms:title",
    "twitter:title",
    "title",
)
"""Names for a title, the surest first: Highwire Press and the like (Google Scholar's inclusion guidelines
list those of repositories), schema.org, Open Graph, Dublin Core, Twitter."""

AUTHORS = (
    "citation_author",
    "citation_authors",
    "bepress_citation_author",
    "eprints.creators_name",
    "dc.creator",
    "dc:creator",
    "dcterms.creator",
    "dcterms:creator",
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
)
"""Names for an author, likewise."""

DATES = (
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "bepress_citation_date",
    "eprints.date",
    "datepublished",
    "article:published_time",
    "dcterms.issued",
    "dcterms:issued",
    "dc.date.issued",
    "dc.date",
    "dc:date",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
)
"""Names for the day of publication, likewise. The day of the last change is another thing."""

CONTAINERS = ("citation_journal_title", "bepress_citation_journal_title", "og:site_name")
"""Names for what the work appeared in."""

DOIS = (
    "citation_doi",
    "bepress_citation_doi",
    "prism.doi",
    "doi",
    "dc.identifier.doi",
    "dc.identifier",
    "dc:identifier",
    "dcterms.identifier",
)
"""Names for an identifier that may be a DOI."""

_WANTED = frozenset((*TITLES, *AUTHORS, *DATES, *CONTAINERS, *DOIS))
# What a tag must hold to be taken apart at all: most tell of icons, colours and sizes.
_HINT = re.compile(r"title|headline|author|creator|date|published|issued|doi|identifier|site_name")
_MOST_TAGS = 300

# A quotation mark opens a value only behind "=", as in browsers: a stray one does not swallow what follows.
_META = re.compile(r"<meta(?=[\s/])((?:[^>\"'=]++|=\s*+\"[^\"]{0,2000}+\"|=\s*+'[^']{0,2000}+'|[\"'=])*+)")
_ATTRIBUTE = re.compile(r"([^\s=<>\"'/]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))")
_NAMES_OF_NAMES = ("property", "name", "itemprop")


def meta_tags(markup: Markup) -> MetaTags:
    """Return the meta elements of the head that tell of the work a page shows."""
    found: dict[str, list[str]] = {}
    for meta in islice(_META.finditer(markup.lower, 0, head_ends(markup)), _MOST_TAGS):
        if _HINT.search(meta[1]):
            values = attributes(markup.text[meta.start(1) : meta.end(1)])
            name = next((values[key] for key in _NAMES_OF_NAMES if key in values), "").strip().lower()
            if name in _WANTED and (content := folded(values.get("content", ""))):
                found.setdefault(name, []).append(content)
    return found


def attributes(piece: str) -> dict[str, str]:
    """Return the attributes of one tag, names in lower case; of two of a name the first, as in browsers."""
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(piece):
        found.setdefault(name.lower(), html.unescape("".join(values)))
    return found


def contents_of(tags: MetaTags, names: Sequence[str]) -> Sequence[str]:
    """Return the contents of the first of *names* that has any among *tags*."""
    return next((tags[name] for name in names if name in tags), ())
