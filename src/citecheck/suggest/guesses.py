"""What a URL may have been before print broke it, as addresses that can be asked: a few, the likeliest first.

A typesetter's hyphen at the end of a line, and one of the address itself, look the same: `of-` and `co` over
two lines may be `of-co` or `ofco`. (hallucinator tries `_`, `-` and nothing on the live site likewise:
`expand_url_variants`.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citecheck.models import Damage

MOST = 6
"""Addresses that are asked about one URL: each is a request to a host that has done nothing wrong."""

_SEPARATORS = ("-", "_", "")


def guesses(damage: Damage) -> tuple[str, ...]:
    """Return the other addresses that the *damage* leaves open, without that which was asked already.

    First all its places with one separator, then each place alone. How one that was cut off went on nobody
    can guess.
    """
    found = dict.fromkeys(_variants(damage.url, damage.places))
    return tuple(url for url in found if url != damage.url)[:MOST]


def _variants(url: str, places: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Give *url* with its *places* written in other ways."""
    for separator in _SEPARATORS if places else ():
        yield _written(url, [(start, stop, separator) for start, stop in places])
        for start, stop in places:
            yield _written(url, [(start, stop, separator)])


def _written(url: str, changes: Sequence[tuple[int, int, str]]) -> str:
    """Return *url* with the *changes*, which are in order."""
    for start, stop, new in reversed(changes):
        url = url[:start] + new + url[stop:]
    return url
