"""Verdicts by the status of an answer, those outside the 200 range."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.models import Judgement, Sign, Verdict
from citecheck.titles import words
from citecheck.verdict import siblings
from citecheck.verdict.seen import BARRIERS, GONE
from citecheck.verdict.wording import answers, shows

if TYPE_CHECKING:
    from citecheck.models import Mark
    from citecheck.verdict.seen import Seen

GONE_FOR = {404: "not found", 410: "gone for good"}

# Who may see the page is asked for, or how often: that it is there or not is not said. 999 is LinkedIn's word
# to programs (gjtorikian/html-proofer #215); 451: unavailable for legal reasons.
REFUSALS = (401, 402, 403, 407, 429, 451, 999)
# Refusals of this request, from which nothing follows for a reader's.
_OF_THIS_REQUEST = (400, 405, 406, 412, 416, 417, 418, 421, 423, 426, 428, 431)
_REDIRECTS = range(300, 400)

# What a shield says in the place of a 404; a box to log in stands on error pages too.
_SHIELDS = (Sign.WITHHELD, Sign.CAPTCHA, Sign.CHALLENGE, Sign.REFUSED)
# Names of error pages that say no more than that something went wrong, which may pass.
_ANY_ERROR = re.compile(
    r"(?:http )?error(?: page)?|oops|fehler(?:seite)?|(?:page d )?erreur|(?:pagina di )?errore|"
    r"pagina de error|(?:pagina de )?erro|fout(?:melding)?|błąd|(?:страница )?ошибк[аи]"
)
# Below so many words a page that bears a short title ("UNICEF") is its site's error page.
_FULL_TEXT = 50


def of_absence(seen: Seen) -> Judgement:
    """Judge a 404 or 410, which says nothing if a shield sends it, and is wrong if the page is there."""
    facts = seen.facts
    says = answers(facts)
    barrier = seen.mark_of(_SHIELDS) or seen.mark_of(BARRIERS, ("title", "heading")) or _demand(seen)
    withheld, is_gone = seen.mark_of((Sign.WITHHELD,)), _says_gone(seen)
    if barrier is not None and (withheld or not is_gone):
        return Judgement(Verdict.BLOCKED, f"{says}, but {shows(barrier)}")
    if is_readable(seen) and not siblings.is_absent_as_well(seen):
        return Judgement(Verdict.LIVE, f"{says}, but sends the page with the cited title")
    found = None if is_gone else _of_what_may_pass(seen)
    return found or Judgement(Verdict.DEAD, f"{says} ({GONE_FOR[facts.status]})")


def _says_gone(seen: Seen) -> bool:
    """Tell whether the page says itself that it is not there, and not only that there was an error."""
    gone = (" ".join(words(each.text)) for each in seen.marks if each.sign in GONE)
    return any(_ANY_ERROR.fullmatch(said) is None for said in gone)


def _demand(seen: Seen) -> Mark | None:
    """Return the sentence that asks the reader to log in; a form for it stands on error pages too."""
    return seen.mark_of((Sign.LOGIN,), ("text",))


def _of_what_may_pass(seen: Seen) -> Judgement | None:
    """Judge a page that comes as absent and says of itself that it stands for another one."""
    says = answers(seen.facts)
    outage, empty = seen.mark_of((Sign.OUTAGE,)), seen.mark_of((Sign.EMPTY,))
    if outage is not None:
        return Judgement(Verdict.UNREACHABLE, f"{says}, but {shows(outage)}, which may pass")
    if empty is not None:
        # Applications on simple hosts come with 404 at each address but one, and a script shows the page.
        return Judgement(
            Verdict.BLOCKED, f"{says}, but {shows(empty)}: only a browser can tell what it shows"
        )
    return None


def of_other(seen: Seen) -> Judgement:
    """Judge what is neither success nor absence."""
    status, says = seen.facts.status, answers(seen.facts)
    if status in REFUSALS:
        return Judgement(Verdict.BLOCKED, f"{says}: the server will not say")
    if is_readable(seen):
        return Judgement(Verdict.LIVE, f"{says}, but sends the page with the cited title")
    barrier = seen.mark_of(_SHIELDS) or seen.mark_of(BARRIERS, ("title", "heading"))
    if barrier is not None:
        return Judgement(Verdict.BLOCKED, f"{says}, but {shows(barrier)}")
    if status in _OF_THIS_REQUEST:
        return Judgement(Verdict.BLOCKED, f"{says}: the server will not say")
    if status in _REDIRECTS:
        return Judgement(Verdict.UNREACHABLE, f"{says}, which leads nowhere")
    return Judgement(Verdict.UNREACHABLE, f"{says}, which may pass")


def is_readable(seen: Seen) -> bool:
    """Tell whether a reader finds the cited page, whatever its status: browsers show what is sent."""
    if not seen.same or seen.contradicted or seen.mark_of((*BARRIERS, Sign.OUTAGE)) is not None:
        return False
    return seen.surely or seen.facts.words is None or seen.facts.words >= _FULL_TEXT
