"""What a person should do about an endnote: the order of the work, and the order of a report."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from citecheck.models import Severity
from citecheck.safe import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citecheck.models import Entry, Finding


class Action(StrEnum):
    """One kind of work; the order is that in which it is best done, the surest first."""

    REPLACE = "cite the archived copy"
    ADDRESS = "update the address"
    DATE = "correct the date"
    NOTE = "put the note in order"
    KEEP = "have the page archived"
    LOOK = "look by hand"
    LATER = "check again later"


_ORDER = {action: number for number, action in enumerate(Action)}
_GONE = frozenset({"L101", "L102", "L103"})
_BY_CODE = {"L104": Action.ADDRESS, "L106": Action.LATER, "A104": Action.KEEP}
_BY_FAMILY = {"D": Action.DATE, "U": Action.ADDRESS, "L": Action.LOOK, "A": Action.LOOK}
# A page that has moved is a remark, because it is still found; but it is mended as long as it is.
_MOVED = "L104"


def action_for(finding: Finding) -> Action:
    """Return what is to be done about *finding*; a page that is gone is replaced where a copy is offered."""
    code = finding.rule.code
    if code in _GONE and finding.suggestion is not None:
        return Action.REPLACE
    return _BY_CODE.get(code) or _BY_FAMILY.get(code[0], Action.NOTE)


def needs_a_person(entry: Entry) -> bool:
    """Tell whether something is wrong that somebody should mend."""
    return any(map(_is_work, entry.findings))


def by_action(entries: Iterable[Entry]) -> Iterator[tuple[Action, list[Entry]]]:
    """Give what is to be done with the endnotes of *entries* that need it, each once, the worst first.

    An endnote stands under what its worst finding asks for, and what mends errors comes first.
    """
    groups: dict[Action, list[Entry]] = {}
    for entry in sorted(filter(needs_a_person, entries), key=worst_first):
        groups.setdefault(_action_of(entry), []).append(entry)
    for action in sorted(groups, key=lambda action: (worst_first(groups[action][0])[0], _ORDER[action])):
        yield action, groups[action]


def worst_first(entry: Entry) -> tuple[int, int, int]:
    """Order endnotes by their worst finding, then by how many such there are, then as in the document."""
    severities = [finding.rule.severity for finding in entry.findings]
    worst = max(severities)
    return -worst, -severities.count(worst), entry.citation.span.start


def rank(finding: Finding) -> tuple[int, int, int, str]:
    """Order the findings of one endnote: worst first, then by what is to be done, then as in the text."""
    action = _ORDER[action_for(finding)]
    return -finding.rule.severity, action, finding.span.start, finding.rule.code


def name(entry: Entry) -> str:
    """Return what a person calls the source: its authors and title, else the text of the note."""
    citation = entry.citation
    parts = [", ".join(author.name for author in citation.authors), citation.title or ""]
    return shown(", ".join(filter(None, parts)) if citation.title else citation.text)


def _is_work(finding: Finding) -> bool:
    """Tell whether *finding* asks somebody to do something."""
    return finding.rule.severity >= Severity.WARNING or finding.rule.code == _MOVED


def _action_of(entry: Entry) -> Action:
    """Return what the worst finding of *entry* asks for."""
    return action_for(min(filter(_is_work, entry.findings), key=rank))
