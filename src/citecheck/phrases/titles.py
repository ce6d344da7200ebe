"""What a title or a heading says where it is the message of a page that stands in the place of another.

A page *about* error pages is none: a phrase is a message only where little stands beside it in its part of
the title, and nothing that belongs to writing about a subject ("How to design a 404 page").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from citecheck.models import Mark, Sign
from citecheck.phrases.folding import folded_words
from citecheck.phrases.patterns import index_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.phrases.patterns import Phrase

MOST_QUOTED = 120
_LONGEST = 300

# Between the name of a page, the name of its site, and sentences.
_PARTS = re.compile(r"\s[-–—−•·/~]{1,3}\s|\s?[|»«¦›‹]{1,3}\s?|[.!?…。！？]+(?:\s|$)")
_COLON = re.compile(r"[:;：]+\s?|\s\(|\)")

# How many words may stand beside a phrase: the site's name, mostly.
_MOST_BESIDE = 4
# And behind the colon of a message that must stand alone, where a work has its subtitle.
_MOST_BEHIND = 4

_SIGNS = tuple(Sign)

# Words that messages are filled up with.
_FILLERS = frozenset(
    (  # noqa: SIM905 - a list of words reads better than a list of strings
        "404 410 403 401 429 500 502 503 504 400 http https status code error errors page pages www site "
        "website web nginx apache iis server cloudflare sorry oops whoops uh oh ooops ups hoppla hmm the "
        "this that you your we our is are was be to please requested request were looking for it i m re "
        "im here now continue required or up register sign log in on create an account my user member "
        "fehler seite desole erreur pagina errore erro ошибка страница blad strona chyba stranka fel fejl "
        "sida siden sivu hata sayfa σφαλμα hiba eroare"
    ).split()
)

# Words of titles that are about something; of a title so far from short they make no message.
_ABOUT = frozenset(
    (  # noqa: SIM905 - a list of words reads better than a list of strings
        "how why what when who history design designing designs designer best examples creative "
        "guide fix fixing fixed fixes solve solving solved solution solutions meaning explained "
        "explaining understanding tutorial tips handling handle custom customize customise customizing "
        "seo redirects causes cause avoid avoiding about behind story tale novel film movie book poem "
        "poems album song review essay study report analysis introduction case ways reasons create "
        "creating build building make making using wie warum geschichte gestalten beheben comment "
        "pourquoi histoire corriger como por porque historia come perche storia как почему история что "
        "jak proc dlaczego hoe waarom hur varfor"
    ).split()
)
_SUBTITLES = frozenset({"a", "an", "eine", "ein", "une", "un", "una", "en", "et"})


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a title: its words before or after a colon, and those of the rest of the part."""

    words: tuple[str, ...]
    rest: tuple[str, ...]


def in_title(text: str) -> tuple[Mark, ...]:
    """Return the signs that a page's title or heading *text* shows, each once, with the title quoted."""
    return _in_title(text[:_LONGEST])


@lru_cache(maxsize=1024)
def _in_title(text: str) -> tuple[Mark, ...]:
    """Return the signs of a title that is not too long; many pages of a site have the same."""
    words = folded_words(text)
    if not words:
        return ()
    phrases = list(index_of("title").candidates(words, " ".join(words)))
    if not phrases:
        return ()
    parts = list(_parts(text))
    signs = {
        phrase.sign
        for number, part in enumerate(parts)
        for phrase in phrases
        if _says(parts, number, part, phrase)
    }
    quoted = " ".join(text.split())[:MOST_QUOTED]
    return tuple(Mark(sign, "title", quoted) for sign in sorted(signs, key=_SIGNS.index))


def is_about(text: str) -> frozenset[Sign]:
    """Return the signs of which a title *text* holds a phrase because it is about such pages.

    "Page Not Found: A Design Guide" may quote an error page, and is none.
    """
    words = folded_words(text[:_LONGEST])
    if _ABOUT.isdisjoint(words):
        return frozenset()
    line = " ".join(words)
    phrases = index_of("title").candidates(words, line)
    held = {phrase.sign for phrase in phrases if not phrase.alone and phrase.within(f" {line} ")}
    return frozenset(held - {mark.sign for mark in in_title(text)})


def _parts(title: str) -> Iterator[_Part]:
    """Give the parts of *title* between separators, and within them those between colons."""
    for printed in _PARTS.split(title):
        pieces = [tuple(folded_words(piece)) for piece in _COLON.split(printed)]
        for number, piece in enumerate(pieces):
            if piece:
                others = pieces[:number] + pieces[number + 1 :]
                yield _Part(piece, tuple(word for other in others for word in other))


def _says(parts: list[_Part], number: int, part: _Part, phrase: Phrase) -> bool:
    """Tell whether *phrase* is the message of *part*, the one of that *number* among all *parts*."""
    place = phrase.within(f" {' '.join(part.words)} ")
    if place is None:
        return False
    if not phrase.needs and not phrase.line.isascii() and phrase.alone:
        return "".join(part.words) == "".join(folded_words(phrase.line))
    beside = [word for word in part.words[: place[0]] + part.words[place[1] + 1 :] if word not in _FILLERS]
    if phrase.alone:
        return not beside and _bears_no_subtitle(parts, number, part)
    return len(beside) <= _MOST_BESIDE and _ABOUT.isdisjoint(beside) and _ABOUT.isdisjoint(part.rest)


def _bears_no_subtitle(parts: list[_Part], number: int, part: _Part) -> bool:
    """Tell whether what stands around *part* is a site's name rather than the rest of a work's title."""
    if len(part.rest) > _MOST_BEHIND or not _ABOUT.isdisjoint(part.rest):
        return False
    behind = [part.rest[:1], *(each.words[:1] for each in parts[number + 1 : number + 2])]
    return not any(first and (first[0] in _SUBTITLES or first[0] in _ABOUT) for first in behind)
