"""What the page shows of a document and of each endnote, as plain values whose texts are safe to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from citecheck.edits import edits_of
from citecheck.evidence.copies import copy_in_words
from citecheck.evidence.queries import has_credentials
from citecheck.models import Confidence, Finding, Snapshot
from citecheck.report.actions import action_for, name, needs_a_person, rank, worst_first
from citecheck.report.fates import fate
from citecheck.report.headline import found, headline
from citecheck.report.position import Positions, place_in_words
from citecheck.report.tally import tally
from citecheck.safe import encodable, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citecheck.models import Edit, Entry, Link, Report, Suggestion


@dataclass(frozen=True, slots=True)
class FindingView:
    """One thing that is wrong; *offers* are what to write: the verb for it, the words, and the reason."""

    severity: str
    code: str
    message: str
    place: str
    offers: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class LinkView:
    """A cited address, where it leads (None: nowhere that a click may lead), and how it stands."""

    url: str
    href: str | None
    fate: str
    reason: str
    copy: str
    copy_href: str | None


@dataclass(frozen=True, slots=True)
class EndnoteView:
    """One endnote; *printed* and *mended* are its text in parts, each with whether it is changed there.

    *day* is the day of access in EDTF, *action* what is to be done; both are empty where there is none.
    """

    number: int
    document: str
    place: str
    name: str
    action: str
    severity: int
    accessed: str
    day: str
    links: tuple[LinkView, ...]
    findings: tuple[FindingView, ...]
    printed: tuple[tuple[str, bool], ...]
    mended: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document with its headline and what is wrong with it as a whole."""

    source: str
    headline: str
    found: str
    findings: tuple[FindingView, ...]


def document_view(report: Report) -> DocumentView:
    """Return what is shown of the document of *report*."""
    counts, positions = tally([report]), Positions(report.document)
    return DocumentView(
        source=_safe(report.document.source),
        headline=headline(counts),
        found=found(counts),
        findings=tuple(_finding(each, report, positions) for each in sorted(report.findings, key=rank)),
    )


def endnote_views(report: Report) -> Iterator[EndnoteView]:
    """Give the endnotes of *report*: those that need somebody first, the worst first, then the others."""
    positions = Positions(report.document)
    needy = sorted(filter(needs_a_person, report.entries), key=worst_first)
    others = [entry for entry in report.entries if not needs_a_person(entry)]
    for entry in (*needy, *others):
        yield _endnote(entry, report, positions)


def _endnote(entry: Entry, report: Report, positions: Positions) -> EndnoteView:
    """Return what is shown of one endnote."""
    citation = entry.citation
    findings = sorted(entry.findings, key=rank)
    accessed = citation.accessed
    printed, mended = _both(entry, report)
    return EndnoteView(
        number=citation.number,
        document=_safe(report.document.source),
        place=_safe(place_in_words(report.document, positions.at(citation.span.start))),
        name=_safe(name(entry)),
        action=str(action_for(findings[0])) if needs_a_person(entry) else "",
        severity=int(findings[0].rule.severity) if findings else 0,
        accessed=_safe(accessed.text) if accessed else "",
        day=(accessed.edtf or "") if accessed else "",
        links=tuple(map(_link, entry.links)) or tuple(_unchecked(each.url) for each in citation.urls),
        findings=tuple(_finding(each, report, positions) for each in findings),
        printed=printed,
        mended=mended,
    )


def _link(link: Link) -> LinkView:
    """Return what is shown of one address that was asked."""
    copy = link.snapshot
    return LinkView(
        url=_safe(link.cited.url),
        href=_href(link.cited.url),
        fate=str(fate(link)),
        reason=_safe(link.judgement.reason),
        copy=_safe(copy_in_words(copy)),
        copy_href=_href(copy.url) if isinstance(copy, Snapshot) else None,
    )


def _unchecked(url: str) -> LinkView:
    """Return what is shown of an address that nobody asked."""
    return LinkView(_safe(url), _href(url), fate="", reason="", copy="", copy_href=None)


def _href(url: str) -> str | None:
    """Return *url* as the target of a link; None for what leads to no page, or tells a secret."""
    safe = url.lower().startswith(("http://", "https://")) and url.isprintable() and not has_credentials(url)
    return encodable(url) if safe else None


def _finding(finding: Finding, report: Report, positions: Positions) -> FindingView:
    """Return what is shown of one finding."""
    offers = filter(None, (finding.suggestion, *finding.candidates))
    return FindingView(
        severity=str(finding.rule.severity),
        code=finding.rule.code,
        message=_safe(finding.message),
        place=_safe(place_in_words(report.document, positions.at(finding.span.start))),
        offers=tuple(map(_offer, offers)),
    )


def _offer(each: Suggestion) -> tuple[str, str, str]:
    """Return what to write, why, and with which word that is introduced."""
    verb = "perhaps" if each.confidence is Confidence.CANDIDATE else "write"
    return verb, _safe(each.replacement), _safe(each.because)


def _both(entry: Entry, report: Report) -> tuple[tuple[tuple[str, bool], ...], tuple[tuple[str, bool], ...]]:
    """Return the note as printed and as it should be, in parts; nothing second where nothing is mended."""
    note, text = entry.citation.span, report.document.text
    edits = [edit for edit in edits_of(entry, report.document) if note.holds(edit.span)]
    visible = [edit for edit in edits if edit.text != edit.span.of(text)]
    if not visible:
        return ((_safe(note.of(text)), False),), ()
    printed = _parts(text, note.start, note.end, visible, new=False)
    mended = _parts(text, note.start, note.end, visible, new=True)
    return printed, mended


def _parts(
    text: str, start: int, end: int, edits: Sequence[Edit], *, new: bool
) -> tuple[tuple[str, bool], ...]:
    """Part the text from *start* to *end* at its *edits*: what stands between, and what is old or *new*."""
    parts, at = [], start
    for edit in edits:
        changed = edit.text if new else edit.span.of(text)
        parts += [(_spaced(text[at : edit.span.start]), False), (_spaced(changed), True)]
        at = edit.span.end
    parts.append((_spaced(text[at:end]), False))
    return tuple(part for part in parts if part[0])


def _spaced(text: str) -> str:
    """Return *text* safe to show, with a space kept at either end: it is a part of a line."""
    if not text:
        return ""
    before, behind = " " * text[0].isspace(), " " * text[-1].isspace()
    inner = _safe(text)
    return f"{before}{inner}{behind}" if inner else before


def _safe(text: str) -> str:
    """Return *text* as one line that can be shown and encoded."""
    return encodable(shown(text))
