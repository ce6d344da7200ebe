"""What a page says about the parts of a citation: MediaWiki's cite elements and Robust Links."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING
from urllib.parse import unquote

from citecheck.models import Label, PrintedNote, Role, Span
from citecheck.read.html.coins import recorded
from citecheck.read.html.tree import ancestors, classes
from citecheck.read.html.writing import link_target
from citecheck.read.targets import target_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from citecheck.read.html.footnotes import Footnotes
    from citecheck.read.html.tree import Page
    from citecheck.read.html.writing import Written

_TELLING = frozenset({"citation", "reference-accessdate", "Z3988"})
_DEEP = 8  # elements between a citation and the item or note that it stands in
# An archive's address holds the moment of the capture, or is a short name for it.
_ARCHIVED = re.compile(
    r"https?://(?:web\.archive\.org/(?:web/)?\d|archive\.(?:today|is|ph|fo|li|vn|md)/"
    r"|(?:www\.)?webcitation\.org/|perma\.cc/|ghostarchive\.org/|webarchive\.[\w.-]+/|wayback\.[\w.-]+/|arquivo\.pt/wayback)",
    re.IGNORECASE,
)
_ARCHIVED_ON = re.compile(r"(?:\s*\([A-Z]{2,5}\))?\s+on\s+(?P<date>[^.;()]{4,24}\d{4}|\d{4}-\d\d-\d\d)")
_QUOTES = "\"'“”„‟«»‘’‚ "
# Where an access date begins: at its first digit, or at the month before it, which is never the first word.
_DATE = re.compile(r"(?<=[\w,]\s)[A-ZÀ-Þ][^\W\d_]{2,11}\.?\s+\d|\d")
_SCHEMES = (
    (re.compile(r"https?://(?:dx\.)?doi\.org/(10\.\S+)", re.IGNORECASE), Role.DOI),
    (re.compile(r"https?://arxiv\.org/abs/(\S+)", re.IGNORECASE), Role.ARXIV),
    (re.compile(r"https?://(?:www|search)\.worldcat\.org/issn/(\S+)", re.IGNORECASE), Role.ISSN),
)


class Parts:
    """The elements of a page that name parts of citations, indexed by where they stand in its text."""

    def __init__(self, page: Page, written: Written) -> None:
        self._page, self._written = page, written
        told = [
            each for each in page.root.iter("cite", "a", "span") if each in written.spans and _tells(each)
        ]
        self._elements = sorted(told, key=lambda each: written.spans[each].start)
        self._starts = [written.spans[each].start for each in self._elements]

    def labels_of(self, note: Span) -> tuple[Label, ...]:
        """Return the parts that the page names in the *note*, in order."""
        found: list[Label] = []
        first, last = bisect_left(self._starts, note.start), bisect_right(self._starts, note.end)
        inside = [each for each in self._elements[first:last] if self._written.spans[each].end <= note.end]
        end = -1
        for each in inside:
            place = self._written.spans[each]
            if each.tag == "cite" and place.start >= end:
                found += _cited(each, self._page, self._written)
                end = place.end
            elif each.tag == "a":
                found += _robust(each, self._page, self._written)
            elif "reference-accessdate" in classes(each):
                found += _accessed(place, self._written.text)
        records = [each.get("title") or "" for each in inside if "Z3988" in classes(each)]
        if len(records) == 1:  # of two it cannot be told which words are whose
            found += recorded(records[0], note, self._written.text, found)
        return tuple(sorted(dict.fromkeys(found), key=lambda label: label.span))

    def of_links(self) -> tuple[Label, ...]:
        """Return what Robust Links say, wherever they stand, in order."""
        links = (each for each in self._elements if each.tag == "a")
        return tuple(label for each in links for label in _robust(each, self._page, self._written))


def _tells(element: Element) -> bool:
    """Tell whether *element* names a part of a citation."""
    if element.tag == "a":
        return element.get("data-originalurl") is not None or element.get("data-versionurl") is not None
    return bool(_TELLING.intersection(classes(element)))


def listed_sources(
    page: Page, footnotes: Footnotes, written: Written, parts: Parts, series: int
) -> list[PrintedNote]:
    """Return the sources that a page lists beside its notes: items with a cite element, entries of CSL."""
    noted = {note.block for note in footnotes.notes}
    items: dict[Element, None] = {}
    for element in page.root.iter("cite", "div", "li", "p", "dd"):
        item = _item_of(element)
        if item is not None and not noted.intersection((item, *ancestors(item, _DEEP))):
            items[item] = None
    found: list[PrintedNote] = []
    for item in items:
        span = written.spans.get(item)
        if span and span.of(written.text).strip():
            found.append(PrintedNote(span, None, len(found) + 1, parts.labels_of(span), series))
    return found


def _item_of(element: Element) -> Element | None:
    """Return the item of a list of sources that *element* makes one."""
    if element.tag == "cite":
        if "citation" not in classes(element):
            return None
        return next((each for each in ancestors(element, _DEEP) if each.tag in ("li", "dd")), None)
    is_entry = "csl-entry" in classes(element) or element.get("role") == "doc-biblioentry"
    return element if is_entry else None


def _cited(cite: Element, page: Page, written: Written) -> Iterator[Label]:
    """Yield what the links of a cite element say: the source, its title, its copy in an archive.

    The first link that is no identifier has the title for its words; it leads to the source, or to a copy
    where another link leads to the original.
    """
    links = [
        (written.spans[each], target)
        for each in cite.iter("a")
        if each in written.spans and (target := link_target(each, page))
    ]
    sources = [(span, target) for span, target in links if not _is_identifier(span.of(written.text), target)]
    copies = [pair for pair in sources if _ARCHIVED.match(pair[1])]
    originals = [pair for pair in sources if pair not in copies]
    for span, target in (originals or copies)[:1]:
        yield Label(Role.URL, span, target)
    for span, target in copies[: 1 if originals else 0]:
        yield Label(Role.ARCHIVE_URL, span, target)
        yield from _archived_on(max(span, originals[0][0]).end, written)
    if sources:
        yield from _titled(sources[0][0], written.text)
    for span, target in links:
        yield from _identified(span, target)


def _is_identifier(words: str, target: str) -> bool:
    """Tell whether a link's words are an identifier in which its address ends: `10.1038/171737a0`, a PMID."""
    if " " in words or "://" in words or not any(map(str.isdigit, words)):
        return False
    folded = words.lower()
    return target.lower().endswith((folded, folded.replace("/", "%2f")))


