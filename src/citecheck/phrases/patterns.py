"""One phrase of a table, made ready, and the index by which the few that could stand in a text are found.

A line of a table is words; `(a|b)` means either, `[a]` that *a* may be missing, `...` up to five words of
any kind. `=` before it means in titles that the words are a message only where nothing else stands beside
them, and in texts that they are one only at the beginning. To look for each of a thousand phrases in each
page would cost more than reading the page: a phrase is looked for only where all the words are that it
cannot do without, and made a pattern of only then.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from citecheck.models import Sign
from citecheck.phrases.folding import folded_words, is_unspaced

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\.\.\.|[^\s()\[\]]+")
_TABLES = Path(__file__).parent / "tables"
_GAP = r"(?:[^ ]+ ){0,5}?"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A line of a table: its sign, whether it must stand alone, and the words it cannot do without.

    Of each set in *choices*, one of the words of its groups, there must be one at least.
    """

    sign: Sign
    alone: bool
    line: str
    needs: frozenset[str]
    choices: tuple[frozenset[str], ...] = ()

    def may_stand_among(self, words: set[str]) -> bool:
        """Tell whether no word that it cannot do without is missing from *words*."""
        return self.needs <= words and not any(map(words.isdisjoint, self.choices))

    def within(self, words: str) -> tuple[int, int] | None:
        """Return the numbers of the first and last word it takes of *words*, or None.

        *words* have one space before, between and after them.
        """
        found = _pattern(self.line).search(words)
        if found is None:
            return None
        first = words.count(" ", 0, found.start() + 1) - 1
        return first, max(first, words.count(" ", 0, found.end() - 1) - 1)


class Index:
    """The phrases of the tables of a *kind* (`title` or `text`); `candidates` gives those to look for."""

    def __init__(self, kind: str) -> None:
        self._by_word: dict[str, list[Phrase]] = {}
        unspaced = []
        for sign in Sign:
            for line in _lines(sign, kind):
                phrase = _phrase(sign, line)
                for key in _keys(phrase):
                    self._by_word.setdefault(key, []).append(phrase)
                if not phrase.needs and not phrase.choices:
                    unspaced.append(phrase)
        self._unspaced = tuple(unspaced)

    def candidates(self, words: list[str], line: str) -> Iterator[Phrase]:
        """Give the phrases all of whose words are among *words*; *line* holds the same words."""
        there = set(words)
        for word in self._by_word.keys() & there:
            yield from (phrase for phrase in self._by_word[word] if phrase.may_stand_among(there))
        if is_unspaced(line):
            yield from self._unspaced


@cache
def index_of(kind: str) -> Index:
    """Return the index of the tables of *kind*, made when it is first needed."""
    return Index(kind)


def _lines(sign: Sign, kind: str) -> Iterator[str]:
    """Give the phrases of a table; `# en` and the like head a language, and not every sign has tables."""
    table = _TABLES / f"{sign}.{kind}.txt"
    if table.is_file():
        for line in table.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                yield line


def _phrase(sign: Sign, line: str) -> Phrase:
    """Make a phrase of a *line*; in a script without spaces no word of it can be looked up by itself."""
    plain = line.removeprefix("=")
    if is_unspaced("".join(folded_words(plain))):
        return Phrase(sign, line != plain, plain, frozenset())
    tokens = _TOKEN.findall(plain)
    needs = [word for token in tokens if token[0] not in "([." for word in folded_words(token)]
    choices = tuple(_ways(token) for token in tokens if token[0] == "(")
    return Phrase(sign, line != plain, plain, frozenset(needs), choices)


def _keys(phrase: Phrase) -> set[str]:
    """Return the words under which *phrase* is found: the longest it needs, or one of each way of a group.

    Long words are rare: of these sets, the one whose shortest word is the longest. By "the" and "this" a
    phrase would be looked up on every page.
    """
    longest = {max(sorted(phrase.needs), key=len)} if phrase.needs else set()
    sets = [found for found in (longest, *phrase.choices) if found]
    return set(max(sets, key=lambda found: min(map(len, found)), default=()))


def _ways(group: str) -> frozenset[str]:
    """Return the longest word of each way of a *group*."""
    return frozenset(max(folded_words(way), key=len) for way in group[1:-1].split("|"))


@cache
def _pattern(line: str) -> re.Pattern[str]:
    """Return the pattern of a *line* over folded words."""
    words = folded_words(line)
    if is_unspaced("".join(words)):
        return re.compile(" ?".join(map(re.escape, words)))
    return re.compile(" " + "".join(map(_pattern_of, _TOKEN.findall(line))))


def _pattern_of(token: str) -> str:
    """Return the pattern of one part of a phrase, the space behind it included."""
    if token == "...":  # noqa: S105 - a part of a phrase, no password
        return _GAP
    if token[0] in "([":
        ways = "|".join(_spaced(way) for way in token[1:-1].split("|"))
        return f"(?:{ways})" + ("?" if token[0] == "[" else "")
    return _spaced(token)


def _spaced(text: str) -> str:
    """Return the words of *text*, each with a space behind it."""
    return "".join(f"{re.escape(word)} " for word in folded_words(text))
