"""What changed between two checks of the same documents: what broke, what healed, what is found anew.

Links are compared by document and address, findings by document, rule and source: lines, note numbers and the
words of a message change while the fault stays. Documents that only one of the two checks holds are named,
not compared.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citecheck.models import Verdict
from citecheck.shapes import Checked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.shapes import Batch, CheckedCitation, WrittenFinding

_GONE = frozenset({Verdict.DEAD, Verdict.SOFT_404, Verdict.CHANGED, Verdict.UNREACHABLE})


@dataclass(frozen=True, slots=True)
class Turn:
    """A link whose verdict changed."""

    document: str
    note: int
    url: str
    old: Verdict
    new: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """A finding that only one of the two checks has; *note* is None for one of the document."""

    document: str
    note: int | None
    code: str
    severity: str
    message: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed; *broken* links were there and are not, *healed* ones the other way round."""

    broken: tuple[Turn, ...] = ()
    healed: tuple[Turn, ...] = ()
    turned: tuple[Turn, ...] = ()
    appeared: tuple[Found, ...] = ()
    vanished: tuple[Found, ...] = ()
    only_old: tuple[str, ...] = ()
    only_new: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything changed."""
        return self != Difference()


def difference(old: Checked | Batch, new: Checked | Batch) -> Difference:
    """Return what changed from *old* to *new*."""
    before, after = _documents(old), _documents(new)
    both = [name for name in after if name in before]
    turns = [turn for name in both for turn in _turns(name, before[name], after[name])]
    broken = tuple(turn for turn in turns if turn.old.is_there and turn.new in _GONE)
    healed = tuple(turn for turn in turns if turn.old in _GONE and turn.new.is_there)
    return Difference(
        broken=broken,
        healed=healed,
        turned=tuple(turn for turn in turns if turn not in broken and turn not in healed),
        appeared=tuple(each for name in both for each in _only(name, after[name], before[name])),
        vanished=tuple(each for name in both for each in _only(name, before[name], after[name])),
        only_old=tuple(name for name in before if name not in after),
        only_new=tuple(name for name in after if name not in before),
    )


def _documents(check: Checked | Batch) -> dict[str, Checked]:
    """Return the documents of *check* by name."""
    reports = (check,) if isinstance(check, Checked) else check.reports
    return {report.document.source: report for report in reports}


def _turns(name: str, old: Checked, new: Checked) -> Iterator[Turn]:
    """Give the links of one document whose verdict changed, each once."""
    before = {url: verdict for _, url, verdict, _ in _links(old)}
    seen: set[str] = set()
    for note, url, verdict, reason in _links(new):
        if url in before and url not in seen and before[url] != verdict:
            yield Turn(name, note, url, before[url], verdict, reason)
        seen.add(url)


def _links(check: Checked) -> Iterator[tuple[int, str, Verdict, str]]:
    """Give note, address, verdict and reason of the links that were judged."""
    for citation in check.citations:
        for cited in citation.urls:
            if cited.check is not None:
                yield citation.number, cited.url, cited.check.verdict, cited.check.reason


def _only(name: str, one: Checked, other: Checked) -> Iterator[Found]:
    """Give the findings of *one* that *other* does not have, counted."""
    left = Counter(key for key, _, _ in _findings(other))
    for key, note, finding in _findings(one):
        if left[key]:
            left[key] -= 1
        else:
            yield Found(name, note, finding.code, finding.severity, finding.message)


def _findings(check: Checked) -> Iterator[tuple[tuple[str, str], int | None, WrittenFinding]]:
    """Give the findings of a check that nobody waived, with what makes each the same in another check."""
    for finding in check.document.findings:
        if finding.waived is None:
            yield (finding.code, ""), None, finding
    for citation in check.citations:
        source = _source(citation)
        for finding in citation.findings:
            if finding.waived is None:
                yield (finding.code, source), citation.number, finding


def _source(citation: CheckedCitation) -> str:
    """Return what names the source of *citation*: its first address, else its words."""
    return citation.urls[0].url if citation.urls else " ".join(citation.text.casefold().split())
