"""What the beginning of a page's visible text says about the request."""

from __future__ import annotations

from citecheck.models import Mark
from citecheck.phrases.folding import folded_words, printed
from citecheck.phrases.patterns import index_of
from citecheck.phrases.titles import MOST_QUOTED, in_title

_LONGEST = 4000
# A text of so few words is all message: an error page of a server says little more than its title.
_ALL_MESSAGE = 12
# What is the message of a page stands at its beginning; later the same words may be about another page.
_BEGINNING = 40


def in_text(text: str) -> tuple[Mark, ...]:
    """Return the signs that the beginning of a page's visible *text* shows, each once, with the words.

    Only statements about this request count ("the page you requested could not be found"), not the words of
    which they are made; a text of a few words is read like a title. At most 4,000 characters are looked at.
    """
    text = text[:_LONGEST]
    words = folded_words(text)
    if not words:
        return ()
    line = f" {' '.join(words)} "
    marks: dict[object, tuple[tuple[int, int], Mark]] = {}
    for phrase in index_of("text").candidates(words, line):
        place = phrase.within(line)
        if place is None or (phrase.alone and place[0] > _BEGINNING):
            continue
        # Of phrases that begin at one word the longest is quoted: the order of candidates changes by the run.
        rank = place[0], -place[1]
        if phrase.sign not in marks or rank < marks[phrase.sign][0]:
            quoted = printed(text, *place)[:MOST_QUOTED]
            marks[phrase.sign] = rank, Mark(phrase.sign, "text", quoted)
    found = [mark for _, mark in sorted(marks.values(), key=lambda each: (each[0][0], each[1].sign))]
    if len(words) <= _ALL_MESSAGE:
        found += [Mark(mark.sign, "text", mark.text) for mark in in_title(text) if mark.sign not in marks]
    return tuple(found)
