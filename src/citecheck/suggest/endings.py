"""Extensions that a URL has lost: U103."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.evidence.lexicon import path_of, pattern_of
from citecheck.evidence.spelling import slip_between
from citecheck.evidence.wording import notes, verb
from citecheck.suggest.printed import correction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.evidence.neighbours import Neighbours
    from citecheck.models import Citation, Correction

# The letters that tell one pattern from another: `glava#`, not `#` or `p#`.
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_OF_PAGES = re.compile(r"\.(?:[sx]?html?|php\d?|aspx?|jspx?|cfm|do|cgi)$", re.IGNORECASE)


def lost_extensions(citation: Citation, neighbours: Neighbours, text: str) -> Iterator[Correction]:
    """Give a URL the extension that all others of its pattern have, on its own or nearly its own host.

    The pattern is the path with its numbers blanked; its last segment must have a number and three letters in
    a row. One other URL of the pattern without an extension is enough to leave the URL alone; of files
    there must be two others, because what has no extension may be the page about one.
    """
    for cited in citation.urls:
        host, pattern, extension = pattern_of(cited.url)
        name = pattern.rpartition("/")[2]
        if extension or not _LETTERS.search(name) or "#" not in name:
            continue
        others = list(_others(cited.url, host, pattern, neighbours))
        endings = {ending for ending, _ in others}
        if len(endings) != 1 or "" in endings:
            continue
        numbers = [number for _, urls in others for number in urls.values()]
        if len(numbers) == 1 and not _OF_PAGES.search(next(iter(endings))):
            continue
        last = path_of(cited.url).rpartition("/")[2]
        at = cited.url.index(last, cited.url.find(path_of(cited.url), cited.url.find("://") + 3))
        example = path_of(next(iter(others[0][1]))).rpartition("/")[2]
        because = f"{notes(numbers)} {verb(numbers, 'cites', 'cite')} “{example}”"
        mended = correction(
            text, cited, (at, at + len(last)), code="U103", replacement=last + endings.pop(), because=because
        )
        if mended:
            yield mended


def _others(
    url: str, host: str, pattern: str, neighbours: Neighbours
) -> Iterator[tuple[str, dict[str, int]]]:
    """Give the extensions of the pattern on this host and on its sisters one letter apart, without *url*."""
    lexicon = neighbours.lexicon
    sisters = (other for other in lexicon.hosts_near(host) if slip_between(host, other))
    for place in (host, *sisters):
        for extension, urls in lexicon.endings.get((place, pattern), {}).items():
            if len(urls) > 1 or url not in urls:
                yield extension, urls
