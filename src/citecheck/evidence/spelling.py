"""Compare words as a proofreader does: what is one slip apart, and what is only another spelling.

Both sides are folded first (case, accents), so that `Straße` and `strasse` are one word. A slip is one letter
lost, added, changed or swapped with the next (Damerau, "A technique for computer detection and correction of
spelling errors", CACM 7(3), 1964: four out of five misspellings are of this kind).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_LETTERS = re.compile(r"[^\W\d_]+")

# Pairs of letters that are exchanged between languages and alphabets rather than by mistake: organise and
# organize, licence and license, Republik and republic, nacional and national, Novosti and Novosty, Vladimir
# and Wladimir.
_EXCHANGED = frozenset(map(frozenset, ("sz", "sc", "ck", "ct", "iy", "ij", "jy", "vw", "vf", "fw")))
# A vowel that a spelling may have or lack after another: colour and color, Muenchen and München.
_OPTIONAL_AFTER = {"u": "o", "e": "aou"}
# … and before another: paedophile and pedophile, oestrogen and estrogen.
_OPTIONAL_BEFORE = {"a": "e", "o": "e"}
# A letter that Britain writes and America does not, or the reverse: the one before it, it, and what follows.
_EITHER_WAY = re.compile(r"(?:ll\|(?:ing|ed|ers?|ors?|ists?|ments?|ful)|ge\|ments?|ni\|um)$")
# Letters that addresses write in plain ones and Unicode does not take apart: Sarıyer, Białystok, miljøvern.
_PLAIN = str.maketrans({
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
})  # fmt: skip
# How much of the end of a word carries its grammar: trafficker and trafficked, woman and women.
_ENDING = 2
_LONGEST_REMAINDER = 2


@dataclass(frozen=True, slots=True)
class Slip:
    """The one place where two words differ: the letters there in the printed and in the right word."""

    at: int
    printed: str
    right: str


def fold(text: str) -> str:
    """Return *text* without case and accents, in the letters of addresses."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()
    return plain.translate(_PLAIN)


def words(text: str) -> list[str]:
    """Return the runs of letters in *text*, folded."""
    return _LETTERS.findall(fold(text))


def slip_between(printed: str, right: str) -> Slip | None:
    """Return the one slip that makes *right* into *printed*; None if they are equal or further apart.

    Takes time linear in the length of the words.
    """
    start = _shared(printed, right)
    rest = printed[start:], right[start:]
    shared = _shared(rest[0][::-1], rest[1][::-1])
    here, there = (part[: len(part) - shared] for part in rest)
    swapped = len(here) == _LONGEST_REMAINDER and here == there[::-1]
    if swapped or (max(len(here), len(there)) == 1 and here != there):
        return Slip(start, here, there)
    return None


def is_misspelt(printed: str, right: str, *, inflected: bool) -> bool:
    """Tell whether *printed* is a slip of the pen for *right*, and not another word, form or spelling.

    A first letter that differs makes another word, and so does a digit. With *inflected*, which is for single
    words, a letter changed among the last two is grammar. Plural and possessive `s`, spellings of other
    countries (`organise`, `centre`, `colour`, `paedophile`) and transliterations are no slips.
    """
    slip = slip_between(printed, right)
    if slip is None or slip.at == 0 or not (slip.printed + slip.right).isalpha():
        return False
    behind = len(printed) - slip.at - len(slip.printed)
    if len(slip.printed) == _LONGEST_REMAINDER:  # centre and center, at the end of one of the words
        return {slip.printed, slip.right} != {"er", "re"} or (inflected and behind > 0)
    if inflected and behind < _ENDING:
        return False
    return not _is_variant(slip, printed, right)


def neighbours_swapped(printed: str, right: str) -> bool:
    """Tell whether *printed* is *right* with letters exchanged with their neighbours (`artciel`, `article`).

    The first letter must be the same, and `re` for `er` at the end is another spelling (`centre`).
    """
    if len(printed) != len(right) or printed == right or printed[0] != right[0]:
        return False
    if printed[:-2] == right[:-2] and {printed[-2:], right[-2:]} == {"er", "re"}:
        return False
    at = 0
    while at < len(printed):
        if printed[at] == right[at]:
            at += 1
        elif printed[at : at + 2] == right[at : at + 2][::-1]:
            at += 2
        else:
            return False
    return True


def _shared(word: str, other: str) -> int:
    """Return how many letters at the beginning two words share."""
    pairs = enumerate(zip(word, other, strict=False))
    return next((at for at, (here, there) in pairs if here != there), min(len(word), len(other)))


def _is_variant(slip: Slip, printed: str, right: str) -> bool:
    """Tell whether *slip* is a spelling of another country, a plural or a transliteration."""
    if len(slip.printed) == len(slip.right):
        return frozenset(slip.printed + slip.right) in _EXCHANGED
    longer = printed if slip.printed else right
    letter = slip.printed or slip.right
    before, after = longer[slip.at - 1], longer[slip.at + 1 : slip.at + 2]
    if letter == "s":  # Human Right Watch, Children's Rights; but one s lost of "association" is a slip
        return "s" not in (before, after)
    if _EITHER_WAY.match(f"{before}{letter}|{longer[slip.at + 1 :]}"):
        return True
    return before in _OPTIONAL_AFTER.get(letter, "") or (
        after != "" and after in _OPTIONAL_BEFORE.get(letter, "")
    )
