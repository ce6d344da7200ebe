"""What an archived copy of the cited page settles about the page that answers now.

The author of the note read what the copy shows. So a page with the copy's text is the cited one, whatever it
is called and wherever it stands; and a page that has neither the title nor the text of a copy which bears the
cited title is another. How alike two texts are is estimated from samples (`citecheck.sketches`), so only what
is the same or wholly different counts; and of what is absent, barred or silent a copy says nothing.
"""

from __future__ import annotations

from dataclasses import replace

from citecheck.models import Answer, Citation, Judgement, Verdict
from citecheck.sketches import alike
from citecheck.titles import match, says_enough
from citecheck.verdict import siblings
from citecheck.verdict.moves import moved_or_live
from citecheck.verdict.seen import BARRIERS, GONE, Seen, look
from citecheck.verdict.wording import answers, quoted

# As of made-up addresses (`siblings`): from here on two texts are one with another date or number in it, and
# under one title they are one text before and after a site was rebuilt. Samples of 64 err by 0.06 at most.
_ALIKE = 0.8
_ALIKE_UNDER_ONE_TITLE = 0.5
# What two pages of one site share, menus and footers, makes more than this.
_NOTHING_IN_COMMON = 0.05
# Below so many words a page is a note or a menu, of which another day shows another.
_A_TEXT = 40


def settle(found: Judgement, seen: Seen, copy: Answer) -> Judgement:
    """Return *found*, the verdict on the page *seen*, or what *copy* makes of it.

    *copy* is what the author of the note is taken to have seen. It turns `changed` and `soft-404` into
    `moved` or `live`, and these into `changed`; it never makes a page dead.
    """
    match found.verdict:
        case Verdict.CHANGED | Verdict.SOFT_404 if _can_be_the_page(seen, copy):
            shared = _in_common(seen.facts, copy)
            if shared is None:
                return found
            there = moved_or_live(seen)
            return replace(there, reason=f"{there.reason}, and {shared} that of the archived copy")
        case Verdict.LIVE | Verdict.MOVED if _is_another(seen, copy):
            own = f"its title {quoted(seen.facts.title or seen.titles[0])}"
            nothing = f"neither {own} nor its text has anything in common with the archived copy"
            says = f"{answers(seen.facts)}, but {nothing}, which bears the cited title"
            return Judgement(Verdict.CHANGED, says)
    return found


def bears_title(copy: Answer, citation: Citation, url: str) -> bool:
    """Tell whether *copy*, of the page at *url*, surely names the cited work and says nothing against it."""
    seen = look(copy, citation, url)
    return bool(seen.same) and seen.surely and seen.mark_of((*GONE, *BARRIERS)) is None


def _can_be_the_page(seen: Seen, copy: Answer) -> bool:
    """Tell whether the page could be the cited one if it looks like the copy.

    Not where it says itself that what is asked for is not there. Where every made-up address shows the same,
    the archive may have come for nothing too, unless it found the cited title.
    """
    if seen.mark_of((*GONE, *BARRIERS)) is not None:
        return False
    return not siblings.is_for_everybody(seen) or bears_title(copy, seen.citation, seen.url)


def _in_common(facts: Answer, copy: Answer) -> str | None:
    """Say what makes page and copy one source, as the subject of a sentence; None where nothing does."""
    if facts.fingerprint is not None and facts.fingerprint == copy.fingerprint:
        return "what it sends is byte for byte"
    same_title = match(copy.title, _titles(facts)) if copy.title else None
    sure = same_title is True and says_enough(copy.title or "")
    if not facts.sketch and not copy.sketch:
        # Files without a text of their own: a title is all that can be compared.
        return "its title is" if sure and facts.content_type == copy.content_type else None
    resemblance = alike(facts.sketch, copy.sketch)
    if resemblance >= _ALIKE and same_title is not False:
        return "its text is"
    return "its title and most of its text are" if sure and resemblance >= _ALIKE_UNDER_ONE_TITLE else None


def _is_another(seen: Seen, copy: Answer) -> bool:
    """Tell whether the page has nothing of a copy that bears the cited title, although both have a text."""
    facts = seen.facts
    if seen.same or not _has_text(facts) or not _has_text(copy):
        return False
    if alike(facts.sketch, copy.sketch) > _NOTHING_IN_COMMON or not seen.titles:
        return False
    known = (copy.title, seen.citation.title)
    differ = all(match(title, seen.titles) is False for title in known if title)
    return differ and bears_title(copy, seen.citation, seen.url)


def _titles(facts: Answer) -> tuple[str, ...]:
    """Return what a page calls itself."""
    return tuple(title for title in (facts.title, *facts.signals) if title)


def _has_text(facts: Answer) -> bool:
    """Tell whether there is a text to be compared."""
    return bool(facts.sketch) and facts.words is not None and facts.words >= _A_TEXT
