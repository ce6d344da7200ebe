"""What makes a finding the same one in the next run: a short digest that survives edits elsewhere.

Lines, note numbers and the words of the message change while the fault stays, so none of them counts: the
rule, the words that stand at the place, and the source that is cited do. Two equal findings of one document
are told apart by their order.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.models import Citation, Finding, Report

_LONGEST = 200  # characters of a note that name its source; a remark added at its end changes nothing


def fingerprints(report: Report) -> Iterator[tuple[str, Finding, Citation | None]]:
    """Give each finding of *report*, its fingerprint (32 hex digits) before it, its citation after it."""
    seen: Counter[str] = Counter()
    for finding in report.findings:
        yield _numbered(_digest(report, finding, ""), seen), finding, None
    for entry in report.entries:
        source = _source(entry.citation)
        for finding in entry.findings:
            yield _numbered(_digest(report, finding, source), seen), finding, entry.citation


def _source(citation: Citation) -> str:
    """Return what names the source of *citation*: its first address, else its words."""
    return citation.urls[0].url if citation.urls else _folded(citation.text)


def _digest(report: Report, finding: Finding, source: str) -> str:
    """Return the digest of what a finding is about."""
    place = _folded(report.document.text[finding.span.start : finding.span.end])
    words = f"{finding.rule.code}\0{place}\0{source}"
    return sha256(words.encode("utf-8", "replace")).hexdigest()[:32]


def _numbered(digest: str, seen: Counter[str]) -> str:
    """Return *digest*, or another one made of it where it was *seen* before."""
    seen[digest] += 1
    if seen[digest] == 1:
        return digest
    return sha256(f"{digest}\0{seen[digest]}".encode()).hexdigest()[:32]


def _folded(text: str) -> str:
    """Return the words of *text* in lower case, bounded."""
    return " ".join(text[: 4 * _LONGEST].casefold().split())[:_LONGEST]
