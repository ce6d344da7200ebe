"""A correction of a part of a URL, put where print has that part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.evidence.printed import is_over_words, part_of
from citecheck.models import Correction, Suggestion

if TYPE_CHECKING:
    from citecheck.models import CitedUrl


def correction(  # noqa: PLR0913 - where it stands takes three, what it says the other three
    text: str, cited: CitedUrl, part: tuple[int, int], *, code: str, replacement: str, because: str
) -> Correction | None:
    """Return the correction that writes *replacement* for the *part* (start, end) of the URL of *cited*.

    Of a link over words, which print no part of it, it writes the whole target. None where it cannot be told
    which characters of *text* print that part.
    """
    if is_over_words(cited):
        right = cited.url[: part[0]] + replacement + cited.url[part[1] :]
        return Correction(code, cited.span, Suggestion(cited.url, right, because))
    span = part_of(text, cited, *part)
    if span is None:
        return None
    return Correction(code, span, Suggestion(span.of(text), replacement, because))
