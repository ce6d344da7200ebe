"""What a page calls itself: its title, and the other texts that name it.

BeautifulSoup on a whole page costs more than fetching it. The elements that are wanted are therefore located
first, and only headings with markup of their own, a few hundred characters each, are parsed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.check.folding import LONGEST_NAME, folded, squeezed
from citecheck.check.markup import head_ends
from citecheck.check.metatags import attributes
from citecheck.check.visible import without_tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citecheck.check.markup import Markup
    from citecheck.check.visible import Visible

MOST_NAMES = 24
_LONGEST_ELEMENT = 2000
_MOST_TITLES = 3
_MOST_HEADINGS = 12
_MOST_HEADINGS_SEEN = 60

_TITLE = re.compile(r"<title(?=[\s/>])[^<>]*>([^<]*(?:<(?!/title)[^<]*){0,20})", re.IGNORECASE)
_HEADING = re.compile(r"<h([1-3])(?=[\s/>])[^<>]*>")
_END_OF_HEADING = re.compile(r"</?h[1-6][\s>]")
_FRAME = re.compile(r"<frame(?=\s)([^<>]*)>", re.IGNORECASE)
_MOST_FRAMES = 10
_IMAGE = re.compile(r"<img\b", re.IGNORECASE)


def titles_of(markup: Markup) -> list[str]:
    """Return the titles in the head of a page, else those anywhere; some pages have more than one."""
    end = head_ends(markup)
    return _titles(markup, end) or (_titles(markup, len(markup.lower)) if end < len(markup.lower) else [])


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
