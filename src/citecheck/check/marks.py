"""Which kind of page a page is: an error page, a parked domain, or something that stands before the page.

A page is such a page only where that is what it shows. A long article may hold a login box, a form with a
captcha, or the words "page not found"; so signs count by the words that stand beside them, menus and footers
not counted. Of a page that was not read to its end only what it says at its beginning counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from citecheck.check import shields
from citecheck.check.folding import squeezed
from citecheck.check.markup import Markup
from citecheck.check.visible import Visible, without_tags
from citecheck.models import Mark, Sign
from citecheck.phrases import in_text, in_title

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator


LONGEST_EVIDENCE = 120
_MOST_HEADINGS = 3
_SEARCHED = 64 * 1024

# The most words of a page whose text says what it is. Error pages suggest other pages to read, and list the
# newest; a notice about cookies stands on every short page, so that a wall must be shorter.
_MOST_WORDS = {
    Sign.ERROR: 500,
    Sign.PARKED: shields.FEW_OF_PARKED,
    Sign.LOGIN: shields.FEW,
    Sign.CONSENT: 250,
    Sign.CAPTCHA: shields.FEW,
    Sign.CHALLENGE: shields.FEW,
    Sign.PAYWALL: 500,
    Sign.EMPTY: 30,
    Sign.REFUSED: shields.FEW,
    Sign.WITHHELD: shields.FEW,
    Sign.OUTAGE: shields.FEW,
}
_MOST_WORDS_BELOW_HEADING = 500
# What a page says before anything else. Beside a login box, the page may go on where reading stopped.
_SAID_AT_ONCE = frozenset({Sign.ERROR, Sign.PARKED})
_NEXT_TO_NOTHING = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """What is known of a page when its marks are told; *whole* tells that it was read to its end.

    *lower* is the *page* in lower case.
    """

    title: str | None
    headings: Sequence[str]
    visible: Visible
    markup: Markup
    page: str
    lower: str
    whole: bool


def marks_of(shown: Shown) -> tuple[Mark, ...]:
    """Return the marks of a page, each sign once for each place, those of the title first."""
    found = [*_of_title(shown), *_of_headings(shown), *_of_text(shown.visible)]
    if shown.whole:
        found += _of_structure(shown)
    else:
        found = [mark for mark in found if mark.place == "title" or mark.sign in _SAID_AT_ONCE]
    first: dict[tuple[Sign, str], Mark] = {}
    for mark in found:
        first.setdefault((mark.sign, mark.place), mark)
    return tuple(first.values())


def marks_of_text(first_line: str, visible: Visible, *, whole: bool) -> tuple[Mark, ...]:
    """Return the marks of a plain text."""
    said = (
        [replace(mark, place="text") for mark in in_title(first_line)] if visible.own <= shields.FEW else []
    )
    found = {mark.sign: mark for mark in (*_of_text(visible), *said)}
    return tuple(mark for mark in found.values() if whole or mark.sign in _SAID_AT_ONCE)


def _of_title(shown: Shown) -> tuple[Mark, ...]:
    """Return what the title says."""
    return in_title(shown.title) if shown.title else ()


def _of_headings(shown: Shown) -> Iterator[Mark]:
    """Give what the highest headings say, where there is little below them."""
    if shown.visible.own <= _MOST_WORDS_BELOW_HEADING:
        for heading in shown.headings[:_MOST_HEADINGS]:
            yield from (replace(mark, place="heading") for mark in in_title(heading))


def _of_text(visible: Visible) -> Iterator[Mark]:
    """Give what the beginning of the text says."""
    if visible.own <= max(_MOST_WORDS.values()):
        yield from (mark for mark in in_text(visible.beginning) if visible.own <= _MOST_WORDS[mark.sign])


def _of_structure(shown: Shown) -> Iterator[Mark]:
    """Give what forms, scripts and hosts show on pages of few words."""
    visible = shown.visible
    if visible.own <= shields.FEW_OF_CONSENT:
        yield from _of_consent(shown)
    if visible.own <= shields.FEW_OF_PARKED:
        yield from _of_pieces(shown)
        for script in shown.markup.scripts[:_MOST_HEADINGS]:
            yield from _found(shields.LANDER, script[:_SEARCHED], Sign.PARKED, "script")
    if visible.own <= shields.FEW and "<input" in visible.lower:
        yield from _found(shields.PASSWORD, visible.markup, Sign.LOGIN, "form")
        yield from _found(shields.SAML, visible.markup, Sign.LOGIN, "form")
    yield from _of_emptiness(shown)


def _of_consent(shown: Shown) -> Iterator[Mark]:
    """Give the sign of a page that asks for consent in the place of another."""
    lower = shown.lower[:_SEARCHED]
    if any(piece in lower for piece in shields.OF_CONSENT):
        yield from _found(shields.CONSENT, shown.page[:_SEARCHED], Sign.CONSENT, "form")


def _of_pieces(shown: Shown) -> Iterator[Mark]:
    """Give the rows of the table whose piece stands on the page."""
    lower, own = shown.lower[:_SEARCHED], shown.visible.own
    for piece, sign, most in shields.ROWS:
        if own <= most and piece in lower and not (sign is Sign.CAPTCHA and shields.WRITTEN.search(lower)):
            yield Mark(sign, "script", _quoted(shown.page, lower.find(piece), len(piece)))


def _of_emptiness(shown: Shown) -> Iterator[Mark]:
    """Give the sign of a page that shows nothing, or next to nothing, unless scripts run."""
    visible, markup = shown.visible, shown.markup
    if visible.words > _MOST_WORDS[Sign.EMPTY] or not markup.scripts:
        return
    said = (squeezed(without_tags(part)) for part in markup.noscript)
    demand = next((text for text in said if shields.SAYS_SCRIPTS.search(text)), None)
    if demand is not None:
        yield Mark(Sign.EMPTY, "text", demand[:LONGEST_EVIDENCE])
    elif visible.words <= _NEXT_TO_NOTHING and shields.MEDIA.search(visible.lower) is None:
        yield Mark(Sign.EMPTY, "script", squeezed(markup.scripts[0])[:LONGEST_EVIDENCE])


def _found(pattern: re.Pattern[str], text: str, sign: Sign, place: str) -> Iterator[Mark]:
    """Give the sign if *pattern* is in *text*."""
    found = pattern.search(text)
    if found is not None:
        yield Mark(sign, place, _quoted(text, found.start(), len(found[0])))


def _quoted(text: str, place: int, length: int) -> str:
    """Return the evidence that begins at *place*, with a little before and behind it."""
    return squeezed(text[max(0, place - 20) : place + max(length, 80)])[:LONGEST_EVIDENCE]
