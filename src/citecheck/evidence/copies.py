"""What is said of an archived copy."""

from __future__ import annotations

from citecheck.evidence.wording import day, distance
from citecheck.models import NoAnswer, NoSnapshot, NotChecked, Snapshot, SnapshotFacts


def copy_in_words(facts: SnapshotFacts) -> str:
    """Say what the archive holds; nothing where it was not asked."""
    match facts:
        case Snapshot():
            return snapshot_in_words(facts)
        case NoSnapshot():
            return "none: the archive was asked and holds no usable copy"
        case NoAnswer(reason=reason):
            return f"not known: the archive could not be asked ({reason}); run again later"
        case NotChecked():
            return ""


def is_citable(copy: Snapshot) -> bool:
    """Tell whether nothing speaks against citing *copy* in the stead of its page.

    It was seen to bear the cited title; or nobody looked, and the archive saw nothing between the access date
    and the copy that tells against it. One that was looked at and not seen is for a person to open.
    """
    return bool(copy.title_matches) or (
        copy.title_matches is None and copy.shows is None and copy.doubt is None
    )


def snapshot_in_words(found: Snapshot) -> str:
    """Say of which day a copy is and where, and what speaks for it and against it."""
    parts = [
        f"of {day(found.captured)}" + ("" if found.days is None else f", {distance(found.days)}"),
        f"at {found.archive}" if found.archive else "",
        _shown_in_words(found),
        "the same bytes before and after" if found.bracketed else "",
        found.doubt or "",
        f"captured as {found.form}" if found.form else "",
    ]
    return "; ".join(filter(None, parts))


def _shown_in_words(found: Snapshot) -> str:
    """Say what a look at the copy showed; nothing where nobody looked, or where that told nothing."""
    match found.title_matches, found.shows:
        case True, _:
            return "it bears the cited title"
        case False, None:
            return "its title is not the cited one"
        case False, str(shows):
            return f"it is not the cited page: {shows}"
        case _, shows:
            return shows or ""
