"""What a URL may have been before print broke it, as addresses that can be asked: a few, the likeliest first.

A typesetter's hyphen at the end of a line, and one of the address itself, look the same: `of-` and `co` over
two lines may be `of-co` or `ofco`; and the names of files can have spaces. (hallucinator tries `_`, `-` and
nothing on the live site likewise: `expand_url_variants`.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.evidence.merging import spliced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citecheck.models import Damage

MOST = 6
"""Addresses that are asked about one URL: each is a request to a host that has done nothing wrong."""

_SPACE = "%20"
_SEPARATORS = ("-", "_", _SPACE, "")


def guesses(damage: Damage) -> tuple[str, ...]:
    """Return the other addresses that the *damage* leaves open, without that which was asked already.

    First all its places with one separator, then each place alone. How one that was cut off went on nobody
    can guess.
    """
    found = dict.fromkeys(_variants(damage.url, damage.places))
    return tuple(url for url in found if url != damage.url)[:MOST]


def _variants(url: str, places: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Give *url* with its *places* written in other ways."""
    for separator in _SEPARATORS:
        if fitting := _fitting(separator, places):
            yield spliced(url, [(start, stop, separator) for start, stop in fitting])
    for separator in _SEPARATORS:
        for start, stop in _fitting(separator, places):
            yield spliced(url, [(start, stop, separator)])


def _fitting(separator: str, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return those of *places* where *separator* can have stood: a space only where nothing is printed."""
    return [place for place in places if separator != _SPACE or place[0] == place[1]]
