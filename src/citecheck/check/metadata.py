"""What a page tells programs of the work that it shows: from its meta elements, its JSON-LD, its title.

    meta elements, JSON-LD ─> Metadata
    <title>, headings      ─> a title where nothing else gives one

Where both speak, the meta elements of libraries (Highwire Press, bepress, EPrints) come first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.check.fields import as_authors, as_container, as_edtf, the_doi
from citecheck.check.metatags import AUTHORS, CONTAINERS, DATES, DOIS, TITLES, contents_of
from citecheck.models import Metadata
from citecheck.titles import SAME, evidence, segments, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.check.metatags import MetaTags

_EMPTY = Metadata()
# What libraries give is the work's title, whatever the page is called; and the others, in their order.
_SURE, _LESS_SURE = TITLES[:3], TITLES[3:]
# From so much in common on, two titles are of one work, one of them in other words.
_LIKE = 50.0
# Before the name of a site; behind a colon stands a subtitle too.
_BESIDE = re.compile(r"\s[-–—−·•/~]\s|\s?[|»«]\s?")
# A word in italics, as in the headlines of newspapers; "the <b> element" is one of HTML.
_TAGGED = re.compile(r"<(b|i|em|strong|sup|sub|span|u|small)(?:\s[^<>]*)?>([^<>]*)</\1>", re.IGNORECASE)
_OF_STAFF = re.compile(r"\s(?:staff|editors|newsroom|(?:staff|editorial)\s\w+)$", re.IGNORECASE)
_CUT = re.compile(r"\s*(?:…|\.\.\.)$")


def metadata_of(
    tags: MetaTags, works: Sequence[Metadata], title: str | None, headings: Sequence[str]
) -> Metadata | None:
    """Return what a page says of itself; None where it says nothing.

    *tags* are its meta elements, *works* are what its JSON-LD describes, *title* and *headings* are what its
    readers see.
    """
    said = _shown(works, tags, title, headings) or _EMPTY
    dates = (as_edtf(text) for name in DATES for text in tags.get(name, ()))
    site = as_container(next(iter(contents_of(tags, CONTAINERS)), None))
    container = site or said.container
    own = _own_title(tags, said, title, headings, container)
    found = Metadata(
        title=own and _TAGGED.sub(r"\2", own),
        authors=_signed(as_authors(contents_of(tags, AUTHORS)) or said.authors, container, own),
        published=next(filter(None, dates), None) or said.published,
        container=container,
        doi=the_doi(text for name in DOIS for text in tags.get(name, ())) or said.doi,
    )
    return None if found == _EMPTY else found


def _signed(authors: Sequence[str], container: str | None, title: str | None) -> tuple[str, ...]:
    """Return *authors* without the staff of the site, which signs what nobody has, and without the title.

    A body that is named as the author of its own site is one: UNICEF of what stands at unicef.org.
    """
    site, own = words(container or ""), words(title or "")
    signed = (each for each in authors if not own or words(each) != own)
    return tuple(each for each in signed if not _is_staff(each, site))


def _is_staff(name: str, site: tuple[str, ...]) -> bool:
    """Tell whether *name* is that of the people of the *site*, none of whom is named."""
    bare = _OF_STAFF.sub("", name)
    return bare != name and words(bare) == site


def _own_title(
    tags: MetaTags, work: Metadata, title: str | None, headings: Sequence[str], site: str | None
) -> str | None:
    """Return the title of the work alone, where it can be told from the name of the site.

    Behind what libraries give, JSON-LD and Open Graph know it without the site's name, which they give apart;
    in the title element it often stands behind the work's, and a heading then is the work's alone.
    """
    sure = contents_of(tags, _SURE)
    if sure:
        return _without(_uncut(sure[0], title, headings), site)
    given = [*([work.title] if work.title else []), *(tags[name][0] for name in _LESS_SURE if name in tags)]
    found = next((each for each in given if _is_own(each, title, headings, site)), title)
    if found is None:
        return None
    return _heading_in(found, headings, site) or _without(_uncut(found, title, headings), site)


def _is_own(given: str, title: str | None, headings: Sequence[str], site: str | None) -> bool:
    """Tell whether *given* is what readers see too: sites give their slogan, or a title from elsewhere.

    Where the title element and a heading agree, their readers see that.
    """
    seen = _heading_in(title, headings, site) if title else None
    if seen is not None:
        return given == seen or evidence(given, seen) >= _LIKE
    if site is not None and words(given) == words(site) and title not in (None, given):
        return False
    shown = [*([title] if title else []), *headings]
    return not shown or any(given == each or evidence(given, each) for each in shown)


def _shown(
    works: Sequence[Metadata], tags: MetaTags, title: str | None, headings: Sequence[str]
) -> Metadata | None:
    """Return that of *works* which the page shows: pages describe what they advertise likewise.

    Its title is then also the one that readers see first, or that the page gives as its own. Headings further
    down name what a page advertises, so they count only where all that is above them is the site's name.
    """
    names = [*contents_of(tags, TITLES), *([title] if title else []), *headings[:1]]
    alike = {}
    for work in works:
        own = [name for name in names if words(name) != words(work.container or "")] or headings
        alike[work] = max((_likeness(work, name) for name in own), default=SAME)
        if alike[work] >= SAME:
            return work
    best = max(alike, key=lambda work: alike[work], default=None)
    return best if best is not None and alike[best] >= _LIKE else None


def _likeness(work: Metadata, name: str) -> float:
    """Return how much speaks for *name* being the title of *work*, from 0 to 100."""
    return SAME if work.title == name else evidence(work.title or "", name)


def _heading_in(title: str, headings: Sequence[str], site: str | None) -> str | None:
    """Return the one heading with which *title* begins, before a sign that parts it from the name of a site.

    Of several nobody knows which, and what stands last may be the name of the site: a logo is a heading too.
    """
    bare = _without(title, site)
    own = (each for each in headings if words(each) != words(site or ""))
    found = {each for each in own if each == bare or _BESIDE.match(_behind(bare, each))}
    return found.pop() if len(found) == 1 else None


def _behind(title: str, part: str) -> str:
    """Return what stands in *title* behind *part*, with which it begins; empty if it does not."""
    return title[len(part) :] if title.startswith(part) else ""


def _uncut(given: str, title: str | None, headings: Sequence[str]) -> str:
    """Return *given*, a title, as readers see it if it was cut short with an ellipsis."""
    begin = _CUT.sub("", given)
    seen = (*headings, *(segments(title) if title else ()))
    return next((each for each in seen if begin != given and each.startswith(begin)), given)


def _without(title: str, site: str | None) -> str:
    """Return *title* without the name of its *site* behind it, or before it and a sign that parts them."""
    parts = segments(title)
    if site is None or len(parts) < 2:  # noqa: PLR2004 - a part and its site
        return title
    sign = _BESIDE.match(_behind(title, parts[0]))
    if sign is not None and words(parts[0]) == words(site):
        return title[len(parts[0]) + sign.end() :]
    if words(parts[-1]) != words(site) or parts[-1] not in title:
        return title
    return title[: title.rindex(parts[-1])].rstrip(" -–—−•·/~|»«¦›‹:;：")
