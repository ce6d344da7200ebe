"""Take the URLs that the format's own links carry: they are the first truth, the printed text the second."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from citecheck.evidence.printed import FROM_LINK
from citecheck.models import CitedUrl, Document, Hyperlink, Span
from citecheck.parse.print_damage import Mended, mended
from citecheck.parse.urls import SCHEME

if TYPE_CHECKING:
    from collections.abc import Sequence

# What is none of these (`file:`, `zotero:`) leads where nobody else can follow.
_SCHEME = re.compile(SCHEME, re.IGNORECASE)
_OF_WEB = re.compile(r"(?:https?|ftp):|www\.", re.IGNORECASE)
_ASKABLE = ("http://", "https://", "ftp://")


@dataclass(frozen=True, slots=True)
class Links:
    """The hyperlinks of a document that lead to the web, in the order of the text."""

    links: tuple[Hyperlink, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, document: Document) -> Links:
        """Keep what can be asked of the links of *document*."""
        kept = (link for link in document.hyperlinks if _can_be_asked(asked_for(link.target).url))
        links = tuple(sorted(kept, key=lambda link: link.span))
        return cls(links, tuple(link.span.start for link in links))

    def within(self, span: Span) -> tuple[Hyperlink, ...]:
        """Return the links that begin within *span*."""
        return self.links[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]


def merged(printed: tuple[CitedUrl, ...], links: Sequence[Hyperlink], text: str) -> tuple[CitedUrl, ...]:
    """Return the URLs of a note: those of its *links*, and those *printed* that no link stands for.

    A printed URL under a link is the link's, whatever print made of it, unless a program cut the link at a
    blank; one that is the beginning of a link's target is a piece of it that was cut at a line end, and is
    dropped.
    """
    linked: dict[str, CitedUrl] = {}
    cut: list[CitedUrl] = []
    free = list(printed)
    for link in links:
        if any(url.span.overlaps(link.span) for url in cut):
            continue
        # A printed URL that seems to go on under the next link ends with its own.
        under = [url for url in free if url.span.overlaps(link.span)]
        free = [url for url in free if url not in under]
        if _is_cut(link, under, links, text):
            cut += under
            linked.setdefault(under[0].url, under[0])
        else:
            _add(_linked(link, under, text), linked)
    targets = [_bare(target) for target in linked]
    spans = [span for url in linked.values() for span in (url.span, *url.also)]
    left = [
        url
        for url in printed
        if not any(url.span.overlaps(span) for span in spans)
        and not any(target.startswith(_bare(url.url)) for target in targets)
    ]
    return tuple(sorted([*linked.values(), *left], key=lambda url: url.span))


def _is_cut(link: Hyperlink, under: Sequence[CitedUrl], links: Sequence[Hyperlink], text: str) -> bool:
    """Tell whether a program made *link* of the printed URL *under* it, as far as the first blank.

    Such a link leads to just what it is laid over, and nobody but the author knows of what stands behind it:
    none of the *links* that authors lay over words is there.
    """
    if len(under) != 1 or not _leads_to_its_words(link, text):
        return False
    whole, end = under[0].span, link.span.end
    behind = (other for other in links if end <= other.span.start < whole.end)
    is_free = all(_leads_to_its_words(other, text) for other in behind)
    return whole.start == link.span.start and end < whole.end and text[end].isspace() and is_free


def _leads_to_its_words(link: Hyperlink, text: str) -> bool:
    """Tell whether *link* leads to the address, or the name of a host, that it is laid over."""
    words = link.span.of(text).strip()
    return _bare(link.target) == (_bare(words) or _bare(f"http://{words}"))


def _add(url: CitedUrl, linked: dict[str, CitedUrl]) -> None:
    """Add *url* to those that are *linked*, or its place to that of the first link to it."""
    first = linked.setdefault(url.url, url)
    if first is not url:
        linked[url.url] = replace(first, also=(*first.also, url.span))


def _linked(link: Hyperlink, under: list[CitedUrl], text: str) -> CitedUrl:
    """Return the URL of *link* with the text that prints it."""
    asked = asked_for(link.target)
    if not under:
        target = link.target if asked.repairs else None
        repairs = (FROM_LINK, *asked.repairs)
        return CitedUrl(link.span.of(text), asked.url, link.span, repairs, target=target)
    span = Span(min(url.span.start for url in under), max(url.span.end for url in under))
    same = len(under) == 1 and under[0].url == asked.url
    repairs = under[0].repairs if same else (FROM_LINK, *asked.repairs)
    accessed = next((url.accessed for url in reversed(under) if url.accessed), None)
    return CitedUrl(span.of(text), asked.url, span, repairs, accessed)


def _can_be_asked(url: str) -> bool:
    """Tell whether *url* is one of the web."""
    return url.lower().startswith(_ASKABLE)


def asked_for(target: str) -> Mended:
    """Return the address at which the *target* of a link is asked: with its scheme, rightly spelt."""
    url, repairs = _as_browsers_do(target)
    if _can_be_asked(url):
        return Mended(url, repairs)
    if url.lower().startswith("www."):
        return Mended(f"http://{url}", ("added-scheme", *repairs))
    if not _SCHEME.match(url):
        return Mended(target, ())
    right = mended(url)
    return Mended(right.url, (*right.repairs, *repairs))


def _as_browsers_do(target: str) -> Mended:
    """Return *target* as browsers ask it, if it is one of the web (WHATWG URL Standard, basic URL parser)."""
    path, mark, query = target.partition("?")
    if not _OF_WEB.match(target) or not {" ", "\\"}.intersection(target):
        return Mended(target, ())
    names = ("encoded-space" if " " in target else "", "repaired-slash" if "\\" in path else "")
    url = f"{path.replace(chr(92), '/')}{mark}{query}".replace(" ", "%20")
    return Mended(url, tuple(filter(None, names)))


def _bare(url: str) -> str:
    """Return *url* as it is compared: in lower case, without scheme, `www.` and a slash at its end."""
    return url.lower().partition("://")[2].removeprefix("www.").rstrip("/")
