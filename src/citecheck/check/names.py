"""What a page calls itself: its title, and the other texts that name it.

BeautifulSoup on a whole page costs more than fetching it. The elements that are wanted are therefore located
first, and only headings with markup of their own, a few hundred characters each, are parsed.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from citecheck.check.visible import without_tags
from citecheck.safe import encodable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citecheck.check.markup import Markup
    from citecheck.check.visible import Visible

LONGEST_NAME = 300
MOST_NAMES = 24
_LONGEST_ELEMENT = 2000
_LONGEST_HEAD = 256 * 1024
_MOST_META = 300
_MOST_TITLES = 3
_MOST_HEADINGS = 12
_MOST_HEADINGS_SEEN = 60

_TITLE = re.compile(r"<title(?=[\s/>])[^<>]*>([^<]*(?:<(?!/title)[^<]*){0,20})", re.IGNORECASE)
_HEADING = re.compile(r"<h([1-3])(?=[\s/>])[^<>]*>")
_END_OF_HEADING = re.compile(r"</?h[1-6][\s>]")
_FRAME = re.compile(r"<frame(?=\s)([^<>]*)>", re.IGNORECASE)
_MOST_FRAMES = 10
_IMAGE = re.compile(r"<img\b", re.IGNORECASE)

# A quotation mark opens a value only behind "=", as in browsers: a stray one does not swallow what follows.
_META = re.compile(r"<meta(?=[\s/])((?:[^>\"'=]++|=\s*+\"[^\"]{0,2000}+\"|=\s*+'[^']{0,2000}+'|[\"'=])*+)")
_ATTRIBUTE = re.compile(r"([^\s=<>\"'/]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))")
# The names for a title of Open Graph, Twitter, Highwire Press and the like (Google Scholar's inclusion
# guidelines list those of repositories), Dublin Core and schema.org.
_NAMING = frozenset(
    {
        "title",
        "og:title",
        "twitter:title",
        "citation_title",
        "bepress_citation_title",
        "eprints.title",
        "dc.title",
        "dc:title",
        "dcterms.title",
        "dcterms:title",
        "headline",
    }
)
_NAMES_OF_NAMES = ("property", "name", "itemprop")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]\w{1,30});", re.IGNORECASE)


def titles_of(markup: Markup) -> list[str]:
    """Return the titles in the head of a page, else those anywhere; some pages have more than one."""
    end = head_ends(markup)
    return _titles(markup, end) or (_titles(markup, len(markup.lower)) if end < len(markup.lower) else [])


def head_ends(markup: Markup) -> int:
    """Return where the head of a page ends, within bounds; a page that has no body is all head."""
    ends = [place for mark in ("</head", "<body") if (place := markup.lower.find(mark)) >= 0]
    return min(ends, default=min(len(markup.lower), _LONGEST_HEAD))


def meta_names(markup: Markup) -> Iterator[str]:
    """Give the contents of the meta elements of the head that name the page."""
    for meta in _first(_META.finditer(markup.lower, 0, head_ends(markup)), _MOST_META):
        if "title" not in meta[1] and "headline" not in meta[1]:
            continue
        values = attributes(markup.text[meta.start(1) : meta.end(1)])
        name = next((values[key] for key in _NAMES_OF_NAMES if key in values), "")
        if name.strip().lower() in _NAMING and (content := folded(values.get("content", ""))):
            yield content


def attributes(piece: str) -> dict[str, str]:
    """Return the attributes of one tag, names in lower case; of two of a name the first, as in browsers."""
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(piece):
        found.setdefault(name.lower(), html.unescape("".join(values)))
    return found


def headings_of(visible: Visible) -> list[str]:
    """Return the first headings of the page's own content, the highest first."""
    found = []
    for opening in _first(_HEADING.finditer(visible.lower), _MOST_HEADINGS_SEEN):
        begin = opening.end()
        end = _END_OF_HEADING.search(visible.lower, begin, begin + _LONGEST_ELEMENT)
        found.append((opening[1], visible.markup[begin : end.start() if end else begin + LONGEST_NAME]))
    found.sort(key=lambda heading: heading[0])
    return [text for _, piece in found[:_MOST_HEADINGS] if (text := _heading_text(piece))]


def frame_titles(markup: str) -> Iterator[str]:
    """Give the titles of the frames of a page that is made of frames."""
    for frame in _first(_FRAME.finditer(markup), _MOST_FRAMES):
        title = folded(attributes(frame[1]).get("title", ""))
        if title:
            yield title


def folded(text: str) -> str:
    """Return *text* with entities undone, white space folded, bounded.

    Entities are undone twice where a program has escaped what was escaped already.
    """
    text = text[: 4 * LONGEST_NAME]
    if "&" in text:
        text = html.unescape(text)
        if _ENTITY.search(text):
            text = html.unescape(text)
    return squeezed(text)


def squeezed(text: str) -> str:
    """Return *text* with white space folded, bounded, and such that UTF-8 can carry it."""
    return encodable(" ".join(text[: 4 * LONGEST_NAME].split())[:LONGEST_NAME].rstrip())


def distinct(names: Iterable[str | None], title: str | None) -> tuple[str, ...]:
    """Return *names* without repetitions, empty ones and the *title*, in their order, bounded in number."""
    seen = dict.fromkeys(name for name in names if name and name != title)
    return tuple(seen)[:MOST_NAMES]


def _titles(markup: Markup, end: int) -> list[str]:
    """Return the titles that begin before *end*."""
    place, found = -1, []
    for _ in range(_MOST_TITLES):
        place = markup.lower.find("<title", place + 1, end)
        if place < 0:
            break
        match = _TITLE.match(markup.text, place)
        found.append(_title(match) if match else "")
    return [title for title in found if title]


def _title(match: re.Match[str]) -> str:
    """Return the text of a title element; one that is not closed ends at the next tag."""
    text = match[1]
    closed = match.string[match.end() : match.end() + 2] == "</"
    return folded(without_tags(text if closed else text.partition("<")[0]))


def _heading_text(piece: str) -> str:
    """Return the text of one heading, with what its images stand for."""
    if "<" not in piece:
        return folded(piece)
    if _IMAGE.search(piece) is None:
        return folded(without_tags(piece))
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(piece, "html.parser")
    for image in soup.find_all("img"):
        image.replace_with(f" {image.get('alt') or ''} ")
    return squeezed(soup.get_text(" "))


def _first(matches: Iterable[re.Match[str]], most: int) -> Iterator[re.Match[str]]:
    """Give the first of *matches*."""
    for _, match in zip(range(most), matches, strict=False):
        yield match
