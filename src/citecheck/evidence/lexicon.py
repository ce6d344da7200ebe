"""The hosts and the path words of a document, indexed so that near ones are found without comparing all."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from citecheck.evidence.spelling import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citecheck.models import Citation

# A host name has at most 253 characters (RFC 1035, section 2.3.4); the longest that people print have 60.
_LONGEST_HOST = 80
_EXTENSION = re.compile(r"[A-Za-z]\w{1,4}$")


@lru_cache(maxsize=4096)
def host_of(url: str) -> str:
    """Return the host of *url* in lower case without `www.`; empty where there is none or it is malformed."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def path_of(url: str) -> str:
    """Return the path of *url*; empty where there is none or it is malformed."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def pattern_of(url: str) -> tuple[str, str, str]:
    """Return the host of *url*, its path with each number as `#`, and its extension with the dot.

    The path is whole: one server may have `/rfc/rfc2616.txt` and, of another kind, `/info/rfc3986`.
    """
    folder, slash, name = path_of(url).rpartition("/")
    stem, dot, extension = name.rpartition(".")
    if not (stem and _EXTENSION.match(extension)):
        stem, dot, extension = stem + dot + extension, "", ""
    return host_of(url), re.sub(r"\d+", "#", f"{folder}{slash}{stem}".casefold()), dot + extension


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the addresses of a document have in common.

    *near_hosts* leads from a host, or a host less one letter, to the hosts that it may be a slip of; *uses*
    counts the notes of each host; *path_words* names the notes whose paths hold a word, *title_words* counts
    those whose titles do; *endings* leads from a host and the pattern of a path to the extensions that it
    has, each with its URLs and a note.
    """

    uses: Counter[str]
    near_hosts: dict[str, frozenset[str]]
    path_words: dict[str, tuple[int, ...]]
    title_words: Counter[str]
    endings: dict[tuple[str, str], dict[str, dict[str, int]]]

    @classmethod
    def of(cls, citations: Iterable[Citation]) -> Lexicon:
        """Index the URLs of *citations*."""
        uses, titles = Counter[str](), Counter[str]()
        found_in: defaultdict[str, dict[int, None]] = defaultdict(dict)
        endings: defaultdict[tuple[str, str], dict[str, dict[str, int]]] = defaultdict(dict)
        for citation in citations:
            urls = [cited.url for cited in citation.urls]
            titles.update(set(words(citation.title or "")))
            uses.update({host_of(url) for url in urls} - {""})
            for url in urls:
                host, pattern, extension = pattern_of(url)
                endings[host, pattern].setdefault(extension, {}).setdefault(url, citation.number)
                for word in words(path_of(url)):
                    found_in[word][citation.number] = None
        return cls(
            uses=uses,
            near_hosts=_by_shortened(uses),
            path_words={word: tuple(numbers) for word, numbers in found_in.items()},
            title_words=titles,
            endings=dict(endings),
        )

    def hosts_near(self, host: str) -> list[str]:
        """Return the other hosts that *host* shares a form less one letter with, in alphabetical order."""
        near = {other for form in _shortened(host) for other in self.near_hosts.get(form, ())}
        return sorted(near - {host})


def _by_shortened(hosts: Iterable[str]) -> dict[str, frozenset[str]]:
    """Map each host and each host less one letter to the hosts it comes from.

    Two words one slip apart share such a form (the deletion index of SymSpell, Garbe 2012).
    """
    index = defaultdict(set)
    for host in hosts:
        for form in _shortened(host):
            index[form].add(host)
    return {form: frozenset(found) for form, found in index.items() if len(found) > 1}


def _shortened(host: str) -> Iterator[str]:
    """Give *host* and each form of it that lacks one letter; nothing for a host that is too long to print."""
    if len(host) <= _LONGEST_HOST:
        yield host
        yield from (host[:at] + host[at + 1 :] for at in range(len(host)))