def _titled(span: Span, text: str) -> Iterator[Label]:
    """Yield the title that a link has for its words."""
    title = span.of(text).strip(_QUOTES)
    if title and "://" not in title:
        yield Label(Role.TITLE, span, title)


def _archived_on(end: int, written: Written) -> Iterator[Label]:
    """Yield the date behind the links to a copy and its original ("from the original on 24 May 2015")."""
    match = _ARCHIVED_ON.match(written.text, end, end + 60)
    if match:
        yield Label(Role.ARCHIVE_DATE, Span(*match.span("date")), match["date"])


def _identified(span: Span, target: str) -> Iterator[Label]:
    """Yield the identifier that *target* is the resolver's address of."""
    for pattern, role in _SCHEMES:
        if match := pattern.fullmatch(target):
            yield Label(role, span, unquote(match[1]))


def _accessed(span: Span, text: str) -> Iterator[Label]:
    """Yield the access date without the words that announce it, in whatever language they are."""
    match = _DATE.search(span.of(text))
    if match:
        start = span.start + match.start()
        value = text[start : span.end].rstrip(" .,;)]")
        yield Label(Role.ACCESSED, Span(start, start + len(value)), value)


def _robust(anchor: Element, page: Page, written: Written) -> Iterator[Label]:
    """Yield what a Robust Link says besides the source, to which the link itself leads.

    `data-versiondate` is the intended day of linking, which is what an access date is, and not the day of the
    capture (Robust Links, draft of 2025). `data-versionurl` may name several copies; the first one counts.
    """
    span = written.spans[anchor]
    copy = (anchor.get("data-versionurl") or "").split()
    if copy and (target := target_of(copy[0], page.base)):
        yield Label(Role.ARCHIVE_URL, span, target)
    day = (anchor.get("data-versiondate") or "").strip().partition("T")[0]
    if day:
        yield Label(Role.ACCESSED, span, day)
