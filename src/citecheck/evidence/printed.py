"""Find where a part of a URL stands in print, although print broke the URL and the parser mended it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.models import Span

if TYPE_CHECKING:
    from citecheck.models import CitedUrl

_LEFT_BY_REPAIRS = {"_": " \t\n", "-": "\u00ad\u2010\u2011"}
_ADDED_BY_REPAIRS = "_-/:"


def whole(text: str, cited: CitedUrl) -> Span | None:
    """Return the span of *cited* in *text* without the punctuation of the sentence around it."""
    return part_of(text, cited, 0, len(cited.url))


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
