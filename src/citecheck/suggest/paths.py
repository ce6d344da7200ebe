"""Misspelt words in the path or the query of a URL: U105."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from citecheck.evidence.spelling import fold, is_misspelt, neighbours_swapped, words
from citecheck.evidence.wording import notes, verb
from citecheck.models import Confidence
from citecheck.suggest.printed import correction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.evidence.neighbours import Neighbours
    from citecheck.models import Citation, CitedUrl, Correction

# Words of six letters and more that addresses are made of everywhere.
USUAL = tuple(
    """
    academic account activities annual archive archives article articles assets authors bulletin
    business campaign campaigns category catalogue chapter collection collections comment comments
    community conference contact content contents countries country current default details
    development directory display document documents download downloads economy edition education
    english entertainment environment events export feature features fileadmin global government
    health history images includes information international journal journals legislation library
    magazine manual materials meetings members national newsletter newspaper office opinion
    organization overview papers person photos policies policy politics portal presentation
    presentations product products program programs project projects public publication publications
    reference region release releases report reports research resource resources review reviews
    schedule science search section service services source special sports statement statements
    statistics stories studies summary support system technology template templates themes topics
    uploads version website welcome working
    """.split()  # noqa: SIM905 - a list of words is read as words
)
_SHORTEST = 6
_SHORTEST_IN_SLUG = 7  # a word of a title and one letter off it: shorter ones are too often words themselves
_ENOUGH_OF_TITLE = 2  # other words of the segment that the title has, before it counts as made of the title
_LONGEST = 40
_LETTERS = re.compile(r"[^\W\d_]{4,}")
_ID_READ_AS_LD = "ld"


def _by_letters(known: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Index *known* by what swapping leaves as it is: the first letter, and all letters sorted."""
    index: dict[str, tuple[str, ...]] = {}
    for word in known:
        index[_letters_of(word)] = (*index.get(_letters_of(word), ()), word)
    return index


def _letters_of(word: str) -> str:
    """Return the first letter of *word* and all of its letters, sorted."""
    return word[0] + "".join(sorted(word))


_USUAL_BY_LETTERS = _by_letters(USUAL)


def misspelt_paths(citation: Citation, neighbours: Neighbours, text: str) -> Iterator[Correction]:
    """Mend words of a path or query whose right spelling the document or common usage shows.

    Three kinds of evidence count: a word of six letters that is one usual in addresses with neighbouring
    letters swapped, and better if other notes' URLs have it; `ld` for `Id` behind such a word; a word of
    seven letters in a segment made of the title, one slip off the title's word. A word that the note itself
    uses in print is right. Of a title and a URL either may have the slip: what only one note has is a
    candidate.
    """
    written = {word for part in _written(citation) for word in words(part)}
    for cited in citation.urls:
        start = len(cited.url) - len(cited.url.partition("://")[2].partition("/")[2])
        for match in _LETTERS.finditer(cited.url, start):
            if len(match.group()) > _LONGEST or fold(match.group()) in written:
                continue
            found = _right_word(match, cited, citation, neighbours)
            if found:
                right, because, sure = found
                mended = correction(
                    text, cited, match.span(), code="U105", replacement=right, because=because
                )
                if mended:
                    yield replace(mended, suggestion=replace(mended.suggestion, confidence=sure))


def _written(citation: Citation) -> Iterator[str]:
    """Give what the note says in words."""
    yield from (author.name for author in citation.authors)
    yield citation.title or ""
    yield citation.container or ""


def _right_word(
    match: re.Match[str], cited: CitedUrl, citation: Citation, neighbours: Neighbours
) -> tuple[str, str, Confidence] | None:
    """Return how the word of *match* should be spelt, in its capitals, the evidence, and how sure it is."""
    printed = match.group()
    small = fold(printed)
    found = _by_swapped_letters(small, citation, neighbours)
    if found:
        return _in_capitals_of(printed, found[0]), found[1], Confidence.SUPPORTED
    stem = small.removesuffix(_ID_READ_AS_LD)
    if stem != small and printed[-2:] == _ID_READ_AS_LD:
        found = _by_swapped_letters(stem, citation, neighbours)
        right = found[0] if found else stem if stem in USUAL else None
        if right:
            because = f"“{right}Id” is usual in addresses, and a capital I is easily read as an l"
            return right + "Id", because, Confidence.SUPPORTED
    found = _by_title(small, match, cited, citation)
    if found is None or small in USUAL or neighbours.lexicon.title_words[small]:
        return None
    known = neighbours.lexicon.title_words[found[0]] > 1 or found[0] in neighbours.lexicon.path_words
    sure = Confidence.SUPPORTED if known or found[0] in USUAL else Confidence.CANDIDATE
    return _in_capitals_of(printed, found[0]), found[1], sure


def _by_swapped_letters(small: str, citation: Citation, neighbours: Neighbours) -> tuple[str, str] | None:
    """Return the usual word whose letters *small* has with neighbours swapped, and who else has it."""
    if len(small) < _SHORTEST:
        return None
    for right in _USUAL_BY_LETTERS.get(_letters_of(small), ()):
        if neighbours_swapped(small, right):
            others = set(neighbours.lexicon.path_words.get(right, ())) - {citation.number}
            return right, _where_it_stands(right, others)
    return None


def _where_it_stands(right: str, others: set[int]) -> str:
    """Return the evidence for *right*: the notes *others* whose paths have it, or that it is usual."""
    if not others:
        return f"“{right}” is usual in addresses, and the letters are the same in another order"
    return f"{notes(others)} {verb(others, 'has', 'have')} “{right}” in the URL"


def _by_title(
    small: str, match: re.Match[str], cited: CitedUrl, citation: Citation
) -> tuple[str, str] | None:
    """Return the word of the title that *small* is a slip of, where the segment is made of the title."""
    if len(small) < _SHORTEST_IN_SLUG or citation.title is None:
        return None
    start = cited.url.rfind("/", 0, match.start()) + 1
    segment = words(re.split(r"[/?#]", cited.url[start:], maxsplit=1)[0])
    title = words(citation.title)
    shared = {word for word in segment if word in title and len(word) > _ENOUGH_OF_TITLE}
    if len(shared) < _ENOUGH_OF_TITLE:
        return None
    for right in title:
        if (
            right not in segment
            and len(right) >= _SHORTEST_IN_SLUG
            and is_misspelt(small, right, inflected=True)
        ):
            return right, f"the title has “{right}”"
    return None


def _in_capitals_of(printed: str, right: str) -> str:
    """Return *right* in capitals, with a capital, or small, as *printed* is."""
    if printed.isupper():
        return right.upper()
    return right.capitalize() if printed[0].isupper() else right
