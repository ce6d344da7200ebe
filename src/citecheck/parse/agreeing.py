"""Let a URL that was put together agree with the same URL that another note prints whole."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citecheck.models import Citation, CitedUrl

_GUESSED = frozenset({"joined-whitespace", "restored-underscore", "restored-hyphen"})


def with_agreeing_urls(citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """Return *citations* whose joined URLs have the hyphens and underscores that another note prints.

    Print loses them at line ends; a note that has the URL on one line is evidence for them. Where two notes
    print it whole in two ways, neither is.
    """
    whole: dict[str, set[str]] = {}
    for citation in citations:
        for cited in citation.urls:
            if not _GUESSED & set(cited.repairs):
                whole.setdefault(_key(cited.url), set()).add(cited.url)
    if not whole:
        return citations
    return tuple(
        replace(citation, urls=tuple(_agreed(cited, whole) for cited in citation.urls))
        if any(_GUESSED & set(cited.repairs) for cited in citation.urls)
        else citation
        for citation in citations
    )


def _agreed(cited: CitedUrl, whole: dict[str, set[str]]) -> CitedUrl:
    """Return *cited* as another note prints it, if it was put together and another note does."""
    printed = whole.get(_key(cited.url), set())
    if not _GUESSED & set(cited.repairs) or len(printed) != 1 or cited.url in printed:
        return cited
    return replace(cited, url=next(iter(printed)), repairs=(*cited.repairs, "agreed-with-another-note"))


def _key(url: str) -> str:
    """Return what two printings of one URL have in common."""
    return re.sub(r"[-_]", "", url)
