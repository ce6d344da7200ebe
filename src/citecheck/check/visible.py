"""The words that a page shows, taken from its markup by dropping the tags."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citecheck.sketches import share_of_unspaced, sketch

if TYPE_CHECKING:
    from collections.abc import Callable

    from citecheck.check.markup import Markup

_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>?")

# What stands on every page of a site, and says nothing of this one.
_BESIDE = re.compile(r"<(nav|footer|aside)(?=[\s/>])")
_MOST_BESIDE = 100

_BEGINNING_WORDS = 350
_BEGINNING = 2500
_SKETCHED_WORDS = 500


@dataclass(frozen=True, slots=True)
class Visible:
    """What a page shows: *words* in all, *own* ones without menus and footers, and how those begin.

    *markup* is that of the page's own content, *lower* the same in lower case.
    """

    words: int
    own: int
    beginning: str
    sketch: tuple[int, ...]
    markup: str
    lower: str


def without_tags(markup: str) -> str:
    """Return *markup* with a space for every tag."""
    # To join the pieces takes half the time of putting a space in the place of each.
    return " ".join(_TAG.split(markup)) if "<" in markup else markup


def visible_of(markup: Markup) -> Visible:
    """Return what readers see of a page."""
    begin = _start_of_body(markup.lower)
    own, beside = _parted(markup.lower, begin)
    text, lower = ("".join([whole[part] for part in own]) for whole in (markup.text, markup.lower))
    words = without_tags(text).split()
    others = sum(len(without_tags(markup.text[part]).split()) for part in beside)
    return _shown(words, others, html.unescape, text, lower)


def visible_text(text: str) -> Visible:
    """Return the same of a plain *text*."""
    return _shown(text.split(), 0, str, text, "")


def _shown(words: list[str], others: int, meant: Callable[[str], str], markup: str, lower: str) -> Visible:
    """Put together what is visible: own *words*, the number of *others*."""
    sample = " ".join(words[:_SKETCHED_WORDS])
    beginning = meant(" ".join(words[:_BEGINNING_WORDS])[: 2 * _BEGINNING])[:_BEGINNING]
    # Where words are not parted by spaces, two characters count as one.
    unspaced = share_of_unspaced(sample)
    own = max(len(words), int(unspaced * len(" ".join(words)) / 2)) if unspaced else len(words)
    return Visible(own + others, own, beginning, sketch(sample), markup, lower)


def _start_of_body(lower: str) -> int:
    """Return where the visible part begins: behind the tag of the body, the head, or at least the title."""
    for mark in ("<body", "</head", "</title"):
        place = lower.find(mark)
        if place >= 0:
            return lower.find(">", place) + 1 or len(lower)
    return 0


def _parted(lower: str, begin: int) -> tuple[list[slice], list[slice]]:
    """Part the page's own content from its menus, footers and asides; one that is not closed is content."""
    own: list[slice] = []
    beside: list[slice] = []
    for _ in range(_MOST_BESIDE):
        opening = _BESIDE.search(lower, begin)
        end = lower.find(f"</{opening[1]}", opening.end()) if opening else -1
        if opening is None or end < 0:
            break
        own.append(slice(begin, opening.start()))
        beside.append(slice(opening.start(), end))
        begin = end
    return [*own, slice(begin, None)], beside
