"""A page beside its citation: whether it names the cited work, and which of its signs are to be believed.

A page that bears the cited title is the cited page, whatever else it holds: a work about error pages is not
an error page, an abstract has a box to log in, a report has a banner about cookies. But error pages repeat
the name of what they do not have, and so do forms to log in. So of a page that names the work are believed

- what its own title says beside the cited one ("Page not found: Report"),
- what its headings say is not there, where the title is named elsewhere than in the page's own title,
- what else it says, where there is next to nothing on the page beside it, or where the citation's title is
  too short to name one work: a domain's name is the title of its parked page too;

and never a sign that the cited title itself shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from citecheck.models import Answer, Citation, Mark, Sign
from citecheck.phrases import in_title, is_about
from citecheck.titles import match, says_enough, segments, words

# A form to log in has about thirty words, the shortest note of an agency has more.
_NEXT_TO_NOTHING = 40
# Walls have few words. A heading over a box beside a text ("Subscribe", "Log in") is no wall.
_FEW = 150

_PLACES = ("title", "heading", "text", "form", "script", "header")
# What stands before a page, and what stands in its place, in the order in which they are believed where both
# stand in one place: a page that says "not found, or log in to see it" may be there.
BARRIERS = (Sign.WITHHELD, Sign.CAPTCHA, Sign.CHALLENGE, Sign.REFUSED, Sign.LOGIN, Sign.CONSENT)
GONE = (Sign.PARKED, Sign.ERROR)
_ORDER = (*BARRIERS, *GONE, Sign.OUTAGE, Sign.PAYWALL, Sign.EMPTY)
# Signs under which a page may be the cited one all the same.
_HARMLESS = (Sign.PAYWALL, Sign.EMPTY)
_OF_BOXES = (Sign.LOGIN, Sign.CONSENT, Sign.PAYWALL, Sign.OUTAGE, Sign.EMPTY)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of a page.

    *titles* are all the names that it has but those of the publisher. *same* tells whether one of them names
    the cited work, *surely* whether the cited title says enough to name one work. *marks* are those to be
    believed, the strongest first; *contradicted* tells that a page of the cited title also says, not to be
    believed by itself, that something is not there.
    """

    facts: Answer
    citation: Citation
    url: str
    titles: tuple[str, ...]
    same: bool | None
    surely: bool
    marks: tuple[Mark, ...]
    contradicted: bool = False

    @property
    def by_title(self) -> bool:
        """Whether the page's own title names the cited work."""
        return _is_named(self.facts.title, self.citation.title)

    def mark_of(self, signs: tuple[Sign, ...], places: tuple[str, ...] = _PLACES) -> Mark | None:
        """Return the strongest mark with one of *signs* in one of *places*."""
        return next((mark for mark in self.marks if mark.sign in signs and mark.place in places), None)


@lru_cache(maxsize=1)
def look(facts: Answer, citation: Citation, url: str) -> Seen:
    """Put what *facts* tell of a page beside its *citation*.

    The last is kept: a page is looked at for doubts, and if there are none at once for the verdict.
    """
    cited = citation.title or ""
    titles = _titles(facts, citation)
    same = match(cited, titles) if cited else None
    surely = says_enough(cited)
    shown = _shown(facts, cited) if same else _all_marks(facts)
    marks = tuple(mark for mark in shown if _counts(mark, facts, cited, surely=surely)) if same else shown
    ordered = sorted(
        marks, key=lambda mark: (mark.sign in _HARMLESS, _rank(mark.place), _ORDER.index(mark.sign))
    )
    return Seen(
        facts, citation, url, titles, same, surely, tuple(ordered), any(mark.sign in GONE for mark in shown)
    )


def _is_named(title: str | None, cited: str | None) -> bool:
    """Tell whether *title* names the work *cited*."""
    return bool(title and cited) and match(cited or "", [title or ""]) is True


def _titles(facts: Answer, citation: Citation) -> tuple[str, ...]:
    """Return everything that the page calls itself, without names of the publisher that stand alone."""
    known = (*(author.name for author in citation.authors), citation.container or "")
    names = {words(name) for name in known} - {(), words(citation.title or "")}
    found = (title for title in (facts.title, *facts.signals) if title)
    return tuple(title for title in dict.fromkeys(found) if words(title) not in names)


def _all_marks(facts: Answer) -> tuple[Mark, ...]:
    """Return the marks of a page, but for words that a page about such pages quotes.

    What its title says is read here too, because phrases are learned.
    """
    marks = tuple(dict.fromkeys((*in_title(facts.title or ""), *facts.marks)))
    if not marks:
        return ()
    quotes = is_about(facts.title or "") if any(mark.place == "text" for mark in marks) else frozenset()
    return tuple(
        mark
        for mark in marks
        if not (mark.place == "text" and mark.sign in quotes) and not _is_of_box(mark, facts.words)
    )


def _is_of_box(mark: Mark, words: int | None) -> bool:
    """Tell whether a heading, or a title that only asks for patience, stands over a page with a text."""
    if words is None:
        return False
    if mark.place == "heading":
        return mark.sign in _OF_BOXES and words >= _FEW
    return mark.place == "title" and mark.sign is Sign.EMPTY and words >= _NEXT_TO_NOTHING


def _shown(facts: Answer, cited: str) -> tuple[Mark, ...]:
    """Return the marks of a page that names the work *cited*, but for signs that the cited title shows."""
    marks = (*_all_marks(facts), *_beside(facts.title or ""))
    if not marks:
        return ()
    own = _signs_of(cited)
    return tuple(mark for mark in dict.fromkeys(marks) if mark.sign not in own and mark.sign not in _HARMLESS)


def _counts(mark: Mark, facts: Answer, cited: str, *, surely: bool) -> bool:
    """Tell whether a mark is believed of a page that names the work *cited*."""
    little = facts.words is not None and facts.words < _NEXT_TO_NOTHING
    if mark.place == "title" or little or not surely:
        return True
    return _heads(mark) and not _is_named(facts.title, cited)


def _heads(mark: Mark) -> bool:
    """Tell whether a heading says that something is not there."""
    return mark.place == "heading" and mark.sign in GONE


def _signs_of(title: str) -> frozenset[Sign]:
    """Return the signs that a *title* or a part of it shows."""
    return frozenset(mark.sign for part in (title, *segments(title)) for mark in in_title(part))


def _beside(title: str) -> tuple[Mark, ...]:
    """Return the signs that parts of *title* show by themselves: "Not found: A report with a long title"."""
    return tuple(Mark(mark.sign, "title", title[:120]) for part in segments(title) for mark in in_title(part))


def _rank(place: str) -> int:
    """Return the rank of a place; of unknown places the last."""
    return _PLACES.index(place) if place in _PLACES else len(_PLACES)
