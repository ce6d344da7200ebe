"""Misspelt hosts: U104."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from citecheck.evidence.lexicon import host_of
from citecheck.evidence.spelling import fold, is_misspelt, slip_between, words
from citecheck.evidence.wording import notes
from citecheck.suggest.printed import correction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.evidence.neighbours import Neighbours
    from citecheck.models import Citation, Correction

# Shorter names are too often one letter apart and both right: uk-rf.com and gk-rf.com, bbc and nbc.
_SHORTEST = 8
# A host that more notes than this cite is spelt as its owner spells it, whatever a name suggests.
_OFTEN = 2
_LONGEST_RUN = 5  # words of a name that a host joins: nationalcenterforhealthstatistics
_IS_HOST = re.compile(r"\w\.[A-Za-z]{2,}$")
_LONGEST_NAME = 60  # words of a title or name that are looked at


def misspelt_hosts(citation: Citation, neighbours: Neighbours, text: str) -> Iterator[Correction]:
    """Mend a host that is one slip off a name in the citation, or off another host of the document.

    Only labels of eight letters or more count. A name is a run of words of an author or the container, or of
    at least two words of the title; the host must not stand in more than two notes. Another host is evidence
    if more notes cite it than cite the one in question.
    """
    for cited in citation.urls:
        host = host_of(cited.url)
        if not host or not host.isascii():
            continue
        found = _by_name(host, citation, neighbours) or _by_other_host(host, neighbours)
        start = cited.url.casefold().find(host, cited.url.find("://") + 1)
        if found and start >= 0:
            right, because = found
            part = start, start + len(host)
            mended = correction(text, cited, part, code="U104", replacement=right, because=because)
            if mended:
                yield mended


def _by_name(host: str, citation: Citation, neighbours: Neighbours) -> tuple[str, str] | None:
    """Return the host with its misspelt label put right by a name in the citation, and the evidence."""
    if neighbours.lexicon.uses[host] > _OFTEN:
        return None
    labels = host.split(".")[:-1]
    for kind, name, least in _names(citation):
        runs = list(_runs(name, least))
        for label in labels:
            bare = fold(label).replace("-", "")
            if len(bare) < _SHORTEST or any(bare == run for run, _ in runs):
                continue
            for run, single in runs:
                if len(run) >= _SHORTEST and is_misspelt(bare, run, inflected=single):
                    right = _with_slip_mended(label, run)
                    return host.replace(label, right, 1), f"{kind} “{name}”"
    return None


def _names(citation: Citation) -> Iterator[tuple[str, str, int]]:
    """Give the names a host can be made of: what they are, and how many of their words it must join.

    A name that is a host itself was typed like one, and may be the one with the slip.
    """
    for author in citation.authors:
        if not _IS_HOST.search(author.name):
            yield "the author is", author.name, 1
    if citation.container and not _IS_HOST.search(citation.container):
        yield "the source appeared in", citation.container, 1
    if citation.title:
        yield "the title is", citation.title, 2


def _runs(name: str, least: int) -> Iterator[tuple[str, bool]]:
    """Give the joined words of *name*, from *least* to five at a time, and whether it is a single one."""
    parts = list(islice(words(name), _LONGEST_NAME))
    for start in range(len(parts)):
        for count in range(least, min(_LONGEST_RUN, len(parts) - start) + 1):
            yield "".join(parts[start : start + count]), count == 1


def _with_slip_mended(label: str, right: str) -> str:
    """Return *label* spelt as *right*, which has no hyphens, with the hyphens of the label kept."""
    slip = slip_between(label.replace("-", ""), right)
    if slip is None or "-" not in label:
        return right
    letters = [index for index, character in enumerate(label) if character != "-"]
    at = letters[slip.at] if slip.at < len(letters) else len(label)
    return label[:at] + slip.right + label[at + len(slip.printed) :]


def _by_other_host(host: str, neighbours: Neighbours) -> tuple[str, str] | None:
    """Return the one other host that *host* is a slip of, and the evidence."""
    lexicon = neighbours.lexicon
    near = [
        other
        for other in lexicon.hosts_near(host)
        if lexicon.uses[other] > lexicon.uses[host] and _differ_in_one_label(host, other)
    ]
    if len(near) != 1:
        return None
    numbers = [other.number for other in neighbours.by_host[near[0]]]
    return near[0], f"{notes(numbers)} cite {near[0]}"


def _differ_in_one_label(host: str, other: str) -> bool:
    """Tell whether just one label of *host* is misspelt, and both it and its model are long."""
    here, there = host.split("."), other.split(".")
    different = [pair for pair in zip(here, there, strict=False) if pair[0] != pair[1]]
    if len(here) != len(there) or len(different) != 1:
        return False
    printed, right = different[0]
    return min(len(printed), len(right)) >= _SHORTEST and is_misspelt(printed, right, inflected=True)
