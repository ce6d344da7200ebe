"""Which addresses of an index a damaged URL may have been: pure functions over rows that begin alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from citecheck.evidence.spelling import slip_between
from citecheck.models import ArchivedForm

if TYPE_CHECKING:
    from citecheck.models import Citation, Damage, Listing, WrittenDate

LEAST_OF_NAME = 3
"""So many characters of a name must be certain behind host and directory, or a query would read a site."""

_EITHER_SIDE = timedelta(days=2 * 365)
_LONGEST = 2000  # characters; longer addresses are refused by common servers
_LONGEST_REST = 200  # characters that a cut URL may lack
_PLACE = "[-_ ]{0,3}+"  # possessive: what a place has taken it never gives back, so the time stays linear
_SEPARATORS = re.compile("[-_ ]")
_EXTENSION = re.compile(r"\.[a-z][a-z0-9]{1,4}", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]*")
_WWW = re.compile(r"^www\d*\.")
_PORTS = {"http": 80, "https": 443}
_SHORTEST_WORD = 2  # letters; one alone is a number of its own kind: part A, part B


def beginning_of(damage: Damage) -> str | None:
    """Return how every address that *damage* may have left begins; None if that says too little to ask.

    In a query of several parameters only what stands before it counts, because the index sorts them.
    """
    url = damage.url
    sure = url[: damage.sure]
    if "?" in sure and "&" in url:
        sure = sure[: sure.index("?") + 1]
    sure = sure.rstrip("/-_ ").removesuffix("%20")
    path = sure.partition("://")[2].partition("/")[2]
    directory, slash, name = path.rpartition("/")
    if not slash:
        directory, slash, name = path.partition("?")
    return sure if directory and slash and len(name) >= LEAST_OF_NAME else None


def forms_in(listing: Listing, damage: Damage) -> tuple[ArchivedForm, ...]:
    """Return the addresses of *listing* that the damaged URL may have been, in alphabetical order.

    Those that differ from it in separators at damaged places come first: if there are any, nothing else
    counts. Then those that have an extension more; then those that go on at the end, where it is missing, or
    have one other letter (a slip) in a damaged name, which are guesses. Where rows could not be read
    everything is a guess, and where there are more rows than were asked for nothing can be told.
    """
    if listing.truncated:
        return ()
    graded: dict[_Grade, dict[str, ArchivedForm]] = {}
    pattern = _pattern(damage)
    for row in listing.captures:
        address = _Address.of(row.original)
        if address is None or address.host != _host(damage.url):
            continue
        grade = _grade(address.rest, damage, pattern)
        if grade is not None:
            guessed = grade is _Grade.GUESS or listing.malformed > 0
            form = ArchivedForm(address.plain, row.captured, guessed)
            graded.setdefault(grade, {}).setdefault(address.rest.casefold(), form)
    found = graded[min(graded)] if graded else {}
    return tuple(sorted(found.values(), key=lambda form: form.url))


def is_near(captured: date, citation: Citation) -> bool | None:
    """Tell whether a page that was *captured* then can be the one that *citation* cites; None without dates.

    That is from two years before the note's dates to two years after its access date. An address is first
    crawled within months of its being linked, or years later, and it lives from its publication, not from the
    day on which an author came along; so the earlier of the two dates counts as the beginning.
    """
    accessed = citation.accessed and citation.accessed.as_date()
    published = citation.published and _first_day(citation.published)
    known = [day for day in (accessed, published) if day]
    if not known:
        return None
    return min(known) - _EITHER_SIDE <= captured and (not accessed or captured <= accessed + _EITHER_SIDE)


def _first_day(written: WrittenDate) -> date | None:
    """Return the first day that *written* can mean; None without a year or for an impossible date."""
    if written.year is None or not written.is_possible:
        return None
    return date(written.year, written.month or 1, written.day or 1)


class _Grade(IntEnum):
    """How far an address is from the reading of the damaged URL; the least is the likeliest."""

    SEPARATORS = 0
    EXTENSION = 1
    GUESS = 2


@dataclass(frozen=True, slots=True)
class _Address:
    """An address: its host without `www.`, what stands behind it, decoded, and all of it without its port."""

    host: str
    rest: str
    plain: str

    @classmethod
    def of(cls, url: str) -> _Address | None:
        """Take *url* apart; None for one that nobody cites: with a password, not of the web, too long."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            return None
        if parts.scheme not in _PORTS or not host or "@" in parts.netloc or len(url) > _LONGEST:
            return None
        own = port is not None and port != _PORTS[parts.scheme]
        where = f"{host}:{port}" if own else host
        rest = unquote(parts.path.lstrip("/") + (f"?{parts.query}" if parts.query else ""))
        # Put together from its parts an empty query would be lost, and the address would be another.
        plain = url.partition("#")[0].replace(parts.netloc, where, 1)
        return cls(_WWW.sub("", where, count=1), rest.rstrip("/"), plain)


def _host(url: str) -> str:
    """Return the host of *url* as addresses are compared."""
    address = _Address.of(url)
    return address.host if address else ""


def _pattern(damage: Damage) -> re.Pattern[str]:
    """Return the pattern of what stands behind the host, in which damaged places may be other separators."""
    at = damage.url.index("/", damage.url.index("://") + 3) + 1
    parts = []
    for start, end in damage.places:
        parts.append(damage.url[at:start])
        at = end
    parts.append(damage.url[at:].rstrip("/"))
    return re.compile(_PLACE.join(re.escape(unquote(part)) for part in parts), re.IGNORECASE)


def _grade(rest: str, damage: Damage, pattern: re.Pattern[str]) -> _Grade | None:
    """Return how far *rest*, what stands behind the host, is from the reading; None where it is another."""
    match = pattern.match(rest)
    if match is None:
        return _Grade.GUESS if _has_slip(damage, rest) else None
    more = rest[match.end() :]
    if not more:
        return _Grade.SEPARATORS
    if damage.end != "complete" and _EXTENSION.fullmatch(more):
        return _Grade.EXTENSION
    return _Grade.GUESS if damage.end == "open" and len(more) <= _LONGEST_REST else None


def _has_slip(damage: Damage, rest: str) -> bool:
    """Tell whether one letter, and separators, part *rest* from the reading of the damaged URL.

    Digits are never exchanged, nor words of one letter: both tell siblings apart. Only a URL that lost
    something within a name is read so freely.
    """
    if not damage.places:
        return False
    printed = unquote(damage.url.partition("://")[2].partition("/")[2]).rstrip("/").casefold()
    held = rest.casefold()
    slip = slip_between(_SEPARATORS.sub("", printed), _SEPARATORS.sub("", held))
    if slip is None or not (slip.printed + slip.right).isalpha():
        return False
    return _letters_about(printed if slip.printed else held, slip.at) >= _SHORTEST_WORD


def _letters_about(text: str, at: int) -> int:
    """Return how long the word is that has the character *at* of *text*, where separators do not count."""
    letters = [place for place, character in enumerate(text) if not _SEPARATORS.match(character)]
    if at >= len(letters):
        return 0
    before = _LETTERS.match(text[: letters[at]][::-1])
    behind = _LETTERS.match(text, letters[at])
    return len(before.group() if before else "") + len(behind.group() if behind else "")
