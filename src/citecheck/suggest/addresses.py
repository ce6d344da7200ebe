"""What can be put right from the URL alone: white space, damage, scheme, tracking, a dangling end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.evidence.cited_copies import original_of
from citecheck.evidence.print_damage import kinds_of
from citecheck.evidence.printed import is_over_words, place_of, whole
from citecheck.evidence.queries import has_dangling_end, without_dangling_end, without_tracking
from citecheck.models import Correction, Suggestion
from citecheck.suggest.printed import correction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.models import CitedUrl

AS_PRINTED = frozenset({"U102", "U112", "U116"})
"""The rules that find fault with how a whole address is printed: one place, and what was asked instead."""

_REPAIRS = {
    "restored-underscore": "an underscore was put where print lost it",
    "restored-hyphen": "a hyphen was put where print lost it",
    "added-scheme": "the scheme was added",
}


def of_address(cited: CitedUrl, text: str) -> Iterator[Correction]:
    """Give all that can be put right from the URL *cited* alone.

    The query of a copy is left as it is: the archive has the page under the address that it captured.
    """
    yield from joined(cited, text)
    yield from undamaged(cited, text)
    yield from with_scheme(cited, text)
    if original_of(cited.url) is None:
        yield from without_trackers(cited, text)
        yield from without_dangling(cited, text)


def joined(cited: CitedUrl, text: str) -> Iterator[Correction]:
    """Offer the URL without the white space in it (U102)."""
    span = whole(text, cited)
    if span is None or not any(map(str.isspace, span.of(text))) or any(map(str.isspace, cited.url)):
        return
    done = [_REPAIRS[repair] for repair in cited.repairs if repair in _REPAIRS]
    because = "; ".join(["white space is not allowed in a URL", *done, *_why(cited)])
    yield Correction("U102", span, Suggestion(span.of(text), cited.url, because))


def undamaged(cited: CitedUrl, text: str) -> Iterator[Correction]:
    """Offer the URL as it was before print damaged its characters (U116); with white space it is U102's."""
    span = place_of(text, cited)
    because = "; ".join(_why(cited))
    printed = cited.target if is_over_words(cited) else span and span.of(text)
    if span and because and printed not in (None, cited.url) and "joined-whitespace" not in cited.repairs:
        yield Correction("U116", span, Suggestion(printed or "", cited.url, because))


def _why(cited: CitedUrl) -> Iterator[str]:
    """Say how it is known what was damaged in *cited*."""
    return (kind.because for kind in kinds_of(cited))


def with_scheme(cited: CitedUrl, text: str) -> Iterator[Correction]:
    """Offer the URL with the scheme that it was printed without (U112)."""
    span = place_of(text, cited)
    if span and "added-scheme" in cited.repairs:
        because = "without a scheme readers and programs must guess that it is an address"
        printed = cited.target or cited.url.partition("://")[2] if is_over_words(cited) else span.of(text)
        yield Correction("U112", span, Suggestion(printed, cited.url, because))


def without_trackers(cited: CitedUrl, text: str) -> Iterator[Correction]:
    """Offer the query without the parameters that only say where a reader came from (U113)."""
    clean, names = without_tracking(cited.url)
    if names:
        because = (
            f"{' and '.join(names)} only {'says' if len(names) == 1 else 'say'} where a reader came from"
        )
        yield from _query(cited, text, "U113", clean, because)


def without_dangling(cited: CitedUrl, text: str) -> Iterator[Correction]:
    """Offer the query without the `?` or `&` that nothing follows (U114)."""
    if has_dangling_end(cited.url) and not without_tracking(cited.url)[1]:
        because = "nothing follows the last “?” or “&”"
        yield from _query(cited, text, "U114", without_dangling_end(cited.url), because)


def _query(cited: CitedUrl, text: str, code: str, clean: str, because: str) -> Iterator[Correction]:
    """Offer the query of *clean* instead of the one printed; both URLs are the same up to the query."""
    start = cited.url.index("?")
    end = cited.url.find("#") if "#" in cited.url else len(cited.url)
    kept = clean[start:].partition("#")[0]
    mended = correction(text, cited, (start, end), code=code, replacement=kept, because=because)
    if mended:
        yield mended
