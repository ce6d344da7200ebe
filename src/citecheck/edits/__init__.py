"""From what is offered for an endnote to what is written into its text: edits that do not overlap.

edits_of(entry, document, wish)   the edits of one endnote, in the order of the text
of_report(report, wish)           the edits of all endnotes of a report, each with the number of its note
applied(text, edits)              a text with its edits written into it

urls     several corrections of one address, as one
copies   an archived copy, beside the address or in its stead, as the format and the note write it
sources  title, authors and day of a bare address, and a DOI: as source_words or as source_fields
fields   new fields of a record, and empty ones that are filled
templates what the templates of the Wikipedias call their parameters
spelling how a format writes a character that means something to it
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from citecheck.edits.copies import copy_edits
from citecheck.edits.sources import BARE, DOI, source_edits
from citecheck.edits.urls import COPIES, url_edits
from citecheck.models import Confidence, Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citecheck.models import Correction, Document, Entry, Report, Span

__all__ = [
    "ArchiveStyle",
    "Wish",
    "applied",
    "edits_of",
    "hides_copy",
    "of_report",
    "offered",
    "retargets",
]

_BEGINNINGS = tuple(" \r\n,;|.")
_ELSEWHERE = COPIES | {BARE, DOI}

ArchiveStyle = Literal["append", "replace", "bracket", "template"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be written: corrections of these *codes* (or beginnings; none: of all), and how copies.

    *style* is None where the format decides: templates where it has them, else words behind the note.
    *candidates* says whether what only may be meant is written too.
    """

    codes: tuple[str, ...] = ()
    style: ArchiveStyle | None = None
    candidates: bool = False


def edits_of(entry: Entry, document: Document, wish: Wish | None = None) -> tuple[Edit, ...]:
    """Return the edits that *entry* needs in the text of *document*, sorted, none overlapping another.

    Waived findings and such as the baseline knows are mended like others; what has no correction is left.
    """
    wish = wish or Wish()
    wanted = offered(entry, wish)
    found = [*_of_words(wanted, entry), *url_edits(entry, document, wanted)]
    found += source_edits(entry, document, wanted)
    found += copy_edits(entry, document, wanted, wish.style)
    return tuple(_apart(sorted(found, key=_order)))


def of_report(report: Report, wish: Wish | None = None) -> list[tuple[int, Edit]]:
    """Return the edits of all endnotes of *report* with the numbers of these, in the order of the text.

    Two notes may share words, as a field that BibTeX lends: of edits that overlap the first is to be made.
    """
    found = [
        (entry.citation.number, edit)
        for entry in report.entries
        for edit in edits_of(entry, report.document, wish)
    ]
    return sorted(found, key=lambda pair: pair[1].span)


def _order(edit: Edit) -> tuple[Span, bool, str]:
    """Order edits by their place; at one place the value of a field comes before what begins another one."""
    return edit.span, edit.text[:1] in _BEGINNINGS, edit.text


def offered(entry: Entry, wish: Wish) -> tuple[Correction, ...]:
    """Return the corrections of *entry* that are wished for.

    Of several candidates for one place none is taken, whatever is wished: nothing chooses among them.
    """
    sure = [each for each in entry.corrections if each.suggestion.confidence is not Confidence.CANDIDATE]
    if wish.candidates:
        places = [each.span for each in entry.corrections]
        sure += [each for each in entry.corrections if each not in sure and places.count(each.span) == 1]
    return tuple(each for each in sure if not wish.codes or each.code.startswith(wish.codes))


def applied(text: str, edits: Iterable[Edit], start: int = 0) -> str:
    """Return *text*, which stands at offset *start* of its document, with *edits* written into it."""
    pieces, end = [], 0
    for edit in edits:
        pieces += [text[end : edit.span.start - start], edit.text]
        end = edit.span.end - start
    return "".join([*pieces, text[end:]])


def _of_words(wanted: Iterable[Correction], entry: Entry) -> Iterator[Edit]:
    """Give the edits of what is not within an address."""
    addresses: list[Span] = [cited.span for cited in entry.citation.urls]
    for each in wanted:
        if each.code not in _ELSEWHERE and not any(span.holds(each.span) for span in addresses):
            suggestion = each.suggestion
            yield Edit(each.span, suggestion.replacement, suggestion.because, codes=(each.code,))


def retargets(edit: Edit, document: Document) -> bool:
    """Tell whether *edit* leads a link elsewhere and leaves its words as they are."""
    return edit.target is not None and edit.text == edit.span.of(document.text)


def hides_copy(edit: Edit, document: Document) -> bool:
    """Tell whether *edit* brings a copy into the attributes of a link, where the text does not show it."""
    return document.format == "html" and edit.copy is not None and edit.copy.url not in edit.text


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    """Return those of the sorted *edits* that do not overlap one before them.

    Where one only brings a copy to an address that another mends, as in HTML, the two are one.
    """
    kept: list[Edit] = []
    for edit in edits:
        if not kept or edit.span.start >= kept[-1].span.end:
            kept.append(edit)
        elif edit.span == kept[-1].span and (edit.copy is None) != (kept[-1].copy is None):
            kept[-1] = _as_one(*sorted((kept[-1], edit), key=lambda each: each.copy is not None))
    return kept


def _as_one(mended: Edit, with_copy: Edit) -> Edit:
    """Return the edit that mends an address and brings its copy."""
    because = f"{mended.because}; {with_copy.because}"
    return replace(mended, because=because, codes=mended.codes + with_copy.codes, copy=with_copy.copy)
