"""What a page tells programs of the work that it shows: from its meta elements, its JSON-LD, its title.

    meta elements, JSON-LD ─> Metadata
    <title>, headings      ─> a title where nothing else gives one

Where both speak, the meta elements of libraries (Highwire Press, bepress, EPrints) come first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.check.fields import as_authors, as_edtf, the_doi
from citecheck.check.metatags import AUTHORS, CONTAINERS, DATES, DOIS, TITLES, contents_of
from citecheck.models import Metadata
from citecheck.titles import evidence, segments, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.check.metatags import MetaTags

_EMPTY = Metadata()
_CUT = re.compile(r"\s*(?:…|\.\.\.)$")


def metadata_of(
    tags: MetaTags, work: Metadata | None, title: str | None, headings: Sequence[str]
) -> Metadata | None:
    """Return what a page says of itself; None where it says nothing.

    *tags* are its meta elements, *work* is what its JSON-LD describes, *title* and *headings* are what its
    readers see.
    """
    said = work if work and _is_shown(work, tags, title, headings) else _EMPTY
    dates = (as_edtf(text) for name in DATES for text in tags.get(name, ()))
    site = next(iter(contents_of(tags, CONTAINERS)), None)
    found = Metadata(
        title=_own_title(tags, said, title, headings, site),
        authors=as_authors(contents_of(tags, AUTHORS)) or said.authors,
        published=next(filter(None, dates), None) or said.published,
        container=site or said.container,
        doi=the_doi(text for name in DOIS for text in tags.get(name, ())) or said.doi,
    )
    return None if found == _EMPTY else found


def _own_title(
    tags: MetaTags, work: Metadata, title: str | None, headings: Sequence[str], site: str | None
) -> str | None:
    """Return the title of the work alone, where it can be told from the name of the site.

    Behind what libraries give, JSON-LD and Open Graph know it without the site's name, which they give apart;
    in the title element it often stands behind the work's, and a heading then is the work's alone.
    """
    sure = contents_of(tags, TITLES[:4]) or ((work.title,) if work.title else contents_of(tags, TITLES))
    if sure:
        return _without(_uncut(sure[0], title, headings), site)
    if title is None:
        return None
    parts = segments(title)
    heading = next((each for each in headings if each in parts), None)
    return heading or _without(title, site)


def _is_shown(work: Metadata, tags: MetaTags, title: str | None, headings: Sequence[str]) -> bool:
    """Tell whether *work* may be what the page shows: pages describe what they advertise likewise.

    Its title is then also one that readers see, or that the page gives as its own.
    """
    shown = [*contents_of(tags, TITLES), *([title] if title else []), *headings]
    return not shown or work.title is None or any(evidence(work.title, each) for each in shown)


def _uncut(given: str, title: str | None, headings: Sequence[str]) -> str:
    """Return *given*, a title, as readers see it if it was cut short with an ellipsis."""
    begin = _CUT.sub("", given)
    seen = (*headings, *(segments(title) if title else ()))
    return next((each for each in seen if begin != given and each.startswith(begin)), given)


def _without(title: str, site: str | None) -> str:
    """Return *title* without the name of its *site* behind it."""
    parts = segments(title)
    if site is None or len(parts) < 2 or words(parts[-1]) != words(site):  # noqa: PLR2004 - a part and its site
        return title
    return title[: title.rindex(parts[-1])].rstrip(" -–—−•·/~|»«¦›‹:;：") if parts[-1] in title else title
