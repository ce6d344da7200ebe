"""Verdicts on a page that was sent with success: the cited one, another, none, or a barrier before it.

What the page says comes first, because it is what a reader sees; then where a redirect led; then what a
made-up address beside it shows; then whether its names are those of another source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.models import Judgement, Sign, Verdict
from citecheck.verdict import addresses, siblings
from citecheck.verdict.changes import change_of
from citecheck.verdict.moves import moved_or_live
from citecheck.verdict.seen import BARRIERS, GONE
from citecheck.verdict.wording import answers, short, shows

if TYPE_CHECKING:
    from collections.abc import Callable

    from citecheck.models import Answer, Mark
    from citecheck.verdict.seen import Seen

# 202 says that something was accepted and is not done (RFC 9110, 15.3.3); shields send it with nothing.
_ACCEPTED = 202
_BY_ITSELF = range(200, 300)

# Where redirects lead, the strongest evidence first.
_WAYS = (
    (addresses.leads_to_barrier, Verdict.BLOCKED, "a page to log in or to be let through"),
    (addresses.leads_to_parking, Verdict.SOFT_404, "where domains are parked"),
    (addresses.leads_to_error_page, Verdict.SOFT_404, "an error page"),
    (addresses.leads_to_search, Verdict.SOFT_404, "the site's search"),
    (addresses.leads_home, Verdict.SOFT_404, "the home page"),
    (addresses.leads_above, Verdict.SOFT_404, "a directory above the page"),
)

_EVERYWHERE = "any made-up address beside it shows the same page"
_EVERYWHERE_TITLED = f"{_EVERYWHERE}, the cited title included"


def of_page(seen: Seen) -> Judgement:
    """Judge a page that was sent with a status of the 200 range."""
    if seen.same:
        tests: tuple[Callable[[Seen], Judgement | None], ...] = (_of_signs, _of_weak_title)
    else:
        tests = (_of_signs, _of_way, _of_emptiness, _of_sibling, _of_change, _of_nothing)
    for test in tests:
        judgement = test(seen)
        if judgement is not None:
            return judgement
    return moved_or_live(seen)


def _of_signs(seen: Seen) -> Judgement | None:
    """Judge by what the page says it is."""
    mark = (
        # "Not available", says the title, and the text: "in your country". Readers elsewhere have it.
        seen.mark_of((Sign.WITHHELD,))
        or seen.mark_of((*BARRIERS, *GONE, Sign.OUTAGE))
        or seen.mark_of((Sign.PAYWALL,), ("title", "heading"))
    )
    if mark is None:
        return None
    if mark.sign in GONE:
        verdict = Verdict.SOFT_404
    elif mark.sign is Sign.OUTAGE:
        # A page for the time of a maintenance or a fault says of itself that it may pass.
        verdict = Verdict.UNREACHABLE
    else:
        verdict = Verdict.BLOCKED
    return Judgement(verdict, f"{answers(seen.facts)}, but {shows(mark)}")


def _of_way(seen: Seen) -> Judgement | None:
    """Judge by where a redirect led."""
    for leads, verdict, whereto in _WAYS:
        if leads(seen.facts, seen.url):
            return Judgement(verdict, f"redirects to {whereto}, {short(seen.facts.final_url)}")
    return None


def _of_weak_title(seen: Seen) -> Judgement | None:
    """Judge a page that bears the cited title where others may bear it too.

    The headlines of a home page name works, and a title of one or two words ("UNICEF") is the name of a site,
    which its error pages bear.
    """
    if addresses.leads_home(seen.facts, seen.url) and seen.facts.title and not seen.by_title:
        return Judgement(Verdict.SOFT_404, f"redirects to the home page, {short(seen.facts.final_url)}")
    if (not seen.surely or seen.contradicted) and siblings.is_for_everybody(seen):
        return Judgement(Verdict.SOFT_404, f"{answers(seen.facts)}, but {_EVERYWHERE_TITLED}")
    return None


def _of_emptiness(seen: Seen) -> Judgement | None:
    """Judge a page that shows nothing to a program.

    Scripts may fill it with the cited text or with an error: a reader in a browser can tell, so the page is
    neither called fine nor lost. A page of no bytes at all is what a broken server leaves, which may pass.
    """
    facts = seen.facts
    mark = seen.mark_of((Sign.EMPTY,))
    if mark is not None:
        return _of_unfilled(facts, mark)
    nothing = not facts.words and not seen.titles and facts.fingerprint is None and facts.unread is None
    if facts.status == _ACCEPTED and nothing:
        return Judgement(Verdict.BLOCKED, f"{answers(facts)}, which promises a page and shows none")
    if facts.words == 0 and nothing:
        return Judgement(Verdict.UNREACHABLE, f"{answers(facts)}, but with an empty page, which may pass")
    return None


def _of_unfilled(facts: Answer, mark: Mark) -> Judgement:
    """Judge a page that scripts fill, or that only says that it leads on."""
    says = f"{answers(facts)}, but {shows(mark)}"
    if facts.hops and facts.hops[-1].status in _BY_ITSELF:
        return Judgement(Verdict.UNREACHABLE, f"{says}: it leads on without arriving")
    return Judgement(Verdict.BLOCKED, f"{says}: only a browser can tell what it shows")


def _of_sibling(seen: Seen) -> Judgement | None:
    """Judge by what a made-up address beside the page shows."""
    if not siblings.is_for_everybody(seen):
        return None
    if seen.facts.hops:
        where = short(seen.facts.final_url)
        return Judgement(Verdict.SOFT_404, f"redirects to {where}, but so does any made-up address beside it")
    return Judgement(Verdict.SOFT_404, f"{answers(seen.facts)}, but {_EVERYWHERE}")


def _of_change(seen: Seen) -> Judgement | None:
    """Judge by what speaks for another source."""
    change = change_of(seen)
    return None if change is None else Judgement(Verdict.CHANGED, f"{answers(seen.facts)}, but {change}")


def _of_nothing(seen: Seen) -> Judgement | None:
    """Judge a page that holds no word."""
    if seen.facts.words != 0 or seen.titles:
        return None
    return Judgement(Verdict.LIVE, f"{answers(seen.facts)}, with a page without words")
