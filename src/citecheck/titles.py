"""Whether a page's titles name the work that was cited.

Two titles are compared as words: entities undone, accents and case dropped, Cyrillic and Greek written in
Latin letters. A page's title is often its own name beside the site's ("Report | Agency"), and a citation
often leaves a subtitle out, so the parts between separators are compared as well as the wholes. The
*evidence* is a number from 0 (nothing in common) to 100 (the same words): a page is the cited one from
`SAME` on, and another one only where there is no evidence at all and both titles say enough to be told
apart. Between the two, and where scripts differ, nothing can be said.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SAME = 80.0

_LONGEST = 300
_ENOUGH_WORDS = 3
_SAME_WORD = 84.0

# Between the name of a page and the name of its site.
_SEPARATOR = re.compile(r"\s[-–—−•·/~]{1,3}\s|\s?[|»«:;¦›‹]{1,3}\s?")
_WORD = re.compile(r"[^\W_]+")

# Words that every text of a language has and few others do.
_FUNCTION_WORDS = {
    "en": frozenset({"the", "of", "and", "for", "from", "with", "by", "to", "how", "why", "your"}),
    "de": frozenset({"der", "die", "das", "und", "von", "fur", "mit", "zur", "zum", "im", "eine"}),
    "fr": frozenset({"le", "les", "des", "du", "et", "pour", "dans", "sur", "une", "aux"}),
    "es": frozenset({"el", "los", "las", "y", "para", "del", "una"}),
    "it": frozenset({"il", "gli", "della", "dei", "nel", "sulla", "delle"}),
    "pt": frozenset({"o", "os", "da", "dos", "das", "em", "uma", "para"}),
    "nl": frozenset({"het", "een", "van", "voor", "en"}),
}

_STOP_WORDS = frozenset(
    (  # noqa: SIM905 - a list of words reads better than a list of strings
        "a an and are as at be by for from has in into is it its of on or our that the their this to was we "
        "were what when where which who why will with you your der die das und von zu den dem des ein eine "
        "im mit fur auf le la les de du des et en un une sur pour dans el los las y del con por para una il "
        "lo gli e di da in che per na i v o s ob po dlya iz www http https com org net pdf html page home "
        "index welcome"
    ).split()
)

_TO_LATIN = str.maketrans(
    dict(
        zip(
            "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўαβγδεζηθικλμνξοπρσςτυφχψω",
            "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i i ye g u "
            "a v g d e z i th i k l m n x o p r s s t y f ch ps o".replace("_", "\0").split(" "),
            strict=True,
        )
    )
    | {"\0": "", "ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i", "’": "'"}
)


def match(cited: str, page_titles: Sequence[str]) -> bool | None:
    """Tell whether any of *page_titles* names the work *cited*; None where that cannot be told.

    True from an evidence of `SAME` for one of them; False where no title has any, and one says enough.
    """
    scores = [evidence(cited, title) for title in page_titles]
    if any(score >= SAME for score in scores):
        return True
    telling = any(_comparable(cited, title) for title in page_titles)
    return None if any(scores) or not telling else False


def evidence(cited: str, title: str) -> float:
    """Return how much speaks for *title* naming the work *cited*, from 0 to 100.

    The share of words in common, counted in the shorter of the two, over the best pair of parts; a word may
    differ in a letter or two. One word alone is no evidence unless it is all that both say.
    """
    return max(
        (_common(left, right) for left in _parts(cited) for right in _parts(title)),
        default=0.0,
    )


def words(text: str) -> tuple[str, ...]:
    """Return the words of *text* that say something: no stop words, no bare numbers of one digit."""
    return tuple(word for word in _folded(text[:_LONGEST]) if len(word) > 1 and word not in _STOP_WORDS)


def says_enough(text: str) -> bool:
    """Tell whether *text* has words enough to be told from another title."""
    return len({word for word in words(text) if not word.isdigit()}) >= _ENOUGH_WORDS


def segments(title: str) -> tuple[str, ...]:
    """Return the parts of *title* between separators."""
    return tuple(part.strip() for part in _SEPARATOR.split(html.unescape(title[:_LONGEST])) if part.strip())


def in_common(left: str, right: str) -> tuple[str, ...]:
    """Return the words of *left*, numbers left out, that *right* has too, give or take a letter."""
    there = set(words_of_long(right))
    return tuple(word for word in words(left) if not word.isdigit() and _is_among(word, there))


def words_of_long(text: str) -> tuple[str, ...]:
    """Return the words of a *text* longer than a title, at most a few thousand characters of it."""
    return tuple(word for word in _folded(text[: 10 * _LONGEST]) if len(word) > 1 and word not in _STOP_WORDS)


@lru_cache(maxsize=1024)
def _parts(title: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of the whole *title* and of each part that is more than a word."""
    whole = words(html.unescape(title))
    parts = [words(part) for part in segments(title)]
    return tuple(dict.fromkeys([whole, *(part for part in parts if len(part) > 1)]))


def _folded(text: str) -> list[str]:
    """Return all words of *text* in lower case, without accents, in Latin letters where there are such."""
    lowered = unicodedata.normalize("NFKC", html.unescape(text)).casefold().translate(_TO_LATIN)
    plain = "".join(
        char for char in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(char)
    )
    return _WORD.findall(plain.replace("'", ""))


def _common(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """Return the share of the shorter's words that the longer has, 0 for a single word among many."""
    if not left or not right:
        return 0.0
    if left == right:
        return 100.0
    shorter, longer = sorted((left, right), key=len)
    shared = sum(_is_among(word, set(longer)) for word in shorter)
    if shared == 1 and len(longer) > 1:
        # One word in common is a topic, not a title.
        return min(100.0 / len(longer), SAME - 1)
    if len(shorter) == 2 and len(longer) > 2 * len(shorter):  # noqa: PLR2004 - two words
        # Two words out of many, "child pornography", may be a section of the site.
        return min(100.0 * shared / len(longer), SAME - 1)
    return 100.0 * shared / len(shorter)


def _is_among(word: str, others: set[str]) -> bool:
    """Tell whether *word* is one of *others*, give or take a letter where it is long enough for that."""
    if word in others:
        return True
    if len(word) < 5 or word.isdigit():  # noqa: PLR2004 - in shorter words a letter changes the sense
        return False
    from rapidfuzz import fuzz, process

    return process.extractOne(word, others, scorer=fuzz.ratio, score_cutoff=_SAME_WORD) is not None


def _comparable(cited: str, title: str) -> bool:
    """Tell whether both say enough, in what may be the same language: a translation shares no word."""
    if not says_enough(cited) or not says_enough(title) or _script(cited) != _script(title):
        return False
    languages = _languages(cited), _languages(title)
    return not all(languages) or bool(languages[0] & languages[1])


def _languages(text: str) -> set[str]:
    """Return the languages whose function words *text* has; none where it has none."""
    found = set(_folded(text[:_LONGEST]))
    return {language for language, function in _FUNCTION_WORDS.items() if function & found}


def _script(text: str) -> str:
    """Return the script of most letters of *text*, by the first word of their Unicode names."""
    names = [unicodedata.name(char, "").split(" ")[0] for char in text[:_LONGEST] if char.isalpha()]
    return max(sorted(set(names)), key=names.count, default="")
