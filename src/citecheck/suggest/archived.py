"""The right form of a damaged URL that an archive or the web has: U102, U103, U105, U116; evidence else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from citecheck.evidence.merging import changed
from citecheck.evidence.printed import whole
from citecheck.evidence.queries import same_address
from citecheck.evidence.truncation import sign_of_truncation
from citecheck.evidence.wording import day
from citecheck.models import Confidence, Correction, Suggestion
from citecheck.suggest.addresses import AS_PRINTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.models import ArchivedForm, CitedUrl

_OF_PART = frozenset({"U103", "U104", "U105", "U114"})
_SPACED, _DAMAGED = "U102", "U116"
_WHITE_SPACE = "white space is not allowed in a URL"


def with_form(
    corrections: Sequence[Correction], cited: CitedUrl, form: ArchivedForm, text: str
) -> tuple[Correction, ...]:
    """Return *corrections*, those of one note, with what the archive's *form* of *cited* adds to them."""
    return with_right_address(corrections, cited, form.url, _evidence(form), text)


def with_right_address(  # noqa: PLR0913 - what is known, where it stands, and how sure it is
    corrections: Sequence[Correction],
    cited: CitedUrl,
    url: str,
    evidence: str,
    text: str,
    *,
    sure: Confidence = Confidence.SUPPORTED,
) -> tuple[Correction, ...]:
    """Return *corrections*, those of one note, with what it means that *cited* was meant to be *url*.

    Where the document itself led to that address, its reason is joined by the *evidence*. Else the whole URL
    is corrected, as *sure* as is said, and what contradicts that is left out.
    """
    mine = [
        each for each in corrections if each.span.start < cited.span.end and cited.span.start < each.span.end
    ]
    parts = [each for each in mine if each.code in _OF_PART]
    if parts and same_address(changed(cited.url, parts, cited)) == same_address(url):
        return tuple(_strengthened(each, evidence) if each in parts else each for each in corrections)
    of_whole = _of_whole(cited, url, mine, text, evidence)
    if of_whole is None:
        return tuple(corrections)
    kept = [each for each in corrections if each not in mine or _agrees(each, url, beside=of_whole.code)]
    renewed = [
        replace(each, suggestion=replace(each.suggestion, replacement=url))
        if each in mine and each.code in AS_PRINTED
        else each
        for each in kept
    ]
    of_whole = replace(of_whole, suggestion=replace(of_whole.suggestion, confidence=sure))
    return tuple(sorted([*renewed, of_whole], key=lambda each: each.span))


def _evidence(form: ArchivedForm) -> str:
    """Say what the archive knows of *form*."""
    title = " with the cited title" if form.title_matches else ""
    return (
        f"the archive holds exactly one address of this form, captured on {day(form.captured.date())}{title}"
    )


def _strengthened(correction: Correction, evidence: str) -> Correction:
    """Add *evidence* to the reason of *correction*, which with two reasons is more than a candidate."""
    suggestion = correction.suggestion
    unsure = suggestion.confidence is Confidence.CANDIDATE
    confidence = Confidence.SUPPORTED if unsure else suggestion.confidence
    because = f"{suggestion.because}; {evidence}"
    return replace(correction, suggestion=replace(suggestion, because=because, confidence=confidence))


def _of_whole(
    cited: CitedUrl, url: str, mine: Sequence[Correction], text: str, evidence: str
) -> Correction | None:
    """Return the correction of the whole URL; None where *cited* is printed undamaged or out of reach."""
    code = _code(cited, url, mine)
    span = whole(text, cited)
    if code is None or span is None:
        return None
    because = f"{_WHITE_SPACE}; {evidence}" if code == _SPACED else evidence
    return Correction(code, span, Suggestion(span.of(text), url, because))


def _code(cited: CitedUrl, url: str, mine: Sequence[Correction]) -> str | None:
    """Return the code of the rule that finds the damage of *cited*; None where it has none."""
    codes = {each.code for each in mine}
    if "joined-whitespace" in cited.repairs:
        return _SPACED
    if sign_of_truncation(cited) or "U103" in codes:
        return "U103"
    if codes & _OF_PART:
        longer = same_address(url).startswith(same_address(cited.url))
        return "U103" if longer else "U105"
    return _DAMAGED if _DAMAGED in codes else None


def _agrees(correction: Correction, url: str, *, beside: str) -> bool:
    """Tell whether *correction* is in *url* too, or finds another fault with the whole than *beside* does."""
    if correction.code in AS_PRINTED:
        return correction.code not in (_SPACED, beside)
    return correction.suggestion.replacement in url
