"""Find where a part of a URL stands in print, although print broke the URL and the parser mended it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.models import Span

if TYPE_CHECKING:
    from citecheck.models import CitedUrl

FROM_LINK = "from-hyperlink"
"""Says of a URL that the format's own link has it, and not the text."""

_ADDRESS = re.compile(r"://|\bwww\.", re.IGNORECASE)
_LEFT_BY_REPAIRS = {"_": " \t\n", "-": "\u00ad\u2010\u2011"}
_ADDED_BY_REPAIRS = "_-/:"


def whole(text: str, cited: CitedUrl) -> Span | None:
    """Return the span of *cited* in *text* without the punctuation of the sentence around it."""
    return part_of(text, cited, 0, len(cited.url))


def place_of(text: str, cited: CitedUrl) -> Span | None:
    """Return where *cited* is printed as a whole, else the words over which the format lays its link."""
    return whole(text, cited) or (cited.span if is_over_words(cited) else None)


def is_over_words(cited: CitedUrl) -> bool:
    """Tell whether *cited* is the target of a link over words that are no address."""
    return FROM_LINK in cited.repairs and not _ADDRESS.search(cited.text)


def printed_as(text: str, cited: CitedUrl, span: Span) -> str:
    """Return what a correction of *cited*, at *span*, replaces: of a link over words its target."""
    return cited.url if is_over_words(cited) else span.of(text)


def part_of(text: str, cited: CitedUrl, start: int, end: int) -> Span | None:
    """Return the span in *text* that prints the characters *start* to *end* of the URL."""
    places = places_of(cited.span.of(text), cited.url)
    printed = [place for place in places[start:end] if place is not None] if places else []
    if not printed:
        return None
    return Span(printed[0], printed[-1] + 1).moved(cited.span.start)


def places_of(printed: str, url: str) -> list[int | None] | None:
    """Return for each character of *url* its index in *printed*; None for one that a repair has added.

    What stands in print but not in the URL is passed over. None where the two cannot be laid side by side.
    Takes time linear in the length of both.
    """
    if printed == url:
        return list(range(len(url)))
    places: list[int | None] = []
    at = 0
    begin = _added_scheme(printed, url)
    places += [None] * begin
    for letter in url[begin:]:
        stands = _LEFT_BY_REPAIRS.get(letter, "") + letter
        found = at
        while found < len(printed) and printed[found] not in stands and _is_layout(printed[found]):
            found += 1
        if found < len(printed) and printed[found] in stands:
            places.append(found)
            at = found + 1
        elif letter in _ADDED_BY_REPAIRS:
            places.append(None)
        else:
            return None
    return places


def _added_scheme(printed: str, url: str) -> int:
    """Return how many characters of *url* are a scheme that was not printed."""
    scheme, mark, _ = url.partition("://")
    if not mark or printed.lstrip()[: len(scheme)].casefold() == scheme.casefold():
        return 0
    return len(scheme) + len(mark)


def _is_layout(character: str) -> bool:
    """Tell whether *character* can stand in the middle of a printed URL without being part of it."""
    return character.isspace() or character in "\u00ad-‐•*<>"
