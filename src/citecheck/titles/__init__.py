"""Whether a page's titles name the work that was cited.

Two titles are compared as words: entities and wrong decodings undone, accents and case dropped, numerals as
figures, Cyrillic and Greek written in Latin letters. A page's title is often its own name beside the site's
("Report | Agency"), and a citation often leaves a subtitle out, so the parts between separators are compared
as well as the wholes. The *evidence* is a number from 0 (nothing in common) to 100 (the same words): a page
is the cited one from `SAME` on, and another one where there is no evidence at all and both titles say enough
to be told apart, or where numbers alone tell them apart (the report of 2010, the report of 2011). Between the
two, and where scripts differ, nothing can be said.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from citecheck.titles.comparing import SAME, is_among
from citecheck.titles.numbers import differ
from citecheck.titles.pairing import best
from citecheck.titles.parts import segments, taken_apart, without_common_site
from citecheck.titles.words import LONGEST, folded, says_enough, script_of, words, words_of_long

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = [
    "SAME",
    "evidence",
    "in_common",
    "is_sibling",
    "match",
    "says_enough",
    "script_of",
    "segments",
    "speaks_western",
    "words",
]

# Lines of a page over which a cited title may be broken, as on the first page of a PDF.
_MOST_LINES = 3

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

# Those by which a sentence is told from romanised words of another language, which have single letters too
# ("Konventsiya o pravakh rebenka"), and those that Western languages share.
_WESTERN = frozenset(word for words in _FUNCTION_WORDS.values() for word in words if len(word) > 1) | {
    "in",
    "on",
    "at",
}


def match(cited: str, page_titles: Sequence[str]) -> bool | None:
    """Tell whether any of *page_titles* names the work *cited*; None where that cannot be told.

    True from an evidence of `SAME` for one of them, or for up to three that follow each other: lines of a
    PDF's first page. False where no title has any and one says enough, and where all that keeps one of them
    from being the cited one is its number.
    """
    scores = []
    for title in page_titles:
        scores.append(evidence(cited, title))
        if scores[-1] >= SAME:
            return True
    if any(evidence(cited, title) >= SAME for title in _joined(cited, page_titles)):
        return True
    if any(is_sibling(cited, title) for title in page_titles):
        return False
    pairs = [without_common_site(cited, title) for title in page_titles]
    # Most pairs are the titles themselves, whose evidence is known.
    if any(score for score, pair in zip(scores, pairs, strict=True) if pair[0] == cited or evidence(*pair)):
        return None
    return False if any(_comparable(*pair) for pair in pairs) else None


@lru_cache(maxsize=2048)
def evidence(cited: str, title: str) -> float:
    """Return how much speaks for *title* naming the work *cited*, from 0 to 100.

    The share of words in common, counted in the shorter of the two, over the best pair of parts; a word may
    differ in a letter or two. One word alone is no evidence unless it is all that both say.
    """
    ours, theirs = taken_apart(cited), taken_apart(title)
    if script_of(cited) == script_of(title):
        return best(ours, theirs)
    return max(best(ours, theirs), best(ours.bare(), theirs.bare()))


def is_sibling(cited: str, title: str) -> bool:
    """Tell whether *title* would name the work *cited* if it had not another year or number."""
    ours, theirs = taken_apart(cited), taken_apart(title)
    if not differ(ours.words, theirs.words) or best(ours, theirs) >= SAME:
        return False
    ours, theirs = ours.numberless(), theirs.numberless()
    if says_enough(cited):
        return best(ours, theirs) >= SAME
    # A short title, "Annual report", must be all that there is beside the number.
    return len(ours.words) > 1 and ours.words in (theirs.words, *(part for _, part in theirs.parts[:1]))


def speaks_western(text: str) -> bool:
    """Tell whether *text* has words that only sentences of a Western European language have."""
    return not _WESTERN.isdisjoint(folded(text[:LONGEST]))


def in_common(left: str, right: str) -> tuple[str, ...]:
    """Return the words of *left*, numbers left out, that *right* has too, give or take a letter."""
    there = words_of_long(right)
    return tuple(word for word in words(left) if not word.isdigit() and is_among(word, there))


def _joined(cited: str, titles: Sequence[str]) -> Iterator[str]:
    """Give what follows each other in *titles* as one, over two and three of them, if it can be *cited*.

    The first is a page's own title, or a document's, and no line of a page.
    """
    lines = titles[1:]
    needed = set(words(cited))
    if len(needed & {word for line in lines for word in words(line)}) < len(needed) / 2:
        return
    for count in range(2, _MOST_LINES + 1):
        for start in range(len(lines) - count + 1):
            yield _as_one(lines[start : start + count])


def _as_one(lines: Sequence[str]) -> str:
    """Join *lines*; a hyphen at the end of one breaks a word."""
    text = ""
    for line in lines:
        text = text[:-1] + line if text.endswith("-") and not text.endswith(" -") else f"{text} {line}"
    return text


def _comparable(cited: str, title: str) -> bool:
    """Tell whether both say enough, in what may be the same language: a translation shares no word."""
    if not says_enough(cited) or not says_enough(title) or script_of(cited) != script_of(title):
        return False
    languages = _languages(cited), _languages(title)
    return not all(languages) or bool(languages[0] & languages[1])


def _languages(text: str) -> set[str]:
    """Return the languages whose function words *text* has; none where it has none."""
    found = set(folded(text[:LONGEST]))
    return {language for language, function in _FUNCTION_WORDS.items() if function & found}
