"""Find what notes mean that cite no source of their own: `ibid.`, `op. cit.`, `see note 12`."""

from __future__ import annotations

import re
from dataclasses import replace

from citecheck.models import BackReference, Citation, Span

_SAME = re.compile(
    r"\s*(?:see\s+|cf\.?\s+)?(?P<phrase>ibid(?:em)?\b\.?|id(?:em)?\.|ebd\.|ebenda\b|ib[ií]d\.|там же\b)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\b(?:see|supra|above|siehe|vgl\.|voir|véase|ver|vedi|zie|см\.)\s+(?:also\s+|auch\s+|aussi\s+|supra\s+|above\s+)?"
    r"(?P<phrase>(?:end\s?note|foot\s?note|note|nn?\.|fn\.|fußnote|anm(?:erkung)?\.?|nota|noot|примеч(?:ание|\.)|сноск[ау])"
    r"\s+(?P<number>\d{1,4}))\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"(?P<phrase>\b(?:op\.\s?cit|loc\.\s?cit|a\.\s?a\.\s?O|указ\.\s?соч)\.?)", re.IGNORECASE
)
_NAME = re.compile(r"[^\W\d_][\w’'-]{2,}")


def with_references(citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """Return *citations*, those that mean another one with the number of the note they mean.

    A note with an address of its own cites a source, whatever else it says. `ibid.` means the note before it;
    `op. cit.` the last one before it that begins with the same name; `see note 12` the one of that number in
    its list. A number of None says that there is no such note.
    """
    found: list[Citation] = []
    by_name: dict[tuple[int, str], int] = {}
    numbers = {(citation.series, citation.number) for citation in citations}
    for citation in citations:
        before = found[-1] if found and found[-1].series == citation.series else None
        meant = None if citation.urls else _meant(citation, before, by_name, numbers)
        found.append(replace(citation, refers_to=meant) if meant else citation)
        if meant is None and (name := _first_name(citation)):
            by_name[citation.series, name] = citation.number
    return tuple(found)


def _meant(
    citation: Citation,
    before: Citation | None,
    by_name: dict[tuple[int, str], int],
    numbers: set[tuple[int, int]],
) -> BackReference | None:
    """Return what *citation* means, if it means another note."""
    if match := _SAME.match(citation.text):
        return BackReference(_span(citation, match), _resolved(before) if before else None)
    if match := _NUMBERED.search(citation.text):
        number = int(match["number"])
        known = (citation.series, number) in numbers and number != citation.number
        return BackReference(_span(citation, match), number if known else None)
    if match := _EARLIER.search(citation.text):
        name = _first_name(citation)
        return BackReference(_span(citation, match), by_name.get((citation.series, name)) if name else None)
    return None


def _resolved(before: Citation) -> int | None:
    """Return the note that `ibid.` behind *before* means: what that one means, if it means another."""
    return before.number if before.refers_to is None else before.refers_to.number


def _first_name(citation: Citation) -> str | None:
    """Return the first word of a note, by which `op. cit.` names it."""
    match = _NAME.search(citation.text)
    return match.group().lower() if match else None


def _span(citation: Citation, match: re.Match[str]) -> Span:
    """Return where the phrase stands in the document."""
    return Span(*match.span("phrase")).moved(citation.span.start)
