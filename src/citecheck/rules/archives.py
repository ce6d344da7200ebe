"""A: what the archives hold of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.evidence.cited_copies import cites_a_copy, original_of
from citecheck.evidence.wording import day as in_words
from citecheck.models import NoSnapshot, Severity, Snapshot
from citecheck.rules.rule import Message, rule
from citecheck.safe import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.evidence.neighbours import Neighbours
    from citecheck.models import Entry, Link

# A page seen within a year is mostly still the one the author saw; beyond that each copy needs a look.
_FAR = 365
_OK = 200


@rule("A101", "no-snapshot", Severity.WARNING)
def no_snapshot(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find sources of which no archive has a usable copy, and whose page is not there to be archived.

    Where the page is gone too, the source is lost, and this is an error: find it elsewhere, or cite another.
    A damaged URL of which the archive holds another form loses no source.

    Example:
        1. World Bank. Data. Accessed on 26 January 2012 from: http://data.example.org/russia.
           -> the page is dead: the server answers 404
           -> no copy is archived

    Instead:
        1. World Bank. Data. Accessed on 26 January 2012 from: http://data.example.org/russia.
           -> the page is dead: the server answers 404
           -> the nearest copy is of 2012-01-28
    """
    for link in _without_cited_copy(entry):
        if isinstance(link.snapshot, NoSnapshot) and not link.judgement.verdict.is_there:
            text, severity = _without_copy(link)
            yield Message(text, link.cited.span, severity)


@rule("A102", "snapshot-far", Severity.INFO)
def snapshot_far(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find archived copies made more than a year from the day on which the author read the page.

    The page may have changed in between; compare the copy with what the note says before citing it. Where the
    copies before and after that day hold the same bytes, the page has not changed, and any of them will do.

    Example:
        1. World Bank. Data. Accessed on 26 January 2012 from: http://data.example.org/russia.
           -> the nearest copy is of 2015-03-01

    Instead:
        1. World Bank. Data. Accessed on 26 January 2012 from: http://data.example.org/russia.
           -> the nearest copy is of 2012-01-28
    """
    for link in _without_cited_copy(entry):
        found = link.snapshot
        if not isinstance(found, Snapshot) or found.bracketed:
            continue
        if found.days is not None and abs(found.days) > _FAR:
            side = "after" if found.days > 0 else "before"
            text = (
                f"The nearest archived copy, of {in_words(found.captured.date())}, is {abs(found.days)} days "
                f"{side} the access date; compare it with the note."
            )
            yield Message(text, link.cited.span)


@rule("A103", "snapshot-unusable", Severity.WARNING)
def snapshot_unusable(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find sources of which the archive has only copies that show something else.

    Crawlers keep redirects and error pages too, and copies of whatever stood at the address later. The
    copies that are nearest to the day on which the author read the page were looked at, three at most; the
    best of them is named all the same, so that you can see for yourself.

    Example:
        1. World Bank. Data. Accessed on 26 January 2012 from: http://data.example.org/russia.
           -> 3 copies are archived, none usable

    Instead:
        1. World Bank. Data. Accessed on 26 January 2012 from: http://data.example.org/russia.
           -> the nearest copy is of 2012-01-28
    """
    for link in _without_cited_copy(entry):
        match link.snapshot:
            case NoSnapshot(unusable=count) if count:
                text = f"The archive holds only redirects and error pages of this address ({count})."
            case Snapshot(title_matches=False, shows=str(shows)):
                text = f"The archived copy does not show the cited source: {shown(shows)}."
            case Snapshot(title_matches=False):
                text = (
                    "The archived copy has another title than the cited source; look at it before citing it."
                )
            case Snapshot(status=status, title_matches=None) if status is not None and status != _OK:
                text = f"The archived copy is an answer with status {status}, not the page."
            case _:
                continue
        yield Message(text, link.cited.span)


@rule("A104", "never-archived", Severity.WARNING)
def never_archived(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find pages that are live and of which no copy exists anywhere.

    When the page goes, the source goes. `citecheck archive` asks the Internet Archive to keep a copy.

    Example:
        1. World Bank. Data. Accessed on 26 January 2012 from: http://data.example.org/russia.
           -> the page is live: the server answers 200
           -> no copy is archived

    Instead:
        1. World Bank. Data. Accessed on 26 January 2012 from: http://data.example.org/russia.
           -> the page is live: the server answers 200
           -> the nearest copy is of 2012-01-28
    """
    for link in _without_cited_copy(entry):
        if link.snapshot == NoSnapshot() and link.judgement.verdict.is_there:
            text = "The page is there, and no copy of it is archived; `citecheck archive` asks for one."
            yield Message(text, link.cited.span)


def _without_cited_copy(entry: Entry) -> Iterator[Link]:
    """Give the links of *entry* for which the note gives no archived copy, and that are none themselves."""
    return (
        link
        for link in entry.links
        if original_of(link.cited.url) is None and not cites_a_copy(entry.citation, link.cited.url)
    )


def _without_copy(link: Link) -> tuple[str, Severity | None]:
    """Say what it means that nothing is archived at the address of *link*, and how bad that is."""
    if link.forms:
        return "Nothing is archived of the URL as it is printed, but of another form of it.", None
    if link.judgement.verdict.is_gone:
        lost = "The page is gone and no usable copy is archived: the source is lost; look for it elsewhere."
        return lost, Severity.ERROR
    return "No usable copy of the page is archived; keep one if you can open it.", None
