"""Find where a part of a URL stands in print, although print broke the URL and the parser mended it."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from citecheck.evidence.print_damage import DASHES, INVISIBLE, LIGATURES, MISSPELT_SCHEME
from citecheck.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.models import CitedUrl

FROM_LINK = "from-hyperlink"
"""Says of a URL that the format's own link has it, and not the text."""

DASHED = "repaired-dash"
"""Says of a URL that a typographic dash of print was read as a hyphen."""

_ADDRESS = re.compile(r"://|\bwww\.", re.IGNORECASE)
_LEFT_BY_REPAIRS = {"_": " \t\n", "-": f"\u00ad{DASHES}"}
_ADDED_BY_REPAIRS = "_-/:"
_LAYOUT = f"{INVISIBLE}{DASHES}-•*<>\\"

# JSON writes any character so, one beyond U+FFFF as two (RFC 8259, section 7).
_PAIR = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_UNICODE_ESCAPE = re.compile(rf"{_PAIR}|\\u[0-9a-fA-F]{{4}}")
# LaTeX and Markdown escape what means something to them: `\&`, `\_`; JSON its slashes.
_ESCAPE_BEFORE = re.compile(rf"(?:{_PAIR}|\\u[0-9a-fA-F]{{4}}|\\.)\Z", re.DOTALL)
_LONGEST_ESCAPE = 12


def whole(text: str, cited: CitedUrl) -> Span | None:
    """Return the span of *cited* in *text* without the punctuation of the sentence around it."""
    return part_of(text, cited, 0, len(cited.url))


def with_dashes(cited: CitedUrl) -> str | None:
    """Return the URL of *cited* with the dashes that print has for hyphens; None if print has none."""
    printed = cited.target or cited.text
    places = places_of(printed, cited.url) if DASHED in cited.repairs else None
    if places is None:
        return None
    signs = ("" if place is None else printed[place] for place in places)
    pairs = zip(cited.url, signs, strict=True)
    return "".join(sign if sign and sign in DASHES else letter for letter, sign in pairs)


def place_of(text: str, cited: CitedUrl) -> Span | None:
    """Return where *cited* is printed as a whole, else the words over which the format lays its link."""
    return whole(text, cited) or (cited.span if is_over_words(cited) else None)


def is_over_words(cited: CitedUrl) -> bool:
    """Tell whether *cited* is the target of a link over words that are no address."""
    return FROM_LINK in cited.repairs and not prints_address(cited.text)


def prints_address(words: str) -> bool:
    """Tell whether *words*, over which a link is laid, are an address."""
    return _ADDRESS.search(words) is not None


def printed_as(text: str, cited: CitedUrl, span: Span) -> str:
    """Return what a correction of *cited*, at *span*, replaces: of a link over words its target."""
    return cited.url if is_over_words(cited) else span.of(text)


def part_of(text: str, cited: CitedUrl, start: int, end: int) -> Span | None:
    """Return the span in *text* that prints the characters *start* to *end* of the URL."""
    places = places_of(cited.span.of(text), cited.url)
    printed = [place for place in places[start:end] if place is not None] if places else []
    if not printed:
        return None
    begin = printed[0] if "\\" in cited.url else _begin_of(cited.text, printed[0])
    return Span(begin, printed[-1] + 1).moved(cited.span.start)


def _begin_of(printed: str, place: int) -> int:
    """Return where the escape begins that ends at *place*; *place* itself where there is none."""
    escape = _ESCAPE_BEFORE.search(printed[max(0, place + 1 - _LONGEST_ESCAPE) : place + 1])
    return place + 1 - len(escape.group()) if escape else place


def places_of(printed: str, url: str) -> list[int | None] | None:
    r"""Return for each character of *url* its index in *printed*; None for one that a repair has added.

    Of an escape (`\&`, JSON's `\u0026`) that is its last character. What stands in print but not in the URL
    is passed over. None where the two cannot be laid side by side.
    Takes time linear in the length of both.
    """
    if printed == url:
        return list(range(len(url)))
    places, begin = _of_scheme(printed, url)
    letters = list(_letters(printed, escapes="\\u" not in url))
    at = next((index for index, (_, place) in enumerate(letters) if place >= begin), len(letters))
    for letter in url[len(places) :]:
        stands = _LEFT_BY_REPAIRS.get(letter, "") + letter
        found = at
        while found < len(letters) and letters[found][0] not in stands and _is_layout(letters[found][0]):
            found += 1
        width = _width(letters, found, letter, stands)
        if width:
            places.append(letters[found][1])
            at = found + width
        elif letter in _ADDED_BY_REPAIRS:
            places.append(None)
        else:
            return None
    return places


def found_in(text: str, value: str) -> Span | None:
    """Return where *text* prints *value*, perhaps with escapes or blanks in it; None where it does not."""
    at = text.find(value) if value else -1
    if at >= 0:
        return Span(at, at + len(value))
    wanted = "".join(letter for letter in value if not _is_layout(letter))
    plain, places = _without_layout(text)
    at = plain.find(wanted) if wanted else -1
    if at < 0:
        return None
    return Span(_begin_of(text, places[at]), places[at + len(wanted) - 1] + 1)


@lru_cache(maxsize=1)  # of one note many values may be looked for
def _without_layout(text: str) -> tuple[str, list[int]]:
    """Return the letters of *text* but its escapes and blanks, and their places."""
    kept = [each for each in _letters(text, escapes=True) if not _is_layout(each[0])]
    return "".join(letter for letter, _ in kept), [place for _, place in kept]


def _letters(printed: str, *, escapes: bool) -> Iterator[tuple[str, int]]:
    """Give the letters of *printed* with their places; those that it *escapes* as JSON does, too."""
    past = 0
    for found in _UNICODE_ESCAPE.finditer(printed) if escapes else ():
        yield from _plain(printed, past, found.start())
        past = found.end()
        yield json.loads(f'"{found.group()}"'), past - 1
    yield from _plain(printed, past, len(printed))


def _plain(printed: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """Give the letters from *start* to *end*; a ligature prints several in one place."""
    return ((each, at) for at in range(start, end) for each in LIGATURES.get(printed[at], printed[at]))


def _of_scheme(printed: str, url: str) -> tuple[list[int | None], int]:
    """Return the places of a scheme of *url* that is not printed as it is, and the end of what is printed.

    Of a misspelt one (`htpp:/`) the first and the last letter have theirs.
    """
    scheme, mark, _ = url.partition("://")
    if not mark or printed.lstrip().casefold().startswith(url[: len(scheme) + len(mark)].casefold()):
        return [], 0
    places: list[int | None] = [None] * len(scheme + mark)
    misspelt = MISSPELT_SCHEME.match(printed)
    if misspelt is None:
        spread = printed.lstrip()[: len(scheme)].casefold() == scheme.casefold()
        return ([], 0) if spread else (places, 0)
    places[0], places[len(scheme) - 1] = misspelt.start("name"), misspelt.end("name") - 1
    return places, misspelt.end()


def _width(letters: list[tuple[str, int]], at: int, letter: str, stands: str) -> int:
    """Return how many printed *letters* print *letter*: none, one, or two where “vv” was read for “w”."""
    printed = "".join(each for each, _ in letters[at : at + 2])
    if printed[:1] in stands:
        return len(printed[:1])
    return 2 if letter == "w" and printed.casefold() == "vv" else 0


def _is_layout(character: str) -> bool:
    r"""Tell whether *character* can stand in the middle of a printed URL without being part of it.

    A backslash says of the next one that it is meant: `\&` and `\_` in LaTeX, `\/` in JSON.
    """
    return character.isspace() or character in _LAYOUT
