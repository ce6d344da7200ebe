"""How much two rows of words have in common, and whether what they do not is a difference or an omission."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

SAME = 80.0
_NEARLY = SAME - 1

# Of words from these lengths on, a letter or two may differ: print is damaged, and spelling varies.
_LONG_WORD, _VERY_LONG_WORD = 5, 10
_FEW = 3
# The least share of a citation's words that a page's title must have which leaves the others out: less may
# be the name of the publisher, which the citation holds as well.
_LEAST_COVERED = 0.55


def common(  # noqa: PLR0911 - a line a case
    cited: Sequence[str], title: Sequence[str], *, cut: bool = False
) -> float:
    """Return how much speaks for the words *title* being those *cited*, from 0 to 100.

    From `SAME` on, one is in the other but for what may be left out. *cut* says that one of them is not
    whole. Where a word stands in the place of another ("… in Russia", "… in Georgia") it is not the same.
    """
    if not cited or not title:
        return 0.0
    if cited == title:
        return 100.0
    if min(len(cited), len(title)) >= _FEW and set(cited).isdisjoint(title):
        return 0.0  # not every word of three is misspelt
    ours, theirs = _spelt_alike(list(cited), list(title))
    if ours == theirs or "".join(ours) == "".join(theirs):
        return 100.0
    shared = len(set(ours) & set(theirs))
    fewer, more = sorted((len(set(ours)), len(set(theirs))))
    if shared == 1:
        # One word in common is a topic, not a title.
        return min(100.0 / more, _NEARLY)
    if _is_beginning(ours, theirs) and (cut or len(theirs) >= _LEAST_COVERED * len(ours)):
        return 100.0
    if fewer == 2 and more > (2 if set(ours) - set(theirs) else 4):  # noqa: PLR2004 - two words
        # Two words of three that were cited, or two out of many ("child pornography"), may be the name of a
        # section of the site.
        return min(100.0 * shared / more, _NEARLY)
    share = 100.0 * shared / fewer
    return min(share, _NEARLY) if _is_another(ours, theirs) else share


def is_among(word: str, others: Collection[str]) -> bool:
    """Tell whether *word* is one of *others*, give or take a letter where it is long enough for that."""
    return word in others or _near(word, others) is not None


def _near(word: str, others: Collection[str]) -> str | None:
    """Return the one of *others* that differs from *word* as spellings do, or None."""
    if len(word) < _LONG_WORD or word.isdecimal() or not others:
        return None
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    most = 2 if len(word) >= _VERY_LONG_WORD else 1
    found = process.extractOne(word, others, scorer=Levenshtein.distance, score_cutoff=most)
    if found is None or len(found[0]) < _LONG_WORD:
        return None
    return str(found[0])


def _spelt_alike(ours: list[str], theirs: list[str]) -> tuple[list[str], list[str]]:
    """Return both with words that differ in spelling only written in one way."""
    known = set(ours)
    missing = [word for word in ours if word not in theirs]
    if not missing:
        return ours, theirs
    spelt = [word if word in known else (_near(word, missing) or word) for word in theirs]
    return ours, spelt


def _is_beginning(ours: list[str], theirs: list[str]) -> bool:
    """Tell whether *theirs* is the beginning of *ours*, its last word perhaps cut off."""
    last = len(theirs) - 1
    if not 2 <= last < len(ours):  # noqa: PLR2004 - three words at least
        return False
    return ours[:last] == theirs[:last] and ours[last].startswith(theirs[last])


def _is_another(ours: list[str], theirs: list[str]) -> bool:
    """Tell whether words of one stand in the place of others, or the title is little of the citation."""
    covered = len(set(ours) & set(theirs)) / len(set(ours))
    if not set(theirs) - set(ours):
        return covered < _LEAST_COVERED
    if not set(ours) - set(theirs):
        return False
    from rapidfuzz.distance import Levenshtein

    # What is only parted otherwise, as "well being" and "wellbeing", is no other word.
    return any(
        step.tag == "replace"
        and "".join(ours[step.src_start : step.src_end]) != "".join(theirs[step.dest_start : step.dest_end])
        for step in Levenshtein.opcodes(ours, theirs)
    )
